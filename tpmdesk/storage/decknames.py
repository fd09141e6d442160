"""Decks by their full names, made when they are missing."""

from __future__ import annotations

from sqlalchemy import Connection

from tpmdesk.domain.decktitles import deck_slug, deck_title
from tpmdesk.storage.intakerows import Rows

_ALL = (
    "SELECT id, pack_id, slug, title, position, retired_at FROM deck ORDER BY retired_at IS NULL, "
    "pack_id IS NULL, id DESC"
)


class DeckNames:
    """The ids of decks; where several have a name, that of a pack counts before the rest.

    A deck that is missing gets an id, and a row to be written.
    """

    def __init__(self, connection: Connection, rows: Rows) -> None:
        self._rows = rows
        self._ids: dict[str, int] = {}
        self._used: dict[str, None] = {}
        self._retired: set[int] = set()
        self._by_name: dict[str, int] = {}
        self._slugs: set[str] = set()
        self._position = self._last = 0
        for row in connection.exec_driver_sql(_ALL):
            self._ids[row.title] = row.id
            self._last = max(self._last, row.id)
            self._position = max(self._position, row.position)
            if row.pack_id is None:
                self._slugs.add(row.slug)
            if row.retired_at is not None:
                self._retired.add(row.id)

    @property
    def used(self) -> tuple[str, ...]:
        """The full names of the decks asked for, in the order in which they were."""
        return tuple(self._used)

    def id(self, name: str) -> int:
        """The deck of that name."""
        found = self._by_name.get(name)
        if found is None:
            title = deck_title(name)
            self._used[title] = None
            found = self._by_name[name] = self._titled(title)
        return found

    def _titled(self, title: str) -> int:
        found = self._ids.get(title)
        if found is None:
            found = self._ids[title] = self._made(title)
        elif found in self._retired:
            self._retired.discard(found)
            self._rows.revived.append((found,))
        return found

    def _made(self, title: str) -> int:
        self._last += 1
        self._position += 1
        slug = deck_slug(title, self._slugs)
        self._slugs.add(slug)
        self._rows.decks.append((self._last, slug, title, self._position))
        return self._last
