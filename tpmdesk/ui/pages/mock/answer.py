"""While one answers aloud: the question, the clock, the level, Stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpmdesk.domain.roundstate import Phase, RoundState
from tpmdesk.domain.soundcheck import SoundTrouble
from tpmdesk.domain.transcript import Transcript
from tpmdesk.ui.pages.mock.keys import Keys, clicks
from tpmdesk.ui.pages.mock.parts import Notice, QuestionLabel, middle_column, place_words
from tpmdesk.ui.pages.mock.trouble import trouble_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.level_meter import LevelMeter
from tpmdesk.ui.widgets.recording_mark import RecordingMark
from tpmdesk.ui.widgets.surfaces import Label
from tpmdesk.ui.widgets.transcript_view import TranscriptView

_WORDS_HEIGHT = 120


class AnswerView(QWidget):
    """Says that it records only once sound has arrived; until then one may still type instead."""

    stop = Signal()
    pause = Signal()
    type_instead = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.place = Label("", "caption")
        self.question = QuestionLabel()
        self.mark = RecordingMark()
        self.clock = Countdown()
        self.meter = LevelMeter()
        self.stop_button = PrimaryButton(theme, self.tr("Stop"), icon="square", key="Space")
        self.type_button = Button(
            theme, self.tr("Type instead"), Kind.GHOST, icon="keyboard", key="T"
        )
        self.pause_button = Button(theme, self.tr("Pause"), Kind.GHOST, icon="pause", key="P")
        self.trouble = Notice(theme)
        self.words_button = Button(
            theme, self.tr("Show words"), Kind.GHOST, icon="audio-lines", key="W"
        )
        self.words_button.setCheckable(True)
        self.words = TranscriptView(live=True)
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place = self.words.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # nothing else moves when the words come and go
        self.words.setSizePolicy(place)
        self.words.hide()
        self._lay_out()
        self.stop_button.clicked.connect(self.stop)
        self.pause_button.clicked.connect(self.pause)
        self.type_button.clicked.connect(self.type_instead)
        self.words_button.toggled.connect(self._show_words)

    def draw(
        self,
        state: RoundState,
        recorded: float,
        level: float,
        trouble: SoundTrouble | None = None,
    ) -> None:
        """`recorded` in seconds; `level` is the last peak, 0 to 1."""
        answering = state.phase is Phase.ANSWERING
        self.place.setText(place_words(state))
        self.question.ask(state.question.text)
        self.mark.show_recording(on=answering)
        seconds = recorded if answering else 0.0
        self.clock.show_time(seconds, float(state.question.answer_seconds))
        self.meter.set_level(level if answering else 0.0)
        self.stop_button.setEnabled(answering)
        self.type_button.setVisible(not answering and state.paused is None)
        self.pause_button.setVisible(answering and not state.exam)
        self.trouble.say(trouble_words(trouble) if answering and trouble else "")
        self.words_button.setVisible(answering)

    def show_words(self, heard: Transcript | None) -> None:
        """The words so far; empty for a new answer."""
        self.words.set_transcript(heard or Transcript((), ""))

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_Space: clicks(self.stop_button),
            Qt.Key.Key_P: clicks(self.pause_button),
            Qt.Key.Key_W: clicks(self.words_button),
            Qt.Key.Key_T: clicks(self.type_button),
        }

    def _show_words(self, on: bool) -> None:
        self.words.setVisible(on)
        self.words_button.set_text(self.tr("Hide words") if on else self.tr("Show words"))

    def _lay_out(self) -> None:
        column = middle_column(self)
        column.addWidget(self.place)
        column.addWidget(self.question)
        column.addSpacing(Space.S)
        column.addWidget(self.clock)
        sound = QHBoxLayout()
        sound.setSpacing(Space.L)
        sound.addWidget(self.mark)
        sound.addWidget(self.meter, 1)
        column.addLayout(sound)
        column.addWidget(self.trouble)
        keys = QHBoxLayout()
        keys.setSpacing(Space.S)
        keys.addWidget(self.stop_button)
        keys.addStretch(1)
        keys.addWidget(self.pause_button)
        keys.addWidget(self.words_button)
        keys.addWidget(self.type_button)
        column.addLayout(keys)
        column.addWidget(self.words)
