"""The parts that a database of this version has, found by making an empty one."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, create_engine

from tpmdesk.storage.migrations import SCHEMA

_PARTS = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"


def parts() -> dict[str, str]:
    """Every table, view, index and trigger by name, as the statement that makes it."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        SCHEMA.make(connection)
        made = {row.name: row.sql for row in connection.exec_driver_sql(_PARTS)}
    engine.dispose()
    return made


def missing(connection: sqlite3.Connection) -> list[str]:
    """The names of parts that are not there."""
    there = {name for name, _sql in connection.execute(_PARTS)}
    return [name for name in parts() if name not in there]


def has(connection: sqlite3.Connection, name: str) -> bool:
    """Whether there is a part of that name."""
    query = "SELECT 1 FROM sqlite_schema WHERE name = ?"
    return connection.execute(query, (name,)).fetchone() is not None


def make_missing(connection: Connection) -> None:
    """Make the parts that are not there, within the caller's transaction."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
    for name, statement in parts().items():
        if name not in there:
            connection.exec_driver_sql(statement)
