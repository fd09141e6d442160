"""Any sound file as 16-bit mono samples: WAV directly, everything else through PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav
from tpmdesk.speech.wav import SAMPLE_BYTES

RATE = 16_000


@dataclass(frozen=True, slots=True)
class Sound:
    """16-bit mono samples, a block at a time."""

    rate: int
    blocks: Iterator[bytes]


class Resampler:
    """Brings a stream of 16-bit mono samples to another rate: to 16 kHz unless told otherwise."""

    def __init__(self, rate: int, to: int = RATE) -> None:
        self._rate = rate
        self._resampler: Any = None if rate == to else _to_mono(to)

    def feed(self, pcm: bytes) -> bytes:
        if self._resampler is None or not pcm:
            return pcm
        return _plain(self._resampler.resample(frame(pcm, self._rate)))

    def finish(self) -> bytes:
        """What the filter still held back."""
        return b"" if self._resampler is None else _plain(self._resampler.resample(None))


def resampled(sound: Sound, to: int = RATE) -> Iterator[bytes]:
    """The samples at another rate; no block is empty."""
    resampler = Resampler(sound.rate, to)
    yield from filter(None, map(resampler.feed, sound.blocks))
    yield from filter(None, [resampler.finish()])


@dataclass(frozen=True, slots=True)
class About:
    """A sound file's own rate and its length in seconds."""

    rate: int
    seconds: float


def about(path: Path) -> About:
    """What kind of sound file it is. Raises SpeechError when there are no samples to be had."""
    if _is_plain(path):
        return About(wav.rate(path), wav.seconds(path))
    with _opened(path) as (container, stream):
        length = float(container.duration or 0) / 1e6
        return About(int(stream.rate), length)


def decoded(path: Path, start: float = 0.0, rate: int | None = RATE) -> Sound:
    """The samples of a sound file from `start` seconds on. What is not plain WAV is brought to
    `rate`; None leaves it at its own.

    Raises SpeechError when there are none to be had; the same error may come while the blocks are
    read.
    """
    if _is_plain(path):
        return Sound(wav.rate(path), wav.blocks(path, start))
    rate = rate or about(path).rate
    return Sound(rate, _with_av(path, start, rate))


def peaks(path: Path, buckets: int) -> list[float]:
    """The loudness of `buckets` equal stretches of a sound file, each in 0 to 1."""
    if _is_plain(path):
        return wav.peaks(path, buckets)
    pcm = b"".join(decoded(path).blocks)
    edges = [len(pcm) // SAMPLE_BYTES * n // buckets * SAMPLE_BYTES for n in range(buckets + 1)]
    return [wav.peak(pcm[first:end]) for first, end in pairwise(edges)]


def _is_plain(path: Path) -> bool:
    if not path.is_file():
        raise SpeechError(f"There is no recording at {path}.")
    try:
        return wav.is_plain(path)
    except OSError as error:
        raise SpeechError(f"{path} cannot be read: {error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """The file in FFmpeg's hands, and its stream of sound."""
    # FFmpeg's libraries, needed for foreign and archived files only.
    import av  # noqa: PLC0415

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SpeechError(f"{path} holds no sound. Choose another file.")
            yield container, container.streams.audio[0]
    except (av.FFmpegError, ValueError) as error:
        raise SpeechError(f"{path} is not a sound file that can be read.") from error


def _with_av(path: Path, start: float, rate: int) -> Iterator[bytes]:
    with _opened(path) as (container, _):
        if start > 0:
            container.seek(round(start * 1e6))
        resampler, skip = _to_mono(rate), -1
        for frame in container.decode(audio=0):
            if skip < 0:
                skip = max(0, round((start - (frame.time or 0.0)) * rate)) * SAMPLE_BYTES
            pcm = _plain(resampler.resample(frame))
            yield pcm[skip:]
            skip = max(0, skip - len(pcm))
        yield _plain(resampler.resample(None))[max(0, skip) :]


def _to_mono(rate: int = RATE) -> Any:
    import av  # noqa: PLC0415  as above

    return av.AudioResampler(format="s16", layout="mono", rate=rate)


def frame(pcm: bytes, rate: int) -> Any:
    """16-bit mono samples in the form that FFmpeg works with."""
    import av  # noqa: PLC0415  as above

    made = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // SAMPLE_BYTES)
    made.sample_rate = rate
    made.planes[0].update(pcm)
    return made


def _plain(frames: list[Any]) -> bytes:
    return b"".join(bytes(frame.planes[0])[: frame.samples * SAMPLE_BYTES] for frame in frames)
