"""Actions that add very many rows: one line of the journal takes all of them back.

The journal's triggers write a statement for each row, which for an import of half a million rows
would cost more than the import. Here the insert triggers are away while rows are added, and the
journal gets one line with the ranges of their ids. Taking it back moves the rows to the tables
`removed_*`, from where doing it again fetches them; they go for good when the journal forgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table

from tpmdesk.storage import search
from tpmdesk.storage.tables import BULK, card, note, review

_MARK = "bulk "
_REMOVE, _RESTORE = "remove", "restore"
_MANY = 5000
_NEEDED = ("ix_review_card_id",)  # by which rows are found while more come
_NAMES = {table.name: table for table in BULK}


class _Lot(msgspec.Struct):
    """A line of the journal: what to do with rows whose ids lie in `ranges`, by table.

    For rows to restore, `action` is the one that removed them.
    """

    do: str
    ranges: dict[str, tuple[int, int]]
    action: int = 0


_LOT = msgspec.json.Decoder(_Lot)


def install(connection: Connection) -> None:
    """Make the trigger that deletes removed rows once no line of the journal can restore them."""
    deletions = " ".join(
        f"DELETE FROM {kept.name} WHERE action_id = old.action_id;" for kept in BULK.values()
    )
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS forget_removed")
    connection.exec_driver_sql(
        "CREATE TRIGGER forget_removed AFTER DELETE ON change "
        f"WHEN old.statement GLOB '{_MARK}*\"{_RESTORE}\"*' BEGIN {deletions} END"
    )


@contextmanager
def adding(connection: Connection, cards: int = 0) -> Iterator[None]:
    """Rows added to the tables of BULK are journalled, and found by search, at the end.

    `cards` is about how many there will be. Where they make up much of the table, its indexes are
    built anew at the end.
    """
    line = _write(connection, "")  # before the rest, so that it is taken back after the rest
    first = {table.name: _newest(connection, table) + 1 for table in BULK}
    with _without_triggers(connection, "INSERT"), _indexed_later(connection, cards):
        yield
        last = {table.name: _newest(connection, table) for table in BULK}
        search.fill(connection, first[note.name], last[note.name])
    ranges = {name: (first[name], last[name]) for name in first if first[name] <= last[name]}
    connection.exec_driver_sql(
        "UPDATE change SET statement = ? WHERE id = ?", (_text(_Lot(_REMOVE, ranges)), line)
    )
    if not ranges:
        _forget_empty(connection, line)


def is_bulk(statement: str) -> bool:
    """Whether a line of the journal stands for a bulk of rows."""
    return statement.startswith(_MARK)


def weight(statement: str) -> int:
    """About how many rows a line that stands for a bulk of them changes."""
    return sum(last - first + 1 for first, last in _lot(statement).ranges.values())


def run(connection: Connection, statement: str) -> None:
    """Run a line of the journal that stands for a bulk of rows."""
    lot = _lot(statement)
    if lot.do == _REMOVE:
        _remove(connection, lot)
    else:
        _restore(connection, lot)


def _remove(connection: Connection, lot: _Lot) -> None:
    action = connection.exec_driver_sql("SELECT action_id FROM open_action").scalar_one()
    with _without_triggers(connection, "DELETE", but=("search_note_delete",)):
        for table in reversed(_tables(lot)):
            names, ids = _columns(table), lot.ranges[table.name]
            connection.exec_driver_sql(
                f"INSERT INTO {BULK[table].name} (action_id, {names}) "
                f"SELECT ?, {names} FROM {table.name} WHERE id BETWEEN ? AND ?",
                (action, *ids),
            )
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id BETWEEN ? AND ?", ids)
    _write(connection, _text(_Lot(_RESTORE, lot.ranges, action)))


def _restore(connection: Connection, lot: _Lot) -> None:
    first, last = lot.ranges.get(card.name, (0, 0))
    with _without_triggers(connection, "INSERT"), _indexed_later(connection, last - first):
        for table in _tables(lot):
            names = _columns(table)
            connection.exec_driver_sql(
                f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {BULK[table].name} "
                "WHERE action_id = ? ORDER BY id",
                (lot.action,),
            )
        if note.name in lot.ranges:
            search.fill(connection, *lot.ranges[note.name])
    _write(connection, _text(_Lot(_REMOVE, lot.ranges)))


def _lot(statement: str) -> _Lot:
    return _LOT.decode(statement.removeprefix(_MARK))


def _tables(lot: _Lot) -> list[Table]:
    return [table for table in BULK if table.name in lot.ranges]


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _newest(connection: Connection, table: Table) -> int:
    query = f"SELECT coalesce(max(id), 0) FROM {table.name}"
    return int(connection.exec_driver_sql(query).scalar_one())


def _write(connection: Connection, statement: str) -> int:
    return int(
        connection.exec_driver_sql(
            "INSERT INTO change (action_id, statement) "
            "SELECT action_id, ? FROM open_action RETURNING id",
            (statement,),
        ).scalar_one()
    )


def _text(lot: _Lot) -> str:
    return _MARK + msgspec.json.encode(lot).decode()


def _forget_empty(connection: Connection, line: int) -> None:
    """Without rows added the line is in vain, and without other lines so is the action."""
    connection.exec_driver_sql("DELETE FROM change WHERE id = ?", (line,))
    connection.exec_driver_sql(
        "DELETE FROM action WHERE id IN (SELECT action_id FROM open_action) "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE action_id = action.id)"
    )


@contextmanager
def _without_triggers(
    connection: Connection, happening: str, but: Iterable[str] = ()
) -> Iterator[None]:
    """The triggers of the tables of BULK at that happening are away; a rollback brings them
    back as well."""
    rows = connection.exec_driver_sql(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE ?",
        (f"% AFTER {happening} ON %",),
    ).all()
    away = [row for row in rows if row.tbl_name in _NAMES and row.name not in but]
    with _dropped(connection, "TRIGGER", away):
        yield


@contextmanager
def _indexed_later(connection: Connection, cards: int) -> Iterator[None]:
    """Rows in no order cost an index more one by one than all at once, unless they are few."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN (?, ?, ?)",
        (note.name, card.name, review.name),
    ).all()
    many = cards >= _MANY and _newest(connection, card) <= cards * 2
    away = [row for row in rows if many and row.name not in _NEEDED]
    with _dropped(connection, "INDEX", away):
        yield


@contextmanager
def _dropped(connection: Connection, what: str, rows: Sequence[Row[Any]]) -> Iterator[None]:
    for row in rows:
        connection.exec_driver_sql(f"DROP {what} {row.name}")
    yield
    for row in rows:
        connection.exec_driver_sql(row.sql)
