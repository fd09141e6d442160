"""Looks at a backup without restoring it: what it holds, what going back would lose, its faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tpmdesk.app.backups import BackupError, Counts, Lost, Preview
from tpmdesk.app.transfer import Progress, no_progress
from tpmdesk.storage.backups import snapshot
from tpmdesk.storage.backups.gathering import Meter
from tpmdesk.storage.backups.manifest import Entry
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.backups.sources import Source, opened


def preview(file: Path, places: Places) -> Preview:
    """What a restore would change. Raises BackupError where the backup cannot be restored."""
    with opened(file) as source:
        then = source.manifest.counts
        if then is None:
            raise BackupError(
                f"{file} keeps a database that could not be read then. Choose another backup."
            )
        backup = source.manifest.as_backup(file)
        files = source.entries()
    now, lost = _present(places, backup.made)
    if lost is not None and files is not None:
        gone = {places.name(found) for found in places.files()} - {entry.path for entry in files}
        lost = _with_files(lost, gone)
    return Preview(backup, then, now, lost)


def _present(places: Places, made: datetime) -> tuple[Counts | None, Lost | None]:
    if not places.database.exists():
        return None, None
    try:
        _schema, now = snapshot.count(places.database)
        return now, snapshot.lost_since(places.database, made)
    except sqlite3.DatabaseError:
        return None, None


def _with_files(lost: Lost, gone: set[str]) -> Lost:
    recordings = sum(path.startswith("recordings/") for path in gone)
    return replace(lost, recordings=recordings, media=len(gone) - recordings)


def is_sound(file: Path, places: Places) -> bool:
    """Whether the database of a backup is whole, and SQLite finds nothing wrong with it."""
    try:
        with opened(file) as source:
            return not _database_fault(source, places, Meter(no_progress))
    except BackupError:
        return False


def faults(file: Path, places: Places, progress: Progress) -> list[str]:
    """Everything that is wrong with a backup, in words; reads all of it."""
    meter = Meter(progress)
    try:
        with opened(file) as source:
            entries = source.entries() or []
            packed = source.manifest.database.bytes if source.manifest.database else 0
            meter.total = packed + source.manifest.files_bytes
            fault = _database_fault(source, places, meter)
            return [*filter(None, [fault]), *_file_faults(source, entries, meter)]
    except BackupError as problem:
        return [str(problem)]


def _database_fault(source: Source, places: Places, meter: Meter) -> str:
    with TemporaryDirectory(dir=places.root, prefix=".verify-") as work:
        copy = Path(work) / "database"
        try:
            source.write_database(copy, meter.advance)
        except BackupError as problem:
            return str(problem)
        damage = snapshot.damage(copy)
    return f"The database in the backup {source.file} is damaged: {damage}." if damage else ""


def _file_faults(source: Source, entries: list[Entry], meter: Meter) -> Iterator[str]:
    for entry in {entry.sha256: entry for entry in entries}.values():
        if not source.write_file(entry, None, meter.advance):
            yield f"The backup {source.file} no longer holds {entry.path} as it was."
