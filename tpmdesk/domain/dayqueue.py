"""The queue of one study day: which card comes next, and how many are left."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from tpmdesk.domain.cards import Card, CardId, CardState, Memory, NoteId

AHEAD = timedelta(minutes=20)
_LEARNING = (CardState.LEARNING, CardState.RELEARNING)


class Mix(StrEnum):
    """How reviews and new cards follow one another."""

    REVIEWS_FIRST = "reviews first"
    MIXED = "mixed"
    NEW_FIRST = "new first"


class Waiting(NamedTuple):
    """A card that waits; `due` is known of learning cards."""

    id: CardId
    note_id: NoteId
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cards that wait, each kind in the order to show it, and how many of each may be shown.

    There may be more than may be shown, to step in for siblings that come to rest; `more_reviews`
    and `more_new` say that still others wait, which were not gathered.
    """

    learning: Sequence[Waiting] = ()
    reviews: Sequence[Waiting] = ()
    new: Sequence[Waiting] = ()
    reviews_left: int = 0
    new_left: int = 0
    more_reviews: bool = False
    more_new: bool = False


class DayQueue:
    """Learning cards as they fall due, then reviews and new cards, mixed as the person likes."""

    def __init__(self, found: Gathered = Gathered(), mix: Mix = Mix.REVIEWS_FIRST) -> None:
        self._learning = {card.id: card.due for card in found.learning if card.due}
        self._by_due = [(due, each) for each, due in self._learning.items()]
        heapify(self._by_due)
        self._reviews = OrderedDict((card.id, card) for card in found.reviews)
        self._new = OrderedDict((card.id, card) for card in found.new)
        self._siblings: dict[NoteId, list[CardId]] = {}
        for card in (*found.reviews, *found.new):
            self._siblings.setdefault(card.note_id, []).append(card.id)
        self._reviews_left, self._new_left = found.reviews_left, found.new_left
        self._at_first = (self.review, self.new)
        self._more_reviews, self._more_new = found.more_reviews, found.more_new
        self._mix, self._changed = mix, False

    # What is left

    @property
    def new(self) -> int:
        return min(len(self._new), self._new_left)

    @property
    def learning(self) -> int:
        return len(self._learning)

    @property
    def review(self) -> int:
        return min(len(self._reviews), self._reviews_left)

    @property
    def runs_dry(self) -> bool:
        """Whether cards that were not gathered could now be shown."""
        new = self._more_new and self.new < self._new_left
        review = self._more_reviews and self.review < self._reviews_left
        return self._changed and (new or review)

    # What comes next

    def next(self, now: datetime) -> CardId | None:
        """Learning cards that are due, then the others; when nothing else is left, learning cards
        that fall due within twenty minutes."""
        soonest = self._soonest()
        if soonest is not None and soonest[0] <= now:
            return soonest[1]
        other = self._other()
        if other is not None:
            return other
        return soonest[1] if soonest is not None and soonest[0] < now + AHEAD else None

    def _soonest(self) -> tuple[datetime, CardId] | None:
        while self._by_due and self._learning.get(self._by_due[0][1]) != self._by_due[0][0]:
            heappop(self._by_due)
        return self._by_due[0] if self._by_due else None

    def _other(self) -> CardId | None:
        if not (self.new or self.review):
            return None
        return next(iter(self._new if self._new_is_next() else self._reviews))

    def _new_is_next(self) -> bool:
        if not (self.new and self.review):
            return self.new > 0
        if self._mix is Mix.MIXED:
            reviews, new = self._at_first
            return (2 * self.new - 1) * reviews > 2 * self.review * new
        return self._mix is Mix.NEW_FIRST

    # What was answered

    def answered(self, card: Card, after: Memory, day_end: datetime, *, rests: bool) -> None:
        """`card`, as it was, has been answered; its siblings rest from now on if `rests`."""
        self._changed = True
        self.drop(card.id)
        if card.memory.state is CardState.NEW:
            self._new_left = max(0, self._new_left - 1)
        elif card.memory.state is CardState.REVIEW:
            self._reviews_left = max(0, self._reviews_left - 1)
        for sibling in self._siblings.get(card.note_id, ()) if rests else ():
            self._new.pop(sibling, None)
            self._reviews.pop(sibling, None)
        if after.state in _LEARNING and after.due is not None and after.due < day_end:
            self._learning[card.id] = after.due
            heappush(self._by_due, (after.due, card.id))

    def drop(self, card_id: CardId) -> None:
        """The card waits no more."""
        self._learning.pop(card_id, None)
        self._reviews.pop(card_id, None)
        self._new.pop(card_id, None)
