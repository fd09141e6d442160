"""Files named by the hash of what they hold, so that equal ones are kept once."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
Advance = Callable[[int], None]
"""Is told how many more bytes were dealt with; may raise to end the work."""

_NO_LINK = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EACCES)


class Objects:
    """A folder of objects. What is put goes to a staging folder; `settle` makes it durable first
    and visible then, so that an object under its final name is a whole one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staging = folder / "staging"
        self._staged: dict[str, int] = {}

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        return digest in self._staged or self.path(digest).is_file()

    def open(self, digest: str) -> BinaryIO:
        return self.path(digest).open("rb")

    def begin(self) -> None:
        """Forget what an interrupted backup left."""
        self._staged.clear()
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def scratch(self, name: str) -> Path:
        """A path for a temporary file, gone when the next backup begins."""
        return self._staging / name

    def put(self, data: bytes) -> str:
        """Keep these bytes; their hash."""
        temporary = self.scratch("bytes.part")
        temporary.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        self.adopt(temporary, digest)
        return digest

    def adopt(self, temporary: Path, digest: str) -> None:
        """Take over a file in the staging folder whose hash is known."""
        if self.has(digest):
            temporary.unlink()
            return
        self._staged[digest] = temporary.stat().st_size
        temporary.replace(self.scratch(digest))

    def copy(self, source: Path, advance: Advance) -> tuple[str, int]:
        """Keep a copy of a file; its hash and size. What was read is what is kept, also when the
        file changes meanwhile."""
        temporary = self.scratch("copy.part")
        with source.open("rb") as reading, temporary.open("wb") as writing:
            digest, size = transfer(reading, writing, advance)
        self.adopt(temporary, digest)
        return digest, size

    def link(self, source: Path, advance: Advance) -> tuple[str, int]:
        """Keep a file that nothing writes to any more, as a hard link where that can be."""
        with source.open("rb") as reading:
            digest, size = transfer(reading, None, advance)
        if self.has(digest):
            return digest, size
        try:
            os.link(source, self.scratch(digest))
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            return self.copy(source, lambda _bytes: None)
        self._staged[digest] = 0  # a second name of the same file takes no room
        return digest, size

    def settle(self) -> int:
        """Make what was put durable, then visible; the bytes it added."""
        for digest in self._staged:
            flush(self.scratch(digest))
        folders = {self.path(digest).parent for digest in self._staged}
        for folder in folders:
            folder.mkdir(exist_ok=True)
        for digest in self._staged:
            self.scratch(digest).replace(self.path(digest))
        for folder in (*folders, self.folder):
            flush_folder(folder)
        added = sum(self._staged.values())
        self._staged.clear()
        return added

    def end(self) -> None:
        """Remove what is temporary."""
        self._staged.clear()
        shutil.rmtree(self._staging, ignore_errors=True)

    def keep_only(self, wanted: set[str]) -> None:
        """Remove every other object."""
        for found in self._all():
            if found.name not in wanted:
                found.unlink(missing_ok=True)

    def _all(self) -> Iterable[Path]:
        return list(self.folder.glob("[0-9a-f][0-9a-f]/*"))


def transfer(reading: BinaryIO, writing: BinaryIO | None, advance: Advance) -> tuple[str, int]:
    """Read to the end, writing the same where there is somewhere to; hash and size."""
    digest, size = hashlib.sha256(), 0
    while chunk := reading.read(CHUNK):
        digest.update(chunk)
        if writing is not None:
            writing.write(chunk)
        size += len(chunk)
        advance(len(chunk))
    return digest.hexdigest(), size


def flush(file: Path) -> None:
    """See that a file's bytes are on the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def flush_folder(folder: Path) -> None:
    """See that names in a folder are on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, whatever happens meanwhile."""
    temporary = file.with_name(file.name + ".part")
    temporary.write_bytes(data)
    flush(temporary)
    temporary.replace(file)
    flush_folder(file.parent)
