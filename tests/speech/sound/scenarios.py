"""What the tests of the sound card run in a process of their own: Qt finds its sound server once.

Usage: python -m tests.speech.sound.scenarios NAME ARGS; prints one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from tpmdesk.app.speaking import Manner, SpeechError
from tpmdesk.domain.soundcheck import SoundTrouble
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
    """Writes down what the microphone reports, and acts at the first sound and at its loss."""

    def __init__(
        self, first_sound: Callable[[], object], loss: Callable[[], object] | None = None
    ) -> None:
        self._first_sound = first_sound
        self._loss = loss or (lambda: later(0.3, QCoreApplication.quit))
        self.peak = 0.0

    def sound_arrived(self) -> None:
        told["events"].append("sound")
        self._first_sound()

    def level(self, peak: float, seconds: float) -> None:
        if peak > self.peak:
            self.peak = told["peak"] = peak
        told["reported"] = seconds

    def trouble(self, trouble: SoundTrouble | None) -> None:
        told["events"].append(f"trouble {trouble}")
        told.setdefault("trouble_at", told["reported"])

    def lost(self, problem: str) -> None:
        told["events"].append("lost")
        told["problem"] = problem
        self._loss()


def record(out: str, clip: str) -> None:
    """Record what is spoken into the room."""
    microphone = QtMicrophone()
    keep.append(microphone)

    def speak() -> None:
        voice = subprocess.Popen(["paplay", "--device=room", clip])
        wait_for(voice, lambda: tell_and_quit(seconds=microphone.stop(), again=microphone.stop()))

    microphone.start(Path(out), Listener(speak))


def pactl(*args: str) -> str:
    done = subprocess.run(["pactl", *args], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def plug_in(name: str) -> str:
    """Load one more microphone that hears the room; the number of its module."""
    properties = f"source_properties=device.description={name}"
    source = f"source_name={name.lower()}"
    return pactl("load-module", "module-remap-source", "master=room.monitor", source, properties)


def unplug(source: str) -> None:
    lines = pactl("list", "short", "modules").splitlines()
    pactl("unload-module", next(line.split()[0] for line in lines if f"={source} " in line))


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

    microphone.start(Path(out), Listener(lambda: later(1.0, lambda: unplug("microphone"))))
    QCoreApplication.instance().aboutToQuit.connect(lambda: told.update(seconds=microphone.stop()))


def go_on(out: str) -> None:
    """Lose the microphone in the middle of a recording while there is another, and go on."""
    microphone = QtMicrophone(lambda: "microphone")
    keep.append(microphone)
    plug_in("Headset")

    def lost() -> None:
        told["before"] = microphone.stop()
        told["microphones"] = [device.name for device in devices.microphones()]
        more = Listener(lambda: later(1.0, lambda: tell_and_quit(seconds=microphone.stop())))
        microphone.start(Path(out), more, append=True)

    gone = Listener(lambda: later(1.0, lambda: unplug("microphone")), lost)
    microphone.start(Path(out), gone)


def lose_other(out: str) -> None:
    """Lose a microphone that is not the usual one, and go on."""
    plug_in("Headset")
    microphone = QtMicrophone(lambda: "headset")
    keep.append(microphone)

    def unplug_it() -> None:
        unplug("headset")
        told["unplugged"] = time.monotonic()

    def lost() -> None:
        told["took"] = time.monotonic() - told.pop("unplugged")
        told["before"] = microphone.stop()
        told["microphones"] = [device.name for device in devices.microphones()]
        more = Listener(lambda: later(1.0, lambda: tell_and_quit(seconds=microphone.stop())))
        microphone.start(Path(out), more, append=True)

    microphone.start(Path(out), Listener(lambda: later(1.0, unplug_it), lost))


def change_usual(out: str) -> None:
    """Another microphone becomes the usual one while one is recorded."""
    plug_in("Headset")
    microphone = QtMicrophone(lambda: "microphone")
    keep.append(microphone)

    def change() -> None:
        pactl("set-default-source", "headset")
        later(2.0, lambda: tell_and_quit(seconds=microphone.stop()))

    microphone.start(Path(out), Listener(lambda: later(1.0, change)))


def record_on(out: str) -> None:
    """Record at the end of what there is, from a device that gives another rate only."""
    devices.negotiate = lambda device, rate: devices.preferred(device)  # type: ignore[assignment]
    microphone = QtMicrophone()
    keep.append(microphone)
    end = Listener(lambda: later(1.0, lambda: tell_and_quit(seconds=microphone.stop())))
    microphone.start(Path(out), end, append=True)


def hear_nothing(out: str) -> None:
    """Record a room in which nobody speaks, with a microphone that gives only zeros."""
    microphone = QtMicrophone()
    keep.append(microphone)
    begun = Listener(lambda: later(2.5, lambda: tell_and_quit(seconds=microphone.stop())))
    microphone.start(Path(out), begun)


def echo(out: str, clip: str, manner: str) -> None:
    """Record as soon as the loudspeakers are done, or were stopped, with a microphone that hears
    them and is open all the time for somebody else."""
    player = QtPlayer()
    microphone, other = QtMicrophone(silent_at=player.silent_at), QtMicrophone()
    keep.extend((player, microphone, other))

    def end() -> None:
        other.stop()
        tell_and_quit(seconds=microphone.stop())

    def answer(_problem: str = "") -> None:
        microphone.start(Path(out), Listener(lambda: later(1.5, end)))

    def stop() -> None:
        player.stop()
        answer()

    def ask() -> None:
        player.play(Path(clip), ended=answer)
        if manner == "stopped":
            later(2.0, stop)

    other.start(Path(out).with_suffix(".other.wav"), Listener(ask))


def die(out: str, append: str) -> None:
    """Record until somebody kills the process."""
    microphone = QtMicrophone()
    keep.append(microphone)

    def begun() -> None:
        Path(out).with_suffix(".begun").touch()

    microphone.start(Path(out), Listener(begun), append=append == "yes")


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
    speaker = QtSpeaker(VoiceCache(Path(cache)), lambda _round: Manner(aloud=False))
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


def watch_devices() -> None:
    """Plug one more microphone in, then take the first away; each time look at the list anew."""
    seen: list[list[str]] = []

    def changed() -> None:
        names = [device.name for device in devices.microphones()]
        if seen and seen[-1] == names:
            return
        seen.append(names)
        if len(names) == 2:
            later(0.2, lambda: unplug("microphone"))
        if names == ["Headset"]:
            end()
            tell_and_quit(seen=seen)

    end = devices.watch(changed)
    changed()
    later(0.2, lambda: plug_in("Headset"))


def play_nowhere(clip: str) -> None:
    try:
        QtPlayer().play(Path(clip))
    except SpeechError as error:
        problem = str(error)
        later(0, lambda: tell_and_quit(problem=problem))


keep: list[Any] = []
SCENARIOS = (
    record,
    lose,
    go_on,
    lose_other,
    change_usual,
    record_on,
    hear_nothing,
    echo,
    die,
    unwritable,
    say,
    say_silently,
    hush,
    play,
    list_devices,
    watch_devices,
    play_nowhere,
)


def main() -> None:
    app = QCoreApplication([])
    name, *args = sys.argv[1:]
    later(60, lambda: tell_and_quit(timed_out=True))
    {scenario.__name__: scenario for scenario in SCENARIOS}[name](*args)
    app.exec()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
