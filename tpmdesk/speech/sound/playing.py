"""Plays recordings. The sound card is fed by a timer, a moment ahead of what is heard."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech.decode import about, decoded
from tpmdesk.speech.samples import Interpolator, Shape, from_mono, louder
from tpmdesk.speech.sound import devices

Moved = Callable[[float], None]
Ended = Callable[[str], None]

_FEED_MS = 20
_AHEAD_SECONDS = 0.3
_PATIENCE_SECONDS = 6.0
# What a loudspeaker and the air of a room still hold when the last sample was taken; 60 ms were
# measured with none of either, and a wireless headset takes up to 200 ms.
_TAIL_SECONDS = 0.25


class _Tape:
    """A recording from one place on, as the sound card takes it."""

    def __init__(self, path: Path, start: float, shape: Shape, volume: float) -> None:
        sound = decoded(path, start, rate=None)
        self._blocks = sound.blocks
        self._interpolator = Interpolator(sound.rate, shape.rate)
        self._shape = shape
        self._volume = volume
        self._ready = b""
        self.ended = False

    def take(self, size: int) -> bytes:
        while len(self._ready) < size and not self.ended:
            self._read()
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken

    def put_back(self, data: bytes) -> None:
        self._ready = data + self._ready

    @property
    def is_empty(self) -> bool:
        return self.ended and not self._ready

    def _read(self) -> None:
        block = next(self._blocks, b"")
        self.ended = not block
        pcm = louder(self._interpolator.feed(block), self._volume)
        self._ready += from_mono(pcm, self._shape)


class QtPlayer:
    """Plays one recording at a time, on the thread that made it.

    `loudspeaker` gives the id of the device to use, "" for the usual one.
    """

    def __init__(self, loudspeaker: Callable[[], str] = str) -> None:
        self._loudspeaker = loudspeaker
        self._sink: Any = None
        self._pipe: Any = None
        self._tape: _Tape | None = None
        self._shape = Shape(1)
        self._start = 0.0
        self._length = 0.0
        self._moved: Moved = _ignore_move
        self._ended: Ended = _ignore_end
        self._taken = (0, 0)
        self._progressed = 0.0
        self._silent_at = 0.0
        self._timer = QTimer()
        self._timer.setInterval(_FEED_MS)
        self._timer.timeout.connect(self._feed)

    @property
    def playing(self) -> bool:
        return self._sink is not None

    def silent_at(self) -> float:
        """The monotonic time from which on nothing played here can be heard."""
        return math.inf if self.playing else self._silent_at

    def play(
        self,
        path: Path,
        start: float = 0.0,
        *,
        volume: float = 1.0,
        moved: Moved | None = None,
        ended: Ended | None = None,
    ) -> None:
        """Play from `start` seconds on. `moved` gets the place that is heard, in seconds; `ended`
        is called at the real end with "", or with what went wrong, and never after `stop`.

        Raises SpeechError when there is no loudspeaker or nothing to play.
        """
        self.stop()
        try:
            device = devices.loudspeaker(self._loudspeaker())
            kind = about(path)
            form, self._shape = devices.negotiate(device, kind.rate)
            self._tape = _Tape(path, start, self._shape, volume)
            self._start, self._length = start, kind.seconds
        except OSError as error:
            raise SpeechError(f"The recording {path} cannot be played: {error}") from error
        self._moved, self._ended = moved or _ignore_move, ended or _ignore_end
        self._open(device, form)

    def stop(self) -> None:
        """Fall silent. Nothing is called back after that."""
        self._timer.stop()
        sink, self._sink, self._pipe, self._tape = self._sink, None, None, None
        if sink is not None:
            sink.stop()
            self._silent_at = time.monotonic() + _TAIL_SECONDS

    def _open(self, device: Any, form: Any) -> None:
        ahead = int(self._shape.rate * _AHEAD_SECONDS) * self._shape.frame_bytes
        self._sink = devices.multimedia().QAudioSink(device, form)
        self._sink.setBufferSize(ahead)
        self._pipe = self._sink.start()
        self._taken, self._progressed = (-1, -1), time.monotonic()
        self._timer.start()

    def _feed(self) -> None:
        if self._sink is None or self._tape is None:
            return
        problem = self._problem()
        if problem or self._has_ended():
            ended = self._ended
            self.stop()
            ended(problem)
            return
        if self._pipe is not None:
            self._push(self._tape)
        self._moved(min(self._length, self._start + self._heard()))

    def _push(self, tape: _Tape) -> None:
        free = self._sink.bytesFree()
        data = tape.take(free - free % self._shape.frame_bytes)
        if data:
            written = max(0, int(self._pipe.write(data)))
            tape.put_back(data[written:])

    def _heard(self) -> float:
        """Seconds of sound that the device has taken from us."""
        return float(self._sink.processedUSecs()) / 1e6

    def _has_ended(self) -> bool:
        empty = self._tape is not None and self._tape.is_empty
        drained = self._sink.bytesFree() >= self._sink.bufferSize()
        return empty and drained

    def _problem(self) -> str:
        errors = devices.multimedia().QtAudio.Error
        if self._sink.error() in {errors.OpenError, errors.IOError, errors.FatalError}:
            return "The loudspeaker stopped working. Choose another one in Settings."
        taken = (int(self._sink.bytesFree()), int(self._sink.processedUSecs()))
        if taken != self._taken:
            self._taken, self._progressed = taken, time.monotonic()
        if time.monotonic() - self._progressed > _PATIENCE_SECONDS:
            return "The loudspeaker takes no sound. Choose another one in Settings."
        return ""


def _ignore_move(seconds: float) -> None:
    """Nobody watches."""


def _ignore_end(problem: str) -> None:
    """Nobody waits."""
