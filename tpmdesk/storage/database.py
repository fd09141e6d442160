"""A profile's database file: opened, brought up to date, and used one transaction at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from tpmdesk.app.ports import Clock, StoreError
from tpmdesk.storage import bulk, driver, journal, migrations
from tpmdesk.storage.errors import BUSY_SECONDS, explained

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 16000",  # 64 MB, so that hardly an answer waits: see `settle`
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that OR REPLACE reaches the undo journal too
)


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


class Database:
    """One open database file.

    Each context is one transaction, committed at its end and rolled back by an exception. Any
    thread may use them: a transaction takes a connection of its own from the pool, where the one
    used last waits with its page cache warm. Transactions of one thread do not nest. Everything
    raises StoreError when the file cannot be used. `writes` counts the transactions that may have
    changed something, so that what was read can be kept while nothing did.
    """

    def __init__(self, engine: Engine, file: Path, backups: Path, clock: Clock = utc_now) -> None:
        self.file = file
        self.backups = backups
        self.clock = clock
        self.writes = 0
        self._counting = Lock()
        self._engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the data."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A change that is no undo step. Writers wait for one another before they begin."""
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                yield connection
        finally:
            with self._counting:  # once it can be read, so that nobody keeps what was before
                self.writes += 1

    @contextmanager
    def action(self, label: str | Callable[[Connection], str]) -> Iterator[Connection]:
        """A change that is one undo step; `label` names it in words, or finds them."""
        with self.write() as connection:
            words = label if isinstance(label, str) else label(connection)
            with journal.recording(connection, words, self.clock()):
                yield connection

    @contextmanager
    def bulk(self, label: str, cards: int = 0) -> Iterator[Connection]:
        """An action that may add a million rows, with about so many cards; when it changes nothing
        it is no undo step."""
        with self.action(label) as connection, bulk.adding(connection, cards):
            yield connection

    def settle(self) -> None:
        """Move what was written from the log into the file, which any answer else might have to
        wait for. For a pause: nobody waits for it, and it waits for nobody."""
        with explained(self.file, self.backups), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with (
            explained(self.file, self.backups),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            driver.run(connection, begin)
            yield connection


def open_database(
    file: Path,
    backups: Path,
    *,
    clock: Clock = utc_now,
    schema: migrations.Schema = migrations.SCHEMA,
) -> Database:
    """Open the database at `file`, making it or bringing it up to date as needed.

    A copy of an older file goes to the folder `backups` first. Raises StoreError.
    """
    _make_folder(file.parent)
    engine = _engine(file)
    try:
        with explained(file, backups):
            migrations.bring_up_to_date(engine, file, backups, clock(), schema)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, file, backups, clock)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made ({error.strerror}). Nothing was changed. "
            "Allow writing there, or choose another with --data-dir."
        ) from error


def _engine(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"check_same_thread": False, "cached_statements": 256},
        pool_size=2,
        pool_use_lifo=True,
        pool_reset_on_return=None,  # every use is a transaction that has ended by itself
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transactions begin late and never for DDL; ours begin where we say BEGIN.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
