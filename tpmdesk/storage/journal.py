"""The undo journal: while an action is open, triggers write down how to take each change back.

The technique of sqlite.org/undoredo.html, with permanent tables so that undo survives a restart.
Undoing is an action too: it captures what would do the change again. Statements name only the
columns that changed, so that an undo leaves alone what was written there since by other means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Column, Connection, Table

from tpmdesk.storage import bulk
from tpmdesk.storage.tables import UNDOABLE, Utc

KEPT = 1000


def install(connection: Connection, undoable: Iterable[Table] = UNDOABLE) -> None:
    """Make the triggers. Those of an earlier schema are replaced, and its journal forgotten."""
    connection.exec_driver_sql("DELETE FROM change")
    connection.exec_driver_sql("DELETE FROM action")
    for table in undoable:
        for happening, inverse in _inverses(table):
            name = f"undo_{table.name}_{happening}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} AFTER {happening} ON {table.name} BEGIN "
                "INSERT INTO change (action_id, statement) "
                f"SELECT action_id, {inverse} FROM open_action; END"
            )


def _inverses(table: Table) -> Iterator[tuple[str, str]]:
    """SQL expressions whose value is the statement that takes a change of `table` back."""
    columns = list(table.columns)
    yield "INSERT", f"'DELETE FROM {table.name}' || {_where_same(table)}"
    restored = " || ".join(map(_restore, columns))
    # The key set to itself gives the list a head, whichever columns follow.
    key = next(iter(table.primary_key)).name
    yield (
        "UPDATE",
        f"'UPDATE {table.name} SET {key} = {key}' || {restored} || {_where_same(table)}",
    )
    names = ", ".join(column.name for column in columns)
    values = " || ', ' || ".join(f"quote(old.{column.name})" for column in columns)
    yield "DELETE", f"'INSERT INTO {table.name} ({names}) VALUES (' || {values} || ')'"


def _restore(column: Column[object]) -> str:
    old, new = f"old.{column.name}", f"new.{column.name}"
    return f"CASE WHEN {old} IS {new} THEN '' ELSE ', {column.name} = ' || quote({old}) END"


def _where_same(table: Table) -> str:
    keys = (f"'{key.name} = ' || quote(new.{key.name})" for key in table.primary_key)
    return "' WHERE ' || " + " || ' AND ' || ".join(keys)


@contextmanager
def recording(
    connection: Connection, label: str, at: datetime, undoes: int | None = None
) -> Iterator[None]:
    """Let the triggers write until the end; an exception rolls the journal back with the rest."""
    opened = connection.exec_driver_sql(
        "INSERT INTO action (at, label, undoes) VALUES (?, ?, ?) RETURNING id",
        (Utc.micros(at), label, undoes),
    ).scalar_one()
    connection.exec_driver_sql("INSERT INTO open_action VALUES (?)", (opened,))
    yield
    connection.exec_driver_sql("DELETE FROM open_action")
    _forget_before(connection, opened - KEPT + 1)


def _forget_before(connection: Connection, first: int) -> None:
    connection.exec_driver_sql("DELETE FROM change WHERE action_id < ?", (first,))
    connection.exec_driver_sql("DELETE FROM action WHERE id < ?", (first,))


def newest(connection: Connection) -> tuple[int, str] | None:
    """The action that `undo` would take back: its id and its label."""
    row = connection.exec_driver_sql(
        "SELECT id, label FROM action WHERE undoes IS NULL AND undone = 0 ORDER BY id DESC LIMIT 1"
    ).one_or_none()
    return None if row is None else (row.id, row.label)


def undo(connection: Connection, at: datetime) -> str | None:
    """Take the newest action back, within the caller's transaction; its label in words."""
    found = newest(connection)
    if found is None:
        return None
    action, label = found
    statements = connection.exec_driver_sql(
        "SELECT statement FROM change WHERE action_id = ? ORDER BY id DESC", (action,)
    )
    with recording(connection, label, at, undoes=action):
        for statement in statements.scalars().all():
            bulk.run(connection, statement)
    connection.exec_driver_sql("UPDATE action SET undone = 1 WHERE id = ?", (action,))
    connection.exec_driver_sql("DELETE FROM change WHERE action_id = ?", (action,))
    return label
