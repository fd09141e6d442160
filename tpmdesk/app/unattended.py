"""A mock round with nobody in the room: files stand for the microphone, nothing is read aloud.

Everything here calls back at once, on the caller's thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tpmdesk.app.mock import MockRound
from tpmdesk.app.ports import Done, Heard, MicrophoneListener
from tpmdesk.app.speaking import Recognizers, SpeechError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import Begin, Next, ReadyToAnswer, Stop
from tpmdesk.domain.roundstate import Phase

T = TypeVar("T")


class AtOnce:
    """A Background for programs without an event loop: the work is done before `run` returns."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        try:
            result = work()
        except Exception as trouble:  # noqa: BLE001 - whatever it is belongs to `failed`
            failed(trouble)
        else:
            done(result)
        return _nothing


class SilentSpeaker:
    """A Speaker that has read every question already."""

    def say(self, text: str, done: Callable[[str], None], round_id: str = "") -> None:  # noqa: ARG002 - the port's
        done("")

    def stop(self) -> None:
        """Nothing sounds."""


class FileMicrophone:
    """A Microphone that hears copies of the files, one an answer, each of so many seconds."""

    def __init__(self, files: Sequence[Path], seconds: Sequence[float]) -> None:
        self._takes = iter(zip(files, seconds, strict=True))
        self._recorded = 0.0

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:  # noqa: ARG002 - never paused
        source, self._recorded = next(self._takes)
        shutil.copyfile(source, file)
        listener.sound_arrived()

    def stop(self) -> float:
        return self._recorded


class DirectTranscriber:
    """A Transcriber that asks the recognizer in use and waits for it."""

    def __init__(self, recognizers: Recognizers) -> None:
        self._recognizers = recognizers
        self._followed: tuple[Path, Sequence[str]] | None = None

    def warm_up(self) -> None:
        """The recognizer loads when it is first asked."""

    def follow(self, file: Path, hints: Sequence[str], heard: Heard) -> None:  # noqa: ARG002
        self._followed = file, hints

    def finish(self, done: Done) -> None:
        if self._followed:
            self.transcribe(*self._followed, done)

    def transcribe(self, file: Path, hints: Sequence[str], done: Done) -> None:
        try:
            transcript = self._recognizers.transcribe(file, hints=hints)
        except SpeechError as problem:
            done(None, str(problem))
        else:
            done(transcript, "")

    def cancel(self) -> None:
        self._followed = None


def sit(sitting: MockRound, scores: Sequence[Sequence[Score]]) -> list[str]:
    """Sit the whole round; `scores` are those of each answer. What went wrong with each, or "".

    Raises SpeechError when an answer cannot be taken in; the round can then be resumed.
    """
    problems = []
    sitting.send(Begin(sitting.now()))
    for position, given in enumerate(scores):
        sitting.send(ReadyToAnswer(sitting.now()))
        _expect(sitting, Phase.ANSWERING)
        sitting.send(Stop(sitting.now()))
        _expect(sitting, Phase.BLIND)
        problems.append(sitting.state.notice)
        sitting.send(Next(sitting.now()))
        if given:
            sitting.score(position, given)
        sitting.send(Next(sitting.now()))
    return problems


def _expect(sitting: MockRound, phase: Phase) -> None:
    if sitting.state.phase is not phase:
        notice = sitting.state.notice or f"The round stopped at {sitting.state.phase}."
        sitting.close()
        raise SpeechError(notice)


def _nothing() -> None:
    """It is done already."""
