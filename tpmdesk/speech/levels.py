"""How loud a stream of samples is, moment by moment."""

from __future__ import annotations

import math

from tpmdesk.domain.soundcheck import BLOCK_SECONDS, CUT_OFF, Level
from tpmdesk.speech import wav
from tpmdesk.speech.wav import SAMPLE_BYTES

_FULL_SCALE = 32_768
_CUT_OFF = int(_FULL_SCALE * CUT_OFF)


class Leveller:
    """Cuts a stream of 16-bit mono samples into moments of equal length and measures them."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._block = max(1, round(rate * BLOCK_SECONDS)) * SAMPLE_BYTES
        self._rest = b""

    def feed(self, pcm: bytes) -> list[Level]:
        data = self._rest + pcm
        whole = len(data) - len(data) % self._block
        self._rest = data[whole:]
        return [
            _level(data[at : at + self._block], self._rate) for at in range(0, whole, self._block)
        ]


def _level(pcm: bytes, rate: int) -> Level:
    values = wav.samples(pcm)
    peak = max(map(abs, values))
    power = sum(value * value for value in values) / len(values)
    cut = sum(abs(value) >= _CUT_OFF for value in values) if peak >= _CUT_OFF else 0
    return Level(
        seconds=len(values) / rate,
        peak=peak / _FULL_SCALE,
        rms=math.sqrt(power) / _FULL_SCALE,
        cut=cut / len(values),
    )
