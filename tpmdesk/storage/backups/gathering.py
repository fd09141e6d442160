"""Brings together what a backup holds, reading only what changed since the one before."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tpmdesk.app.backups import BackupError, Reason
from tpmdesk.app.transfer import Progress
from tpmdesk.storage.backups import manifest, snapshot
from tpmdesk.storage.backups.manifest import LOOK_AGAIN, Entry, Manifest, Stored
from tpmdesk.storage.backups.objects import Advance, Objects
from tpmdesk.storage.backups.places import Places

_TICK = 2_000_000_000  # a file written so few ns ago may be written again with the same time
_EXAMINED = (Reason.DAILY, Reason.SAFETY)
_RECORDINGS = "recordings/"
Put = Callable[[Path, Advance], tuple[str, int]]


class Meter:
    """Adds up bytes for a progress that wants to know how far of what."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self.total = 0

    def advance(self, more: int) -> None:
        """Raises Cancelled when the progress does."""
        self._done += more
        self._progress(min(self._done, self.total), self.total)


class Gathering:
    """One backup in the making. `known` are the files of the one before."""

    def __init__(
        self, places: Places, objects: Objects, known: Sequence[Entry], progress: Progress
    ) -> None:
        self._places = places
        self._objects = objects
        self._known = {entry.path: entry for entry in known}
        self._meter = Meter(progress)
        self._began = time.time_ns()

    def gather(self, reason: Reason, what: str, at: datetime) -> Manifest:
        """Everything that the profile holds, put into the objects."""
        files = self._places.files()
        self._need_room(files)
        self._objects.begin()
        fingerprint = self._fingerprint(files)
        made = Manifest(made=at.astimezone(UTC), reason=reason, what=what, fingerprint=fingerprint)
        made, growing = self._with_database(made)
        entries = [self._entry(file, growing) for file in files]
        if made.database is None:
            entries += [self._put(part, self._objects.copy) for part in self._raw_parts()]
        size = sum(entry.bytes for entry in entries)
        return replace(made, files=self._listed(entries), files_bytes=size)

    def _need_room(self, files: Sequence[Path]) -> None:
        fresh = [file for file in files if self._unchanged(file) is None]
        self._meter.total = 2 * self._database_size() + _size(fresh)
        copied = [file for file in fresh if not self._is_recording(file)]
        self._places.need(self._places.backups, 2 * self._database_size() + _size(copied))

    def _database_size(self) -> int:
        return _size(self._raw_parts())

    def _raw_parts(self) -> list[Path]:
        return manifest.raw_parts(self._places.database)

    def _with_database(self, made: Manifest) -> tuple[Manifest, set[str]]:
        """The manifest with a copy of the database, and the recordings that may still change.
        Without one where it is damaged and the way back must be kept all the same."""
        copy = self._objects.scratch("database.part")
        if not self._places.database.is_file():
            return self._without_database(made, "there is no such file"), set()
        try:
            stored, growing = self._copy_database(copy, examine=made.reason in _EXAMINED)
            schema, counts = snapshot.count(copy)
        except sqlite3.DatabaseError as error:
            if snapshot.is_damage(error):
                return self._without_database(made, str(error)), set()
            raise
        copy.unlink()
        return replace(made, database=stored, schema=schema, counts=counts), growing

    def _copy_database(self, copy: Path, *, examine: bool) -> tuple[Stored, set[str]]:
        snapshot.copy_database(self._places.database, copy, self._meter.advance)
        damage = snapshot.damage(copy) if examine else ""
        if damage:
            raise _corrupt(damage)
        packed = self._objects.scratch("packed.part")
        stored = snapshot.pack(copy, packed, self._meter.advance)
        self._objects.adopt(packed, stored.sha256)
        return stored, snapshot.growing(copy)

    def _without_database(self, made: Manifest, damage: str) -> Manifest:
        if made.reason is Reason.SAFETY:
            return made
        raise BackupError(
            f"{self._places.database} is damaged ({damage}), so no backup of it was made. Your "
            "earlier backups are safe. Restore the newest good one."
        )

    def _entry(self, file: Path, growing: set[str]) -> Entry:
        known = self._unchanged(file)
        if known is not None:
            return known
        # Nothing writes to a finished recording again, while a picture may be edited in place,
        # and would change under both its names.
        still = self._is_recording(file) and self._within(file) not in growing
        return self._put(file, self._objects.link if still else self._objects.copy)

    def _put(self, file: Path, put: Put) -> Entry:
        stat = file.stat()
        digest, size = put(file, self._meter.advance)
        settled = stat.st_mtime_ns < self._began - _TICK and stat.st_size == size
        inode = stat.st_ino if settled else LOOK_AGAIN
        return Entry(self._places.name(file), digest, size, stat.st_mtime_ns, inode)

    def _unchanged(self, file: Path) -> Entry | None:
        known = self._known.get(self._places.name(file))
        if known is None or not self._objects.has(known.sha256):
            return None
        stat = file.stat()
        seen = (known.bytes, known.modified, known.inode)
        return known if seen == (stat.st_size, stat.st_mtime_ns, stat.st_ino) else None

    def _fingerprint(self, files: Sequence[Path]) -> str:
        """ "" when a file is so new that a later change might not show."""
        newest = max(
            (file.stat().st_mtime_ns for file in (*self._raw_parts()[:2], *files)), default=0
        )
        return self._places.fingerprint() if newest < self._began - _TICK else ""

    def _listed(self, entries: Sequence[Entry]) -> Stored:
        data = manifest.encode_entries(entries)
        return Stored(self._objects.put(data), len(data), len(data))

    def _is_recording(self, file: Path) -> bool:
        return self._places.name(file).startswith(_RECORDINGS)

    def _within(self, recording: Path) -> str:
        return self._places.name(recording).removeprefix(_RECORDINGS)


def _size(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _corrupt(damage: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(damage)
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error
