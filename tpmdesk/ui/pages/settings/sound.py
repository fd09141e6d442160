"""Voice, microphone and loudspeaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSlider

from tpmdesk.app.ports import Background
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import Recognizers, SoundDevice, Voice
from tpmdesk.ui.pages.settings.section import CONTROL_WIDTH, Section
from tpmdesk.ui.pages.settings.trying import TryButton
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.controls import Switch
from tpmdesk.ui.words import counted


@dataclass(frozen=True, slots=True)
class SpeechParts:
    """What the settings of speech need. Nothing of it is called before the page is seen.

    `voices` and `recognizers` may be slow and are called beside the window's thread; `say(text,
    done, round)` reads aloud as the settings say for a round ("" for none) and, like the others,
    is called on it. `rounds` are those to choose from, as (id, title).
    """

    voices: Callable[[], list[Voice]]
    recognizers: Callable[[], Recognizers]
    say: Callable[[str, Callable[[str], None], str], None]
    hush: Callable[[], None]
    microphones: Callable[[], list[SoundDevice]]
    loudspeakers: Callable[[], list[SoundDevice]]
    rounds: Callable[[], list[tuple[str, str]]] = list


class VoiceSection(Section):
    """Who reads the questions, and how. `voices_found` carries the voices to choose from."""

    voices_found = Signal(list)

    def __init__(
        self, settings: SettingsDesk, theme: Theme, parts: SpeechParts, background: Background
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Voice"))
        self._parts = parts
        self._background = background
        self.aloud = Switch(theme, self.tr("Read questions aloud"), on=settings.current.read_aloud)
        self.voice = self.choice("voice")
        self.rate = self.number("speech_rate", 80, 400, self.tr(" words/min"))
        self.volume = self._volume_slider()
        self.try_it = TryButton(theme, parts.say, parts.hush)
        self._add_rows()
        self.aloud.toggled.connect(lambda on: self.save(read_aloud=on))
        self.try_it.ended.connect(self._tried)

    def load(self) -> None:
        """Find the voices, beside the window's thread."""
        self._background.run(self._parts.voices, self._show_voices, self._show_problem)

    def hush(self) -> None:
        """Stop the sample."""
        self.try_it.stop()

    def _add_rows(self) -> None:
        self.add(
            self.tr("Read questions aloud"),
            self.tr("When off, a mock round shows each question only."),
            self.aloud,
        )
        self._voice_row = self.add(self.tr("Voice"), self.tr("Looking for voices."), self.voice)
        self.add(self.tr("Pace"), self.tr("An interviewer speaks at about 150."), self.rate)
        self.add(self.tr("Volume"), "", self.volume)
        self._try_row = self.add(
            self.tr("Try it"), self.tr("Reads a sentence with these settings."), self.try_it
        )

    def _show_voices(self, voices: list[Voice]) -> None:
        self.fill(self.voice, voice_options(self, voices), self._settings.current.voice)
        self.voices_found.emit(voices)
        self._voice_row.caption.setText(
            counted(
                len(voices),
                self.tr("{n} voice on this computer."),
                self.tr("{n} voices on this computer."),
            )
        )

    def _show_problem(self, problem: Exception) -> None:
        self.voice.setEnabled(False)
        self._voice_row.caption.setText(str(problem))

    def _tried(self, problem: str) -> None:
        self._try_row.caption.setText(problem or self.tr("Reads a sentence with these settings."))

    def _volume_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setFixedWidth(CONTROL_WIDTH)
        slider.setValue(round(self._settings.current.volume * 100))
        slider.valueChanged.connect(lambda percent: self.save(volume=percent / 100))
        return slider


class DevicesSection(Section):
    """Which microphone and which loudspeaker."""

    def __init__(self, settings: SettingsDesk, parts: SpeechParts) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Microphone and loudspeaker"))
        self._parts = parts
        self.microphone = self.choice("microphone")
        self.loudspeaker = self.choice("loudspeaker")
        usual = self.tr("The computer's own choice unless you pick one.")
        self._microphone_row = self.add(self.tr("Microphone"), usual, self.microphone)
        self._loudspeaker_row = self.add(self.tr("Loudspeaker"), usual, self.loudspeaker)

    def load(self) -> None:
        """Ask for the devices once the page has been drawn."""
        QTimer.singleShot(0, self, self._show_devices)

    def _show_devices(self) -> None:
        current = self._settings.current
        none = self.tr("No microphone found. You can type your answers.")
        silent = self.tr("No loudspeaker found. Questions are shown.")
        self._show(self.microphone, self._parts.microphones(), current.microphone)
        self._show(self.loudspeaker, self._parts.loudspeakers(), current.loudspeaker)
        if self.microphone.count() == 1:
            self._microphone_row.caption.setText(none)
        if self.loudspeaker.count() == 1:
            self._loudspeaker_row.caption.setText(silent)

    def _show(self, box: QComboBox, devices: list[SoundDevice], chosen: str) -> None:
        default = next((device.name for device in devices if device.default), "")
        words = self.tr("Usual ({name})").format(name=default)
        options = [("", words if default else self.tr("The usual one"))]
        options += [(device.id, device.name) for device in devices]
        self.fill(box, options, chosen)


def voice_options(asker: QObject, voices: list[Voice]) -> list[tuple[str, str]]:
    """The voices to choose from, as (id, words), after the usual one."""
    usual = [("", asker.tr("The usual one"))]
    return usual + [(voice.id, _voice_words(voice)) for voice in voices]


def _voice_words(voice: Voice) -> str:
    return f"{voice.name} ({voice.language})" if voice.language else voice.name
