"""The content that ships with the program, as the use cases want it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tpmdesk.app.packs import ReadResult

_REVISION = b"2"  # raise it when the same files must be merged anew, say after a change of schema


def pack_hash(folder: Path) -> str:
    """A digest of the names and bytes of a folder's content files; equal on every computer.

    Bytes rather than times: an installation or a checkout gives new times to old text, and
    hashing a megabyte takes about a millisecond. Raises OSError when a file cannot be read.
    """
    digest = hashlib.sha256(_REVISION)
    for path in sorted(folder.rglob("*.toml")):
        name, body = path.relative_to(folder).as_posix().encode(), path.read_bytes()
        digest.update(b"%d:%b%d:%b" % (len(name), name, len(body), body))
    return digest.hexdigest()


class FolderSource:
    """Fulfils `PackSource` for one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hash(self) -> str:
        return pack_hash(self._folder)

    def read(self) -> ReadResult:
        # The reader brings msgspec and the parser, which a start with unchanged content spares.
        from tpmdesk.content.reader import read_packs  # noqa: PLC0415

        return read_packs([self._folder])
