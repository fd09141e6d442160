"""What a backup consists of, written as sealed JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import msgspec

from tpmdesk.app.backups import Backup, BackupError, Counts, Reason

FORMAT = 1
LOOK_AGAIN = -1
FOLDERS = ("media", "recordings")
_DATABASE_PARTS = ("", "-wal", "-shm")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: the hash and size of its bytes, and the size of what they unpack to."""

    sha256: str
    bytes: int
    unpacked: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A file beside the database. `path` is relative to the profile, with slashes. `modified` (in
    nanoseconds) and `inode` tell an unchanged file without reading it; `LOOK_AGAIN` where they
    cannot."""

    path: str
    sha256: str
    bytes: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One backup. `database` is None where it could not be read: its raw files are among the files
    then. `files` is the object that lists the files, None for a database alone. `fingerprint`
    tells whether the profile has changed since, "" when that cannot be told."""

    format: int = FORMAT
    made: datetime
    reason: Reason
    what: str = ""
    schema: int = 0
    counts: Counts | None = None
    database: Stored | None = None
    files: Stored | None = None
    files_bytes: int = 0
    written: int = 0
    fingerprint: str = ""

    def as_backup(self, file: Path) -> Backup:
        """What the use cases know of it."""
        packed = self.database.bytes if self.database else 0
        size = packed + self.files_bytes
        return Backup(file, self.made, self.reason, self.what, self.counts, size, self.written)


class _Sealed(msgspec.Struct, forbid_unknown_fields=True):
    sha256: str
    manifest: msgspec.Raw


def encode(manifest: Manifest) -> bytes:
    """The manifest with a hash of itself, so that a damaged one is noticed."""
    body = msgspec.json.encode(manifest)
    return msgspec.json.encode(_Sealed(sha256(body).hexdigest(), msgspec.Raw(body)))


def decode(data: bytes, name: str) -> Manifest:
    """Raises BackupError when it is not as it was written; `name` says which one it is."""
    sealed = _decoded(data, _Sealed, name)
    body = bytes(sealed.manifest)
    if sha256(body).hexdigest() != sealed.sha256:
        raise _damaged(name)
    manifest = _decoded(body, Manifest, name)
    if manifest.format > FORMAT:
        raise BackupError(
            f"{name} was made by a newer tpmdesk. Install the newest tpmdesk to restore it."
        )
    return manifest


def encode_entries(entries: Sequence[Entry]) -> bytes:
    """The list of files, kept as an object of its own."""
    return msgspec.json.encode(entries)


def decode_entries(data: bytes, name: str) -> list[Entry]:
    """Raises BackupError, also when a file would lie outside the profile's folders."""
    entries = _decoded(data, list[Entry], name)
    for entry in entries:
        if not _is_inside(entry.path):
            raise BackupError(
                f"{name} names a file outside the profile ({entry.path}). Nothing was restored."
            )
    return entries


def raw_parts(database: Path) -> list[Path]:
    """The files in which SQLite keeps a database: the file, and what was not yet merged into it."""
    parts = (database.with_name(database.name + end) for end in _DATABASE_PARTS)
    return [part for part in parts if part.is_file()]


def is_raw(entry: Entry) -> bool:
    """Whether it is a part of a damaged database, kept to be looked at rather than restored."""
    return "/" not in entry.path


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    known = len(pure.parts) == 1 or pure.parts[0] in FOLDERS
    return known and str(pure) == path and not {"..", "/"} & set(pure.parts)


def _decoded(data: bytes, kind: type[T], name: str) -> T:
    try:
        found: Any = msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise _damaged(name) from error
    return found  # type: ignore[no-any-return]


def _damaged(name: str) -> BackupError:
    return BackupError(f"{name} is damaged, or no backup of tpmdesk. Choose another backup.")
