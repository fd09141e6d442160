"""The undo journal: while an action is open, triggers write down how to take each change back.

The technique of sqlite.org/undoredo.html, with permanent tables so that undo survives a restart.
An action is either done or undone, and its statements lead to the other of the two: while they
run, the triggers write down those that lead back. Undone actions are always the newest ones.
Statements name only the columns that changed, so that an undo leaves alone what was written there
since by other means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Column, Connection, Table

from tpmdesk.storage import bulk, driver
from tpmdesk.storage.literals import bound
from tpmdesk.storage.tables import UNDOABLE, Utc

KEPT = 1000
_MANY = 5000  # lines, among which it would take a while to find those that stand for more

_UNDO = "SELECT id, label FROM action WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_REDO = "SELECT id, label FROM action WHERE undone = 1 ORDER BY id LIMIT 1"
_LINES = """SELECT id, statement FROM change WHERE action_id = ? AND id < ?
ORDER BY id DESC LIMIT 1000"""
_COUNT = "SELECT count(*) FROM change WHERE action_id = ?"
_LOTS = "SELECT statement FROM change WHERE action_id = ? AND statement GLOB 'bulk *'"


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
def recording(connection: Connection, label: str, at: datetime) -> Iterator[None]:
    """Let the triggers write a new action until the end; what was undone before cannot be redone
    any more. An exception rolls the journal back with the rest."""
    _forget_undone(connection)
    values = (Utc.micros(at), label)
    opened = driver.run(connection, "INSERT INTO action (at, label) VALUES (?, ?)", values)
    with _open(connection, opened.lastrowid):
        yield


def undoable(connection: Connection) -> str | None:
    """What `undo` would take back, in words."""
    found = _first(connection, _UNDO)
    return found[1] if found else None


def redoable(connection: Connection) -> str | None:
    """What `redo` would do again, in words."""
    found = _first(connection, _REDO)
    return found[1] if found else None


def undo(connection: Connection) -> str | None:
    """Take the newest action back, within the caller's transaction; its label in words."""
    return _turn(connection, _first(connection, _UNDO), undone=1)


def redo(connection: Connection) -> str | None:
    """Do the action undone last again, within the caller's transaction; its label in words."""
    return _turn(connection, _first(connection, _REDO), undone=0)


def undo_weight(connection: Connection) -> int:
    """About how many rows `undo` would change."""
    return _weight(connection, _first(connection, _UNDO))


def redo_weight(connection: Connection) -> int:
    """About how many rows `redo` would change."""
    return _weight(connection, _first(connection, _REDO))


def prune(connection: Connection) -> None:
    """Forget all but the newest `KEPT` actions."""
    last = connection.exec_driver_sql(
        "SELECT id FROM action ORDER BY id DESC LIMIT 1 OFFSET ?", (KEPT,)
    ).scalar_one_or_none()
    if last is not None:
        connection.exec_driver_sql("DELETE FROM change WHERE action_id <= ?", (last,))
        connection.exec_driver_sql("DELETE FROM action WHERE id <= ?", (last,))


def _first(connection: Connection, query: str) -> tuple[int, str] | None:
    row = driver.run(connection, query).fetchone()
    return None if row is None else (row[0], row[1])


def _weight(connection: Connection, found: tuple[int, str] | None) -> int:
    if found is None:
        return 0
    lines = int(driver.run(connection, _COUNT, found[:1]).fetchone()[0])
    if lines > _MANY:
        return lines
    lots = driver.run(connection, _LOTS, found[:1]).fetchall()
    return lines + sum(bulk.weight(lot[0]) for lot in lots)


def _forget_undone(connection: Connection) -> None:
    undone = driver.run(connection, "SELECT id FROM action WHERE undone = 1").fetchall()
    for action in undone:
        driver.run(connection, "DELETE FROM change WHERE action_id = ?", action)
        driver.run(connection, "DELETE FROM action WHERE id = ?", action)


def _turn(connection: Connection, found: tuple[int, str] | None, undone: int) -> str | None:
    """Run an action's statements, newest first; what the triggers write meanwhile turns it back."""
    if found is None:
        return None
    action, label = found
    last = driver.run(connection, "SELECT max(id) FROM change WHERE action_id = ?", (action,))
    newest = last.fetchone()[0] or 0
    with _open(connection, action):
        for statement in _statements(connection, action, newest):
            if bulk.is_bulk(statement):
                bulk.run(connection, statement)
            else:
                driver.run(connection, *bound(statement))
    driver.run(connection, "DELETE FROM change WHERE action_id = ? AND id <= ?", (action, newest))
    connection.exec_driver_sql("UPDATE action SET undone = ? WHERE id = ?", (undone, action))
    return label


def _statements(connection: Connection, action: int, newest: int) -> Iterator[str]:
    """Newest first, and a few at a time: there may be a hundred thousand."""
    below = newest + 1
    while lines := driver.run(connection, _LINES, (action, below)).fetchall():
        below = lines[-1][0]
        yield from (line[1] for line in lines)


@contextmanager
def _open(connection: Connection, action: int | None) -> Iterator[None]:
    driver.run(connection, "INSERT INTO open_action VALUES (?)", (action,))
    yield
    driver.run(connection, "DELETE FROM open_action")
