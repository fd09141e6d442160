"""Version 1 to 2: cards have a deck of their own; notes gain memory aids, sides and a guid for
exchange; the review log says what kind of line each is; media."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from tpmdesk.domain.excerpt import excerpt
from tpmdesk.storage import schema2, search

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
    for name in ("change", "action"):  # what could be undone was written in another form
        connection.exec_driver_sql(f"DROP TABLE {name}")
    for name in schema2.TABLES:
        if name in _NEW_VALUES:
            _rebuild(connection, name, _NEW_VALUES[name])
        else:
            _create(connection, name)
    _fill_plain(connection)


def _rebuild(connection: Connection, name: str, values: Mapping[str, str]) -> None:
    """The table in its new form, with its rows. Its indexes and triggers go with the old one."""
    kept = _columns(connection, name)
    named = ", ".join(f"{expression} AS {column}" for column, expression in values.items())
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE old_{name} AS SELECT {name}.*, {named} FROM {name}"
    )
    connection.exec_driver_sql(f"DROP TABLE {name}")
    _create(connection, name)
    columns = ", ".join([*kept, *values])
    connection.exec_driver_sql(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM old_{name}")
    connection.exec_driver_sql(f"DROP TABLE old_{name}")


def _columns(connection: Connection, name: str) -> list[str]:
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")]


def _create(connection: Connection, name: str) -> None:
    for statement in schema2.TABLES[name]:
        connection.exec_driver_sql(statement)


def _fill_plain(connection: Connection) -> None:
    rows = connection.exec_driver_sql("SELECT id, front FROM note").all()
    lines = [(excerpt(row.front), row.id) for row in rows]
    if lines:
        connection.exec_driver_sql("UPDATE note SET plain = ? WHERE id = ?", lines)
