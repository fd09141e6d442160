"""A mock round with nobody in the room: files stand for the microphone, nothing is read aloud.

Everything here calls back at once, on the caller's thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from tpmdesk.app.mock import MockRound
from tpmdesk.app.ports import Done, Heard, MicrophoneListener
from tpmdesk.app.speaking import Recognizers, SpeechError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import Begin, Continue, Event, Next, ReadyToAnswer, Stop
from tpmdesk.domain.roundstate import Phase, RoundState

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
    """A Microphone that hears copies of the files, one an answer, each of so many seconds.

    `over_again` begins anew with the first after the last.
    """

    def __init__(
        self, files: Sequence[Path], seconds: Sequence[float], *, over_again: bool = False
    ) -> None:
        takes = tuple(zip(files, seconds, strict=True))
        self._takes = cycle(takes) if over_again else iter(takes)
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


def sit_through(sitting: MockRound) -> None:
    """Answer whatever is asked, until the round is over; nothing is scored.

    Raises SpeechError when an answer cannot be taken in; the round can then be resumed.
    """
    while sitting.state.phase is not Phase.DEBRIEF:
        before = sitting.state
        act = _act(before)
        if act is not None:
            sitting.send(act(sitting.now()))
        if sitting.state == before:
            sitting.close()
            raise SpeechError(before.notice or f"The round stopped at {before.phase}.")


_ACTS: Mapping[Phase, Callable[[float], Event]] = {
    Phase.TYPING: Stop,
    Phase.BRIEFING: Begin,
    Phase.ASKING: ReadyToAnswer,
    Phase.THINKING: ReadyToAnswer,
    Phase.ANSWERING: Stop,
    Phase.BLIND: Next,
    Phase.SCORING: Next,
}


def _act(state: RoundState) -> Callable[[float], Event] | None:
    """What moves the round on: what was held in mid-answer is finished with what there is."""
    if state.phase is Phase.PAUSED:
        return Stop if state.paused in (Phase.ANSWERING, Phase.TYPING) else Continue
    return _ACTS.get(state.phase)


def _expect(sitting: MockRound, phase: Phase) -> None:
    if sitting.state.phase is not phase:
        notice = sitting.state.notice or f"The round stopped at {sitting.state.phase}."
        sitting.close()
        raise SpeechError(notice)


def _nothing() -> None:
    """It is done already."""
