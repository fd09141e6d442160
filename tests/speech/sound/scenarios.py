"""What the tests of the sound card run in a process of their own: Qt finds its sound server once.

Usage: python -m tests.speech.sound.scenarios NAME ARGS; prints one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from tpmdesk.app.speaking import Manner, SpeechError
from tpmdesk.speech.sound import devices
from tpmdesk.speech.sound.playing import QtPlayer
from tpmdesk.speech.sound.recording import QtMicrophone
from tpmdesk.speech.sound.speaking import QtSpeaker
from tpmdesk.speech.voices import VoiceCache

told: dict[str, Any] = {"events": []}


def tell_and_quit(**facts: Any) -> None:
    told.update(facts)
    QCoreApplication.quit()


def later(seconds: float, work: Callable[[], object]) -> None:
    QTimer.singleShot(int(seconds * 1000), work)


class Listener:
    """Writes down what the microphone reports, and acts at the first sound."""

    def __init__(self, first_sound: Callable[[], object]) -> None:
        self._first_sound = first_sound
        self.peak = 0.0

    def sound_arrived(self) -> None:
        told["events"].append("sound")
        self._first_sound()

    def level(self, peak: float, seconds: float) -> None:
        if peak > self.peak:
            self.peak = told["peak"] = peak
        told["reported"] = seconds

    def lost(self, problem: str) -> None:
        told["events"].append("lost")
        told["problem"] = problem
        later(0.3, QCoreApplication.quit)


def record(out: str, clip: str) -> None:
    """Record what is spoken into the room."""
    microphone = QtMicrophone()
    keep.append(microphone)

    def speak() -> None:
        voice = subprocess.Popen(["paplay", "--device=room", clip])
        wait_for(voice, lambda: tell_and_quit(seconds=microphone.stop(), again=microphone.stop()))

    microphone.start(Path(out), Listener(speak))


def wait_for(process: subprocess.Popen[bytes], then: Callable[[], object]) -> None:
    if process.poll() is None:
        later(0.1, lambda: wait_for(process, then))
    else:
        # What was played is still on its way through the card.
        later(1.0, then)


def lose(out: str) -> None:
    """Unplug the microphone in the middle of a recording."""
    microphone = QtMicrophone()
    keep.append(microphone)

    def unplug() -> None:
        subprocess.run(["pactl", "unload-module", "module-remap-source"], check=True)

    microphone.start(Path(out), Listener(lambda: later(1.0, unplug)))
    QCoreApplication.instance().aboutToQuit.connect(lambda: told.update(seconds=microphone.stop()))


def unwritable(out: str) -> None:
    """Record where no file can be."""
    keep.append(QtMicrophone())
    keep[-1].start(Path(out), Listener(lambda: None))


def say(cache: str, text: str) -> None:
    """Read a text aloud to the end."""
    speaker = QtSpeaker(VoiceCache(Path(cache)), Manner)
    keep.append(speaker)
    speaker.say(text, lambda problem: later(0.5, lambda: tell_and_quit(problem=problem)))


def say_silently(cache: str) -> None:
    speaker = QtSpeaker(VoiceCache(Path(cache)), lambda: Manner(aloud=False))
    keep.append(speaker)
    speaker.say("Not a word.", lambda problem: tell_and_quit(problem=problem))


def hush(cache: str) -> None:
    """Stop while the voice is being synthesized, and again while it is being heard."""
    speaker = QtSpeaker(VoiceCache(Path(cache)), Manner)
    keep.append(speaker)
    text = "This is a long sentence that nobody will hear to its end, because somebody stops it."
    speaker.say(text, lambda problem: told["events"].append("done"))
    speaker.stop()
    speaker.say(text, lambda problem: told["events"].append("done"))
    later(3.0, speaker.stop)
    later(9.0, lambda: tell_and_quit())


def play(clip: str, start: str) -> None:
    """Play a clip from a place on."""
    player = QtPlayer()
    keep.append(player)
    places: list[float] = []
    player.play(
        Path(clip),
        float(start),
        moved=places.append,
        ended=lambda problem: tell_and_quit(problem=problem, first=places[0], last=places[-1]),
    )


def list_devices() -> None:
    found = {"microphones": devices.microphones(), "loudspeakers": devices.loudspeakers()}
    names = {kind: [device.name for device in listed] for kind, listed in found.items()}
    later(0, lambda: tell_and_quit(**names))


def play_nowhere(clip: str) -> None:
    try:
        QtPlayer().play(Path(clip))
    except SpeechError as error:
        problem = str(error)
        later(0, lambda: tell_and_quit(problem=problem))


keep: list[Any] = []
SCENARIOS = (record, lose, unwritable, say, say_silently, hush, play, list_devices, play_nowhere)


def main() -> None:
    app = QCoreApplication([])
    name, *args = sys.argv[1:]
    later(60, lambda: tell_and_quit(timed_out=True))
    {scenario.__name__: scenario for scenario in SCENARIOS}[name](*args)
    app.exec()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
