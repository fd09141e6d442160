"""Old recordings in less room: FLAC keeps every sample, Opus what an ear can tell apart."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.transfer import Progress, no_progress
from tpmdesk.speech import decode, wav
from tpmdesk.speech.wav import SAMPLE_BYTES

FLAC, OPUS = "flac", "opus"
_CONTAINERS = {FLAC: "flac", OPUS: "ogg"}
_ENCODERS = {FLAC: "flac", OPUS: "libopus"}
_OPUS_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)
_OPUS_BITS = 32_000  # a second; speech is hardly told from the original
_SAME_LENGTH = 0.1
_SAME_LOUDNESS = 1.5
_INAUDIBLE = 30.0


def archive(source: Path, form: str, progress: Progress = no_progress) -> Path:
    """Write a recording once more as FLAC or Opus, beside it; the new file.

    It is there only once it has been read back and found to hold the same sound. The recording
    itself stays. Raises SpeechError, OSError, and whatever `progress` raises.
    """
    part, target = source.with_suffix(f".{form}.part"), source.with_suffix(f".{form}")
    try:
        _encode(source, part, form, progress)
        _compare(source, part, form)
        _settle(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _encode(source: Path, part: Path, form: str, progress: Progress) -> None:
    import av  # noqa: PLC0415  FFmpeg's libraries, needed for this alone

    rate, total, done = wav.rate(source), source.stat().st_size, 0
    try:
        with av.open(str(part), "w", format=_CONTAINERS[form]) as container:
            stream: Any = container.add_stream(_ENCODERS[form], rate=_rate(form, rate))
            stream.layout, stream.format = "mono", "s16"
            if form == OPUS:
                stream.bit_rate = _OPUS_BITS
            for block in _blocks(source, rate, stream.rate):
                container.mux(stream.encode(decode.frame(block, stream.rate)))
                done += len(block) * rate // stream.rate
                progress(min(done, total), total)
            container.mux(stream.encode(None))
    except av.FFmpegError as error:
        raise SpeechError(f"{source} cannot be archived: {error}. It stays as it is.") from error


def _blocks(source: Path, rate: int, to: int) -> Iterator[bytes]:
    return decode.resampled(decode.Sound(rate, wav.blocks(source)), to)


def _rate(form: str, rate: int) -> int:
    return rate if form == FLAC or rate in _OPUS_RATES else max(_OPUS_RATES)


def _compare(source: Path, part: Path, form: str) -> None:
    """Raises SpeechError unless what was written sounds as the recording does."""
    rate = wav.rate(source)
    back = decode.decoded(part, rate=rate).blocks
    same = _same_samples if form == FLAC else _same_sound
    if not same(wav.blocks(source), back, rate):
        raise SpeechError(f"{source} could not be archived faithfully. It stays as it is.")


def _same_samples(ours: Iterator[bytes], back: Iterator[bytes], _rate: int) -> bool:
    return _digest(ours) == _digest(back)


def _digest(blocks: Iterator[bytes]) -> bytes:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.digest()


def _same_sound(ours: Iterator[bytes], back: Iterator[bytes], rate: int) -> bool:
    (length, loud), (length_back, loud_back) = _measure(ours), _measure(back)
    quiet = max(loud, loud_back) < _INAUDIBLE
    alike = quiet or loud / _SAME_LOUDNESS <= loud_back <= loud * _SAME_LOUDNESS
    return alike and abs(length - length_back) <= _SAME_LENGTH * rate


def _measure(blocks: Iterator[bytes]) -> tuple[int, float]:
    """How many samples there are, and how loud they are on the whole."""
    count, power = 0, 0
    for block in blocks:
        values = wav.samples(block)
        count += len(block) // SAMPLE_BYTES
        power += sum(value * value for value in values)
    return count, math.sqrt(power / max(1, count))


def _settle(part: Path, target: Path) -> None:
    """On disk first, then under its name: there is never half a file of that name."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
