"""Help with a backlog: overdue cards spread over some days, in one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple, Protocol

from tpmdesk.app.backups import MANY, Before, unkept
from tpmdesk.app.day import StudyDays
from tpmdesk.app.ports import Clock, Replan
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.backlog import places, value
from tpmdesk.domain.cards import CardId, Memory, ReviewKind
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.studyday import StudyDay

MOST_DAYS = 365
_EXAMPLES = 3
_APART = timedelta(milliseconds=1)  # so that the most valuable of a day comes first


class Overdue(NamedTuple):
    """A card in review that was due on an earlier day. `front` is one plain line."""

    card_id: CardId
    front: str
    memory: Memory
    options: DeckOptions


class BacklogStore(Protocol):
    """What a backlog is read from and written to."""

    def overdue(self, before: datetime) -> list[Overdue]: ...

    def overdue_count(self, before: datetime) -> int: ...

    def due_between(self, start: datetime, end: datetime) -> int: ...

    def reviewed_between(self, start: datetime, end: datetime) -> int:
        """How many reviews were answered that count against the day's limit."""
        ...

    def replan(
        self, label: str, changes: Sequence[Replan], kind: ReviewKind, *, reset: bool = False
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Backlog:
    """More cards wait than a day holds: how many are overdue, how many reviews a day may have,
    and the fewest days that have room for all."""

    overdue: int
    per_day: int
    days: int


@dataclass(frozen=True, slots=True)
class BacklogDay:
    """One day of a plan: the cards due on it anyway, and the overdue ones it takes."""

    date: date
    due: int
    spread: int

    @property
    def cards(self) -> int:
        return self.due + self.spread


@dataclass(frozen=True, slots=True)
class BacklogPlan:
    """What spreading would do. `fits` says that no day gets more than its limit; `first` are the
    fronts of the cards that come first."""

    days: tuple[BacklogDay, ...]
    fits: bool
    first: tuple[str, ...]

    @property
    def overdue(self) -> int:
        return sum(day.spread for day in self.days)


class Backlogs:
    """One person's overdue cards. `zone` None means the computer's own.

    Before a change of MANY cards `before` makes a backup; when it raises BackupError, nothing is
    changed.
    """

    def __init__(
        self,
        store: BacklogStore,
        settings: SettingsDesk,
        clock: Clock,
        zone: tzinfo | None = None,
        before: Before = unkept,
    ) -> None:
        self._store = store
        self._settings = settings
        self._days = StudyDays(settings, clock, zone)
        self._before = before

    def look(self) -> Backlog | None:
        """The backlog; None while what is overdue fits into today."""
        today = self._days.today()
        overdue = self._store.overdue_count(today.start)
        if overdue == 0 or overdue <= self._room(today):
            return None
        return Backlog(overdue, self._per_day, self._least_days(overdue))

    def plan(self, days: int) -> BacklogPlan:
        """What spreading over that many days, from today on, would do."""
        ordered = self._ordered()
        return self._plan(ordered, self._days.following(_within(days)))

    def spread(self, days: int) -> int:
        """Give every overdue card a day; how many there were."""
        ordered = self._ordered()
        if not ordered:
            return 0
        study_days = self._days.following(_within(days))
        plan = self._plan(ordered, study_days)
        changes: list[Replan] = []
        for day, planned in zip(study_days, plan.days, strict=True):
            chosen = ordered[len(changes) : len(changes) + planned.spread]
            changes += [_moved(card, day.start, rank) for rank, card in enumerate(chosen)]
        if len(changes) > MANY:
            self._before(f"spreading {len(changes):,} overdue cards")
        label = f"Spread {len(changes)} overdue cards over {len(study_days)} days"
        self._store.replan(label, changes, ReviewKind.RESCHEDULED)
        return len(changes)

    def _ordered(self) -> list[Overdue]:
        """The most valuable first."""
        now = self._days.now()
        overdue = self._store.overdue(self._days.today().start)
        worth = {card.card_id: value(card.memory, now, card.options) for card in overdue}
        return sorted(overdue, key=lambda card: (-worth[card.card_id], card.card_id))

    def _plan(self, ordered: Sequence[Overdue], days: Sequence[StudyDay]) -> BacklogPlan:
        room = [self._room(day) for day in days]
        shares = places(len(ordered), room)
        planned = tuple(
            BacklogDay(day.date, self._store.due_between(day.start, day.end), share)
            for day, share in zip(days, shares, strict=True)
        )
        fits = all(share <= most for share, most in zip(shares, room, strict=True))
        return BacklogPlan(planned, fits, tuple(card.front for card in ordered[:_EXAMPLES]))

    def _least_days(self, overdue: int) -> int:
        for n, day in enumerate(self._days.following(MOST_DAYS), start=1):
            overdue -= self._room(day)
            if overdue <= 0:
                return n
        return MOST_DAYS

    def _room(self, day: StudyDay) -> int:
        """How many more reviews the day may have; those done count."""
        taken = self._store.due_between(day.start, day.end)
        taken += self._store.reviewed_between(day.start, day.end)
        return max(0, self._per_day - taken)

    @property
    def _per_day(self) -> int:
        return self._settings.current.reviews_per_day


def _within(days: int) -> int:
    return min(max(days, 1), MOST_DAYS)


def _moved(card: Overdue, start: datetime, rank: int) -> Replan:
    due = start.astimezone(UTC) + rank * _APART
    return Replan(card.card_id, card.memory, replace(card.memory, due=due))
