"""What the Mock page needs from the computer's sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from tpmdesk.app.ports import Microphone, MicrophoneListener, Speaker, Transcriber
from tpmdesk.app.speaking import SoundDevice


class Player(Protocol):
    """Plays one sound file at a time through the loudspeaker that the settings name."""

    def play(
        self, file: Path, start: float, moved: Callable[[float], None], done: Callable[[str], None]
    ) -> None:
        """Play from `start` seconds on. `moved` gets the position in seconds a few times a second;
        `done("")` is called at the end, `done(problem)` when the file cannot be played. Neither is
        called after `stop`."""
        ...

    def stop(self) -> None: ...


class SoundDesk(Protocol):
    """Every part that hears or makes sound.

    The devices are those that the settings name at the moment of use. Every callback comes on the
    caller's thread.
    """

    @property
    def speaker(self) -> Speaker: ...

    @property
    def microphone(self) -> Microphone: ...

    @property
    def transcriber(self) -> Transcriber: ...

    @property
    def player(self) -> Player: ...

    def microphones(self) -> Sequence[SoundDevice]:
        """The microphones of this computer; empty when there is none."""
        ...

    def chosen_microphone(self) -> str:
        """The id of the microphone that the settings name, "" for the system's own."""
        ...

    def choose_microphone(self, device: str) -> None:
        """Use that microphone from now on."""
        ...

    def loudspeakers(self) -> Sequence[SoundDevice]: ...

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Tell of every device that is plugged in or taken away; returns what ends it."""
        ...

    def meter(self, listener: MicrophoneListener) -> Callable[[], None]:
        """Listen without keeping anything; returns what ends it."""
        ...

    def test_file(self) -> Path:
        """Where the two seconds of the microphone's test may be written, time and again."""
        ...

    def recognizer_line(self) -> str:
        """Which recognizer is in use, in one sentence."""
        ...

    def peaks(self, file: Path) -> Sequence[float]:
        """The peaks (0 to 1, evenly spaced) of a recording; blocks, so run it in the background.
        Raises OSError or ValueError for a file that cannot be read."""
        ...
