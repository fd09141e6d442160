"""Notes and decks of the person's own."""

from __future__ import annotations

from tpmdesk.domain.cards import NoteId, NoteText
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.decktitles import deck_slug, deck_title
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.storage import notes
from tpmdesk.storage.bulkcards import find_deck
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import Database
from tpmdesk.storage.installed import deck_id
from tpmdesk.storage.tables import Utc

_LABEL_LENGTH = 60
_COLUMNS = ("kind", "front", "back", "steps", "extra", "tags", "mnemonic", "sides", "plain")
_INSERT_NOTE = (
    f"INSERT INTO note (deck_id, position, created_at, {', '.join(_COLUMNS)}) VALUES "
    "(:deck, (SELECT coalesce(max(position), 0) + 1 FROM note WHERE deck_id = :deck), :at, "
    f"{', '.join(f':{column}' for column in _COLUMNS)}) RETURNING id"
)
_LAST = "SELECT coalesce(max(position), -1) + 1 FROM card"
_INSERT_DECK = """INSERT INTO deck (slug, title, position)
VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM deck))"""


class SqlNoteStore:
    """A NoteStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cards = SqlCardStore(database)

    def note(self, note_id: NoteId) -> NoteText:
        return self._cards.note(note_id)

    def edit_note(self, note_id: NoteId, text: NoteText) -> None:
        self._cards.edit_note(note_id, text)

    def create(self, deck: EntryId, text: NoteText) -> NoteId:
        now = self._database.clock()
        label = f"Add: {excerpt(text.front, _LABEL_LENGTH)}"
        with self._database.action(label) as connection:
            home, _ = find_deck(connection, deck)
            values = notes.as_columns(text) | {"deck": home, "at": Utc.micros(now)}
            made = int(connection.exec_driver_sql(_INSERT_NOTE, values).scalar_one())
            last = int(connection.exec_driver_sql(_LAST).scalar_one())
            notes.match_cards(connection, made, text, last, now)
            return NoteId(made)

    def new_deck(self, title: str) -> EntryId:
        named = deck_title(title)
        with self._database.action(f"New deck: {named}") as connection:
            slugs = connection.exec_driver_sql("SELECT slug FROM deck WHERE pack_id IS NULL")
            slug = deck_slug(named, set(slugs.scalars().all()))
            connection.exec_driver_sql(_INSERT_DECK, (slug, named))
            return deck_id(None, slug)

    def rename_deck(self, deck: EntryId, title: str) -> None:
        """The decks below it come along."""
        named = deck_title(title)
        with self._database.action(f"Rename deck: {named}") as connection:
            its_id, old = find_deck(connection, deck)
            connection.exec_driver_sql(
                "UPDATE deck SET title = ?1 || substr(title, length(?2) + 1) "
                "WHERE id = ?3 OR substr(title, 1, length(?2) + 2) = ?2 || '::'",
                (named, old, its_id),
            )
