"""Hearing old recordings again with the recognizer that is chosen now.

What an earlier recognizer wrote is kept; the newest transcript and its assessment are shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from tpmdesk.app.ports import Transcriber
from tpmdesk.app.workroom import Workroom
from tpmdesk.domain.assess import assess
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import Answer, Attempt, AttemptId
from tpmdesk.domain.transcript import TYPED, Transcript

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OldHearing:
    """An answer that can be heard again; `recognizer` wrote it down, "" when none did."""

    attempt: AttemptId
    title: str
    started: datetime
    position: int
    prompt: str
    file: Path
    seconds: float
    recognizer: str


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """How it went: which answers were heard again, what went wrong with others, and for how many
    the words are not what they were."""

    heard: tuple[OldHearing, ...]
    problems: tuple[tuple[OldHearing, str], ...]
    changed: int = 0


class Rehearing:
    """Finds what can be heard again, and does it. `chosen` gives the recognizer in use."""

    def __init__(self, room: Workroom, chosen: Callable[[], str]) -> None:
        self._room = room
        self._chosen = chosen

    def outdated(
        self, attempt: AttemptId | None = None, *, same_too: bool = False
    ) -> list[OldHearing]:
        """Recorded answers, of one attempt or all, newest first, that another recognizer than the
        chosen one wrote down; with `same_too` also those that it wrote down itself. Never those
        that were typed or mended by hand, nor those of a round under way. Raises NotFoundError.
        """
        attempts = self._room.attempts
        ids = [attempt] if attempt is not None else [line.id for line in attempts.attempts()]
        chosen = "" if same_too else self._chosen()
        return [
            found
            for each in ids
            for found in self._old(attempts.attempt(each))
            if found.recognizer != chosen or same_too
        ]

    def begin(
        self,
        which: Sequence[OldHearing],
        transcriber: Transcriber,
        told: Callable[[int, int], None],
        ended: Callable[[HeardAgain], None],
    ) -> Callable[[], None]:
        """Hear them again, one by one. `told(done, total)` is called after each and `ended` once;
        both on the caller's thread.

        Returns what cancels it: what was heard by then stays, and `ended` is not called. The
        transcriber must not serve a round meanwhile.
        """
        run = _Run(self._room, which, transcriber, told, ended)
        run.go_on()
        return run.cancel

    def _old(self, attempt: Attempt) -> Iterator[OldHearing]:
        if attempt.ended is None:
            return
        for answer in attempt.answers:
            if _by_ear(answer) and answer.recording is not None:
                file = self._room.recordings / answer.recording.file
                if file.is_file():
                    yield OldHearing(
                        attempt.id,
                        attempt.title,
                        attempt.started,
                        answer.position,
                        answer.prompt,
                        file,
                        answer.recording.seconds,
                        answer.transcript.recognizer if answer.transcript else "",
                    )


def _by_ear(answer: Answer) -> bool:
    """Whether a recording is there to be heard, and no person wrote the words."""
    recording, transcript = answer.recording, answer.transcript
    if recording is None or not recording.complete or recording.wiped:
        return False
    return transcript is None or not (transcript.corrected or transcript.recognizer == TYPED)


class _Run:
    """One recording after the other. A transcriber may call back at once, so `go_on` loops."""

    def __init__(
        self,
        room: Workroom,
        which: Sequence[OldHearing],
        transcriber: Transcriber,
        told: Callable[[int, int], None],
        ended: Callable[[HeardAgain], None],
    ) -> None:
        self._room = room
        self._left = list(which)
        self._total = len(which)
        self._transcriber = transcriber
        self._told = told
        self._ended = ended
        self._heard: list[OldHearing] = []
        self._problems: list[tuple[OldHearing, str]] = []
        self._changed = 0
        self._free = True
        self._looping = False
        self._cancelled = False
        self._forget: Callable[[], None] = _nothing

    def go_on(self) -> None:
        if self._looping:
            return
        self._looping = True
        while self._free and self._left and not self._cancelled:
            self._free = False
            self._hear(self._left.pop(0))
        self._looping = False
        if self._free and not self._cancelled:
            self._cancelled = True
            self._ended(HeardAgain(tuple(self._heard), tuple(self._problems), self._changed))

    def cancel(self) -> None:
        if self._cancelled:
            return
        self._cancelled = True
        self._forget()
        self._transcriber.cancel()

    def _hear(self, old: OldHearing) -> None:
        terms = self._room.terms(old.prompt)
        try:
            self._transcriber.transcribe(old.file, terms, partial(self._transcribed, old))
        except Exception as trouble:
            _logger.exception("a recording could not be heard again")
            self._done(old, f"The recording could not be transcribed: {trouble}")

    def _transcribed(self, old: OldHearing, transcript: Transcript | None, problem: str) -> None:
        if self._cancelled:
            return
        if transcript is None:
            self._done(old, problem)
            return
        self._forget = self._room.background.run(
            partial(self._assess, old, transcript, self._prepared(old)),
            partial(self._keep, old, transcript),
            partial(self._failed, old),
        )

    def _prepared(self, old: OldHearing) -> Callable[..., Assessment]:
        """An assessment that needs no more of the store."""
        prompt = self._room.prompt(old.prompt)
        return partial(assess, prompt, self._room.framework_of(prompt), read=self._room.read)

    def _assess(
        self, old: OldHearing, transcript: Transcript, judge: Callable[..., Assessment]
    ) -> Assessment:
        """Runs beside the caller's thread: reads the recording, touches nothing else."""
        return judge(transcript, self._room.voice_activity(old.file), old.seconds)

    def _keep(self, old: OldHearing, transcript: Transcript, assessment: Assessment) -> None:
        now, attempts = self._room.clock(), self._room.attempts
        before = attempts.attempt(old.attempt).answers[old.position].transcript
        self._changed += before is None or before.text != transcript.text
        attempts.save_transcript(old.attempt, old.position, transcript, now)
        attempts.save_assessment(old.attempt, old.position, assessment, now)
        self._heard.append(old)
        self._done(old, "")

    def _failed(self, old: OldHearing, trouble: Exception) -> None:
        _logger.warning("what was heard again could not be assessed", exc_info=trouble)
        self._done(old, f"The recording could not be assessed: {trouble}")

    def _done(self, old: OldHearing, problem: str) -> None:
        if problem:
            self._problems.append((old, problem))
        self._told(len(self._heard) + len(self._problems), self._total)
        self._free = True
        self.go_on()


def _nothing() -> None:
    """There is nothing to cancel."""
