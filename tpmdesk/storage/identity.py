"""Which note of the profile a note of a file is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from tpmdesk.app.transfer import ForeignNote
from tpmdesk.domain.decktitles import deck_title
from tpmdesk.storage.intakerows import TEXT

_HELD = f"SELECT id, guid, edited_at, retired_at, {', '.join(TEXT)} FROM note"


class Held(NamedTuple):
    """A note of the profile; `text` are its columns TEXT."""

    id: int
    guid: str
    edited: int | None
    retired: int | None
    text: tuple[Any, ...]


class Identity:
    """Finds notes by their guid; those of files that have none by deck, kind and front.

    The n-th note of a file with the same deck, kind and front is the n-th such note here, so that
    reading a file again finds all of its notes.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: set[str] = set()
        self._alike: dict[int, list[int]] | None = None

    def repeats(self, note: ForeignNote) -> bool:
        """Whether the file has had a note of that guid before."""
        if not note.guid:
            return False
        known = len(self._seen)
        self._seen.add(note.guid)
        return len(self._seen) == known

    def find(self, notes: Sequence[ForeignNote]) -> list[Held | None]:
        """The note here for each of them, or None."""
        guids = [note.guid for note in notes if note.guid]
        by_guid = {held.guid: held for held in self._held("guid", guids)}
        alike = [None if note.guid else self._claim(note) for note in notes]
        by_id = {held.id: held for held in self._held("id", [each for each in alike if each])}
        return [
            by_guid.get(note.guid) if note.guid else by_id.get(found or 0)
            for note, found in zip(notes, alike, strict=True)
        ]

    def _held(self, column: str, values: Sequence[Any]) -> list[Held]:
        if not values:
            return []
        rows = self._connection.exec_driver_sql(
            f"{_HELD} WHERE {column} IN (SELECT value FROM json_each(?))", (as_list(values),)
        )
        return [Held(row[0], row[1], row[2], row[3], tuple(row[4:])) for row in rows]

    def _claim(self, note: ForeignNote) -> int | None:
        if self._alike is None:
            self._alike = self._all_alike()
        ids = self._alike.get(_key(deck_title(note.deck), note.text.kind.value, note.text.front))
        return ids.pop() if ids else None

    def _all_alike(self) -> dict[int, list[int]]:
        found = defaultdict(list)
        rows = self._connection.exec_driver_sql(
            "SELECT note.id, deck.title, note.kind, note.front FROM note "
            "JOIN deck ON deck.id = note.deck_id WHERE note.retired_at IS NULL "
            "ORDER BY note.id DESC"
        )
        for note_id, title, kind, front in rows:
            found[_key(title, kind, front)].append(note_id)
        return found


def as_list(values: Sequence[Any]) -> str:
    """A list for SQLite's json_each."""
    return msgspec.json.encode(list(values)).decode()


def _key(title: str, kind: str, front: str) -> int:
    return hash((title, kind, front))
