"""Today's queue, kept in mind between answers and gathered anew when something else changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tpmdesk.app.day import StudyDays
from tpmdesk.app.ports import CardStore, Limits, NotFoundError, QueueCounts, QueueWish
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import Card, Memory
from tpmdesk.domain.dayqueue import DayQueue, Mix
from tpmdesk.domain.studyday import StudyDay

_ANY_NUMBER = 9999


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a queue was gathered for."""

    day: StudyDay
    wish: QueueWish
    mix: Mix


class TodaysQueue:
    """The queue of the study day it is now; `ahead_days` adds the reviews of the days after."""

    def __init__(self, cards: CardStore, settings: SettingsDesk, days: StudyDays) -> None:
        self._cards = cards
        self._settings = settings
        self._days = days
        self._queue = DayQueue()
        self._asked: _Asked | None = None
        self._writes = -1

    def next(self, ahead_days: int = 0) -> Card | None:
        """The card to show now."""
        while (card_id := self._current(ahead_days).next(self._days.now())) is not None:
            try:
                card = self._cards.card(card_id)
            except NotFoundError:
                card = None
            if card is not None and not card.suspended:
                return card
            self._queue.drop(card_id)  # another process has changed it
        return None

    def counts(self, ahead_days: int = 0) -> QueueCounts:
        queue = self._current(ahead_days)
        return QueueCounts(queue.new, queue.learning, queue.review)

    def answered(self, before: Card, after: Memory, *, suspended: bool) -> None:
        """An answer was stored by one write."""
        if self._asked is None:
            return
        self._writes += 1
        rests = before.options.bury_siblings
        self._queue.answered(before, after, self._asked.day.end, rests=rests)
        if suspended:
            self._queue.drop(before.id)

    def forget(self) -> None:
        """Gather anew next time."""
        self._asked = None

    def _current(self, ahead_days: int) -> DayQueue:
        asked = self._asks(ahead_days)
        fresh = asked == self._asked and self._writes == self._cards.writes
        if not fresh or self._queue.runs_dry:
            self._asked, self._writes = asked, self._cards.writes
            found = self._cards.waiting(asked.day, self._days.now(), asked.wish)
            self._queue = DayQueue(found, asked.mix)
        return self._queue

    def _asks(self, ahead_days: int) -> _Asked:
        current, day = self._settings.current, self._days.today()
        if ahead_days:
            until = day.end + timedelta(days=ahead_days)
            limits = Limits(0, _ANY_NUMBER)
            return _Asked(day, QueueWish(limits, until=until, deck_limits=False), Mix(current.mix))
        limits = Limits(current.new_per_day, current.reviews_per_day)
        wish = QueueWish(limits, current.new_order, current.review_order)
        return _Asked(day, wish, Mix(current.mix))
