"""Loops on a bench: three rounds of the loop's own slugs, everything kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.app.fakes import NOON, MemoryAttempts, MemoryContent, a_prompt
from tests.app.studio import Studio
from tpmdesk.app.looping import Loop, Looping
from tpmdesk.app.loopshapes import KeptLoop
from tpmdesk.app.mock import Mocking, MockRound
from tpmdesk.app.ports import AttemptLine, NotFoundError
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.content import EntryId, Prompt, Round
from tpmdesk.domain.loops import LoopState

_SLUGS = ("recruiter", "hiring-manager", "architecture", "coordination", "behavioral")
ROUNDS = tuple(
    Round(
        EntryId(f"t/{slug}"),
        slug.title(),
        "About.",
        EntryId("t/talk"),
        order=order,
        minutes=20 + 10 * order,
    )
    for order, slug in enumerate(_SLUGS)
)
PROMPTS = tuple(
    a_prompt(f"{slug}-{n}", round=EntryId(f"t/{slug}")) for slug in _SLUGS for n in range(3)
)


@dataclass
class LoopContent(MemoryContent):
    prompts_: tuple[Prompt, ...] = PROMPTS
    rounds_: tuple[Round, ...] = ROUNDS

    def rounds(self) -> list[Round]:
        return list(reversed(self.rounds_))


@dataclass
class MemoryLoops:
    """Keeps loops; the next `save` fails when `broken` is set."""

    attempts_: MemoryAttempts
    kept: dict[LoopId, KeptLoop] = field(default_factory=dict)
    broken: Exception | None = None

    def begin(self, state: LoopState, at: datetime) -> LoopId:
        made = LoopId(len(self.kept) + 1)
        self.kept[made] = KeptLoop(made, state.plan.title, state, at, None)
        return made

    def save(self, loop: LoopId, state: LoopState, ended: datetime | None) -> None:
        if self.broken:
            broken, self.broken = self.broken, None
            raise broken
        self.kept[loop] = replace(self.kept[loop], state=state, ended=ended)

    def loop(self, loop: LoopId) -> KeptLoop:
        if loop not in self.kept:
            raise NotFoundError(f"There is no loop {loop}.")
        return self.kept[loop]

    def loops(self) -> list[KeptLoop]:
        return list(reversed(self.kept.values()))

    def attempts(self, loop: LoopId) -> list[AttemptLine]:
        return [line for line in reversed(self.attempts_.attempts()) if line.loop == loop]


@dataclass
class Day:
    """A clock that goes when told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class LoopBench:
    """Loops, and a round in the chair. `restart` is a kill and a new start: nothing is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = LoopContent()
        self.attempts = MemoryAttempts()
        self.loops = MemoryLoops(self.attempts)
        self.day = Day()
        self.restart()

    def restart(self) -> None:
        self.studio = Studio(self.folder, content=self.content, attempts=self.attempts)
        self.mocking = Mocking(
            self.content,
            self.attempts,
            self.folder,
            self.day,
            background=self.studio.background,
            voice_activity=lambda _file: [],
            repair=lambda _file: 0.0,
            now=self.studio.time,
            fresh_seed=lambda: 11,
        )
        self.looping = Looping(self.content, self.loops, self.mocking, self.day, _date)

    def begin_round(
        self, loop: LoopId, *, early: bool = False, by_voice: bool | None = None
    ) -> MockRound:
        studio = self.studio
        return self.looping.begin_round(
            loop,
            studio.speaker,
            studio.microphone,
            studio.transcriber,
            _nothing,
            early=early,
            by_voice=by_voice,
        )

    def resume(self, loop: Loop) -> MockRound:
        studio = self.studio
        assert loop.under_way
        return self.mocking.resume(
            loop.under_way.id, studio.speaker, studio.microphone, studio.transcriber, _nothing
        )


def _date(moment: datetime) -> date:
    return moment.date()


def _nothing() -> None:
    """Nobody watches."""
