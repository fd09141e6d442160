"""Where somebody speaks: voice-activity detection on 16-bit mono samples of any rate."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import webrtcvad

from tpmdesk.domain.assessment import Pause
from tpmdesk.speech import wav
from tpmdesk.speech.decode import Sound, decoded
from tpmdesk.speech.wav import SAMPLE_BYTES, samples

FRAME_SECONDS = 0.03
_OWN_RATES = (8_000, 16_000, 32_000, 48_000)
_AGGRESSIVENESS = 2
_ONSET_FRAMES = 4
_HANGOVER_FRAMES = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of speech, in seconds."""

    start: float
    end: float


class Thinner:
    """Brings samples to a rate that the detector takes, by leaving samples out.

    Aliasing does not matter here: the result is only asked whether it is speech.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate if rate in _OWN_RATES else (16_000 if rate >= 16_000 else 8_000)
        self._rate_in = rate
        self._taken = 0
        self._given = 0

    def feed(self, pcm: bytes) -> bytes:
        if self._rate_in == self.rate:
            return pcm
        values = samples(pcm)
        end = -(-(self._taken + len(values)) * self.rate // self._rate_in)
        places = (n * self._rate_in // self.rate for n in range(self._given, end))
        picked = array("h", (values[place - self._taken] for place in places))
        self._taken += len(values)
        self._given = end
        return wav.to_bytes(picked)


class VoiceDetector:
    """Tells for each 30 ms frame of a stream whether it is speech."""

    def __init__(self, rate: int, aggressiveness: int = _AGGRESSIVENESS) -> None:
        self._thinner = Thinner(rate)
        self._vad = webrtcvad.Vad(aggressiveness)
        self._frame = round(self._thinner.rate * FRAME_SECONDS) * SAMPLE_BYTES
        self._rest = b""

    def feed(self, pcm: bytes) -> list[bool]:
        data = self._rest + self._thinner.feed(pcm)
        whole = len(data) - len(data) % self._frame
        self._rest = data[whole:]
        frames = (data[at : at + self._frame] for at in range(0, whole, self._frame))
        return [self._vad.is_speech(frame, self._thinner.rate) for frame in frames]


class SpeechGate:
    """Smooths frames into stretches: speech begins with several voiced frames close together and
    ends after a quarter of a second without one."""

    def __init__(self) -> None:
        self._recent: deque[bool] = deque(maxlen=_HANGOVER_FRAMES)
        self._frames = 0
        self._began: int | None = None
        self._voiced_until = 0
        self.stretches: list[Stretch] = []

    @property
    def speaking(self) -> bool:
        return self._began is not None

    @property
    def seconds(self) -> float:
        return self._frames * FRAME_SECONDS

    @property
    def silent_since(self) -> float:
        """The end of the last speech; the present moment while somebody speaks."""
        if self.speaking:
            return self.seconds
        return self.stretches[-1].end if self.stretches else 0.0

    @property
    def so_far(self) -> list[Stretch]:
        """All stretches, the one under way included."""
        return [*self.stretches, *self._under_way()]

    def feed(self, frames: Iterable[bool]) -> None:
        for voiced in frames:
            self._frames += 1
            self._recent.append(voiced)
            if voiced:
                self._voiced_until = self._frames
            if self._began is None and sum(self._recent) >= _ONSET_FRAMES:
                self._began = self._frames - self._since_first_voiced()
            elif self._began is not None and not any(self._recent):
                self._end()

    def finish(self) -> list[Stretch]:
        """End the stretch under way; all stretches."""
        self._end()
        return self.stretches

    def _since_first_voiced(self) -> int:
        return len(self._recent) - list(self._recent).index(True)

    def _end(self) -> None:
        self.stretches += self._under_way()
        self._began = None

    def _under_way(self) -> list[Stretch]:
        if self._began is None:
            return []
        return [Stretch(self._began * FRAME_SECONDS, self._voiced_until * FRAME_SECONDS)]


def speech(sound: Sound) -> list[Stretch]:
    """The stretches of speech in a recording."""
    detector, gate = VoiceDetector(sound.rate), SpeechGate()
    for block in sound.blocks:
        gate.feed(detector.feed(block))
    return gate.finish()


def pauses(sound: Sound, at_least: float = 0.5) -> tuple[Pause, ...]:
    """The silences of `at_least` seconds between the first and the last speech of a recording."""
    between = (Pause(a.end, b.start) for a, b in pairwise(speech(sound)))
    return tuple(pause for pause in between if pause.seconds >= at_least)


def voice_activity(file: Path) -> list[tuple[float, float]]:
    """The port VoiceActivity: stretches of speech in a file. Raises SpeechError."""
    return [(stretch.start, stretch.end) for stretch in speech(decoded(file))]
