"""A database as it is at one moment: copied while others write, counted, packed and examined."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from tpmdesk.app.backups import Counts, Lost
from tpmdesk.storage.backups.manifest import Stored
from tpmdesk.storage.backups.objects import CHUNK, Advance
from tpmdesk.storage.tables import Utc

_PAGES = 2048  # copied in one step, between which the work can be cancelled
_BUSY_SECONDS = 5
_LEVEL = 1
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_COUNTED = ("attempt", "card", "media", "note", "recording", "review", "setting")
_LOST = {
    "reviews": "SELECT count(*) FROM review WHERE at > :made",
    "notes_added": "SELECT count(*) FROM note WHERE created_at > :made",
    "notes_edited": "SELECT count(*) FROM note WHERE edited_at > :made AND created_at <= :made",
    "attempts": "SELECT count(*) FROM attempt WHERE started_at > :made",
}


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection, for work on a file that may be damaged or of any version."""
    with closing(sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        yield connection


def copy_database(source: Path, target: Path, advance: Advance) -> None:
    """Copy a database at one moment. Writers are not held up: they go on in the journal."""
    if not source.is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no such file", str(source))
    with reading(source) as original, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = OFF")
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        original.backup(copy, pages=_PAGES, progress=_steps(original, advance))


def _steps(source: sqlite3.Connection, advance: Advance) -> Callable[[int, int, int], None]:
    size = source.execute("PRAGMA page_size").fetchone()[0]
    before = [0]

    def step(_status: int, remaining: int, total: int) -> None:
        done = (total - remaining) * size
        advance(done - before[0])
        before[0] = done

    return step


def pack(source: Path, target: Path, advance: Advance) -> Stored:
    """Compress a file. The frame carries a checksum of what was in it."""
    from zstandard import ZstdCompressor  # noqa: PLC0415  opening a profile does not need it

    size = source.stat().st_size
    packer = ZstdCompressor(level=_LEVEL, threads=os.cpu_count() or 1, write_checksum=True)
    with source.open("rb") as raw, target.open("w+b") as out:
        with packer.stream_writer(out, size=size, closefd=False) as writing:
            while chunk := raw.read(4 * CHUNK):
                writing.write(chunk)
                advance(len(chunk))
        out.seek(0)
        digest = hashlib.file_digest(out, "sha256").hexdigest()
        return Stored(digest, out.tell(), size)


def unpack(packed: BinaryIO, target: IO[bytes], limit: int) -> int:
    """Decompress; how many bytes came of it. Stops beyond `limit`. Raises ValueError when what it
    reads is not as it was packed."""
    from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415  only a restore needs it

    size = 0
    try:
        with ZstdDecompressor().stream_reader(packed, closefd=False) as unpacking:
            while size <= limit and (chunk := unpacking.read(CHUNK)):
                target.write(chunk)
                size += len(chunk)
    except ZstdError as error:
        raise ValueError(str(error)) from error
    return size


def count(file: Path) -> tuple[int, Counts]:
    """The schema's version and what the database holds. Raises sqlite3.DatabaseError."""
    with reading(file) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        held = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        number = {table: _rows(connection, table) if table in held else 0 for table in _COUNTED}
        newest = _newest_review(connection) if "review" in held else None
    return version, Counts(
        notes=number["note"],
        cards=number["card"],
        reviews=number["review"],
        attempts=number["attempt"],
        recordings=number["recording"],
        media=number["media"],
        settings=number["setting"],
        newest_review=newest,
    )


def _rows(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _newest_review(connection: sqlite3.Connection) -> datetime | None:
    return Utc.time(connection.execute("SELECT max(at) FROM review").fetchone()[0])


def lost_since(file: Path, made: datetime) -> Lost:
    """What the database holds that was done after that time."""
    with reading(file) as connection:
        found = {
            name: connection.execute(query, {"made": Utc.micros(made)}).fetchone()[0]
            for name, query in _LOST.items()
        }
    return Lost(**found)


def growing(file: Path) -> set[str]:
    """Recordings that are still being written, or that a crash cut: their files may change."""
    with reading(file) as connection:
        if not connection.execute("PRAGMA table_info(recording)").fetchall():
            return set()
        rows = connection.execute("SELECT file FROM recording WHERE complete = 0").fetchall()
    return {row[0] for row in rows}


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it says that the file itself is not as it was written."""
    return getattr(error, "sqlite_errorname", "").startswith(_DAMAGED)


def damage(file: Path) -> str:
    """What SQLite finds wrong with a file, in its words; "" when it is sound."""
    try:
        with reading(file) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else str(found)
