"""Where a mock round stands: its questions, what there is of each answer, and its clocks.

Times are seconds of one clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """OPENING lasts from the request for sound until sound arrives. In BLIND the person scores an
    answer before its evidence is shown, in SCORING beside it."""

    BRIEFING = "briefing"
    ASKING = "asking"
    THINKING = "thinking"
    OPENING = "opening"
    ANSWERING = "answering"
    TYPING = "typing"
    PAUSED = "paused"
    TRANSCRIBING = "transcribing"
    BLIND = "blind"
    SCORING = "scoring"
    DEBRIEF = "debrief"


INTERVIEW = frozenset((Phase.ASKING, Phase.THINKING, Phase.OPENING, Phase.ANSWERING, Phase.TYPING))
"""The phases that use up the round's own time."""

_STOPPED = frozenset((Phase.PAUSED, Phase.OPENING))


class AnswerStatus(StrEnum):
    """What there is of one answer. It never goes back to PENDING: an earlier take is kept."""

    PENDING = "pending"
    RECORDING = "recording"
    RECORDED = "recorded"
    TYPED = "typed"
    SKIPPED = "skipped"


GIVEN = frozenset((AnswerStatus.RECORDING, AnswerStatus.RECORDED, AnswerStatus.TYPED))
"""Something was said or written."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a round as it will be asked. Times in seconds.

    `follow_up_of` is the place of the main question whose answer brought this one about.
    """

    prompt: str
    text: str
    think_seconds: int
    answer_seconds: int
    follow_up_of: int | None = None


@dataclass(frozen=True, slots=True)
class RoundState:
    """The whole state of a round. `since` is when the phase began; `notice` says what went wrong.

    `ending` is set once the person has asked to end early: the answer under way is finished first.
    In an exam there is no pause, no hint and no second take, and scoring waits until the end.
    `follow_ups` is how many questions at most are asked back after an answer; `limit` is the
    round's own time in seconds, 0 for none. `paused` is the phase that a pause interrupted, and
    `spent` the seconds of that phase before it. `used` is the interview time up to `since`.
    `hinted` holds the places of the questions whose hint was looked at.
    """

    questions: tuple[Question, ...]
    answers: tuple[AnswerStatus, ...]
    phase: Phase = Phase.BRIEFING
    index: int = 0
    since: float = 0.0
    by_voice: bool = True
    ending: bool = False
    notice: str = ""
    exam: bool = False
    follow_ups: int = 0
    limit: int = 0
    paused: Phase | None = None
    spent: float = 0.0
    used: float = 0.0
    hinted: tuple[int, ...] = ()

    @property
    def question(self) -> Question:
        return self.questions[self.index]

    @property
    def answer(self) -> AnswerStatus:
        return self.answers[self.index]

    @property
    def main(self) -> int:
        """The place of the main question that the present one belongs to."""
        return main_of(self.questions, self.index)


def main_of(questions: tuple[Question, ...], index: int) -> int:
    """The place of the main question that the one at `index` belongs to."""
    main = questions[index].follow_up_of
    return index if main is None else main


def group_of(questions: tuple[Question, ...], main: int) -> tuple[int, ...]:
    """The places of a main question and of those that follow it up."""
    return tuple(at for at in range(len(questions)) if main_of(questions, at) == main)


def mains(questions: tuple[Question, ...]) -> tuple[int, ...]:
    """The places of the main questions."""
    return tuple(at for at, question in enumerate(questions) if question.follow_up_of is None)


def new_round(
    questions: tuple[Question, ...],
    *,
    by_voice: bool = True,
    exam: bool = False,
    follow_ups: int = 0,
    limit: int = 0,
) -> RoundState:
    """A round not yet begun. There must be at least one question."""
    if not questions:
        raise ValueError("a round needs at least one question")
    return RoundState(
        questions,
        (AnswerStatus.PENDING,) * len(questions),
        by_voice=by_voice,
        exam=exam,
        follow_ups=follow_ups,
        limit=limit,
    )


@dataclass(frozen=True, slots=True)
class PhaseClock:
    """Seconds of the present phase. Without a budget nothing is left and nothing runs over."""

    elapsed: float
    budget: int

    @property
    def left(self) -> float:
        return max(0.0, self.budget - self.elapsed)

    @property
    def overtime(self) -> float:
        return max(0.0, self.elapsed - self.budget) if self.budget else 0.0


def clock(state: RoundState, now: float) -> PhaseClock:
    """The clock of the phase; while paused, the stopped clock of the phase that was interrupted.

    It stands still while the microphone opens: nobody can speak yet.
    """
    phase = state.paused if state.phase is Phase.PAUSED and state.paused else state.phase
    running = 0.0 if state.phase in _STOPPED else max(0.0, now - state.since)
    return PhaseClock(state.spent + running, _budget(state, phase))


def interview_seconds(state: RoundState, now: float) -> float:
    """How much of the round's own time is used: reading, thinking and answering, no pauses."""
    running = now - state.since if state.phase in INTERVIEW else 0.0
    return state.used + max(0.0, running)


def _budget(state: RoundState, phase: Phase) -> int:
    match phase:
        case Phase.THINKING:
            return state.question.think_seconds
        case Phase.OPENING | Phase.ANSWERING | Phase.TYPING:
            return state.question.answer_seconds
        case _:
            return 0
