"""What is left of a study day: counts, and the card to show now.

Written as SQL by hand: the indexes on `card` are partial, so their conditions must stand in the
query as they are, and every answer asks these questions again. Counts stop at what the limits
allow, which keeps them cheap however many cards are waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tpmdesk.app.ports import Limits, QueueCounts
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage.tables import Utc

AHEAD = timedelta(minutes=20)

# CROSS JOIN is SQLite's way to say: walk the cards in the order of their index.
_WAITING = """
FROM card{index} CROSS JOIN note ON note.id = card.note_id CROSS JOIN deck ON deck.id = card.deck_id
WHERE card.suspended = 0 AND card.retired_at IS NULL
  AND note.retired_at IS NULL AND deck.retired_at IS NULL
"""
_REST = "AND (card.buried_until IS NULL OR card.buried_until <= :now)"
_SEEN = _WAITING.format(index=" INDEXED BY ix_card_queue")
_FREE_SEEN = _SEEN + _REST
_FREE_NEW = _WAITING.format(index=" INDEXED BY ix_card_new") + _REST

_NEXT_IN_STATE = f"""SELECT card.id, card.due {_FREE_SEEN}
AND card.state = :state AND card.due < :before ORDER BY card.due LIMIT 1"""
_NEXT_NEW = f"SELECT card.id {_FREE_NEW} AND card.state = 0 ORDER BY card.position, card.id LIMIT 1"

_COUNT_DUE = f"""SELECT count(*) FROM (
SELECT 1 {_FREE_SEEN} AND card.state = :state AND card.due < :before LIMIT :most)"""
_COUNT_NEW = f"SELECT count(*) FROM (SELECT 1 {_FREE_NEW} AND card.state = 0 LIMIT :most)"

_COUNT_BETWEEN = f"""SELECT count(*) {_SEEN}
AND card.state IN (1, 2, 3) AND card.due >= :start AND card.due < :end"""

_DONE = """SELECT coalesce(sum(state_before = 0), 0), coalesce(sum(state_before = 2), 0)
FROM review WHERE at >= :start AND at < :end"""

_LEARNING, _REVIEW, _RELEARNING = 1, 2, 3
_ALL = -1  # SQLite's LIMIT for no limit


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one study day as it stands at `now`, within one transaction."""

    connection: Connection
    day: StudyDay
    now: datetime
    limits: Limits

    def counts(self) -> QueueCounts:
        new_left, reviews_left = self._left()
        return QueueCounts(
            new=self._ask(_COUNT_NEW, most=new_left),
            learning=sum(self._due(state, _ALL) for state in (_LEARNING, _RELEARNING)),
            review=self._due(_REVIEW, reviews_left),
        )

    def next_id(self) -> int | None:
        """Learning cards that are due, then reviews, then new ones, then learning cards soon."""
        soon = self.now + timedelta(microseconds=1)
        return (
            self._learning(before=soon)
            or self._within_limits()
            or self._learning(before=self.now + AHEAD)
        )

    def _within_limits(self) -> int | None:
        new_left, reviews_left = self._left()
        review = self._first(_REVIEW, self.day.end) if reviews_left else None
        if review is not None:
            return review[0]
        return self._ask(_NEXT_NEW) or None if new_left else None

    def _left(self) -> tuple[int, int]:
        """How many new cards and reviews the day's limits still allow."""
        bounds = {"start": Utc.micros(self.day.start), "end": Utc.micros(self.day.end)}
        new, reviews = self.connection.exec_driver_sql(_DONE, bounds).one()
        return (
            max(0, self.limits.new_per_day - new),
            max(0, self.limits.reviews_per_day - reviews),
        )

    def _learning(self, before: datetime) -> int | None:
        found = [self._first(state, before) for state in (_LEARNING, _RELEARNING)]
        earliest = min((row for row in found if row), key=lambda row: row[1], default=None)
        return earliest[0] if earliest else None

    def _first(self, state: int, before: datetime) -> tuple[int, int] | None:
        """The card of that state due first: its id and when it is due."""
        values = {"now": Utc.micros(self.now), "state": state, "before": Utc.micros(before)}
        row = self.connection.exec_driver_sql(_NEXT_IN_STATE, values).one_or_none()
        return None if row is None else (row[0], row[1])

    def _due(self, state: int, most: int) -> int:
        return self._ask(_COUNT_DUE, state=state, before=Utc.micros(self.day.end), most=most)

    def _ask(self, query: str, **values: int | None) -> int:
        """A number; 0 for no row."""
        asked = {"now": Utc.micros(self.now), **values}
        return int(self.connection.exec_driver_sql(query, asked).scalar() or 0)


def due_between(connection: Connection, start: datetime, end: datetime) -> int:
    """How many cards, buried ones too, fall due in that time."""
    bounds = {"start": Utc.micros(start), "end": Utc.micros(end)}
    return int(connection.exec_driver_sql(_COUNT_BETWEEN, bounds).scalar_one())
