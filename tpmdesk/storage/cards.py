"""Cards, their memories and their review log."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from tpmdesk.app.ports import (
    AfterAnswer,
    DayTally,
    Lapse,
    NotFoundError,
    QueueWish,
    Replan,
)
from tpmdesk.domain.cards import Card, CardId, NoteId, NoteText, Rating, Review, ReviewKind
from tpmdesk.domain.dayqueue import Gathered
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage import answers, cardrows, journal, notes, queue, replanning
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import Utc

_LABEL_LENGTH = 60


class SqlCardStore:
    """A CardStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def writes(self) -> int:
        return self._database.writes

    # The queue

    def waiting(self, day: StudyDay, now: datetime, wish: QueueWish) -> Gathered:
        with self._database.read() as connection:
            return queue.Gathering(connection, day, now, wish).gathered()

    def due_between(self, start: datetime, end: datetime) -> int:
        with self._database.read() as connection:
            return queue.due_between(connection, start, end)

    def due_by_day(self, start: datetime, days: range) -> list[int]:
        with self._database.read() as connection:
            return queue.due_by_day(connection, start, days)

    # One card

    def card(self, card_id: CardId) -> Card:
        with self._database.read() as connection:
            return answers.card(connection, card_id)

    def record(self, review: Review, then: AfterAnswer) -> None:
        with self._action(review.rating.name.capitalize(), review.card_id) as connection:
            answers.record(connection, review, then)

    def replan(
        self, label: str, changes: Sequence[Replan], kind: ReviewKind, *, reset: bool = False
    ) -> None:
        now = self._database.clock()
        with self._database.action(label) as connection:
            replanning.replan(connection, changes, kind, now, reset=reset)

    def bury(self, card_id: CardId, until: datetime) -> None:
        self._set("Bury", card_id, "buried_until", Utc.micros(until))

    def unbury(self, card_id: CardId) -> None:
        self._set("Unbury", card_id, "buried_until", None)

    def suspend(self, card_id: CardId, suspended: bool) -> None:
        self._set("Suspend" if suspended else "Resume", card_id, "suspended", int(suspended))

    def flag(self, card_id: CardId, flag: int) -> None:
        self._set("Flag" if flag else "Unflag", card_id, "flag", flag)

    def lapses(self, note_id: NoteId) -> list[Lapse]:
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(cardrows.LAPSES, (note_id,))
            return [cardrows.as_lapse(row) for row in rows]

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
            return journal.undo(connection)

    def redo(self) -> str | None:
        with self._database.write() as connection:
            return journal.redo(connection)

    def undoable(self) -> str | None:
        with self._database.read() as connection:
            return journal.undoable(connection)

    def redoable(self) -> str | None:
        with self._database.read() as connection:
            return journal.redoable(connection)

    def undo_weight(self) -> int:
        with self._database.read() as connection:
            return journal.undo_weight(connection)

    def redo_weight(self) -> int:
        with self._database.read() as connection:
            return journal.redo_weight(connection)

    # What was done

    def tally(self, day: StudyDay) -> DayTally:
        return self.tallies([day])[0]

    def tallies(self, days: Sequence[StudyDay]) -> list[DayTally]:
        with self._database.read() as connection:
            return [_tally(connection, day) for day in days]

    def _set(self, what: str, card_id: CardId, column: str, value: int | None) -> None:
        with self._action(what, card_id) as connection:
            connection.exec_driver_sql(
                f"UPDATE card SET {column} = ? WHERE id = ?", (value, card_id)
            )

    def _action(self, what: str, card_id: CardId) -> AbstractContextManager[Connection]:
        """One undo step, named after the card; raises NotFoundError."""

        def label(connection: Connection) -> str:
            return f"{what}: {_short(answers.front(connection, card_id))}"

        return self._database.action(label)


def _note(connection: Connection, note_id: NoteId) -> Row[Any]:
    row = connection.exec_driver_sql(cardrows.NOTE, (note_id,)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no note {note_id}. It may have been removed meanwhile.")
    return row


def _tally(connection: Connection, day: StudyDay) -> DayTally:
    bounds = (Utc.micros(day.start), Utc.micros(day.end))
    rows = connection.exec_driver_sql(cardrows.TALLY, bounds).all()
    return DayTally(
        answers={Rating(row.rating): row.answers for row in rows},
        seconds=sum(row.seconds for row in rows),
        new_cards=sum(row.new_cards for row in rows),
    )


def _short(markdown: str) -> str:
    return excerpt(markdown, _LABEL_LENGTH)
