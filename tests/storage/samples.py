"""Decks and notes put straight into a database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update

from tpmdesk.domain.cards import CardId, NoteKind, NoteStep, NoteText
from tpmdesk.storage import notes
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import UNDOABLE, card, deck, note, pack

MADE = datetime(2026, 1, 1, tzinfo=UTC)
CANARY = NoteText(NoteKind.BASIC, "What is a **canary** release?", "A release to a few first.")
ROLLBACK = NoteText(NoteKind.REVERSED, "Rollback", "Going back to the last good release")
RISKS = NoteText(
    NoteKind.STEPS,
    "How do you handle a risk?",
    "",
    (NoteStep("Name it", "Say what may go wrong"), NoteStep("Own it", "Say who watches")),
)


def add_deck(database: Database, slug: str = "basics", position: int = 0) -> int:
    with database.write() as connection:
        if connection.execute(select(pack.c.id)).first() is None:
            connection.execute(insert(pack).values(id="core", title="C", hash="", merged_at=MADE))
        row = {"pack_id": "core", "slug": slug, "title": slug.title(), "position": position}
        return connection.execute(insert(deck).values(row)).inserted_primary_key[0]


def add_note(
    database: Database, text: NoteText = CANARY, deck_id: int = 1, position: int = 0, **more: Any
) -> list[CardId]:
    """The ids of the note's cards, in the order of its faces."""
    with database.write() as connection:
        own = {"deck_id": deck_id, "position": position, "created_at": MADE, **more}
        result = connection.execute(insert(note).values(**notes.as_columns(text), **own))
        note_id = result.inserted_primary_key[0]
        notes.match_cards(connection, note_id, text, position, MADE)
        of_note = select(card.c.id).where(card.c.note_id == note_id).order_by(card.c.id)
        return [CardId(each) for each in connection.execute(of_note).scalars()]


def change_card(database: Database, card_id: int, **values: Any) -> None:
    with database.write() as connection:
        connection.execute(update(card).where(card.c.id == card_id).values(**values))


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that can be undone, with the types that SQLite gives."""
    with database.read() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY 1")
            ]
            for table in UNDOABLE
        }
