"""Statements straight to the driver, for what every answer runs.

SQLite needs a few microseconds for each of those statements, and SQLAlchemy ten times that to
hand it over. They run on the connection, and so in the transaction, that SQLAlchemy has.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection

Values = Sequence[object] | Mapping[str, object]


def run(connection: Connection, statement: str, values: Values = ()) -> sqlite3.Cursor:
    """Run a statement; the cursor has what it found."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    return driver.execute(statement, values)


def one(connection: Connection, statement: str, values: Values = ()) -> Any:
    """The first row that a query finds, its columns by their names; None when it finds none."""
    cursor = run(connection, statement, values)
    row = cursor.fetchone()
    cursor.close()
    return None if row is None else _row(tuple(each[0] for each in cursor.description))(*row)


@lru_cache(maxsize=64)
def _row(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)
