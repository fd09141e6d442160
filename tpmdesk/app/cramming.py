"""Going through some cards again and again until each was recalled; the schedule stays as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tpmdesk.app.ports import NotFoundError, QueueCounts, ReviewError
from tpmdesk.app.review import CardView
from tpmdesk.domain.cards import Card, CardId, Rating

LATER = 5
"""After how many other cards one comes back that was not recalled."""


class CardFinder(Protocol):
    """Finds cards by a query in the search language."""

    def find(self, query: str) -> Sequence[CardId]: ...


class CardSource(Protocol):
    """Gives single cards. Raises NotFoundError."""

    def card(self, card_id: CardId) -> Card: ...


@dataclass(frozen=True, slots=True)
class CramCounts:
    """Cards not shown yet, cards that come back, and cards recalled."""

    left: int
    again: int
    done: int


class Cramming:
    """One run through cards. Cards that are gone meanwhile are passed over."""

    def __init__(self, cards: CardSource, ids: Sequence[CardId]) -> None:
        self._cards = cards
        self._waiting = deque(ids)
        self._again: set[CardId] = set()
        self._done = 0
        self._shown: CardId | None = None

    @classmethod
    def of_query(cls, cards: CardSource, finder: CardFinder, query: str) -> Cramming:
        """A run through what the query finds. Raises QueryError."""
        return cls(cards, finder.find(query))

    @property
    def counts(self) -> CramCounts:
        again = len(self._again)
        return CramCounts(len(self._waiting) - again, again, self._done)

    def next(self) -> CardView | None:
        """The card to show now, without intervals; None when every card was recalled."""
        while self._waiting:
            try:
                card = self._cards.card(self._waiting[0])
            except NotFoundError:
                self._again.discard(self._waiting.popleft())
                continue
            self._shown = card.id
            left = self.counts
            return CardView(card, {}, QueueCounts(left.left, left.again, 0), card.options)
        return None

    def answer(self, rating: Rating, took: float = 0.0) -> None:  # noqa: ARG002 - nothing is logged
        """Take the answer to the card shown; after Again it comes back a little later."""
        if self._shown is None:
            raise ReviewError("No card is shown. Go on with the next.")
        card_id, self._shown = self._waiting.popleft(), None
        if rating is Rating.AGAIN:
            self._again.add(card_id)
            self._waiting.insert(min(LATER, len(self._waiting)), card_id)
        else:
            self._again.discard(card_id)
            self._done += 1
