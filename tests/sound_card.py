"""A virtual sound card: a PulseAudio server of its own, with a microphone that hears whatever is
spoken into a room, and loudspeakers that can be listened to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_START_SECONDS = 20.0
_MODULES = (
    "module-native-protocol-unix",
    "module-null-sink sink_name=speakers sink_properties=device.description=Speakers",
    "module-null-sink sink_name=room",
)
_MICROPHONE = (
    "module-remap-source master={hears}.monitor source_name=microphone "
    "source_properties=device.description=Microphone"
)

needs_sound_card = pytest.mark.skipif(
    not all(map(shutil.which, ("pulseaudio", "pactl", "paplay", "parec"))),
    reason="no virtual sound card: apt-get install pulseaudio pulseaudio-utils",
)


class SoundCard:
    """What a test may do with the card; `env` lets any program use it."""

    def __init__(self, runtime: Path) -> None:
        self.env = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(_ROOT),
        }
        self.env.pop("PULSE_SERVER", None)

    def run(self, module: str, *args: str, timeout: float = 120) -> str:
        """Run a Python module with this card; its standard output. Fails when it fails."""
        command = [sys.executable, "-m", module, *args]
        done = subprocess.run(
            command, env=self.env, cwd=_ROOT, capture_output=True, text=True, timeout=timeout
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def control(self, *args: str) -> None:
        """Tell the server what to do, as pactl does."""
        _pactl(self, *args)

    @contextmanager
    def listening(self, out: Path) -> Iterator[None]:
        """Record what comes out of the loudspeakers as 16 kHz 16-bit mono samples."""
        form = ["--raw", "--rate=16000", "--channels=1", "--format=s16le", "--latency-msec=20"]
        with out.open("wb") as file:
            command = ["parec", "--device=speakers.monitor", *form]
            ears = subprocess.Popen(command, env=self.env, stdout=file)
            try:
                yield
            finally:
                ears.terminate()
                ears.wait(10)


@contextmanager
def sound_card(runtime: Path, hears: str = "room") -> Iterator[SoundCard]:
    """A card that lasts as long as the block. `runtime` is an empty folder for its socket; the
    microphone hears the room or the speakers."""
    card = SoundCard(runtime)
    modules = (*_MODULES, _MICROPHONE.format(hears=hears))
    loads = [f"--load={module}" for module in modules]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *loads]
    with (runtime / "log").open("wb") as log:
        server = subprocess.Popen(command, env=card.env, stdout=log, stderr=log)
        try:
            _wait_until_ready(card, server)
            _pactl(card, "set-default-source", "microphone")
            _pactl(card, "set-default-sink", "speakers")
            yield card
        finally:
            server.terminate()
            server.wait(20)


def _wait_until_ready(card: SoundCard, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while subprocess.run(["pactl", "info"], env=card.env, capture_output=True).returncode:
        assert server.poll() is None, "PulseAudio ended at once"
        assert time.monotonic() < deadline, "PulseAudio does not answer"
        time.sleep(0.05)


def _pactl(card: SoundCard, *args: str) -> None:
    subprocess.run(["pactl", *args], env=card.env, check=True, capture_output=True, timeout=20)
