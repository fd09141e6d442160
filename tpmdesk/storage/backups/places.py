"""A profile's files as backups see them, and the folder of the backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tpmdesk.app.backups import BackupError
from tpmdesk.storage.backups.manifest import FOLDERS, raw_parts

_STAMP = "%Y%m%dT%H%M%SZ"
_WAIT_SECONDS = 30
_SPARE = 16 << 20
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Places:
    """The database, the folders beside it, and where backups go. `free` tells how many bytes the
    disk of a folder has left."""

    database: Path
    backups: Path
    free: Callable[[Path], int]

    @property
    def root(self) -> Path:
        return self.database.parent

    @property
    def objects(self) -> Path:
        return self.backups / "objects"

    def files(self) -> list[Path]:
        """Every file of the folders that backups include, in order."""
        found = (path for name in FOLDERS for path in (self.root / name).rglob("*"))
        return sorted(path for path in found if _is_kept(path))

    def name(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def fingerprint(self) -> str:
        """Differs whenever a file was written since."""
        digest = sha256()
        for path in (*raw_parts(self.database)[:2], *self.files()):
            stat = path.stat()
            line = f"{self.name(path)} {stat.st_size} {stat.st_mtime_ns}\n"
            digest.update(line.encode())
        return digest.hexdigest()

    def need(self, folder: Path, size: int) -> None:
        """Raises BackupError unless there is room for so many bytes and some to spare."""
        left = self.free(folder)
        if left < size + _SPARE:
            raise BackupError(
                f"There is not enough room in {folder}: {_megabytes(size + _SPARE)} are needed and "
                f"{_megabytes(left)} are free. Nothing was changed. Free some space, then try "
                "again."
            )


def _is_kept(path: Path) -> bool:
    """A file with a name that can be written down; a link may lead anywhere."""
    nameable = path.name.isascii() or not any("\ud800" <= c <= "\udfff" for c in str(path))
    return nameable and path.is_file() and not path.is_symlink()


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.0f} MB"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder, also among processes; a killed one lets go by itself.

    An empty SQLite file is the lock, since SQLite locks files alike on every system.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / ".lock"
    with closing(sqlite3.connect(lock, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise BackupError(
                f"Another backup is being made in {folder} ({error}). Nothing was changed. Try "
                "again when it is done."
            ) from error
        yield


def stamp(at: datetime) -> str:
    """A time as part of a file's name, in UTC, so that names sort as the times do."""
    return at.astimezone(UTC).strftime(_STAMP)


def unused(file: Path) -> Path:
    """The path, or one with a number where there is such a file already."""
    number, path = 1, file
    while path.exists():
        number += 1
        path = file.with_stem(f"{file.stem}-{number}")
    return path
