"""The card to show next, made ready while the one before is still being thought about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tpmdesk.app.day import StudyDays
from tpmdesk.app.pacing import Pacing
from tpmdesk.app.ports import CardStore, QueueCounts
from tpmdesk.app.queueing import TodaysQueue
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import Card, Memory, Rating
from tpmdesk.domain.deckoptions import LEECH_TAG, DeckOptions

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FRESH = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class CardView:
    """A card to show, how far away each rating would put it, and what is left (it included).

    `leech` says that the note keeps being forgotten; `options` are those of the deck, with the
    retention that holds.
    """

    card: Card
    intervals: Mapping[Rating, timedelta]
    counts: QueueCounts
    options: DeckOptions

    @property
    def leech(self) -> bool:
        return LEECH_TAG in self.card.tags


@dataclass(frozen=True, slots=True)
class _Ready:
    """A view made ahead of being asked for, and when it stops being good."""

    view: CardView | None
    ahead_days: int
    writes: int
    made: datetime


class Showing:
    """Finds cards and what there is to say of them."""

    def __init__(self, cards: CardStore, settings: SettingsDesk, days: StudyDays) -> None:
        self._cards = cards
        self._days = days
        self._queue = TodaysQueue(cards, settings, days)
        self._ready: _Ready | None = None
        self._ahead_days = 0
        self.pacing = Pacing(cards, settings, days)

    def counts(self, ahead_days: int) -> QueueCounts:
        """What is left, with the reviews of that many days after today."""
        return self._queue.counts(ahead_days)

    def next(self, ahead_days: int) -> CardView | None:
        """The card to show now."""
        self._ahead_days = ahead_days
        ready = self._ready
        if ready is None or not self._is_good(ready):
            ready = self._prepare()
        self._ready = ready
        return ready.view

    def view(self, card: Card) -> CardView:
        """Any card, due or not."""
        now = max(self._days.now(), card.memory.last_review or _LONG_AGO)
        away = self.pacing.intervals(card, now)
        return CardView(card, away, self.counts(self._ahead_days), self.pacing.options(card))

    def answered(self, card: Card, after: Memory, *, suspended: bool) -> None:
        """What is kept in mind follows an answer stored by one write, and the next card is made
        ready."""
        self._queue.answered(card, after, suspended=suspended)
        self.pacing.answered(card.memory, after)
        self._ready = self._prepare()

    def start_over(self) -> None:
        """Nothing is ready any more."""
        self._ready = None

    def _is_good(self, ready: _Ready) -> bool:
        return (
            ready.writes == self._cards.writes
            and ready.ahead_days == self._ahead_days
            and timedelta() <= self._days.now() - ready.made < _FRESH
        )

    def _prepare(self) -> _Ready:
        made, writes = self._days.now(), self._cards.writes
        card = self._queue.next(self._ahead_days)
        view = None if card is None else self.view(card)
        return _Ready(view, self._ahead_days, writes, made)
