"""Puts a profile back to what a backup holds: all prepared and checked first, then swapped in."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tpmdesk.app.backups import BackupError
from tpmdesk.app.transfer import Progress
from tpmdesk.storage.backups import snapshot
from tpmdesk.storage.backups.gathering import Meter
from tpmdesk.storage.backups.manifest import Entry, is_raw
from tpmdesk.storage.backups.objects import flush, flush_folder
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.backups.sources import Source

_IN_USE = ("SQLITE_BUSY", "SQLITE_LOCKED")
_WAIT_SECONDS = 1


def need_closed(database: Path) -> None:
    """Raises BackupError while a program has the database open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=_WAIT_SECONDS, isolation_level=None)) as own:
            own.execute("PRAGMA locking_mode = EXCLUSIVE")
            own.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(_IN_USE):
            raise BackupError(
                f"{database} is open in tpmdesk or another program. Nothing was changed. Close "
                "it, then restore again."
            ) from error


def restore(
    places: Places, source: Source, present: Sequence[Entry], progress: Progress
) -> list[str]:
    """Restore; the paths of files that the backup no longer holds whole, which stay as they are.

    `present` are the files of the profile, which a backup made just now holds as well.
    """
    work = places.root / ".restoring"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        return _Restore(places, source, work, progress).run(present)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _Restore:
    def __init__(self, places: Places, source: Source, work: Path, progress: Progress) -> None:
        self._places = places
        self._source = source
        self._work = work
        self._meter = Meter(progress)

    def run(self, present: Sequence[Entry]) -> list[str]:
        entries = self._source.entries()
        now = {entry.path: entry for entry in present if not is_raw(entry)}
        then = now if entries is None else {e.path: e for e in entries if not is_raw(e)}
        wanted = [entry for path, entry in then.items() if not _same(entry, now.get(path))]
        self._need_room(wanted)
        database = self._prepare_database()
        staged = self._prepare_files(wanted)
        # From here on nothing is read that could be damaged. New files come before the database
        # that names them, changed and needless ones after it: cut short, either database is whole.
        self._place([entry for entry in wanted if entry.path not in now], staged)
        self._swap(database)
        self._place([entry for entry in wanted if entry.path in now], staged)
        self._remove(now.keys() - then.keys())
        return sorted(entry.path for entry in wanted if entry.sha256 not in staged)

    def _need_room(self, wanted: Sequence[Entry]) -> None:
        stored = self._source.manifest.database
        database = stored.unpacked if stored else self._source.file.stat().st_size
        files = sum(entry.bytes for entry in wanted)
        self._meter.total = database + files
        self._places.need(self._places.root, database + files)

    def _prepare_database(self) -> Path:
        target = self._work / "database"
        self._source.write_database(target, self._meter.advance)
        damage = snapshot.damage(target)
        if damage:
            raise BackupError(
                f"The database in {self._source.file} is damaged ({damage}). Nothing was changed. "
                "Choose another backup."
            )
        flush(target)
        return target

    def _prepare_files(self, wanted: Sequence[Entry]) -> dict[str, Path]:
        """Whole files by their hash."""
        staged: dict[str, Path] = {}
        for entry in wanted:
            target = self._work / entry.sha256
            if entry.sha256 in staged:
                continue
            with target.open("wb") as writing:
                whole = self._source.write_file(entry, writing, self._meter.advance)
            if whole:
                staged[entry.sha256] = target
        for target in staged.values():
            flush(target)
        return staged

    def _place(self, entries: Sequence[Entry], staged: dict[str, Path]) -> None:
        for entry in entries:
            source = staged.get(entry.sha256)
            if source is not None:
                self._put(source, entry)

    def _put(self, source: Path, entry: Entry) -> None:
        """The staged file is copied, since several paths may want it; the copy takes its place at
        once."""
        target = self._places.root / entry.path
        if not target.resolve().is_relative_to(self._places.root.resolve()):
            raise BackupError(f"{self._source.file} names a file outside the profile.")
        target.parent.mkdir(parents=True, exist_ok=True)
        ready = self._work / "ready"
        shutil.copyfile(source, ready)
        os.utime(ready, ns=(entry.modified, entry.modified))
        ready.replace(target)
        flush_folder(target.parent)

    def _swap(self, database: Path) -> None:
        """A journal left beside another database would be merged into it, so it goes first, its
        content merged where that can be. The backup made before holds both."""
        target = self._places.database
        _merge_journal(target)
        for end in ("-wal", "-shm", "-journal"):
            target.with_name(target.name + end).unlink(missing_ok=True)
        flush_folder(target.parent)
        database.replace(target)
        flush_folder(target.parent)

    def _remove(self, paths: set[str]) -> None:
        for path in paths:
            (self._places.root / path).unlink(missing_ok=True)


def _merge_journal(database: Path) -> None:
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=_WAIT_SECONDS, isolation_level=None)) as own:
            own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.DatabaseError:
        return  # it is damaged, and kept as it was


def _same(wanted: Entry, present: Entry | None) -> bool:
    return present is not None and present.sha256 == wanted.sha256
