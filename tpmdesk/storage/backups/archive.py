"""One file that holds a whole backup: a zip, its parts named by their hash, its manifest last."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tpmdesk.app.backups import Backup, Reason
from tpmdesk.app.transfer import Progress
from tpmdesk.storage.backups import manifest, snapshot
from tpmdesk.storage.backups.gathering import Meter
from tpmdesk.storage.backups.manifest import LOOK_AGAIN, Entry, Manifest, Stored
from tpmdesk.storage.backups.objects import flush, flush_folder, transfer
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.backups.sources import MANIFEST


def write(places: Places, target: Path, at: datetime, progress: Progress) -> Backup:
    """Write everything to `target`, which is there whole or not at all."""
    files = places.files()
    database, rest = _size(manifest.raw_parts(places.database)), _size(files)
    places.need(target.parent, 2 * database + rest)
    meter = Meter(progress)
    meter.total = 2 * database + rest
    with TemporaryDirectory(dir=target.parent, prefix=".tpmdesk-") as folder:
        part = Path(folder) / "archive.part"
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            made = _Writing(places, archive, Path(folder), meter).write(files, at)
        size = part.stat().st_size
        flush(part)
        part.replace(target)
    flush_folder(target.parent)
    return replace(made.as_backup(target), size=size, written=size)


class _Writing:
    def __init__(self, places: Places, archive: zipfile.ZipFile, work: Path, meter: Meter) -> None:
        self._places = places
        self._archive = archive
        self._work = work
        self._meter = meter
        self._held: set[str] = set()

    def write(self, files: Sequence[Path], at: datetime) -> Manifest:
        made = self._database(Manifest(made=at.astimezone(UTC), reason=Reason.ASKED))
        entries = [self._entry(file) for file in files]
        data = manifest.encode_entries(entries)
        digest = hashlib.sha256(data).hexdigest()
        self._archive.writestr(f"objects/{digest}", data)
        listed = Stored(digest, len(data), len(data))
        made = replace(made, files=listed, files_bytes=sum(entry.bytes for entry in entries))
        self._archive.writestr(MANIFEST, manifest.encode(made))
        return made

    def _database(self, made: Manifest) -> Manifest:
        copy, packed = self._work / "database", self._work / "packed"
        snapshot.copy_database(self._places.database, copy, self._meter.advance)
        schema, counts = snapshot.count(copy)
        stored = snapshot.pack(copy, packed, self._meter.advance)
        copy.unlink()
        self._archive.write(packed, f"objects/{stored.sha256}")
        packed.unlink()
        self._held.add(stored.sha256)
        return replace(made, database=stored, schema=schema, counts=counts)

    def _entry(self, file: Path) -> Entry:
        """Copied first, then added under the hash of what was copied."""
        stat, copy = file.stat(), self._work / "file"
        with file.open("rb") as reading, copy.open("wb") as writing:
            digest, size = transfer(reading, writing, self._meter.advance)
        if digest not in self._held:
            self._archive.write(copy, f"objects/{digest}")
            self._held.add(digest)
        return Entry(self._places.name(file), digest, size, stat.st_mtime_ns, LOOK_AGAIN)


def _size(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files)
