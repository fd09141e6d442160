"""A round or a loop that was left in the middle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tpmdesk.app.loopshapes import Loop
from tpmdesk.domain.attempts import Attempt
from tpmdesk.ui.pages.mock.loop_words import loop_words
from tpmdesk.ui.pages.mock.offer import unfinished_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel


class UnfinishedPanel(Panel):
    """Offers to resume it or to discard it. Hidden when there is none."""

    resume = Signal(int)
    discard = Signal(int)
    resume_loop = Signal(int)
    discard_loop = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__("soft", margin=Space.L)
        self._attempt = 0
        self._loop = 0
        self._title = Label(self.tr("You left a round unfinished"), "strong")
        self._words = Label("", wrap=True)
        self.resume_button = PrimaryButton(theme, self.tr("Resume"), icon="play", key="Enter")
        self.discard_button = Button(theme, self.tr("Discard"), Kind.GHOST)
        self.discard_button.setToolTip(self.tr("What you answered so far is kept."))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.discard_button)
        row.addWidget(self.resume_button)
        self.column.addLayout(row)
        self.resume_button.clicked.connect(self.go_on)
        self.discard_button.clicked.connect(self._discard)
        self.hide()

    def show_left(self, attempt: Attempt | None, loop: Loop | None) -> None:
        """The loop comes first; the round alone is offered once that is over."""
        self.setVisible(attempt is not None or loop is not None)
        self._loop = int(loop.id) if loop else 0
        self._attempt = int(attempt.id) if attempt else 0
        if loop is not None:
            self._title.setText(self.tr("You are in the middle of a loop"))
            self._words.setText(loop_words(loop))
        elif attempt is not None:
            self._title.setText(self.tr("You left a round unfinished"))
            self._words.setText(unfinished_words(attempt))

    def go_on(self) -> None:
        """What the first button does."""
        if self._loop:
            self.resume_loop.emit(self._loop)
        else:
            self.resume.emit(self._attempt)

    def _discard(self) -> None:
        if self._loop:
            self.discard_loop.emit(self._loop)
        else:
            self.discard.emit(self._attempt)
