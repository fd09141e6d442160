"""When a card would come back: its deck's options, the person's settings, and how full days are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tpmdesk.app.day import DueCounts, StudyDays
from tpmdesk.app.ports import CardStore
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import Card, CardId, Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.load import EVERY_DAY, DayChooser, Load, evenly
from tpmdesk.domain.studyday import StudyDay


class Pacing:
    """Schedules cards. What it has read of the days ahead is good until the data change."""

    def __init__(self, cards: CardStore, settings: SettingsDesk, days: StudyDays) -> None:
        self._cards = cards
        self._settings = settings
        self._days = days
        self._due: DueCounts | None = None
        self._writes = -1

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
        if self._due is not None:
            self._due.moved(before, after)
            self._writes += 1

    def _chooser(self, now: datetime) -> DayChooser:
        current = self._settings.current
        shares = current.weekday_shares
        if not current.load_balance and shares == EVERY_DAY:
            return evenly
        day = self._days.day_of(now)
        return Load(day.date, self._counts(day) if current.load_balance else _empty, shares)

    def _counts(self, day: StudyDay) -> DueCounts:
        if self._due is None or self._due.day != day or self._writes != self._cards.writes:
            self._due, self._writes = DueCounts(self._cards.due_by_day, day), self._cards.writes
        return self._due


def _empty(days: range) -> Sequence[int]:
    return [0] * len(days)


def fuzz_seed(card: Card) -> int:
    """One draw for each answer of each card: what the buttons say is what the answer gives."""
    return seed_of(card.id, card.reps)


def seed_of(card_id: CardId, reps: int) -> int:
    """The draw of a card that was reviewed so many times."""
    return (card_id << 20) + reps
