"""Gathers what waits on a study day, for the queue to go through.

Written as SQL by hand: the indexes on `card` are partial, so their conditions must stand in the
query as they are. They hold all that the queries ask for, and no query reads much more than the
day's limits allow, however many cards are waiting: but for an order that no index has, which is
worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from operator import itemgetter
from random import Random
from typing import Any

from sqlalchemy import Connection

from tpmdesk.app.ports import QueueWish
from tpmdesk.domain.cards import CardId, NoteId
from tpmdesk.domain.dayqueue import Gathered, Waiting
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage.options import read_options
from tpmdesk.storage.tables import Utc

SPARE = 100  # more than may be shown, to step in for siblings that come to rest
_MOST_LEARNING = 5000
_PRIME = 2**31 - 1

_WAITING = "FROM card INDEXED BY {index} WHERE suspended = 0 AND retired_at IS NULL"
_AWAKE = "AND (buried_until IS NULL OR buried_until <= :now)"
_SEEN = _WAITING.format(index="ix_card_queue")
_REVIEWS = f"{_SEEN} {_AWAKE} AND state = 2 AND due < :until"
_NEW = f"{_WAITING.format(index='ix_card_new')} {_AWAKE} AND state = 0"

# A multiplication modulo a prime strews ids; one that differs from card to card mixes them.
_STREWN = f"id % {_PRIME} * :draw % {_PRIME} * (id % 1009 + 7) % {_PRIME}"
_ORDERS = {
    ("review", "due"): "due",
    ("review", "retrievability"): "coalesce((:now - last_review) / stability, 0)",
    ("review", "random"): _STREWN,
    ("new", "position"): "position",
    ("new", "random"): _STREWN,
}

# The order of an index is kept by the outer loop of a CROSS JOIN.
_PICK = """SELECT card.id, card.note_id, picked.place FROM (
  SELECT id, {order} AS place {source} {decks} ORDER BY place LIMIT :most
) AS picked CROSS JOIN card ON card.id = picked.id"""

_LEARNING = f"""SELECT card.id, card.note_id, picked.due FROM (
  SELECT id, due {_SEEN} {_AWAKE} AND state IN (1, 3) AND due < :end LIMIT :most
) AS picked CROSS JOIN card ON card.id = picked.id"""

_DONE = """SELECT coalesce(sum(state_before = 0), 0), coalesce(sum(state_before = 2), 0)
FROM review WHERE kind = 0 AND at >= :start AND at < :end"""

_DONE_BY_DECK = """SELECT card.deck_id, sum(review.state_before = 0), sum(review.state_before = 2)
FROM review JOIN card ON card.id = review.card_id
WHERE review.kind = 0 AND review.at >= :start AND review.at < :end GROUP BY card.deck_id"""

_COUNT_SEEN = f"""SELECT deck_id, sum(state != 2), sum(state = 2) {_SEEN} {_AWAKE}
AND state IN (1, 2, 3) AND due < :end GROUP BY deck_id"""

_COUNT_NEW = f"SELECT deck_id, count(*) {_NEW} GROUP BY deck_id"

_COUNT_BETWEEN = f"""SELECT count(*) {_SEEN}
AND state IN (1, 2, 3) AND due >= :start AND due < :end"""

_COUNT_BY_DAY = f"""WITH RECURSIVE day(n) AS (
  SELECT :first UNION ALL SELECT n + 1 FROM day WHERE n + 1 < :last)
SELECT (SELECT count(*) {_SEEN} AND state = 2
  AND due >= :start + n * 86400000000 AND due < :start + (n + 1) * 86400000000) FROM day"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Reviews or new cards: where they wait, their order, and how many may still be shown."""

    source: str
    order: str
    left: int
    deck_left: Mapping[int, int]


@dataclass(frozen=True)
class Gathering:
    """What waits on a study day at `now`, within one transaction."""

    connection: Connection
    day: StudyDay
    now: datetime
    wish: QueueWish

    def gathered(self) -> Gathered:
        new_left, reviews_left = self._left()
        reviews, more_reviews = self._pick(self._kind("review", _REVIEWS, reviews_left))
        new, more_new = self._pick(self._kind("new", _NEW, new_left))
        return Gathered(
            self._learning(), reviews, new, reviews_left, new_left, more_reviews, more_new
        )

    def by_deck(self) -> dict[int, tuple[int, int, int]]:
        """How many new, learning and review cards of each deck wait, within the limits."""
        new_left, reviews_left = self._left()
        seen = {row[0]: row[1:] for row in self._run(_COUNT_SEEN)}
        new = {row[0]: row[1] for row in self._run(_COUNT_NEW)}
        return {
            deck: (
                min(new.get(deck, 0), self._deck_left(deck, 0, new_left)),
                seen.get(deck, (0, 0))[0],
                min(seen.get(deck, (0, 0))[1], self._deck_left(deck, 1, reviews_left)),
            )
            for deck in seen.keys() | new.keys()
        }

    def _deck_left(self, deck: int, which: int, left: int) -> int:
        own = self._decks_left.get(deck, (None, None))[which]
        return left if own is None else min(own, left)

    def _left(self) -> tuple[int, int]:
        """How many new cards and reviews the day's limits still allow."""
        new, reviews = self._run(_DONE)[0]
        limits = self.wish.limits
        return max(0, limits.new_per_day - new), max(0, limits.reviews_per_day - reviews)

    def _kind(self, name: str, source: str, left: int) -> _Kind:
        which = 0 if name == "new" else 1
        deck_left = {
            deck: most
            for deck, of_deck in self._decks_left.items()
            if (most := of_deck[which]) is not None
        }
        order = self.wish.new_order if name == "new" else self.wish.review_order
        return _Kind(source, _ORDERS[name, order], left, deck_left)

    @cached_property
    def _decks_left(self) -> dict[int, tuple[int | None, ...]]:
        """How many new cards and reviews each deck with limits of its own may still show."""
        rows = self._run("SELECT id, options FROM deck WHERE options != '{}'")
        options = {row.id: read_options(row.options) for row in rows}
        limits = {
            deck: (of.new_per_day, of.reviews_per_day)
            for deck, of in options.items()
            if self.wish.deck_limits and (of.new_per_day, of.reviews_per_day) != (None, None)
        }
        if not limits:
            return {}
        done = {row[0]: row[1:] for row in self._run(_DONE_BY_DECK)}
        return {
            deck: tuple(
                None if most is None else max(0, most - so_far)
                for most, so_far in zip(of_deck, done.get(deck, (0, 0)), strict=True)
            )
            for deck, of_deck in limits.items()
        }

    def _pick(self, kind: _Kind) -> tuple[list[Waiting], bool]:
        """The cards of a kind in their order, and whether others wait."""
        if not kind.left:
            return [], False
        most = kind.left + SPARE
        others = ", ".join(str(deck) for deck in kind.deck_left)
        lots = [(most, self._lot(kind, f"AND deck_id NOT IN ({others})" if others else "", most))]
        for deck, left in kind.deck_left.items():
            of_deck = min(left, most)
            lots.append((of_deck, self._lot(kind, f"AND deck_id = {deck}", of_deck)))
        found = list(islice(merge(*(rows for _, rows in lots), key=itemgetter(2)), most))
        more = any(rows and len(rows) >= asked for asked, rows in lots)
        return [Waiting(CardId(row[0]), NoteId(row[1])) for row in found], more

    def _lot(self, kind: _Kind, decks: str, most: int) -> Sequence[Any]:
        if not most:
            return []
        query = _PICK.format(order=kind.order, source=kind.source, decks=decks)
        return sorted(self._run(query, most), key=itemgetter(2))

    def _learning(self) -> list[Waiting]:
        rows = self._run(_LEARNING, _MOST_LEARNING)
        return [Waiting(CardId(row[0]), NoteId(row[1]), Utc.time(row[2])) for row in rows]

    def _run(self, query: str, most: int = 0) -> Sequence[Any]:
        return self.connection.exec_driver_sql(query, {**self._values, "most": most}).all()

    @cached_property
    def _values(self) -> dict[str, int | None]:
        return {
            "now": Utc.micros(self.now),
            "start": Utc.micros(self.day.start),
            "end": Utc.micros(self.day.end),
            "until": Utc.micros(self.wish.until or self.day.end),
            "draw": Random(self.day.date.toordinal()).randrange(2**16, _PRIME),  # noqa: S311 - no secret
        }


def due_between(connection: Connection, start: datetime, end: datetime) -> int:
    """How many cards, buried ones too, fall due in that time."""
    bounds = {"start": Utc.micros(start), "end": Utc.micros(end)}
    return int(connection.exec_driver_sql(_COUNT_BETWEEN, bounds).scalar_one())


def due_by_day(connection: Connection, start: datetime, days: range) -> list[int]:
    """How many reviews fall due in each period of 24 hours, numbered from `start`."""
    values = {"start": Utc.micros(start), "first": days.start, "last": days.stop}
    return list(connection.exec_driver_sql(_COUNT_BY_DAY, values).scalars())
