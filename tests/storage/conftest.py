from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tpmdesk.storage.database import Database, open_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Watch:
    """A clock that goes when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def database(tmp_path, watch):
    opened = open_database(tmp_path / "tpmdesk.db", tmp_path / "backups", clock=watch)
    yield opened
    opened.close()


def old_file(folder: Path, version: int) -> Path:
    """A database as that version of the program left it."""
    made = folder / "tpmdesk.db"
    with closing(sqlite3.connect(made)) as connection:
        connection.executescript(old_script(version))
    return made


def old_script(version: int) -> str:
    """What makes such a database."""
    return (Path(__file__).with_name("old") / f"version{version}.sql").read_text()


@pytest.fixture
def reopen(database: Database):
    """The same file, as the next start of the program sees it."""
    again = []

    def open_again() -> Database:
        database.close()
        again.append(open_database(database.file, database.backups, clock=database.clock))
        return again[-1]

    yield open_again
    for opened in again:
        opened.close()
