"""Cards, their memories and their review log."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Row

from tpmdesk.app.ports import CardLine, DayTally, Limits, NotFoundError, QueueCounts, ReviewError
from tpmdesk.domain.cards import Card, CardId, NoteId, NoteText, Rating, Review
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage import cardrows, journal, notes, queue, search
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import Utc

_LABEL_LENGTH = 60


class SqlCardStore:
    """A CardStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The queue

    def counts(self, day: StudyDay, now: datetime, limits: Limits) -> QueueCounts:
        with self._database.read() as connection:
            return queue.Queue(connection, day, now, limits).counts()

    def next_card(self, day: StudyDay, now: datetime, limits: Limits) -> Card | None:
        with self._database.read() as connection:
            found = queue.Queue(connection, day, now, limits).next_id()
            return None if found is None else _card(connection, found)

    def due_between(self, start: datetime, end: datetime) -> int:
        with self._database.read() as connection:
            return queue.due_between(connection, start, end)

    # One card

    def card(self, card_id: CardId) -> Card:
        with self._database.read() as connection:
            return _card(connection, card_id)

    def record(self, review: Review, siblings_until: datetime) -> None:
        with self._action(review.rating.name.capitalize(), review.card_id) as connection:
            _remember(connection, review)
            connection.exec_driver_sql(cardrows.INSERT_REVIEW, cardrows.review_values(review))
            connection.exec_driver_sql(
                cardrows.BURY_SIBLINGS,
                {"card_id": review.card_id, "until": Utc.micros(siblings_until)},
            )

    def bury(self, card_id: CardId, until: datetime) -> None:
        with self._action("Bury", card_id) as connection:
            connection.exec_driver_sql(
                "UPDATE card SET buried_until = ? WHERE id = ?", (Utc.micros(until), card_id)
            )

    def suspend(self, card_id: CardId, suspended: bool) -> None:
        with self._action("Suspend" if suspended else "Resume", card_id) as connection:
            connection.exec_driver_sql(
                "UPDATE card SET suspended = ? WHERE id = ?", (int(suspended), card_id)
            )

    # One note

    def note(self, note_id: NoteId) -> NoteText:
        with self._database.read() as connection:
            return notes.as_text(_note(connection, note_id))

    def edit_note(self, note_id: NoteId, text: NoteText) -> None:
        if self.note(note_id) == text:
            return
        now = self._database.clock()
        with self._database.action(f"Edit: {_short(text.front)}") as connection:
            row = _note(connection, note_id)
            values = {**notes.as_columns(text), "edited_at": Utc.micros(now), "id": note_id}
            connection.exec_driver_sql(cardrows.UPDATE_NOTE, values)
            notes.match_cards(connection, note_id, text, row.card_position or 0, now)

    # Undo

    def undo(self) -> str | None:
        with self._database.write() as connection:
            return journal.undo(connection, self._database.clock())

    def undoable(self) -> str | None:
        with self._database.read() as connection:
            found = journal.newest(connection)
        return None if found is None else found[1]

    # What was done

    def tally(self, day: StudyDay) -> DayTally:
        return self.tallies([day])[0]

    def tallies(self, days: Sequence[StudyDay]) -> list[DayTally]:
        with self._database.read() as connection:
            return [_tally(connection, day) for day in days]

    # Finding cards

    def search(self, words: str, limit: int) -> list[CardLine]:
        with self._database.read() as connection:
            rows = _found(connection, cardrows.LINES, words, limit)
            return [cardrows.as_line(row) for row in rows.all()] if rows else []

    def matches(self, words: str) -> int:
        with self._database.read() as connection:
            rows = _found(connection, cardrows.COUNT_LINES, words, 1)
            return int(rows.scalar_one()) if rows else 0

    def _action(self, what: str, card_id: CardId) -> AbstractContextManager[Connection]:
        """One undo step, named after the card; raises NotFoundError."""

        def label(connection: Connection) -> str:
            return f"{what}: {_short(_card(connection, card_id).face.front)}"

        return self._database.action(label)


def _card(connection: Connection, card_id: int) -> Card:
    row = connection.exec_driver_sql(cardrows.CARD, (card_id,)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no card {card_id}. Search shows the cards there are.")
    return cardrows.as_card(row)


def _note(connection: Connection, note_id: NoteId) -> Row[Any]:
    row = connection.exec_driver_sql(cardrows.NOTE, (note_id,)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no note {note_id}. It may have been removed meanwhile.")
    return row


def _remember(connection: Connection, review: Review) -> None:
    """Store the new memory, if the card still has the one that was answered from."""
    done = connection.exec_driver_sql(cardrows.REMEMBER, cardrows.memory_values(review))
    if not done.rowcount:
        raise ReviewError(
            f"Card {review.card_id} has been answered elsewhere since it was shown. "
            "That answer stands; go on with the next card."
        )


def _tally(connection: Connection, day: StudyDay) -> DayTally:
    bounds = (Utc.micros(day.start), Utc.micros(day.end))
    rows = connection.exec_driver_sql(cardrows.TALLY, bounds).all()
    return DayTally(
        answers={Rating(row.rating): row.answers for row in rows},
        seconds=sum(row.seconds for row in rows),
        new_cards=sum(row.new_cards for row in rows),
    )


def _found(
    connection: Connection, query: cardrows.LineQuery, words: str, limit: int
) -> CursorResult[Any] | None:
    """The rows that hold the words; all when there are none; None when nothing can match."""
    if not words.strip():
        return connection.exec_driver_sql(query.all, {"limit": limit})
    match = search.matching(words)
    if not match:
        return None
    return connection.exec_driver_sql(query.matching, {"match": match, "limit": limit})


def _short(markdown: str) -> str:
    return excerpt(markdown, _LABEL_LENGTH)
