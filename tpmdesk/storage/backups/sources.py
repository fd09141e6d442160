"""Where a backup is read from: the folder of backups, one file with all of it, or a database."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from tpmdesk.app.backups import BackupError, Reason
from tpmdesk.storage.backups import manifest as manifests
from tpmdesk.storage.backups import snapshot
from tpmdesk.storage.backups.manifest import Entry, Manifest, Stored
from tpmdesk.storage.backups.objects import Advance, Objects, transfer

MANIFEST = "manifest.json"
_SQLITE = b"SQLite format 3\0"
_MOST_MANIFEST = 1 << 20


class Source(Protocol):
    """A backup to read from. Everything raises BackupError when it is not as it was written."""

    file: Path
    manifest: Manifest

    def entries(self) -> list[Entry] | None:
        """The files beside the database; None where the backup says nothing of them."""
        ...

    def write_database(self, target: Path, advance: Advance) -> None: ...

    def write_file(self, entry: Entry, target: IO[bytes] | None, advance: Advance) -> bool:
        """Write a file's bytes; whether they are whole. None reads them only."""
        ...


@contextmanager
def opened(file: Path) -> Iterator[Source]:
    """The backup in `file`: a manifest, an archive, or a database of tpmdesk."""
    if not file.is_file():
        raise BackupError(f"There is no backup {file}. `tpmdesk backups` lists those there are.")
    try:
        if file.suffix == ".json":
            yield _Stored(file)
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                yield _Archived(file, archive)
        else:
            yield _Bare(file)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError) as error:
        raise BackupError(f"{file} is damaged ({error}). Choose another backup.") from error


class _Kept:
    """What the two kinds with a manifest have in common."""

    def __init__(self, file: Path, manifest: Manifest) -> None:
        self.file = file
        self.manifest = manifest

    def entries(self) -> list[Entry] | None:
        listed = self.manifest.files
        if listed is None:
            return None
        with self._open(listed.sha256) as reading:
            data = reading.read(listed.unpacked + 1)
        return manifests.decode_entries(data, str(self.file))

    def write_database(self, target: Path, advance: Advance) -> None:
        stored = self.manifest.database
        if stored is None:
            raise BackupError(
                f"{self.file} keeps a database that could not be read then. Choose another backup."
            )
        with self._open(stored.sha256) as reading:
            self._need(transfer(reading, None, advance)[0] == stored.sha256)
        with self._open(stored.sha256) as packed, target.open("wb") as writing:
            self._need(_unpacked(packed, writing, stored))

    def write_file(self, entry: Entry, target: IO[bytes] | None, advance: Advance) -> bool:
        try:
            with self._open(entry.sha256) as reading:
                digest, _size = transfer(reading, cast("BinaryIO | None", target), advance)
        except (OSError, KeyError, zipfile.BadZipFile):
            return False
        return digest == entry.sha256

    def _open(self, digest: str) -> BinaryIO:
        raise NotImplementedError

    def _need(self, whole: bool) -> None:
        if not whole:
            raise BackupError(
                f"The copy of the database in the backup {self.file} is damaged. Choose another "
                "backup."
            )


def _unpacked(packed: BinaryIO, target: IO[bytes], stored: Stored) -> bool:
    try:
        return snapshot.unpack(packed, target, stored.unpacked) == stored.unpacked
    except ValueError:
        return False


class _Stored(_Kept):
    """In a folder of backups."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, read_manifest(file))
        self._objects = Objects(file.parent / "objects")

    def _open(self, digest: str) -> BinaryIO:
        try:
            return self._objects.open(digest)
        except FileNotFoundError as error:
            raise BackupError(
                f"A part of the backup {self.file} is missing ({digest[:12]}). Choose another "
                "backup."
            ) from error

    def write_file(self, entry: Entry, target: IO[bytes] | None, advance: Advance) -> bool:
        try:
            return super().write_file(entry, target, advance)
        except BackupError:
            return False


class _Archived(_Kept):
    """In one file, where each part is named by its hash."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        with archive.open(MANIFEST) as reading:
            super().__init__(file, manifests.decode(reading.read(_MOST_MANIFEST), str(file)))

    def _open(self, digest: str) -> BinaryIO:
        return cast("BinaryIO", self._archive.open(f"objects/{digest}"))


class _Bare:
    """A database alone, such as the copies that early versions made."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("rb") as reading:
            if reading.read(len(_SQLITE)) != _SQLITE:
                raise BackupError(f"{file} is no backup of tpmdesk. Choose another file.")
        try:
            schema, counts = snapshot.count(file)
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{file} is damaged ({error}). Choose another backup.") from error
        made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        self.manifest = Manifest(made=made, reason=Reason.ASKED, schema=schema, counts=counts)

    def entries(self) -> list[Entry] | None:
        return None

    def write_database(self, target: Path, advance: Advance) -> None:
        target.unlink(missing_ok=True)
        snapshot.copy_database(self.file, target, advance)

    def write_file(self, entry: Entry, target: IO[bytes] | None, advance: Advance) -> bool:
        del entry, target, advance
        return False


def read_manifest(file: Path) -> Manifest:
    """Raises BackupError."""
    try:
        return manifests.decode(file.read_bytes(), str(file))
    except OSError as error:
        raise BackupError(f"{file} cannot be read ({error.strerror}).") from error
