"""A mock round with nobody in the room: files stand for the microphone, nothing is read aloud.

Everything here calls back at once, on the caller's thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

from tpmdesk.app.mock import MockRound
from tpmdesk.app.ports import Done, Heard, MicrophoneListener
from tpmdesk.app.speaking import Recognizers, SpeechError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import Begin, Continue, Event, Next, ReadyToAnswer, Skip, Stop
from tpmdesk.domain.roundstate import AnswerStatus, Phase, RoundState, mains

T = TypeVar("T")

NOTHING_LEFT = "There was no recording left for this question."


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
        self._takes = tuple(zip(files, seconds, strict=True))
        self._over_again = over_again
        self._heard = 0
        self._recorded = 0.0

    @property
    def left(self) -> tuple[Path, ...]:
        """The files that have not been heard yet; all of them when they begin anew."""
        heard = 0 if self._over_again else self._heard
        return tuple(file for file, _ in self._takes[heard:])

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:  # noqa: ARG002 - never paused
        if not self.left:
            raise SpeechError(NOTHING_LEFT)
        source, self._recorded = self._takes[self._heard % len(self._takes)]
        self._heard += 1
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


def sit(
    sitting: MockRound, scores: Sequence[Sequence[Score]], microphone: FileMicrophone
) -> dict[int, str]:
    """Sit the whole round; `scores` are those of each question that is not asked back.

    What is asked when the microphone has nothing left is skipped. Returns what went wrong with
    each answer, or "", by its position. Raises SpeechError when an answer cannot be taken in; the
    round can then be resumed.
    """
    problems: dict[int, str] = {}
    while sitting.state.phase is not Phase.DEBRIEF:
        before = sitting.state
        if before.phase is Phase.TYPING:
            _give_up(sitting, before)
        if before.phase is Phase.SCORING:
            _score(sitting, scores)
        _move_on(sitting, _act(before) if microphone.left else _without_sound(before))
        if before.phase in (Phase.ANSWERING, Phase.ASKING, Phase.THINKING):
            problems |= _problem(before, sitting.state)
    return problems


def _score(sitting: MockRound, scores: Sequence[Sequence[Score]]) -> None:
    main = sitting.state.index
    given = scores[mains(sitting.state.questions).index(main)]
    if given:
        sitting.score(main, given)


def _problem(before: RoundState, after: RoundState) -> dict[int, str]:
    """What is to be said of the answer that was given or skipped by that step."""
    if before.phase is Phase.ANSWERING:
        return {before.index: after.notice}
    skipped = after.answers[before.index] is AnswerStatus.SKIPPED
    return {before.index: NOTHING_LEFT} if skipped else {}


def sit_through(sitting: MockRound) -> None:
    """Answer whatever is asked, until the round is over; nothing is scored.

    Raises SpeechError when an answer cannot be taken in; the round can then be resumed.
    """
    while sitting.state.phase is not Phase.DEBRIEF:
        _move_on(sitting, _act(sitting.state))


def _move_on(sitting: MockRound, act: Callable[[float], Event] | None) -> None:
    before = sitting.state
    if act is not None:
        sitting.send(act(sitting.now()))
    if sitting.state == before:
        _give_up(sitting, before)


def _give_up(sitting: MockRound, state: RoundState) -> NoReturn:
    sitting.close()
    raise SpeechError(state.notice or f"The round stopped at {state.phase}.")


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


def _without_sound(state: RoundState) -> Callable[[float], Event] | None:
    asking = state.phase in (Phase.ASKING, Phase.THINKING)
    return Skip if asking else _act(state)


def _nothing() -> None:
    """It is done already."""
