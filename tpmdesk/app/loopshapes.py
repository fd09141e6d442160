"""What a loop is to those who plan and look at one, and the port that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.loops import LoopState, RoundStatus


class LoopError(Exception):
    """A loop cannot be drawn or sat as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LoopWish:
    """What one wants to sit. `rounds` names the rounds instead of the preset's; `minutes` of each
    round and `questions` in each are the preset's where they are 0; `days` likewise. `prompts`
    names the questions of a single round outright."""

    preset: str
    rounds: tuple[str, ...] = ()
    minutes: int = 0
    questions: int = 0
    days: int = 0
    exam: bool = False
    by_voice: bool = True
    follow_ups: int = 0
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptLoop:
    """A loop as it was saved. `ended` is None while it can be gone on with."""

    id: LoopId
    title: str
    state: LoopState
    started: datetime
    ended: datetime | None


class LoopStore(Protocol):
    """Loops, saved as they happen; their attempts are in the AttemptStore."""

    def begin(self, state: LoopState, at: datetime) -> LoopId: ...

    def save(self, loop: LoopId, state: LoopState, ended: datetime | None) -> None: ...

    def loop(self, loop: LoopId) -> KeptLoop:
        """Raises NotFoundError."""
        ...

    def loops(self) -> list[KeptLoop]:
        """All loops, newest first."""
        ...

    def attempts(self, loop: LoopId) -> list[AttemptLine]:
        """The attempts at its rounds, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop and what came of its rounds: for each the line of its attempt, None before it began.

    `break_ends` is when the break that runs is over, None outside of one; `another_day` says that
    the next round is planned for a later day and may be begun today only with `early`.
    """

    id: LoopId
    title: str
    state: LoopState
    started: datetime
    ended: datetime | None
    attempts: tuple[AttemptLine | None, ...]
    break_ends: datetime | None = None
    another_day: bool = False

    @property
    def under_way(self) -> AttemptLine | None:
        """The attempt at the round that is being sat; resume it by its id."""
        at = self.state.sitting
        return None if at is None else self.attempts[at]

    @property
    def done(self) -> int:
        """How many of its rounds were sat to their end."""
        return self.state.statuses.count(RoundStatus.DONE)


@dataclass(frozen=True, slots=True)
class LoopLine:
    """One row of a list of loops: how many of its rounds are done, and the mean of the levels of
    those that were scored."""

    id: LoopId
    title: str
    started: datetime
    ended: datetime | None
    rounds: int
    done: int
    mean_level: float | None


def line_of(loop: Loop) -> LoopLine:
    """The loop as one row of a list."""
    levels = [line.mean_level for line in loop.attempts if line and line.mean_level is not None]
    return LoopLine(
        id=loop.id,
        title=loop.title,
        started=loop.started,
        ended=loop.ended,
        rounds=len(loop.state.statuses),
        done=loop.done,
        mean_level=sum(levels) / len(levels) if levels else None,
    )
