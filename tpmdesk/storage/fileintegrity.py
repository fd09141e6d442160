"""Whether the files beside the database, and the backups, are as they should be."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tpmdesk.app.backups import BackupError
from tpmdesk.app.integrity import Fault, Problem
from tpmdesk.storage.backups import snapshot
from tpmdesk.storage.backups.objects import Objects
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.backups.sources import opened

_FROM_BACKUP = "Repair takes it from a backup where one holds it. Else add the file again."


def problems(database: Path, places: Places, *, every_byte: bool) -> list[Problem]:
    """What the database names and is not there, or not as it was."""
    with snapshot.reading(database) as connection:
        return [
            *_media(connection, places.root / "media", every_byte=every_byte),
            *_recordings(connection, places.root / "recordings"),
        ]


def _media(connection: sqlite3.Connection, folder: Path, *, every_byte: bool) -> Iterator[Problem]:
    rows = connection.execute("SELECT name, sha256, bytes FROM media ORDER BY name")
    for name, digest, size in rows.fetchall():
        file = folder / name
        if not file.is_file():
            yield _file_problem(f"The picture or sound {name} of your notes is missing.", name)
        elif file.stat().st_size != size or (every_byte and _digest(file) != digest):
            yield _file_problem(f"The picture or sound {name} is not what was added.", name)


def _recordings(connection: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT file FROM recording WHERE complete = 1 AND wiped_at IS NULL ORDER BY file"
    )
    for (name,) in rows.fetchall():
        if not (folder / name).is_file():
            words = f"The recording {name} is missing. Its transcript and scores are still there."
            yield _file_problem(words, name, "recordings")


def _file_problem(message: str, name: str, folder: str = "media") -> Problem:
    return Problem(Fault.FILE, message, _FROM_BACKUP, repairable=True, subject=f"{folder}/{name}")


def _digest(file: Path) -> str:
    with file.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest()


def backup_problems(places: Places) -> list[Problem]:
    """Reads every object once, and every manifest."""
    wrong = {
        path.name
        for path in places.objects.glob("[0-9a-f][0-9a-f]/*")
        if _digest(path) != path.name
    }
    found = (_backup_problem(file, places, wrong) for file in sorted(places.backups.glob("*.json")))
    return [problem for problem in found if problem is not None]


def _backup_problem(file: Path, places: Places, wrong: set[str]) -> Problem | None:
    remedy = "It cannot be mended; your other backups are not touched by this. Make a new one."
    try:
        bad = _bad_parts(file, places, wrong)
    except BackupError as problem:
        return Problem(Fault.BACKUP, str(problem), remedy, subject=str(file))
    if not bad:
        return None
    message = f"The backup {file} no longer holds whole: {', '.join(bad[:3])}."
    return Problem(Fault.BACKUP, message, remedy, subject=str(file))


def _bad_parts(file: Path, places: Places, wrong: set[str]) -> list[str]:
    objects = Objects(places.objects)
    with opened(file) as source:
        held = {entry.sha256: entry.path for entry in source.entries() or []}
        if source.manifest.database is not None:
            held[source.manifest.database.sha256] = "the database"
    return sorted(name for sha, name in held.items() if sha in wrong or not objects.has(sha))
