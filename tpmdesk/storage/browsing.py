"""Cards found by a search, and shown a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any, cast

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
            sql = f"SELECT card.id {found.sql} LIMIT {_NO_LIMIT if limit is None else int(limit)}"
            return cast("Sequence[CardId]", ids(connection, sql, found.values))

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


def ids(connection: Connection, sql: str, values: tuple[Any, ...]) -> array[int]:
    """A column of numbers, however long, without a row object for each."""
    cursor = connection.exec_driver_sql(sql, values).cursor
    assert cursor is not None
    return array("q", chain.from_iterable(cursor.fetchall()))


def _decks(connection: Connection) -> list[DeckRow]:
    return [
        DeckRow(
            row.id,
            (row.title, deck_id(row.pack_id, row.slug), row.slug),
            read_options(row.options),
        )
        for row in connection.exec_driver_sql(_DECKS).all()
    ]
