"""Any sound file as 16-bit mono samples: WAV directly, everything else through PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
        return _plain(self._resampler.resample(_frame(pcm, self._rate)))

    def finish(self) -> bytes:
        """What the filter still held back."""
        return b"" if self._resampler is None else _plain(self._resampler.resample(None))


def decoded(path: Path) -> Sound:
    """The samples of a sound file. Raises SpeechError when there are none to be had; the same
    error may come while the blocks are read."""
    if not path.is_file():
        raise SpeechError(f"There is no recording at {path}.")
    try:
        if wav.is_plain(path):
            return Sound(wav.rate(path), wav.blocks(path))
    except OSError as error:
        raise SpeechError(f"{path} cannot be read: {error}") from error
    return Sound(RATE, _with_av(path))


def _with_av(path: Path) -> Iterator[bytes]:
    # FFmpeg's libraries, needed for foreign files only.
    import av  # noqa: PLC0415

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SpeechError(f"{path} holds no sound. Choose another file.")
            resampler = _to_mono()
            for frame in container.decode(audio=0):
                yield _plain(resampler.resample(frame))
            yield _plain(resampler.resample(None))
    except (av.FFmpegError, ValueError) as error:
        raise SpeechError(f"{path} is not a sound file that can be read.") from error


def _to_mono(rate: int = RATE) -> Any:
    import av  # noqa: PLC0415  as above

    return av.AudioResampler(format="s16", layout="mono", rate=rate)


def _frame(pcm: bytes, rate: int) -> Any:
    import av  # noqa: PLC0415  as above

    frame = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // SAMPLE_BYTES)
    frame.sample_rate = rate
    frame.planes[0].update(pcm)
    return frame


def _plain(frames: list[Any]) -> bytes:
    return b"".join(bytes(frame.planes[0])[: frame.samples * SAMPLE_BYTES] for frame in frames)
