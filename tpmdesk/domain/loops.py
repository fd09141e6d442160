"""A loop: rounds to be sat one after the other, in one sitting or over several days.

Only what is planned and which rounds are over is kept here; what was said belongs to the rounds'
own attempts, from which the statuses can be told again after a crash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tpmdesk.domain.content import EntryId
from tpmdesk.domain.rounds import FOLLOW_UP_ANSWER, FOLLOW_UP_THINK
from tpmdesk.domain.roundstate import Question

READING_SECONDS = 20
"""To read a question aloud."""

SCORING_SECONDS = 90
"""To score an answer, blind and beside its evidence."""


class RoundStatus(StrEnum):
    """A round that is done has an attempt that ended, though perhaps early."""

    WAITING = "waiting"
    SITTING = "sitting"
    DONE = "done"
    SKIPPED = "skipped"


OPEN = frozenset((RoundStatus.WAITING, RoundStatus.SITTING))


class LoopOrderError(ValueError):
    """What was asked of a loop does not fit where it stands; the message says why."""


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round and the questions drawn for it; `minutes` is its own time, `day` counts from 0."""

    round: EntryId
    title: str
    questions: tuple[Question, ...]
    minutes: int
    day: int = 0


@dataclass(frozen=True, slots=True)
class LoopPlan:
    """What will be sat, and how. `seed` is what the questions were drawn with; `fresh` says that
    weak and long unseen questions were likelier, so that the seed alone does not draw them again.
    """

    title: str
    rounds: tuple[PlannedRound, ...]
    exam: bool = False
    by_voice: bool = True
    follow_ups: int = 0
    seed: int = 0
    break_minutes: int = 0
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class LoopState:
    """A plan, and how far it has come: one status for each round."""

    plan: LoopPlan
    statuses: tuple[RoundStatus, ...]

    @property
    def is_over(self) -> bool:
        return not OPEN.intersection(self.statuses)

    @property
    def sitting(self) -> int | None:
        """The place of the round under way."""
        return _place(self.statuses, RoundStatus.SITTING)

    @property
    def next_round(self) -> int | None:
        """The place of the round to be begun next; None while one is under way, and at the end."""
        return _place(self.statuses, RoundStatus.WAITING) if self.sitting is None else None

    @property
    def day(self) -> int | None:
        """The day of the loop that the round under way or the next one belongs to."""
        at = self.sitting if self.sitting is not None else self.next_round
        return None if at is None else self.plan.rounds[at].day

    @property
    def is_break(self) -> bool:
        """A round of the day is done, another comes, and a break between them was planned."""
        at = self.next_round
        if at is None or not self.plan.break_minutes:
            return False
        return any(
            planned.day == self.plan.rounds[at].day and status is RoundStatus.DONE
            for planned, status in zip(self.plan.rounds[:at], self.statuses[:at], strict=True)
        )


def new_loop(plan: LoopPlan) -> LoopState:
    """A loop of which nothing was sat. There must be at least one round."""
    if not plan.rounds:
        raise ValueError("a loop needs at least one round")
    return LoopState(plan, (RoundStatus.WAITING,) * len(plan.rounds))


def begun(state: LoopState) -> LoopState:
    """The next round is under way. Raises LoopOrderError when none can begin."""
    return _marked(state, _waiting(state), RoundStatus.SITTING)


def done(state: LoopState) -> LoopState:
    """The round under way has ended. Raises LoopOrderError when there is none."""
    if state.sitting is None:
        raise LoopOrderError("No round of this loop is under way.")
    return _marked(state, state.sitting, RoundStatus.DONE)


def skipped(state: LoopState) -> LoopState:
    """The next round is left out. Raises LoopOrderError when none waits or one is under way."""
    return _marked(state, _waiting(state), RoundStatus.SKIPPED)


def ended(state: LoopState) -> LoopState:
    """The loop ends here: what is under way counts as done, what waits as skipped."""
    closing = {RoundStatus.SITTING: RoundStatus.DONE, RoundStatus.WAITING: RoundStatus.SKIPPED}
    return replace(state, statuses=tuple(closing.get(each, each) for each in state.statuses))


def reconciled(state: LoopState, attempts: Mapping[int, bool]) -> LoopState:
    """The state as the attempts at its rounds tell it, whatever a crash left unsaved.

    `attempts` says for the place of each round that was begun whether its attempt has ended.
    """
    told = (_told(each, attempts.get(place)) for place, each in enumerate(state.statuses))
    return replace(state, statuses=tuple(told))


def waits_for_another_day(state: LoopState, sat: date | None, today: date) -> bool:
    """Whether the next round belongs to a later day of the loop than the rounds before it, and
    that day has not come. `sat` is the study day on which a round was begun last."""
    at = state.next_round
    if at is None or sat is None or today > sat:
        return False
    earlier = zip(state.plan.rounds[:at], state.statuses[:at], strict=True)
    days = [planned.day for planned, status in earlier if status is RoundStatus.DONE]
    return bool(days) and days[-1] < state.plan.rounds[at].day


def spread(rounds: int, days: int) -> tuple[int, ...]:
    """The day of each of so many rounds, the earlier days getting the odd ones."""
    most, more = divmod(rounds, days)
    sizes = [most + (day < more) for day in range(days)]
    return tuple(day for day, size in enumerate(sizes) for _ in range(size))


def seconds_for(question: Question, follow_ups: int) -> int:
    """How long a question takes at most: reading, thinking, answering, what is asked back, and
    scoring."""
    back = READING_SECONDS + FOLLOW_UP_THINK + FOLLOW_UP_ANSWER
    asked = READING_SECONDS + question.think_seconds + question.answer_seconds
    return asked + follow_ups * back + SCORING_SECONDS


def fitting(minutes: int, questions: Sequence[Question], follow_ups: int) -> int:
    """How many of the questions, in their order, fit into so many minutes; at least one."""
    left = minutes * 60
    for count, question in enumerate(questions):
        left -= seconds_for(question, follow_ups)
        if left < 0:
            return max(count, 1)
    return len(questions)


def _told(status: RoundStatus, over: bool | None) -> RoundStatus:
    if over is None:
        return RoundStatus.WAITING if status is RoundStatus.SITTING else status
    return RoundStatus.DONE if over else RoundStatus.SITTING


def _waiting(state: LoopState) -> int:
    if state.sitting is not None:
        raise LoopOrderError("A round of this loop is under way. Finish it first.")
    if state.next_round is None:
        raise LoopOrderError("This loop is over.")
    return state.next_round


def _marked(state: LoopState, place: int, status: RoundStatus) -> LoopState:
    statuses = (*state.statuses[:place], status, *state.statuses[place + 1 :])
    return replace(state, statuses=statuses)


def _place(statuses: Sequence[RoundStatus], wanted: RoundStatus) -> int | None:
    return statuses.index(wanted) if wanted in statuses else None
