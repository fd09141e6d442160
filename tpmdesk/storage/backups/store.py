"""The folder of backups: makes them, lists them, checks them, thins them out."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tpmdesk.app.backups import Backup, BackupError, Preview, Reason, Restored
from tpmdesk.app.transfer import Progress
from tpmdesk.domain.retention import Made, kept
from tpmdesk.storage.backups import archive, looking, manifest, restoring
from tpmdesk.storage.backups.gathering import Gathering
from tpmdesk.storage.backups.manifest import Entry, Manifest
from tpmdesk.storage.backups.objects import Objects, flush_folder, write_whole
from tpmdesk.storage.backups.places import Places, alone, stamp, unused
from tpmdesk.storage.backups.sources import opened, read_manifest

_log = logging.getLogger(__name__)


def free_bytes(folder: Path) -> int:
    """What the disk of a folder has left."""
    return shutil.disk_usage(folder).free


class FileBackups:
    """Fulfils `app.backups.BackupStore` with files in a folder."""

    def __init__(
        self, database: Path, backups: Path, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self.places = Places(database, backups, free)
        self._objects = Objects(self.places.objects)

    def backups(self) -> list[Backup]:
        return [found.as_backup(file) for file, found in self._manifests()]

    def changed_since(self, backup: Backup) -> bool:
        found = read_manifest(backup.file)
        return not found.fingerprint or found.fingerprint != self.places.fingerprint()

    def make(self, reason: Reason, what: str, at: datetime, progress: Progress) -> Backup:
        with failures(self.places.backups), alone(self.places.backups):
            return self._make(reason, what, at, progress)

    def export(self, folder: Path, at: datetime, progress: Progress) -> Backup:
        with failures(folder), alone(self.places.backups):
            folder.mkdir(parents=True, exist_ok=True)
            target = unused(folder / f"tpmdesk-backup-{stamp(at)}.zip")
            return archive.write(self.places, target, at, progress)

    def faults(self, file: Path, progress: Progress) -> list[str]:
        return looking.faults(file, self.places, progress)

    def is_sound(self, file: Path) -> bool:
        return looking.is_sound(file, self.places)

    def preview(self, file: Path) -> Preview:
        return looking.preview(file, self.places)

    def restore(self, file: Path, at: datetime, progress: Progress) -> Restored:
        with opened(file) as source, failures(self.places.root):
            restoring.need_closed(self.places.database)
            safety = self.make(Reason.SAFETY, "", at, progress)
            with alone(self.places.backups):
                present = self._entries(read_manifest(safety.file))
                missing = restoring.restore(self.places, source, present, progress)
            return Restored(source.manifest.as_backup(file), safety, tuple(missing))

    def prune(self, now: datetime) -> int:
        with failures(self.places.backups), alone(self.places.backups):
            found = self._manifests()
            keep = kept((_as_made(file, each) for file, each in found), now)
            gone = [file for file, _ in found if file.name not in keep]
            for file in gone:
                file.unlink()
            if gone:
                flush_folder(self.places.backups)
            self._drop_unreferenced()
            return len(gone)

    def _make(self, reason: Reason, what: str, at: datetime, progress: Progress) -> Backup:
        known = self._entries(self._newest())
        try:
            found = Gathering(self.places, self._objects, known, progress).gather(reason, what, at)
            made = replace(found, written=self._objects.settle())
        finally:
            self._objects.end()
        file = unused(self.places.backups / f"{stamp(at)}-{reason.value}.json")
        write_whole(file, manifest.encode(made))
        return made.as_backup(file)

    def _manifests(self) -> list[tuple[Path, Manifest]]:
        """Whole ones, newest first; a damaged one is passed over, and told by the deep check."""
        found = []
        for file in self.places.backups.glob("*.json"):
            try:
                found.append((file, read_manifest(file)))
            except BackupError:
                _log.warning("%s cannot be read", file, exc_info=True)
        return sorted(found, key=lambda each: (each[1].made, each[0].name), reverse=True)

    def _newest(self) -> Manifest | None:
        return next((found for _, found in self._manifests()), None)

    def _entries(self, found: Manifest | None) -> list[Entry]:
        if found is None or found.files is None:
            return []
        try:
            with self._objects.open(found.files.sha256) as reading:
                return manifest.decode_entries(reading.read(), "The newest backup")
        except (OSError, BackupError):
            return []  # every file is read anew then

    def _drop_unreferenced(self) -> None:
        """Only when every manifest can be read: a damaged one may still be mended by hand."""
        files = list(self.places.backups.glob("*.json"))
        try:
            found = [read_manifest(file) for file in files]
        except BackupError:
            return
        wanted = set()
        for each in found:
            wanted |= {part.sha256 for part in (each.database, each.files) if part}
            wanted |= {entry.sha256 for entry in self._entries(each)}
        self._objects.keep_only(wanted)


@contextmanager
def failures(folder: Path) -> Iterator[None]:
    """Turn what the disk or SQLite refuses into words."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BackupError(
            f"The backup or restore stopped: {why} ({folder}). Your data is as it was, and so are "
            "the backups made before. Free some space or allow writing there, then try again."
        ) from error


def _as_made(file: Path, found: Manifest) -> Made:
    return Made(file.name, found.made, found.reason.guarded)
