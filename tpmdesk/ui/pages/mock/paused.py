"""While a round is held: what is safe, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tpmdesk.app.speaking import SoundDevice
from tpmdesk.domain.roundstate import Phase, RoundState
from tpmdesk.ui.pages.mock.keys import Keys, clicks, on_enter
from tpmdesk.ui.pages.mock.parts import Notice, QuestionLabel, middle_column, place_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Title, beside
from tpmdesk.ui.widgets.times import length


class PausedView(QWidget):
    """Emits what the person wants to do next, and `microphone` with the id of the one chosen."""

    go_on = Signal()
    finish = Signal()
    skip = Signal()
    end_round = Signal()
    microphone = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.place = Label("", "caption")
        self.title = Title(self.tr("Paused"))
        self.notice = Notice(theme)
        self.safe = Label("", "muted", wrap=True)
        self.question = QuestionLabel()
        self.microphones = QComboBox()
        self.microphones.setAccessibleName(self.tr("Microphone"))
        self.microphones_label = Label(self.tr("Go on with this microphone"), "strong")
        self.go_on_button = PrimaryButton(theme, self.tr("Go on"), icon="play", key="Space")
        self.finish_button = Button(theme, self.tr("Finish the answer here"), key="F")
        self.skip_button = Button(theme, self.tr("Skip the question"), Kind.GHOST, key="S")
        self.end_button = Button(theme, self.tr("End the round"), Kind.GHOST, key="Esc")
        self._lay_out()
        self.go_on_button.clicked.connect(self.go_on)
        self.finish_button.clicked.connect(self.finish)
        self.skip_button.clicked.connect(self.skip)
        self.end_button.clicked.connect(self.end_round)
        self.microphones.activated.connect(self._choose)

    def enter(
        self, state: RoundState, devices: Sequence[SoundDevice], chosen: str, seconds: float
    ) -> None:
        """Show what was interrupted; `seconds` of the answer are recorded already."""
        answering = state.paused is Phase.ANSWERING
        begun = answering or state.paused is Phase.TYPING
        self.place.setText(place_words(state))
        self.title.setText(self.tr("Your answer is held") if begun else self.tr("Paused"))
        self.notice.say(state.notice)
        self.safe.setText(self._safe_words(state, seconds))
        self.question.ask(state.question.text)
        self.finish_button.setVisible(begun)
        self.skip_button.setVisible(not begun)
        self._offer(devices if answering else (), chosen)

    def keys(self) -> Keys:
        return {
            **on_enter(self.go_on_button.click),
            Qt.Key.Key_Space: clicks(self.go_on_button),
            Qt.Key.Key_F: clicks(self.finish_button),
            Qt.Key.Key_S: clicks(self.skip_button),
            Qt.Key.Key_Escape: clicks(self.end_button),
        }

    def show_devices(self, devices: Sequence[SoundDevice], chosen: str) -> None:
        """The microphones there are now."""
        self._offer(devices, chosen)

    def _safe_words(self, state: RoundState, seconds: float) -> str:
        match state.paused:
            case Phase.ANSWERING:
                return self.tr("{time} of your answer are recorded and saved.").format(
                    time=length(seconds)
                )
            case Phase.TYPING:
                return self.tr("What you typed is saved.")
            case _:
                return self.tr("The clock is stopped. Nothing is recorded.")

    def _offer(self, devices: Sequence[SoundDevice], chosen: str) -> None:
        self.microphones.clear()
        for device in devices:
            self.microphones.addItem(device.name, device.id)
        there = [device.id for device in devices]
        default = next((device.id for device in devices if device.default), "")
        wanted = chosen if chosen in there else default
        self.microphones.setCurrentIndex(there.index(wanted) if wanted in there else 0)
        for part in (self.microphones, self.microphones_label):
            part.setVisible(bool(devices))

    def _choose(self, index: int) -> None:
        self.microphone.emit(self.microphones.itemData(index) or "")

    def _lay_out(self) -> None:
        column = middle_column(self)
        column.addLayout(beside(self.place, 1, self.end_button))
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addWidget(self.safe)
        column.addWidget(self.question)
        column.addSpacing(Space.S)
        column.addWidget(self.microphones_label)
        column.addWidget(self.microphones)
        column.addLayout(beside(self.go_on_button, self.finish_button, self.skip_button, 1))
