"""A transcript mended by hand: it is kept at once, and the answer is assessed anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tpmdesk.app.workroom import Workroom
from tpmdesk.domain.assess import assess
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import Answer, AttemptId
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.transcript import Transcript

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    """One answer to be assessed anew; nothing more is needed of the store for it."""

    attempt: AttemptId
    position: int
    transcript: Transcript
    prompt: Prompt | None
    framework: Framework | None
    file: Path | None
    seconds: float


class Correcting:
    """Corrects the transcripts of any attempt, one under way or one that is over."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def correct(
        self,
        attempt: AttemptId,
        position: int,
        transcript: Transcript,
        assessed: Callable[[], None],
    ) -> None:
        """Keep the transcript; `assessed` is called once its assessment is kept too.

        It never is when the answer was corrected once more, or given again, in the meantime.
        Raises NotFoundError.
        """
        answer = self._answer(attempt, position)
        self._room.attempts.save_transcript(attempt, position, transcript, self._room.clock())
        job = self._job(attempt, answer, transcript)
        keep = partial(self._keep, job, assessed)
        self._room.background.run(
            partial(self._assess, job), keep, partial(self._failed, job, keep)
        )

    def _answer(self, attempt: AttemptId, position: int) -> Answer:
        return self._room.attempts.attempt(attempt).answers[position]

    def _job(self, attempt: AttemptId, answer: Answer, transcript: Transcript) -> _Job:
        prompt = self._room.prompt(answer.prompt)
        recording = (
            answer.recording if any(word.start is not None for word in transcript.words) else None
        )
        file = self._room.recordings / recording.file if recording else None
        return _Job(
            attempt,
            answer.position,
            transcript,
            prompt,
            self._room.framework_of(prompt),
            file if file and file.is_file() else None,
            recording.seconds if recording else 0.0,
        )

    def _assess(self, job: _Job) -> Assessment:
        """Runs beside the caller's thread: reads the recording, touches nothing else."""
        speech = self._room.voice_activity(job.file) if job.file else ()
        read = self._room.read
        return assess(job.prompt, job.framework, job.transcript, speech, job.seconds, read=read)

    def _failed(self, job: _Job, keep: Callable[[Assessment], None], trouble: Exception) -> None:
        _logger.warning("voice activity is unknown, pauses come from word times", exc_info=trouble)
        keep(assess(job.prompt, job.framework, job.transcript, (), job.seconds))

    def _keep(self, job: _Job, assessed: Callable[[], None], assessment: Assessment) -> None:
        if self._answer(job.attempt, job.position).transcript != job.transcript:
            return
        self._room.attempts.save_assessment(
            job.attempt, job.position, assessment, self._room.clock()
        )
        assessed()
