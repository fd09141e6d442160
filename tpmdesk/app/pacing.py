"""When a card would come back: its deck's options, the person's settings, and how full days are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from tpmdesk.app.day import StudyDays
from tpmdesk.app.ports import CardStore
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import Card, CardId, CardState, Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.load import EVERY_DAY, DayChooser, Load, evenly
from tpmdesk.domain.studyday import StudyDay

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The days ahead as they were read, and for what."""

    load: Load
    day: StudyDay
    easy_days: str
    writes: int


class Pacing:
    """Schedules cards. What it has read of the days ahead is good until the data change."""

    def __init__(self, cards: CardStore, settings: SettingsDesk, days: StudyDays) -> None:
        self._cards = cards
        self._settings = settings
        self._days = days
        self._ahead: _Ahead | None = None

    def options(self, card: Card) -> DeckOptions:
        """Those of the card's deck, with the person's retention where it has none."""
        if card.options.retention:
            return card.options
        return replace(card.options, retention=self._settings.current.desired_retention)

    def intervals(self, card: Card, now: datetime) -> Mapping[Rating, timedelta]:
        """How far away each rating given now would put the card."""
        return scheduling.intervals(
            card.memory,
            now,
            self._settings.current.desired_retention,
            fuzz_seed(card),
            card.options,
            self._chooser(now),
        )

    def rated(self, card: Card, rating: Rating, at: datetime) -> Memory:
        """The memory after an answer."""
        return scheduling.rate(
            card.memory,
            rating,
            at,
            self._settings.current.desired_retention,
            fuzz_seed(card),
            card.options,
            self._chooser(at),
        )

    def answered(self, before: Memory, after: Memory) -> None:
        """An answer was stored, by one write, since what was read of the days ahead."""
        if self._ahead is not None:
            self._move(self._ahead, before, -1)
            self._move(self._ahead, after, +1)
            self._ahead = replace(self._ahead, writes=self._ahead.writes + 1)

    def _move(self, ahead: _Ahead, memory: Memory, by: int) -> None:
        if memory.state is CardState.REVIEW and memory.due is not None:
            ahead.load.moved((memory.due - ahead.day.start) // _DAY, by)

    def _chooser(self, now: datetime) -> DayChooser:
        current = self._settings.current
        if current.load_balance:
            return self._balanced(self._days.day_of(now), current.easy_days)
        shares = current.weekday_shares
        return evenly if shares == EVERY_DAY else Load(self._days.day_of(now).date, _none, shares)

    def _balanced(self, day: StudyDay, easy_days: str) -> Load:
        """Days here have 24 hours, as intervals do."""
        ahead, writes = self._ahead, self._cards.writes
        if ahead is None or (ahead.day, ahead.easy_days, ahead.writes) != (day, easy_days, writes):
            shares = self._settings.current.weekday_shares
            load = Load(day.date, partial(self._cards.due_by_day, day.start), shares)
            ahead = self._ahead = _Ahead(load, day, easy_days, writes)
        return ahead.load


def _none(days: range) -> Sequence[int]:
    return [0] * len(days)


def fuzz_seed(card: Card) -> int:
    """One draw for each answer of each card: what the buttons say is what the answer gives."""
    return seed_of(card.id, card.reps)


def seed_of(card_id: CardId, reps: int) -> int:
    """The draw of a card that was reviewed so many times."""
    return (card_id << 20) + reps
