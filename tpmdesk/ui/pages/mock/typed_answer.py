"""While one types the answer: the question, a plain editor, Done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tpmdesk.domain.roundstate import RoundState, clock
from tpmdesk.ui.pages.mock.keys import Keys
from tpmdesk.ui.pages.mock.parts import ANSWER_WIDTH, Notice, QuestionLabel, place_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.surfaces import Label, beside
from tpmdesk.ui.words import counted

_SAVE_AFTER_MS = 600


class TypingView(QWidget):
    """Emits `typed` with the whole text soon after each change, and `done` at the end."""

    typed = Signal(str)
    done = Signal()
    end_round = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice(theme)
        self.place = Label("", "caption")
        self.question = QuestionLabel()
        self.editor = _Editor()
        self.clock = Countdown()
        self.count = Label("", "caption")
        self.done_button = PrimaryButton(theme, self.tr("Done"), icon="check", key="Ctrl Enter")
        self.end_button = Button(theme, self.tr("End the round"), Kind.GHOST, key="Esc")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._lay_out()
        self._timer.timeout.connect(self.save)
        self.editor.textChanged.connect(self._changed)
        self.editor.finished.connect(self.finish)
        self.done_button.clicked.connect(self.finish)
        self.end_button.clicked.connect(self.end_round)

    def enter(self, text: str) -> None:
        """Begin with what was typed before, if anything."""
        self.editor.setPlainText(text)
        self._timer.stop()
        self.editor.setFocus()

    def draw(self, state: RoundState, now: float) -> None:
        """Show the question and the clock; `now` by the round's clock."""
        self.place.setText(place_words(state))
        self.question.ask(state.question.text)
        self.notice.say(state.notice)
        self.clock.show_time(clock(state, now).elapsed, float(state.question.answer_seconds))

    def keys(self) -> Keys:
        return {Qt.Key.Key_Escape: self.end_button.click}

    def save(self) -> None:
        """Hand over the text as it stands."""
        self._timer.stop()
        self.typed.emit(self.editor.toPlainText())

    def leave(self) -> None:
        """Hand over what is not saved yet."""
        if self._timer.isActive():
            self.save()

    def finish(self) -> None:
        self.save()
        self.done.emit()

    def _changed(self) -> None:
        words = len(self.editor.toPlainText().split())
        self.count.setText(
            counted(
                words,
                self.tr("{n} word, saved as you type"),
                self.tr("{n} words, saved as you type"),
            )
        )
        self._timer.start()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(ANSWER_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addLayout(beside(self.place, 1, self.end_button))
        for part in (self.notice, self.question, self.clock):
            column.addWidget(part)
        column.addWidget(self.editor, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.done_button)
        column.addLayout(foot)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        around.addStretch(1)
        around.addWidget(inner, 100)
        around.addStretch(1)


class _Editor(QPlainTextEdit):
    """Ctrl+Enter finishes. Tab leaves the field."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Write as you would speak."))
        self.setAccessibleName(self.tr("Your answer"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
