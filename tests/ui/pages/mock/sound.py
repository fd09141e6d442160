"""The sound of a computer that a test has in its hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.app.fakes import FakeMicrophone, FakeSpeaker, FakeTranscriber
from tpmdesk.app.ports import MicrophoneListener
from tpmdesk.app.speaking import SoundDevice

DESK = SoundDevice("desk", "Desk microphone", default=True)
HEADSET = SoundDevice("headset", "Headset")


@dataclass
class FakePlayer:
    """Plays nothing; remembers what was asked and whom to tell."""

    plays: list[tuple[Path, float]] = field(default_factory=list)
    moved: Callable[[float], None] | None = None
    done: Callable[[str], None] | None = None
    stops: int = 0

    def play(
        self, file: Path, start: float, moved: Callable[[float], None], done: Callable[[str], None]
    ) -> None:
        self.plays.append((file, start))
        self.moved, self.done = moved, done

    def stop(self) -> None:
        self.stops += 1
        self.moved = self.done = None


@dataclass
class FakeSound:
    """Microphones and loudspeakers that are there, and what stands in for each engine."""

    folder: Path
    speaker: FakeSpeaker
    microphone: FakeMicrophone
    transcriber: FakeTranscriber
    player: FakePlayer = field(default_factory=FakePlayer)
    inputs: Sequence[SoundDevice] = (DESK, HEADSET)
    outputs: Sequence[SoundDevice] = (SoundDevice("room", "Loudspeakers", default=True),)
    metered: MicrophoneListener | None = None
    watcher: Callable[[], None] | None = None
    chosen: str = ""

    def microphones(self) -> Sequence[SoundDevice]:
        return self.inputs

    def chosen_microphone(self) -> str:
        return self.chosen

    def choose_microphone(self, device: str) -> None:
        self.chosen = device

    def loudspeakers(self) -> Sequence[SoundDevice]:
        return self.outputs

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        self.watcher = changed

        def end() -> None:
            self.watcher = None

        return end

    def plug(self, *inputs: SoundDevice) -> None:
        """From now on these microphones are there."""
        self.inputs = inputs
        if self.watcher is not None:
            self.watcher()

    def meter(self, listener: MicrophoneListener) -> Callable[[], None]:
        self.metered = listener

        def end() -> None:
            self.metered = None

        return end

    def test_file(self) -> Path:
        return self.folder / "test.wav"

    def recognizer_line(self) -> str:
        return "Your words are written down by Whisper tiny.en, on this computer."

    def peaks(self, file: Path) -> Sequence[float]:
        return [0.1 + 0.8 * abs(((n * 37) % 100) / 100 - 0.5) for n in range(600)]
