"""Version 1 to 2: cards have a deck of their own; notes gain memory aids, sides and a guid for
exchange; the review log says what kind of line each is; media."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from tpmdesk.domain.excerpt import excerpt
from tpmdesk.storage import bulk, journal, search, tables

_NEW_VALUES: Mapping[str, Mapping[str, str]] = {
    "note": {"guid": "coalesce(pack_id || '/' || slug, lower(hex(randomblob(8))))"},
    "card": {"deck_id": "(SELECT deck_id FROM note WHERE note.id = card.note_id)"},
    "review": {
        "interval": "(due - at) / 86400e6",
        "interval_before": "(due_before - lag(at) OVER (PARTITION BY card_id ORDER BY at, id))"
        " / 86400e6",
    },
}


def to_version_2(connection: Connection) -> None:
    """Bring a file of version 1 up to version 2, within the caller's transaction."""
    search.remove(connection)
    for table in (tables.note, tables.card, tables.review):
        _rebuild(connection, table, _NEW_VALUES[table.name])
    for table in (tables.change, tables.action):
        connection.exec_driver_sql(f"DROP TABLE {table.name}")
    for table in (
        tables.action,
        tables.change,
        tables.media,
        tables.foreign_model,
        *tables.BULK.values(),
    ):
        _create(connection, table)
    _fill_plain(connection)
    search.install(connection)
    journal.install(connection)
    bulk.install(connection)


def _rebuild(connection: Connection, table: Table, values: Mapping[str, str]) -> None:
    """The table in its new form, with its rows. Its indexes and triggers go with the old one."""
    name = table.name
    held = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")}
    kept = [column.name for column in table.columns if column.name in held]
    columns = ", ".join([*kept, *values])
    sources = ", ".join([*(f"{name}.{column}" for column in kept), *values.values()])
    connection.exec_driver_sql(f"CREATE TEMP TABLE old_{name} AS SELECT {sources} FROM {name}")
    connection.exec_driver_sql(f"DROP TABLE {name}")
    _create(connection, table)
    connection.exec_driver_sql(f"INSERT INTO {name} ({columns}) SELECT * FROM old_{name}")
    connection.exec_driver_sql(f"DROP TABLE old_{name}")


def _create(connection: Connection, table: Table) -> None:
    connection.execute(CreateTable(table))
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        connection.execute(CreateIndex(index))


def _fill_plain(connection: Connection) -> None:
    rows = connection.exec_driver_sql("SELECT id, front FROM note").all()
    lines = [(excerpt(row.front), row.id) for row in rows]
    if lines:
        connection.exec_driver_sql("UPDATE note SET plain = ? WHERE id = ?", lines)
