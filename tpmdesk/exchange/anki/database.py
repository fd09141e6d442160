"""A SQLite file that may be hostile: opened to be read, and nothing in it runs.

It is a copy of our own, opened immutable. Views, triggers, virtual tables and functions in its
schema are refused by an authorizer, and a query that never ends is ended.
Source: sqlite.org/security.html.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tpmdesk.app.transfer import TransferError

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "cache_size=-64000")
_FUNCTIONS = {"count", "ifnull", "min", "max"}
_TABLES = {
    "cards", "col", "config", "decks", "fields", "notes", "notetypes", "revlog", "sqlite_master",
    "templates",
}  # fmt: skip
_COMPUTED = re.compile(rb"^\s*create\s+virtual|\bas\s*\(", re.IGNORECASE)
_STEPS_A_CALL = 1_000_000
_STEPS_AT_LEAST = 200_000_000
_STEPS_A_BYTE = 8


class Foreign:
    """The database. Raises TransferError, naming the package it came from."""

    def __init__(self, file: Path, package: str) -> None:
        self._package = package
        self._steps_left = self._steps = _STEPS_AT_LEAST + _STEPS_A_BYTE * file.stat().st_size
        with self._told():
            self._connection = sqlite3.connect(
                f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._harden()
            self.tables = self._tables()

    def rows(self, query: str, *values: Any, at_once: int = 1) -> Iterator[Any]:
        """The rows, one after another. Text comes as bytes, since it may be no text. Rows without
        text, which no file can make large, may be read several `at_once`."""
        with self._told():
            self._steps_left = self._steps
            cursor = self._connection.execute(query, values)
            # Not the cursor itself, which cannot be left halfway once the database is closed.
            while batch := cursor.fetchmany(at_once):
                yield from batch

    def one(self, query: str, *values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.rows(query, *values)), None)

    def close(self) -> None:
        self._connection.close()

    def error(self, why: str) -> TransferError:
        return TransferError(
            f"The collection in “{self._package}” cannot be read: {why}. Nothing was imported. "
            "In Anki, use “Check Database”, then export the deck again."
        )

    def _harden(self) -> None:
        connection = self._connection
        connection.text_factory = bytes
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        connection.set_progress_handler(self._tire, _STEPS_A_CALL)
        connection.set_authorizer(_authorize)

    def _tire(self) -> bool:
        self._steps_left -= _STEPS_A_CALL
        return self._steps_left < 0

    def _tables(self) -> frozenset[str]:
        """The names of plain tables, which hold what they show."""
        found = self._connection.execute("SELECT name, type, sql FROM sqlite_master LIMIT 1000")
        return frozenset(
            bytes(name).decode("utf-8", "replace").lower()
            for name, kind, sql in found
            if kind == b"table" and isinstance(name, bytes) and isinstance(sql, bytes)
            if not _COMPUTED.search(sql)
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise self.error(_reason(error)) from error
        except (OverflowError, MemoryError, UnicodeError, SystemError) as error:
            raise self.error("it holds values that make no sense") from error


def _authorize(
    action: int, first: str | None, second: str | None, base: str | None, inner: str | None
) -> int:
    """Reading the known tables is all that is allowed; `inner` names a view or trigger."""
    del base
    if inner is not None:
        return sqlite3.SQLITE_DENY
    allowed = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and str(first).lower() in _TABLES)
        or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _reason(error: Exception) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_INTERRUPT"):
        return "reading it would take forever"
    if name.startswith("SQLITE_TOOBIG"):
        return "a text in it is far too long"
    return "it is damaged, or was not made by Anki"
