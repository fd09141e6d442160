"""The zip of a package, read within bounds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import zstandard

from tpmdesk.app.transfer import TransferError

MEGABYTE = 1 << 20
_CHUNK = 256 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_WINDOW = 128 * MEGABYTE
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    zstandard.ZstdError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Limits(NamedTuple):
    """How much a package may hold, in bytes and members. Beyond `small`, what is unpacked may be
    `ratio` times as large as it was packed."""

    members: int = 200_000
    collection: int = 4096 * MEGABYTE
    listing: int = 64 * MEGABYTE
    medium: int = 512 * MEGABYTE
    small: int = 64 * MEGABYTE
    ratio: int = 100


class Archive:
    """An opened zip. Raises TransferError, naming the file, for whatever is wrong with it."""

    def __init__(self, file: Path, limits: Limits = Limits()) -> None:  # noqa: B008  immutable
        self.file = file
        self.limits = limits
        with self._told():
            self._zip = zipfile.ZipFile(file)
        if len(self._zip.infolist()) > limits.members:
            self.close()
            raise self.error(f"it holds more than {limits.members} files")

    def error(self, why: str) -> TransferError:
        return TransferError(
            f"“{self.file.name}” cannot be read: {why}. Nothing was imported. "
            "Export the deck again, or get the file again from where it came."
        )

    def has(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def size(self, name: str) -> int:
        """The bytes of the member as the zip's directory has them; 0 when it is not there."""
        found = self._zip.NameToInfo.get(name)
        return found.file_size if found else 0

    def read(self, name: str, most: int, *, packed: bool = False) -> bytes:
        """A member's bytes, at most `most`; `packed` ones are unpacked from Zstandard too."""
        return b"".join(self.chunks(name, most, packed=packed))

    def unpack(self, name: str, to: Path, most: int, *, packed: bool = False) -> None:
        """A member's bytes into a new file."""
        with to.open("xb") as target:
            for chunk in self.chunks(name, most, packed=packed):
                target.write(chunk)

    def chunks(self, name: str, most: int, *, packed: bool) -> Iterator[bytes]:
        """A member's bytes, piece by piece; too many of them are an error."""
        with self._told():
            info = self._zip.NameToInfo.get(name)
            if info is None:
                raise self.error(f"“{name}” is missing in it")
            self._check(info)
            most = min(most, max(self.limits.small, info.compress_size * self.limits.ratio))
            done = 0
            with self._zip.open(info) as member:
                for chunk in _unzstd(member) if packed else _plain(member):
                    done += len(chunk)
                    if done > most:
                        raise self.error(f"“{name}” in it unpacks to more than a deck needs")
                    yield chunk

    def close(self) -> None:
        self._zip.close()

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise self.error("it is encrypted; save it without a password first")
        if info.compress_type not in _METHODS:
            raise self.error("it is packed in a way that Anki does not use")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise self.error("it is damaged, or no package of Anki") from error
        except OSError as error:
            raise self.error(error.strerror or "the disk gave an error") from error


def _plain(member: IO[bytes]) -> Iterator[bytes]:
    while chunk := member.read(_CHUNK):
        yield chunk


def _unzstd(member: IO[bytes]) -> Iterator[bytes]:
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with unpacker.stream_reader(member, read_across_frames=True, closefd=False) as stream:
        yield from _plain(stream)
