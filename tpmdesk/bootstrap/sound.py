"""The window's sound: the ports of speech, with the devices that the settings name."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tpmdesk.app.ports import MicrophoneListener
from tpmdesk.app.settings import RoundVoice, SettingsDesk
from tpmdesk.app.speaking import Manner, Recognizers, SoundDevice, SpeechError
from tpmdesk.bootstrap.paths import Profile
from tpmdesk.speech import decode
from tpmdesk.speech.sound import devices
from tpmdesk.speech.sound.playing import QtPlayer
from tpmdesk.speech.sound.recording import QtMicrophone
from tpmdesk.speech.sound.speaking import QtSpeaker
from tpmdesk.speech.transcriber import QtTranscriber
from tpmdesk.speech.voices import VoiceCache

_log = logging.getLogger(__name__)
_MOVES_EVERY = 0.1
_AS_EVERYWHERE = RoundVoice()
_NAMES = {"whisper": "Whisper", "vosk": "Vosk"}


class Replay:
    """Plays recordings; fulfils the window's `Player`."""

    def __init__(self, player: QtPlayer, settings: SettingsDesk) -> None:
        self._player = player
        self._settings = settings

    def play(
        self, file: Path, start: float, moved: Callable[[float], None], done: Callable[[str], None]
    ) -> None:
        volume = self._settings.current.volume
        try:
            self._player.play(file, start, volume=volume, moved=_seldom(moved), ended=done)
        except SpeechError as problem:
            done(str(problem))

    def stop(self) -> None:
        self._player.stop()


class WindowSound:
    """Fulfils the window's `SoundDesk`, on the window's thread; `close` at the end.

    `transcriber` serves rounds, `second_ear` what is heard again; each has a child of its own from
    its first use.
    """

    def __init__(
        self, profile: Profile, settings: SettingsDesk, recognizers: Callable[[], Recognizers]
    ) -> None:
        self._profile = profile
        self._settings = settings
        self._recognizers = recognizers
        self.speaker = QtSpeaker(VoiceCache(profile.spoken), self.manner)
        player = QtPlayer(lambda: settings.current.loudspeaker)
        self.microphone = QtMicrophone(
            lambda: settings.current.microphone,
            lambda: max(self.speaker.silent_at(), player.silent_at()),
        )
        self.transcriber = QtTranscriber(profile.models, lambda: settings.current.recognizer)
        self.second_ear = QtTranscriber(profile.models, lambda: settings.current.recognizer)
        self.player = Replay(player, settings)
        self._meter = QtMicrophone(lambda: settings.current.microphone)

    def microphones(self) -> Sequence[SoundDevice]:
        return _listed(devices.microphones)

    def chosen_microphone(self) -> str:
        return self._settings.current.microphone

    def choose_microphone(self, device: str) -> None:
        self._settings.change(microphone=device)

    def loudspeakers(self) -> Sequence[SoundDevice]:
        return _listed(devices.loudspeakers)

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        try:
            return devices.watch(changed)
        except SpeechError:
            return _nothing_to_end

    def meter(self, listener: MicrophoneListener) -> Callable[[], None]:
        file = self._profile.spoken / "meter.wav"
        file.parent.mkdir(parents=True, exist_ok=True)
        self._meter.start(file, listener)

        def end() -> None:
            self._meter.stop()
            file.unlink(missing_ok=True)

        return end

    def test_file(self) -> Path:
        self._profile.spoken.mkdir(parents=True, exist_ok=True)
        return self._profile.spoken / "test.wav"

    def recognizer_line(self) -> str:
        recognizers = self._recognizers()
        chosen = recognizers.chosen()
        info = next((info for info in recognizers.recognizers() if info.id == chosen), None)
        if info is None or not info.ready:
            return "No recognizer is ready: your answer is recorded, but not written down."
        how = "while you speak" if info.streams else "at every pause"
        name, detail = _NAMES.get(info.id, info.id), info.detail.removesuffix(".")
        return f"{name} writes down what you say, {how}. {detail}."

    def peaks(self, file: Path) -> Sequence[float]:
        return decode.peaks(file, 600)

    def close(self) -> None:
        """Fall silent, close the microphone, end the child processes."""
        self.speaker.close()
        self.player.stop()
        self.microphone.stop()
        self._meter.stop()
        self.transcriber.close()
        self.second_ear.close()

    def manner(self, round_id: str) -> Manner:
        """How to read in that round; "" is outside of any."""
        current = self._settings.current
        own = current.round_voices.get(round_id, _AS_EVERYWHERE)
        return Manner(
            voice=current.voice if own.voice is None else own.voice,
            rate=current.speech_rate if own.rate is None else own.rate,
            volume=current.volume if own.volume is None else own.volume,
            loudspeaker=current.loudspeaker,
            aloud=current.read_aloud,
        )


def _nothing_to_end() -> None:
    """Without the sound server's library no device comes or goes."""


def _listed(find: Callable[[], list[SoundDevice]]) -> list[SoundDevice]:
    try:
        return find()
    except SpeechError:
        _log.warning("no sound devices can be listed", exc_info=True)
        return []


def _seldom(moved: Callable[[float], None]) -> Callable[[float], None]:
    """The player tells its place at every feed; a few times a second is enough to draw."""
    last = 0.0

    def tell(place: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _MOVES_EVERY:
            last = now
            moved(place)

    return tell
