"""Cuts a stream of speech into pieces at its pauses, for an engine that wants whole pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tpmdesk.domain.transcript import Utterance, Word
from tpmdesk.speech.vad import SpeechGate, VoiceDetector
from tpmdesk.speech.wav import SAMPLE_BYTES, samples

UTTERANCE_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Cutting:
    """When to cut, in seconds. A piece is cut at a pause of `pause` once it has `enough`, at one
    of `long_pause` however short it is, and at its quietest place once it reaches `longest`."""

    pause: float = 0.4
    long_pause: float = 0.9
    enough: float = 3.0
    longest: float = 20.0
    quiet_search: float = 8.0
    quiet_window: float = 0.12
    lead: float = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the stream; `start` in seconds from its beginning."""

    start: float
    pcm: bytes


@dataclass(slots=True)
class Cutter:
    """Yields the pieces that hold speech; silence is dropped."""

    rate: int
    rules: Cutting = field(default_factory=Cutting)
    gate: SpeechGate = field(default_factory=SpeechGate)
    _detector: VoiceDetector = field(init=False)
    _buffer: bytearray = field(default_factory=bytearray)
    _origin: int = 0
    _first_stretch: int = 0

    def __post_init__(self) -> None:
        # Weak sounds are kept: what is not speech after all, the engine's own filter drops.
        self._detector = VoiceDetector(self.rate, aggressiveness=1)

    def feed(self, pcm: bytes) -> list[Piece]:
        step = self.rate // 10 * SAMPLE_BYTES
        pieces = []
        for at in range(0, len(pcm), step):
            self._buffer += pcm[at : at + step]
            self.gate.feed(self._detector.feed(pcm[at : at + step]))
            pieces += self._cut()
        return pieces

    def finish(self) -> list[Piece]:
        """The last piece, if it holds speech."""
        held = self._holds_speech
        rest = self._take(len(self._buffer))
        return [rest] if held and rest.pcm else []

    @property
    def _holds_speech(self) -> bool:
        return self.gate.speaking or len(self.gate.stretches) > self._first_stretch

    @property
    def _length(self) -> float:
        return self._seconds(len(self._buffer))

    def _seconds(self, size: int) -> float:
        return size / SAMPLE_BYTES / self.rate

    def _bytes(self, seconds: float) -> int:
        return round(seconds * self.rate) * SAMPLE_BYTES

    def _cut(self) -> list[Piece]:
        if not self._holds_speech:
            self._forget_silence()
            return []
        if self._at_pause():
            return [self._take(len(self._buffer))]
        if self._length >= self.rules.longest:
            return [self._take(self._quietest())]
        return []

    def _at_pause(self) -> bool:
        silence = self.gate.seconds - self.gate.silent_since
        enough = silence >= self.rules.pause and self._length >= self.rules.enough
        return not self.gate.speaking and (enough or silence >= self.rules.long_pause)

    def _forget_silence(self) -> None:
        surplus = len(self._buffer) - self._bytes(self.rules.lead)
        if surplus > 0:
            self._take(surplus - surplus % SAMPLE_BYTES)

    def _quietest(self) -> int:
        """The byte in the middle of the quietest moment of the last seconds."""
        window = self._bytes(self.rules.quiet_window)
        first = max(window, len(self._buffer) - self._bytes(self.rules.quiet_search))
        starts = range(first, len(self._buffer) - window, window // 4 * SAMPLE_BYTES)
        start = min(starts, key=lambda at: _loudness(bytes(self._buffer[at : at + window])))
        return start + window // 2 // SAMPLE_BYTES * SAMPLE_BYTES

    def _take(self, size: int) -> Piece:
        piece = Piece(self._seconds(self._origin), bytes(self._buffer[:size]))
        del self._buffer[:size]
        self._origin += size
        self._first_stretch = len(self.gate.stretches)
        return piece


def _loudness(pcm: bytes) -> int:
    return sum(map(abs, samples(pcm)))


def utterances(words: Sequence[Word], gate: SpeechGate) -> tuple[Utterance, ...]:
    """Words, in order, parted at the pauses that were heard between them."""
    pauses = [(a.end, b.start) for a, b in pairwise(gate.so_far)]
    long_ones = [(start, end) for start, end in pauses if end - start >= UTTERANCE_PAUSE]
    return part(words, [(start + end) / 2 for start, end in long_ones])


def part(words: Sequence[Word], moments: Sequence[float]) -> tuple[Utterance, ...]:
    """Words, in order, parted where a moment lies between the middles of two of them."""
    groups: list[list[Word]] = [[]]
    left = list(moments)
    for word in words:
        middle = ((word.start or 0.0) + (word.end or 0.0)) / 2
        if left and middle >= left[0]:
            left = [moment for moment in left if moment > middle]
            groups.append([])
        groups[-1].append(word)
    return tuple(Utterance(tuple(group)) for group in groups if group)
