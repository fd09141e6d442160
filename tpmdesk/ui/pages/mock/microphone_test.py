"""The microphone's test: listen, say what is heard, record two seconds and play them back."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from tpmdesk.domain.soundcheck import SoundTrouble
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.widgets.level_meter import Loudness, loudness

TEST_SECONDS = 2.0
_REMEMBERED = 20  # readings from which the verdict is drawn, some seconds' worth
_ARRIVING = 5  # readings before a verdict is drawn at all


class Stage(Enum):
    """What the test does at the moment."""

    OFF = auto()
    LISTENING = auto()
    RECORDING = auto()
    PLAYING = auto()


class MicrophoneTest(QObject):
    """Emits `changed` when the stage, the verdict or the problem changes, `level` at each reading.

    `heard` is None until enough was listened to; `trouble` is what is wrong with the sound.
    """

    changed = Signal()
    level_read = Signal(float)

    def __init__(self, sound: SoundDesk) -> None:
        super().__init__()
        self.stage = Stage.OFF
        self.heard: Loudness | None = None
        self.trouble: SoundTrouble | None = None
        self.problem = ""
        self._sound = sound
        self._end_meter: Callable[[], None] | None = None
        self._peaks: list[float] = []

    def begin(self) -> None:
        """Open the microphone that the settings name, and listen."""
        self.end()
        if not self._sound.microphones():
            self._set(Stage.OFF)
            return
        self._set(Stage.LISTENING)
        self._end_meter = self._sound.meter(_Listener(self, Stage.LISTENING))

    def record(self) -> None:
        """Record two seconds, then play them back, then listen again."""
        self.end()
        self._set(Stage.RECORDING)
        self._sound.microphone.start(self._sound.test_file(), _Listener(self, Stage.RECORDING))

    def end(self) -> None:
        """Close whatever is open."""
        if self._end_meter is not None:
            self._end_meter()
            self._end_meter = None
        if self.stage is Stage.RECORDING:
            self._sound.microphone.stop()
        if self.stage is Stage.PLAYING:
            self._sound.player.stop()
        self._peaks, self.heard, self.trouble, self.problem = [], None, None, ""
        self._set(Stage.OFF)

    def take_reading(self, stage: Stage, peak: float, seconds: float) -> None:
        if stage is not self.stage:
            return
        self.level_read.emit(peak)
        self._peaks = [*self._peaks[-_REMEMBERED:], peak]
        if len(self._peaks) >= _ARRIVING and loudness(max(self._peaks)) is not self.heard:
            self.heard = loudness(max(self._peaks))
            self.changed.emit()
        if stage is Stage.RECORDING and seconds >= TEST_SECONDS:
            self._play()

    def take_trouble(self, stage: Stage, trouble: SoundTrouble | None) -> None:
        if stage is self.stage:
            self.trouble = trouble
            self.changed.emit()

    def take_problem(self, stage: Stage, problem: str) -> None:
        if stage is self.stage:
            self.end()
            self.problem = problem
            self.changed.emit()

    def _play(self) -> None:
        self._sound.microphone.stop()
        self._set(Stage.PLAYING)
        self._sound.player.play(self._sound.test_file(), 0.0, lambda _: None, self._played)

    def _played(self, problem: str) -> None:
        if self.stage is Stage.PLAYING:
            self._set(Stage.OFF)
            self.begin()
            self.problem = problem
            self.changed.emit()

    def _set(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


class _Listener:
    """Passes on what the microphone does, as long as the test is still at the same stage."""

    def __init__(self, test: MicrophoneTest, stage: Stage) -> None:
        self._test = test
        self._stage = stage

    def sound_arrived(self) -> None:
        """The first reading says as much."""

    def level(self, peak: float, seconds: float) -> None:
        self._test.take_reading(self._stage, peak, seconds)

    def trouble(self, trouble: SoundTrouble | None) -> None:
        self._test.take_trouble(self._stage, trouble)

    def lost(self, problem: str) -> None:
        self._test.take_problem(self._stage, problem)
