"""While the question is read aloud, and while one thinks about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.domain.roundstate import Phase, RoundState, clock
from tpmdesk.ui.pages.mock.keys import Keys, clicks
from tpmdesk.ui.pages.mock.parts import Notice, QuestionLabel, middle_column, place_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.surfaces import Label, beside


class AskView(QWidget):
    """Emits what the person wants to do next."""

    ready = Signal()
    repeat = Signal()
    skip = Signal()
    type_instead = Signal()
    hint = Signal()
    pause = Signal()
    end_round = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice(theme)
        self.place = Label("", "caption")
        self.question = QuestionLabel()
        self.doing = Label("", "muted")
        self.clock = Countdown(counts_down=True)
        self.ready_button = PrimaryButton(
            theme, self.tr("Start answering"), icon="mic", key="Space"
        )
        self.repeat_button = Button(theme, self.tr("Repeat"), icon="volume-2", key="R")
        self.type_button = Button(
            theme, self.tr("Type instead"), Kind.GHOST, icon="keyboard", key="T"
        )
        self.hint_button = Button(
            theme, self.tr("Hint"), Kind.GHOST, icon="circle-question-mark", key="H"
        )
        self.pause_button = Button(theme, self.tr("Pause"), Kind.GHOST, icon="pause", key="P")
        self.hint_words = Label("", "muted", wrap=True)
        self.hint_words.hide()
        self.skip_button = Button(theme, self.tr("Skip"), Kind.GHOST, icon="skip-forward", key="S")
        self.end_button = Button(theme, self.tr("End the round"), Kind.GHOST, key="Esc")
        self._lay_out()
        self._connect()

    def draw(self, state: RoundState, now: float) -> None:
        """Show the question and how much thinking time is left; `now` by the round's clock."""
        thinking = state.phase is Phase.THINKING
        self.place.setText(place_words(state))
        self.question.ask(state.question.text)
        self.notice.say(state.notice)
        self.doing.setText(self._doing_words(state))
        elapsed = clock(state, now).elapsed if thinking else 0.0
        self.clock.show_time(elapsed, float(state.question.think_seconds))
        self.ready_button.set_icon("mic" if state.by_voice else "keyboard")
        self.type_button.setVisible(state.by_voice)
        self.pause_button.setVisible(not state.exam)

    def offer_hint(self, words: str, *, shown: bool) -> None:
        """What may be looked at, "" when there is none; and whether it was."""
        self.hint_button.setVisible(bool(words) and not shown)
        self.hint_words.setText(words)
        self.hint_words.setVisible(bool(words) and shown)

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_Space: clicks(self.ready_button),
            Qt.Key.Key_R: clicks(self.repeat_button),
            Qt.Key.Key_T: clicks(self.type_button),
            Qt.Key.Key_H: clicks(self.hint_button),
            Qt.Key.Key_P: clicks(self.pause_button),
            Qt.Key.Key_S: clicks(self.skip_button),
            Qt.Key.Key_Escape: clicks(self.end_button),
        }

    def _doing_words(self, state: RoundState) -> str:
        if state.phase is Phase.ASKING:
            return self.tr("The question is being read to you.")
        if state.by_voice:
            return self.tr("Think it through. Recording has not started.")
        return self.tr("Think it through. Your answer will be typed.")

    def _connect(self) -> None:
        self.ready_button.clicked.connect(self.ready)
        self.repeat_button.clicked.connect(self.repeat)
        self.skip_button.clicked.connect(self.skip)
        self.type_button.clicked.connect(self.type_instead)
        self.hint_button.clicked.connect(self.hint)
        self.pause_button.clicked.connect(self.pause)
        self.end_button.clicked.connect(self.end_round)

    def _lay_out(self) -> None:
        column = middle_column(self)
        column.addLayout(beside(self.place, 1, self.pause_button, self.end_button))
        column.addWidget(self.notice)
        column.addWidget(self.question)
        column.addSpacing(Space.S)
        column.addWidget(self.clock)
        column.addLayout(beside(self.doing, 1, self.hint_button))
        column.addWidget(self.hint_words)
        column.addLayout(
            beside(self.ready_button, self.repeat_button, self.type_button, self.skip_button, 1)
        )
