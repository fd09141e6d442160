"""Recordings: WAV files of 16-bit mono samples that survive a crash at any moment."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tpmdesk.app.speaking import SpeechError

SAMPLE_BYTES = 2
_FULL_SCALE = 32768
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_LONGEST = 0xFFFFFFFF - _HEADER.size
_EMPTY_RATE = 16_000
_LOOKED_AT = 1_280


def _header(rate: int, data: int) -> bytes:
    data = min(data, _LONGEST)
    byte_rate = rate * SAMPLE_BYTES
    riff = (b"RIFF", data + _HEADER.size - 8, b"WAVE")
    fmt = (b"fmt ", 16, 1, 1, rate, byte_rate, SAMPLE_BYTES, 8 * SAMPLE_BYTES)
    return _HEADER.pack(*riff, *fmt, b"data", data)


class GrowingWav:
    """Writes a recording as it happens; what was appended outlives the process at once.

    The header is brought up to date once a second of sound and on `close`. `held` is how many bytes
    of samples there are to go on after, None for a new file. Raises OSError when the disk is full
    or the folder is not there.
    """

    def __init__(self, path: Path, rate: int, held: int | None = None) -> None:
        self.rate = rate
        self._bytes = self._declared = held or 0
        self._file = path.open("wb" if held is None else "r+b", buffering=0)
        if held is None:
            self._write(_header(rate, 0))
        self._file.seek(0, 2)

    @property
    def seconds(self) -> float:
        return self._bytes // SAMPLE_BYTES / self.rate

    def append(self, pcm: bytes) -> None:
        self._write(pcm)
        self._bytes += len(pcm)
        if self._bytes - self._declared >= self.rate * SAMPLE_BYTES:
            self._declare()

    def close(self) -> float:
        """The seconds recorded. Closing again changes nothing."""
        if not self._file.closed:
            try:
                self._bytes -= self._bytes % SAMPLE_BYTES
                self._file.truncate(_HEADER.size + self._bytes)
                self._declare()
            finally:
                self._file.close()
        return self.seconds

    def _declare(self) -> None:
        whole = self._bytes - self._bytes % SAMPLE_BYTES
        self._file.seek(0)
        self._write(_header(self.rate, whole))
        self._file.seek(0, 2)
        self._declared = self._bytes

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]


def go_on(path: Path) -> GrowingWav | None:
    """A recording of ours to go on with at its end, made whole first; None when there is none yet.

    Raises SpeechError when the file is something else, OSError when it cannot be written.
    """
    if not path.exists() or path.stat().st_size < _HEADER.size:
        return None
    with path.open("rb") as file:
        rate = _rate_of_ours(file.read(_HEADER.size), path)
    if rate is None:
        raise SpeechError(f"{path} was not recorded here. Record to a new file.")
    _leave_backups_alone(path)
    repair(path)
    return GrowingWav(path, rate, path.stat().st_size - _HEADER.size)


def _leave_backups_alone(path: Path) -> None:
    """A backup holds the same file under another name, and must not grow with it."""
    if path.stat().st_nlink > 1:
        copy = path.with_suffix(".part")
        shutil.copyfile(path, copy)
        copy.replace(path)


class GrowingReader:
    """Reads a recording that another process is still writing; its header is not believed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self.rate = 0

    def read(self) -> bytes:
        """The whole samples that came since; empty when there are none yet."""
        if self._file is None and not self._open():
            return b""
        assert self._file is not None
        data = self._file.read() or self._read_successor(self._file)
        odd = len(data) % SAMPLE_BYTES
        # Half a sample is read again: when the recording is mended it may become another one.
        self._file.seek(-odd, 1)
        return data[: len(data) - odd]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _read_successor(self, file: BinaryIO) -> bytes:
        """What came since in the file that took the place of this one, if one did."""
        if not self._path.exists() or os.path.samestat(self._path.stat(), os.fstat(file.fileno())):
            return b""
        place = file.tell()
        file.close()
        self._file = self._path.open("rb")
        self._file.seek(place)
        return self._file.read()

    def _open(self) -> bool:
        if not self._path.exists() or self._path.stat().st_size < _HEADER.size:
            return False
        file = self._path.open("rb")
        try:
            layout = _layout(file, self._path)
            _expect_mono(layout, self._path)
        except SpeechError:
            file.close()
            raise
        file.seek(layout.offset)
        self._file, self.rate = file, layout.rate
        return True


def repair(path: Path) -> float:
    """Make a recording of ours that was cut by a crash whole again; its seconds.

    Raises SpeechError when the file is not a recording, OSError when it cannot be read or written.
    """
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(0)
        rate = _rate_of_ours(file.read(_HEADER.size), path)
        if rate is None:
            return seconds(path)
        data = max(0, size - _HEADER.size) // SAMPLE_BYTES * SAMPLE_BYTES
        file.truncate(_HEADER.size + data)
        file.seek(0)
        file.write(_header(rate, data))
    return data / SAMPLE_BYTES / rate


def _rate_of_ours(head: bytes, path: Path) -> int | None:
    """The sample rate in a header that GrowingWav wrote; None for another program's WAV."""
    if len(head) < _HEADER.size:
        if _header(_EMPTY_RATE, 0).startswith(head[:4]):
            return _EMPTY_RATE
        raise _not_a_recording(path)
    fields = _HEADER.unpack(head)
    rate = int(fields[7])
    if (fields[0], fields[2]) != (b"RIFF", b"WAVE"):
        raise _not_a_recording(path)
    ours = rate > 0 and head[8:40] == _header(rate, 0)[8:40]
    return rate if ours else None


@dataclass(frozen=True, slots=True)
class _Layout:
    rate: int
    channels: int
    width: int
    offset: int
    bytes: int


def _layout(file: BinaryIO, path: Path) -> _Layout:
    """Where the samples lie. A data size of 0, or beyond the end, means: up to the end."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        raise _not_a_recording(path)
    form: tuple[int, ...] = ()
    while len(chunk := file.read(_CHUNK.size)) == _CHUNK.size:
        name, length = _CHUNK.unpack(chunk)
        if name == b"data" and form:
            offset = file.tell()
            there = size - offset
            return _Layout(form[2], form[1], form[5] // 8, offset, min(length or there, there))
        body = file.read(length + length % 2)
        if name == b"fmt " and len(body) >= _FORMAT.size:
            form = _FORMAT.unpack(body[: _FORMAT.size])
    raise _not_a_recording(path)


def _expect_mono(layout: _Layout, path: Path) -> None:
    if layout.rate <= 0 or (layout.channels, layout.width) != (1, SAMPLE_BYTES):
        raise SpeechError(f"{path} is not a 16-bit mono recording. Convert it to one first.")


def _not_a_recording(path: Path) -> SpeechError:
    return SpeechError(f"{path} is not a WAV recording. Choose another file.")


def seconds(path: Path) -> float:
    """How long a WAV file lasts. Raises SpeechError when it is not one, OSError when unreadable."""
    with path.open("rb") as file:
        layout = _layout(file, path)
    frame = layout.channels * layout.width * layout.rate
    if frame <= 0:
        raise _not_a_recording(path)
    return layout.bytes / frame


def is_plain(path: Path) -> bool:
    """Whether the file is a WAV of 16-bit mono samples, which needs no decoder."""
    try:
        with path.open("rb") as file:
            _expect_mono(_layout(file, path), path)
    except SpeechError:
        return False
    return True


def rate(path: Path) -> int:
    """The samples a second of a 16-bit mono WAV. Raises SpeechError when it is not one."""
    with path.open("rb") as file:
        layout = _layout(file, path)
    _expect_mono(layout, path)
    return layout.rate


def blocks(path: Path, start: float = 0.0, block: int = 32_768) -> Iterator[bytes]:
    """The samples of a 16-bit mono WAV from `start` seconds on, `block` bytes at a time."""
    with path.open("rb") as file:
        layout = _layout(file, path)
        _expect_mono(layout, path)
        skip = min(round(max(0.0, start) * layout.rate) * SAMPLE_BYTES, layout.bytes)
        file.seek(layout.offset + skip)
        left = (layout.bytes - skip) // SAMPLE_BYTES * SAMPLE_BYTES
        while left and (data := file.read(min(block, left))):
            left -= len(data)
            yield data


def read_pcm(path: Path) -> tuple[int, bytes]:
    """The samples a second, and all samples, of a 16-bit mono WAV."""
    return rate(path), b"".join(blocks(path))


def samples(pcm: bytes) -> array[int]:
    """16-bit little-endian samples as numbers."""
    values = array("h", pcm)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def to_bytes(values: array[int]) -> bytes:
    """Numbers as 16-bit little-endian samples."""
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def peak(pcm: bytes) -> float:
    """The loudest sample, in 0 to 1."""
    values = samples(pcm) or array("h", [0])
    highest, lowest = max(values), min(values)
    return max(highest, -lowest) / _FULL_SCALE


def peaks(path: Path, buckets: int) -> list[float]:
    """The loudness of `buckets` equal stretches of a recording, each in 0 to 1, for a picture.

    Long stretches are sampled evenly, so that the time taken depends on `buckets` alone.
    """
    with path.open("rb") as file:
        layout = _layout(file, path)
        _expect_mono(layout, path)
        total = layout.bytes // SAMPLE_BYTES
        edges = [total * n // buckets for n in range(buckets + 1)]
        return [_peak_between(file, layout.offset, *edges[n : n + 2]) for n in range(buckets)]


def _peak_between(file: BinaryIO, offset: int, first: int, end: int) -> float:
    stretches = max(1, min(8, (end - first) // _LOOKED_AT))
    length = min((end - first) // stretches, _LOOKED_AT // stretches) if end > first else 0
    starts = [first + (end - first) * n // stretches for n in range(stretches)]
    return max(_peak_at(file, offset, start, length) for start in starts)


def _peak_at(file: BinaryIO, offset: int, start: int, length: int) -> float:
    file.seek(offset + start * SAMPLE_BYTES)
    data = file.read(length * SAMPLE_BYTES)
    return peak(data[: len(data) - len(data) % SAMPLE_BYTES])
