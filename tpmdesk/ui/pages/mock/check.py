"""The check before a round: is the microphone heard, is the loudspeaker, who writes along."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import SoundDevice
from tpmdesk.ui.pages.mock.device_box import DeviceBox
from tpmdesk.ui.pages.mock.keys import Keys, clicks, on_enter
from tpmdesk.ui.pages.mock.microphone_test import MicrophoneTest, Stage
from tpmdesk.ui.pages.mock.parts import Notice
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.trouble import check_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.level_meter import LevelMeter, Loudness
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, Title, beside


class CheckView(QWidget):
    """Emits what the person wants once the sound is as it should be."""

    begin_aloud = Signal()
    begin_typing = Signal()
    back = Signal()

    def __init__(self, theme: Theme, sound: SoundDesk, settings: SettingsDesk) -> None:
        super().__init__()
        self._sound = sound
        self._settings = settings
        self._there = False
        self._speaking = False
        self._end_watch: Callable[[], None] | None = None
        self.test = MicrophoneTest(sound)
        self.notice = Notice(theme)
        self.microphones = DeviceBox(self.tr("Microphone"))
        self.loudspeakers = DeviceBox(self.tr("Loudspeaker"))
        self.meter = LevelMeter()
        self.verdict = Label("", wrap=True)
        self.record_button = Button(
            theme, self.tr("Record two seconds and play them back"), icon="mic", key="R"
        )
        self.speak_button = Button(theme, self.tr("Play a test sentence"), icon="volume-2", key="P")
        self.captions = Label("", "caption", wrap=True)
        self.recognizer = Label("", "muted", wrap=True)
        self.begin_button = PrimaryButton(theme, self.tr("Begin the round"), key="Enter")
        self.type_button = Button(theme, self.tr("Type instead"), Kind.GHOST, key="T")
        self.back_button = Button(theme, self.tr("Back"), Kind.GHOST, key="Esc")
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """List the devices and start to listen; both lists follow what is plugged in."""
        self._speaking = False
        self._list_devices()
        self._end_watch = self._end_watch or self._sound.watch(self._devices_changed)
        self._say_captions()
        self.recognizer.setText(self._sound.recognizer_line())
        self.notice.say("")
        self.meter.reset()
        self.test.begin()
        self._draw()

    def leave(self) -> None:
        """Close the microphone and fall silent."""
        if self._end_watch is not None:
            self._end_watch()
            self._end_watch = None
        self.test.end()
        self._sound.speaker.stop()

    def proceed(self) -> None:
        """What Enter does: begin aloud where there is a microphone, else by typing."""
        chosen = self.begin_aloud if self._there else self.begin_typing
        chosen.emit()

    def record(self) -> None:
        """Record two seconds, unless there is nothing to record with."""
        if self.record_button.isEnabled():
            self._sound.speaker.stop()
            self.test.record()

    def speak(self) -> None:
        """Read the test sentence aloud; the microphone rests meanwhile."""
        if self.speak_button.isEnabled() and not self.speak_button.isHidden():
            self.test.end()
            self._speaking = True
            self.speak_button.setEnabled(False)
            self._sound.speaker.say(
                self.tr("This is how your interviewer will sound. Take your time to think."),
                self._spoken,
            )

    def keys(self) -> Keys:
        return {
            **on_enter(self.begin_button.click),
            Qt.Key.Key_R: self.record,
            Qt.Key.Key_P: self.speak,
            Qt.Key.Key_T: clicks(self.type_button),
            Qt.Key.Key_Escape: self.back_button.click,
        }

    def _list_devices(self) -> bool:
        """True when there are other microphones than before."""
        current = self._settings.current
        inputs = self._sound.microphones()
        self._there = bool(inputs)
        self.loudspeakers.show_devices(self._sound.loudspeakers(), current.loudspeaker)
        return self.microphones.show_devices(inputs, current.microphone)

    def _devices_changed(self) -> None:
        before = self.microphones.in_use
        if not self._list_devices():
            return
        now = self.microphones.in_use
        other = (before.id if before else "") != (now.id if now else "")
        if other:
            self.notice.say(self._words_for_change(before, now))
        rests = self._speaking or self.test.stage is Stage.PLAYING
        if not rests and (other or self.test.stage is Stage.OFF):
            self.test.begin()
        self._draw()

    def _words_for_change(self, before: SoundDevice | None, now: SoundDevice | None) -> str:
        if now is None:
            return self.tr("The microphone is gone. Plug one in, or type your answers.")
        if before is None or self.microphones.findData(before.id) >= 0:
            return self.tr("{name} is used now.").format(name=now.name)
        return self.tr("{before} is gone. {now} is used now.").format(
            before=before.name, now=now.name
        )

    def _say_captions(self) -> None:
        """Sound is never needed: whoever turned it off is not asked to test it."""
        aloud = self._settings.current.read_aloud
        self.speak_button.setVisible(aloud)
        self.captions.setText(
            self.tr("Each question is read aloud, and stands on the screen as well.")
            if aloud
            else self.tr("Reading aloud is off. Each question stands on the screen.")
        )

    def _spoken(self, problem: str) -> None:
        self._speaking = False
        self.speak_button.setEnabled(True)
        self.test.begin()
        self.notice.say(problem)

    def _draw(self) -> None:
        there = self._there
        stage = self.test.stage
        self.record_button.setEnabled(there and stage is not Stage.RECORDING)
        self.verdict.setText(self.test.problem or self._words(stage, there=there))
        self.meter.setEnabled(there)
        self.begin_button.set_text(
            self.tr("Begin the round") if there else self.tr("Begin and type your answers")
        )
        self.type_button.setVisible(there)

    def _words(self, stage: Stage, *, there: bool) -> str:
        if not there:
            return self.tr("No microphone was found: you can type your answers.")
        if stage is Stage.RECORDING:
            return self.tr("Recording two seconds. Say something.")
        if stage is Stage.PLAYING:
            return self.tr("This is what was recorded.")
        if stage is Stage.OFF:
            return self.tr("The microphone rests while the loudspeaker plays.")
        if self.test.trouble is not None:
            return check_words(self.test.trouble)
        words = {
            None: self.tr("Opening the microphone."),
            Loudness.SILENT: self.tr("Nothing is heard yet. Say a sentence in your usual voice."),
            Loudness.QUIET: self.tr("Very quiet: move closer or choose another microphone."),
            Loudness.GOOD: self.tr("We hear you."),
            Loudness.LOUD: self.tr("Too loud: move back a little, or turn the microphone down."),
        }
        return words[self.test.heard]

    def _choose_microphone(self) -> None:
        self._settings.change(microphone=self.microphones.currentData())
        self.test.begin()

    def _choose_loudspeaker(self) -> None:
        self._settings.change(loudspeaker=self.loudspeakers.currentData())

    def _connect(self) -> None:
        self.test.changed.connect(self._draw)
        self.test.level_read.connect(self.meter.set_level)
        self.microphones.activated.connect(self._choose_microphone)
        self.loudspeakers.activated.connect(self._choose_loudspeaker)
        self.record_button.clicked.connect(self.record)
        self.speak_button.clicked.connect(self.speak)
        self.begin_button.clicked.connect(self.proceed)
        self.type_button.clicked.connect(self.begin_typing)
        self.back_button.clicked.connect(self.back)

    def _lay_out(self) -> None:
        scroll = Scroll()
        column = scroll.column
        column.addWidget(Title(self.tr("Check your sound")))
        column.addWidget(self.notice)
        column.addWidget(
            _section(
                self.tr("Microphone"),
                self.microphones,
                self.meter,
                self.verdict,
                self.record_button,
            )
        )
        column.addWidget(
            _section(self.tr("Loudspeaker"), self.loudspeakers, self.speak_button, self.captions)
        )
        column.addWidget(self.recognizer)
        column.addSpacing(Space.S)
        column.addLayout(beside(self.begin_button, self.type_button, 1, self.back_button))
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)


def _section(name: str, devices: DeviceBox, *parts: QWidget) -> Panel:
    panel = Panel()
    panel.column.setSpacing(Space.M)
    head = QHBoxLayout()
    head.addWidget(Label(name, "strong"))
    head.addStretch(1)
    head.addWidget(devices)
    panel.column.addLayout(head)
    for part in parts:
        fixed = isinstance(part, Button)
        where = Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)
        panel.column.addWidget(part, 0, where)
    return panel
