"""Cards found by a search, and shown a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import cast

import msgspec
from sqlalchemy import Connection

from tpmdesk.app.browsestore import BrowseLine, LogbookCard, Sort, TagLine
from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.cards import CardId, NoteId
from tpmdesk.domain.querytree import Query
from tpmdesk.domain.studyday import Calendar
from tpmdesk.storage import browselines, searching, tagtree
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.conditions import DeckRow, Leaves
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import Database
from tpmdesk.storage.installed import deck_id
from tpmdesk.storage.options import read_options
from tpmdesk.storage.regexes import Regexes
from tpmdesk.storage.searching import Search

_DECKS = "SELECT id, pack_id, slug, title, options FROM deck WHERE retired_at IS NULL"
_NO_LIMIT = -1
_NUMBERS = msgspec.json.Decoder(list[int])


class SqlSearchStore:
    """A SearchStore in the profile's database."""

    def __init__(self, database: Database, regexes: Regexes) -> None:
        self._database = database
        self._regexes = regexes

    def find(
        self, query: Query, sort: Sort | None, calendar: Calendar, limit: int | None = None
    ) -> Sequence[CardId]:
        with self._database.read() as connection:
            found = self._search(connection, query, calendar, sort)
            return cast("Sequence[CardId]", _ids(connection, found, limit))

    def count(self, query: Query, calendar: Calendar) -> int:
        with self._database.read() as connection:
            found = self._search(connection, query, calendar)
            asked = connection.exec_driver_sql(f"SELECT count(*) {found.sql}", found.values)
            return int(asked.scalar_one())

    def fronts(self, query: Query, calendar: Calendar) -> list[tuple[NoteId, str]]:
        with self._database.read() as connection:
            found = self._search(connection, query, calendar)
            rows = connection.exec_driver_sql(
                "SELECT id, plain FROM note WHERE retired_at IS NULL "
                f"AND id IN (SELECT card.note_id {found.sql}) ORDER BY id",
                found.values,
            )
            return [(NoteId(row.id), row.plain) for row in rows.all()]

    def lines(self, ids: Sequence[CardId], now: datetime) -> list[BrowseLine]:
        with self._database.read() as connection:
            return browselines.lines(connection, ids, now)

    def logbook(self, card_id: CardId, now: datetime) -> LogbookCard:
        card = SqlCardStore(self._database).card(card_id)
        with self._database.read() as connection:
            (line,) = browselines.lines(connection, [card_id], now)
            return LogbookCard(card, line, browselines.log(connection, card_id))

    def decks(self) -> list[DeckLine]:
        return SqlContentStore(self._database).decks()

    def tags(self) -> list[TagLine]:
        with self._database.read() as connection:
            return tagtree.tags(connection)

    def _search(
        self, connection: Connection, query: Query, calendar: Calendar, sort: Sort | None = None
    ) -> Search:
        def matching(pattern: str) -> Sequence[int]:
            return self._regexes.matching_notes(connection, pattern)

        return searching.found(query, Leaves(calendar, _decks(connection), matching), sort)


def _ids(connection: Connection, found: Search, limit: int | None) -> array[int]:
    """However many, without a row object for each: SQLite writes them as one text.

    The order of what is joined is that of the subquery, which the LIMIT keeps in one piece.
    """
    most = _NO_LIMIT if limit is None else limit
    listed = connection.exec_driver_sql(
        f"SELECT group_concat(id) FROM (SELECT card.id AS id {found.sql} LIMIT ?)",
        (*found.values, most),
    ).scalar_one()
    return array("q", _NUMBERS.decode(f"[{listed or ''}]"))


def _decks(connection: Connection) -> list[DeckRow]:
    return [
        DeckRow(
            row.id,
            (row.title, deck_id(row.pack_id, row.slug), row.slug),
            read_options(row.options),
        )
        for row in connection.exec_driver_sql(_DECKS).all()
    ]
