"""Decks as they are scheduled, and the overdue cards of them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row

from tpmdesk.app.backlog import Overdue
from tpmdesk.app.decks import DeckDue, Scheduled
from tpmdesk.app.fitting import History
from tpmdesk.app.ports import NotFoundError, QueueWish, Replan
from tpmdesk.domain.cards import CardId, CardState, Rating, ReviewKind
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage import queue, replanning
from tpmdesk.storage.cardrows import as_memory
from tpmdesk.storage.database import Database
from tpmdesk.storage.installed import deck_id
from tpmdesk.storage.options import read_options, write_options
from tpmdesk.storage.tables import Utc

_DECKS = """SELECT id, pack_id, slug, title, options FROM deck WHERE retired_at IS NULL
ORDER BY pack_id IS NULL, pack_id, position, id"""

_MEMORY = """card.id, card.reps, card.state, card.step, card.stability, card.difficulty,
  card.due, card.last_review"""

_SCHEDULED = f"""SELECT {_MEMORY} FROM card
WHERE deck_id = ? AND state = 2 AND last_review IS NOT NULL AND retired_at IS NULL"""

_OVERDUE = f"""SELECT {_MEMORY}, note.plain, deck.options
FROM card INDEXED BY ix_card_queue CROSS JOIN note ON note.id = card.note_id
CROSS JOIN deck ON deck.id = card.deck_id
WHERE card.suspended = 0 AND card.retired_at IS NULL AND card.state = 2 AND card.due < ?"""

_COUNT_OVERDUE = """SELECT count(*) FROM card INDEXED BY ix_card_queue
WHERE suspended = 0 AND retired_at IS NULL AND state = 2 AND due < ?"""

_COUNT_REVIEWED = """SELECT count(*) FROM review
WHERE kind = 0 AND state_before = 2 AND at >= ? AND at < ?"""

# What is known of a card from its first answer on; a log that begins later cannot be fitted to.
_ANSWERS = """SELECT review.card_id, review.at, review.rating, review.state_before
FROM review JOIN card ON card.id = review.card_id
WHERE review.kind = 0 AND review.rating > 0 {of_deck}
ORDER BY review.card_id, review.at, review.id"""


class SqlDeckStore:
    """A DeckStore and BacklogStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Decks

    def due(self, day: StudyDay, now: datetime, wish: QueueWish) -> list[DeckDue]:
        with self._database.read() as connection:
            waiting = queue.Gathering(connection, day, now, wish).by_deck()
            rows = connection.exec_driver_sql(_DECKS).all()
        return [
            DeckDue(deck_id(row.pack_id, row.slug), row.title, *waiting.get(row.id, (0, 0, 0)))
            for row in rows
        ]

    def ids(self) -> list[EntryId]:
        with self._database.read() as connection:
            return [deck_id(row.pack_id, row.slug) for row in connection.exec_driver_sql(_DECKS)]

    def options(self, deck_id: EntryId) -> DeckOptions:
        return read_options(self._deck(deck_id).options)

    def title(self, deck_id: EntryId) -> str:
        return str(self._deck(deck_id).title)

    def change(
        self, label: str, options: dict[EntryId, DeckOptions], moved: Sequence[Replan] = ()
    ) -> None:
        now = self._database.clock()
        with self._database.action(label) as connection:
            for each, chosen in options.items():
                connection.exec_driver_sql(
                    "UPDATE deck SET options = ? WHERE id = ?",
                    (write_options(chosen), _find(connection, each).id),
                )
            replanning.replan(connection, moved, ReviewKind.RESCHEDULED, now)

    def scheduled(self, deck_id: EntryId) -> list[Scheduled]:
        with self._database.read() as connection:
            deck = _find(connection, deck_id)
            rows = connection.exec_driver_sql(_SCHEDULED, (deck.id,)).all()
        return [Scheduled(CardId(row.id), row.reps, as_memory(row)) for row in rows]

    def histories(self, deck_id: EntryId | None) -> list[History]:
        with self._database.read() as connection:
            wanted = None if deck_id is None else _find(connection, deck_id).id
            of_deck = "" if deck_id is None else "AND card.deck_id = :deck"
            query = _ANSWERS.format(of_deck=of_deck)
            rows = connection.exec_driver_sql(query, {"deck": wanted}).all()
        return [_history(answers) for answers in _whole(rows)]

    def _deck(self, deck_id: EntryId) -> Row[Any]:
        with self._database.read() as connection:
            return _find(connection, deck_id)

    # Overdue cards

    def overdue(self, before: datetime) -> list[Overdue]:
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_OVERDUE, (Utc.micros(before),)).all()
        return [
            Overdue(CardId(row.id), row.plain, as_memory(row), read_options(row.options))
            for row in rows
        ]

    def overdue_count(self, before: datetime) -> int:
        return self._count(_COUNT_OVERDUE, before)

    def due_between(self, start: datetime, end: datetime) -> int:
        with self._database.read() as connection:
            return queue.due_between(connection, start, end)

    def reviewed_between(self, start: datetime, end: datetime) -> int:
        return self._count(_COUNT_REVIEWED, start, end)

    def _count(self, query: str, *times: datetime) -> int:
        values = tuple(Utc.micros(time) for time in times)
        with self._database.read() as connection:
            return int(connection.exec_driver_sql(query, values).scalar_one())

    # Both

    def replan(
        self, label: str, changes: Sequence[Replan], kind: ReviewKind, *, reset: bool = False
    ) -> None:
        now = self._database.clock()
        with self._database.action(label) as connection:
            replanning.replan(connection, changes, kind, now, reset=reset)


def _find(connection: Connection, wanted: EntryId) -> Row[Any]:
    """The deck with that id. Raises NotFoundError, which names what there is."""
    rows = connection.exec_driver_sql(_DECKS).all()
    for row in rows:
        if deck_id(row.pack_id, row.slug) == wanted:
            return row
    names = ", ".join(deck_id(row.pack_id, row.slug) for row in rows[:15]) or "none"
    raise NotFoundError(f"There is no deck {wanted!r}. Decks: {names}.")


def _whole(rows: Iterable[Row[Any]]) -> Iterable[list[Row[Any]]]:
    for _, of_card in groupby(rows, key=itemgetter(0)):
        answers = list(of_card)
        if answers[0].state_before == CardState.NEW:
            yield answers


def _history(answers: Sequence[Row[Any]]) -> History:
    times = (Utc.time(row.at) for row in answers)
    return [(at, Rating(row.rating)) for at, row in zip(times, answers, strict=True) if at]
