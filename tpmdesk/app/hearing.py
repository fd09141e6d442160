"""From a recording to its transcript and assessment, without ever holding up the round."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tpmdesk.app.ports import Transcriber
from tpmdesk.app.workroom import Workroom
from tpmdesk.domain.assess import assess
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.transcript import Transcript, typed

_logger = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds granted to a transcriber, on top of the length of the recording itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Hearsay:
    """One answer to be understood. `file` is its recording, of so many `seconds`, if it has one."""

    position: int
    prompt: Prompt | None
    framework: Framework | None
    file: Path | None
    seconds: float
    deadline: float
    typed: bool = False
    rewrite: bool = False
    """Whether what was typed so far is kept already."""
    stale: bool = False
    """Whether an earlier take of this answer has left a transcript behind."""


class Hearing:
    """Follows the words of one round. `live` is what has been understood of the present answer."""

    def __init__(
        self,
        room: Workroom,
        transcriber: Transcriber,
        attempt: AttemptId,
        complete: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self.live: Transcript | None = None
        self._room = room
        self._transcriber = transcriber
        self._attempt = attempt
        self._complete = complete
        self._changed = changed
        self._followed: Path | None = None
        self._job: Hearsay | None = None
        self._kept: tuple[Transcript, str] | None = None
        self._forget: Callable[[], None] = _nothing

    def warm_up(self) -> None:
        """Load the model early; when that fails, the answer's own transcription will say so."""
        try:
            self._transcriber.warm_up()
        except Exception:
            _logger.exception("the recognizer did not load")

    def follow(self, file: Path, prompt: str) -> None:
        """Show words while the file grows. When that fails, the whole file is heard at the end."""
        self.live, self._followed = None, file
        try:
            self._transcriber.follow(file, self._room.terms(prompt), partial(self._heard, file))
        except Exception:
            _logger.exception("the recording could not be followed")
            self._followed = None

    def understand(self, job: Hearsay) -> None:
        """Complete the transcript, keep it, assess it, keep that; then call `complete(problem)`."""
        self._job, self._kept = job, None
        if job.typed:
            self._keep(job, self.live or typed(""))
        elif job.file is None:
            self._done(job, None, "There is no recording of this answer.")
        else:
            self._transcribe(job, job.file)
        self._followed = None

    def begin_anew(self) -> None:
        """Nothing has been heard yet of the answer to come."""
        self.live = None
        if self._followed or self._job:
            self.cancel()

    def check_patience(self) -> None:
        """Give up on a transcriber or a background task that takes far too long."""
        job = self._job
        if job is None or self._room.now() < job.deadline:
            return
        self._stop()
        if self._kept:
            self._assessed(job, self._assess_plainly(job))
        else:
            self._done(job, None, "The transcript took too long. Your recording is saved.")

    def cancel(self) -> None:
        """Forget what is under way."""
        self._job = self._followed = None
        self._stop()

    def _transcribe(self, job: Hearsay, file: Path) -> None:
        done = partial(self._done, job)
        try:
            if self._followed == file:
                self._transcriber.finish(done)
            else:
                terms = self._room.terms(job.prompt.id) if job.prompt else ()
                self._transcriber.transcribe(file, terms, done)
        except Exception as trouble:
            _logger.exception("the recording could not be transcribed")
            self._done(job, None, f"The answer could not be transcribed: {trouble}")

    def _stop(self) -> None:
        self._forget()
        try:
            self._transcriber.cancel()
        except Exception:
            _logger.exception("the transcriber did not stop")

    def _heard(self, file: Path, transcript: Transcript) -> None:
        if self._followed == file:
            self.live = transcript
            self._changed()

    def _done(self, job: Hearsay, transcript: Transcript | None, problem: str) -> None:
        if job is not self._job or self._kept:
            return
        if transcript is not None:
            self._keep(job, transcript)
        elif self.live is not None and self.live.words:
            self._keep(job, self.live, f"The end of the transcript may be missing. {problem}")
        elif job.stale:
            self._keep(job, Transcript((), "none"), problem)
        else:
            self._job = None
            self._complete(problem)

    def _keep(self, job: Hearsay, transcript: Transcript, problem: str = "") -> None:
        self.live, self._kept = transcript, (transcript, problem)
        self._room.attempts.save_transcript(
            self._attempt,
            job.position,
            transcript,
            self._room.clock(),
            rewrite=job.typed and job.rewrite,
        )
        self._changed()
        self._forget = self._room.background.run(
            partial(self._assess, job, transcript),
            partial(self._assessed, job),
            partial(self._assess_failed, job),
        )

    def _assess(self, job: Hearsay, transcript: Transcript) -> Assessment:
        """Runs beside the caller's thread: reads the recording, touches nothing else."""
        speech, read = self._room.speech(job.file), self._room.read
        return assess(job.prompt, job.framework, transcript, speech, job.seconds, read=read)

    def _assess_failed(self, job: Hearsay, trouble: Exception) -> None:
        _logger.warning("the answer is assessed by its words alone", exc_info=trouble)
        self._assessed(job, self._assess_plainly(job))

    def _assess_plainly(self, job: Hearsay) -> Assessment:
        transcript = self._kept[0] if self._kept else Transcript((), "none")
        return assess(job.prompt, job.framework, transcript, (), job.seconds)

    def _assessed(self, job: Hearsay, assessment: Assessment) -> None:
        if job is not self._job or self._kept is None:
            return
        self._job, problem = None, self._kept[1]
        self._room.attempts.save_assessment(
            self._attempt, job.position, assessment, self._room.clock()
        )
        self._complete(problem)


def _nothing() -> None:
    """There is nothing to cancel."""
