from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.backups import Reason
from tpmdesk.app.transfer import no_progress
from tpmdesk.storage.backups.store import FileBackups
from tpmdesk.storage.database import open_database

PLENTY = 1 << 40
LONG_AGO = NOON - timedelta(days=30)


class Profile:
    """A profile in a folder, written to without the program."""

    def __init__(self, root):
        self.root = root
        self.database = root / "tpmdesk.db"
        self.folder = root / "backups"
        self.free = PLENTY
        self.store = FileBackups(self.database, self.folder, lambda _folder: self.free)
        self.now = NOON
        open_database(self.database, self.folder).close()

    def sql(self, statement, *values):
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def set(self, key, value="1"):
        self.sql("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value)

    def settings(self):
        return dict(self.sql("SELECT key, value FROM setting ORDER BY key"))

    def put(self, path, data=b"x", age=3600):
        """A file last written `age` seconds ago as clocks on the wall go. A recording is a new file
        each time, since nothing writes to a finished one."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.startswith("recordings/"):
            file.unlink(missing_ok=True)
        file.write_bytes(data)
        written = time.time() - age
        os.utime(file, (written, written))
        return file

    def make(self, reason=Reason.ASKED, what="", progress=no_progress):
        self.now += timedelta(minutes=1)
        return self.store.make(reason, what, self.now, progress)

    def restore(self, backup, progress=no_progress):
        self.now += timedelta(minutes=1)
        return self.store.restore(getattr(backup, "file", backup), self.now, progress)

    def state(self):
        """Every row and every file, to compare."""
        with closing(sqlite3.connect(self.database)) as connection:
            rows = list(connection.iterdump())
        return rows, self.files()

    def files(self):
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for name in ("media", "recordings")
            for file in (self.root / name).rglob("*")
            if file.is_file()
        }

    def objects(self):
        return [path for path in (self.folder / "objects").rglob("*") if path.is_file()]


@pytest.fixture
def profile(tmp_path):
    made = Profile(tmp_path / "profile")
    made.set("before", "1")
    made.put("media/board.png", b"picture" * 1000)
    made.put("recordings/2026/one.wav", b"sound" * 1000)
    return made


def flip(file, at=-1):
    """Change one byte in place."""
    data = bytearray(file.read_bytes())
    data[at if at >= 0 else len(data) // 2] ^= 0x01
    file.write_bytes(bytes(data))
