"""A pack as one file, a zip of its TOML files. All that is read is taken for hostile."""

from __future__ import annotations

import os
import re
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePosixPath

from tpmdesk.app.packsharing import PackError

MOST_FILES = 200
MOST_BYTES = 32_000_000
"""Of all files together, packed or not."""

_ZIP = b"PK\x03\x04"
_CHUNK = 256 * 1024
_DEPTH = 8
_LONGEST = 120
_ENCRYPTED = 1
_TIME = (1980, 1, 1, 0, 0, 0)  # the same pack is the same file
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PART = re.compile(r"[^\x00-\x1f\x7f\\/:*?\"<>|]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class ZipPacks:
    """Fulfils `PackArchive`. A single TOML file is read too."""

    def write(self, file: Path, contents: Mapping[str, bytes]) -> None:
        contents = _named(contents)
        if len(contents) > MOST_FILES or sum(map(len, contents.values())) > MOST_BYTES:
            raise PackError(
                f"The pack is too large for one file: at most {MOST_FILES} files of together "
                f"{MOST_BYTES // 1_000_000} MB. Nothing was written; split it in two packs."
            )
        try:
            with _whole(file) as part, zipfile.ZipFile(part, "w") as archive:
                for name in sorted(contents):
                    info = zipfile.ZipInfo(name, _TIME)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    info.external_attr = (stat.S_IFREG | 0o644) << 16
                    archive.writestr(info, contents[name])
        except OSError as error:
            raise PackError(
                f"“{file.name}” could not be written: {error.strerror or error}. "
                "Choose another place."
            ) from error

    def read(self, file: Path) -> dict[str, bytes]:
        try:
            if file.stat().st_size > MOST_BYTES:
                raise _refused(file, f"it is larger than {MOST_BYTES // 1_000_000} MB")
            with file.open("rb") as opened:
                if opened.read(len(_ZIP)) != _ZIP:
                    return self._single(file)
            with zipfile.ZipFile(file) as archive:
                return self._members(file, archive)
        except OSError as error:
            raise _refused(file, (error.strerror or "the disk gave an error").lower()) from error
        except _BROKEN as error:
            raise _refused(file, "it is damaged") from error

    def _single(self, file: Path) -> dict[str, bytes]:
        if file.suffix.lower() != ".toml":
            raise _refused(file, "it is no pack")
        return _named({file.name: file.read_bytes()})

    def _members(self, file: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) > MOST_FILES:
            raise _refused(file, f"it holds more than {MOST_FILES} files")
        contents: dict[str, bytes] = {}
        left = MOST_BYTES
        for member in members:
            _check(file, member)
            if _is_text(member.filename):
                contents[member.filename] = body = _body(file, archive, member, left)
                left -= len(body)
        if not contents:
            raise _refused(file, "it holds no .toml file")
        if len({name.casefold() for name in contents}) < len(contents):
            raise _refused(file, "two files in it have the same name")
        return contents


def _check(file: Path, member: zipfile.ZipInfo) -> None:
    """The name is looked at as it is in the zip: what leads out of a folder is refused, not
    mended."""
    if not _is_safe(member.orig_filename):
        raise _refused(file, f"the name {member.orig_filename[:60]!r} in it is not allowed")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _refused(file, f"{member.filename!r} in it is a link")
    if member.flag_bits & _ENCRYPTED:
        raise _refused(file, "it is encrypted")
    if member.compress_type not in _METHODS:
        raise _refused(file, "it is packed in an unknown way")


def _body(file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    body = bytearray()
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            body += chunk
            if len(body) > left:
                raise _refused(file, f"it unpacks to more than {MOST_BYTES // 1_000_000} MB")
    return bytes(body)


def _is_safe(name: str) -> bool:
    """A relative name that every system can keep, and that stays below the folder it is put in."""
    parts = name.split("/")
    return len(parts) <= _DEPTH and all(
        _PART.fullmatch(part)
        and len(part) <= _LONGEST
        and part.rstrip(". ") == part
        and not _RESERVED.fullmatch(part)
        for part in parts
    )


def _is_text(name: str) -> bool:
    """A file of the pack, and none that a system adds on its own."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix == ".toml" and not hidden


def _named(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same under names that `read` takes; most of them are such already."""
    named = {name: body for name, body in contents.items() if _is_safe(name) and _is_text(name)}
    others = (body for name, body in contents.items() if name not in named)
    taken = {name.casefold() for name in named}
    free = (name for n in count(1) if (name := f"file-{n}.toml") not in taken)
    return named | dict(zip(free, others, strict=False))


def _refused(file: Path, why: str) -> PackError:
    return PackError(
        f"“{file.name}” cannot be taken in: {why}. Nothing was changed; get the file again from "
        "where it came."
    )


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A file beside it to write to, which takes its place at the end."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem[:40]}-")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
