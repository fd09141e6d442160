"""Between a sound card's samples and ours: other types of numbers, more channels, other rates."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import Enum

from tpmdesk.speech import wav


class Kind(Enum):
    """A type of sample: its array code, its full scale and its zero."""

    UINT8 = ("B", 128, 128)
    INT16 = ("h", 32_768, 0)
    INT32 = ("i", 2_147_483_648, 0)
    FLOAT = ("f", 1, 0)

    @property
    def code(self) -> str:
        return str(self.value[0])

    @property
    def scale(self) -> int:
        return int(self.value[1])

    @property
    def zero(self) -> int:
        return int(self.value[2])


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sound card takes or gives, in the byte order of the machine."""

    rate: int
    channels: int = 1
    kind: Kind = Kind.INT16

    @property
    def frame_bytes(self) -> int:
        return self.channels * array(self.kind.code).itemsize


def to_mono(data: bytes, shape: Shape) -> bytes:
    """A sound card's samples as 16-bit mono ones of the same rate: the mean of its channels."""
    values = array(shape.kind.code, data[: len(data) - len(data) % shape.frame_bytes])
    if shape.kind is Kind.INT16 and shape.channels == 1:
        return wav.to_bytes(values)
    factor = 32_768 / shape.kind.scale / shape.channels
    zero = shape.kind.zero * shape.channels
    channels = [values[n :: shape.channels] for n in range(shape.channels)]
    mixed = (round((sum(frame) - zero) * factor) for frame in zip(*channels, strict=True))
    return wav.to_bytes(array("h", map(_within, mixed)))


def from_mono(pcm: bytes, shape: Shape) -> bytes:
    """16-bit mono samples as the sound card takes them; the rate is left as it is."""
    values = wav.samples(pcm)
    if shape.kind is not Kind.INT16:
        values = _converted(values, shape.kind)
    if shape.channels == 1:
        return values.tobytes()
    spread = array(values.typecode, bytes(len(values) * shape.frame_bytes))
    for channel in range(shape.channels):
        spread[channel :: shape.channels] = values
    return spread.tobytes()


def _converted(values: array[int], kind: Kind) -> array[int]:
    if kind is Kind.FLOAT:
        return array("f", (value / 32_768 for value in values))  # type: ignore[return-value]
    if kind is Kind.INT32:
        return array("i", (value << 16 for value in values))
    return array("B", ((value >> 8) + kind.zero for value in values))


def louder(pcm: bytes, volume: float) -> bytes:
    """The samples times `volume`, kept within 16 bits."""
    if volume == 1.0:
        return pcm
    values = wav.samples(pcm)
    return wav.to_bytes(array("h", (_within(round(value * volume)) for value in values)))


def _within(value: int) -> int:
    return max(-32_768, min(32_767, value))


class Interpolator:
    """Brings a stream of samples to another rate, on straight lines between them."""

    def __init__(self, rate_in: int, rate_out: int) -> None:
        self._in = rate_in
        self._out = rate_out
        self._held = array("h")
        self._first = 0
        self._given = 0

    def feed(self, pcm: bytes) -> bytes:
        if self._in == self._out:
            return pcm
        self._held += wav.samples(pcm)
        last = self._first + len(self._held) - 1
        end = max(self._given, -(-last * self._out // self._in))
        result = array("h", (self._at(n * self._in) for n in range(self._given, end)))
        self._given = end
        self._forget()
        return wav.to_bytes(result)

    def _at(self, place: int) -> int:
        index, fraction = divmod(place, self._out)
        left, right = self._held[index - self._first : index - self._first + 2]
        return left + (right - left) * fraction // self._out

    def _forget(self) -> None:
        needed = self._given * self._in // self._out
        surplus = min(needed - self._first, len(self._held))
        del self._held[:surplus]
        self._first += surplus
