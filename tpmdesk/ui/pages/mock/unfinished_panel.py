"""An attempt that was left in the middle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tpmdesk.domain.attempts import Attempt
from tpmdesk.ui.pages.mock.offer import unfinished_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel


class UnfinishedPanel(Panel):
    """Offers to resume it or to discard it. Hidden when there is none."""

    resume = Signal(int)
    discard = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__("soft", margin=Space.L)
        self._attempt = 0
        self._words = Label("", wrap=True)
        self.resume_button = PrimaryButton(theme, self.tr("Resume"), icon="play", key="Enter")
        self.discard_button = Button(theme, self.tr("Discard"), Kind.GHOST)
        self.discard_button.setToolTip(self.tr("What you answered so far is kept."))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("You left a round unfinished"), "strong"))
        words.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.discard_button)
        row.addWidget(self.resume_button)
        self.column.addLayout(row)
        self.resume_button.clicked.connect(lambda: self.resume.emit(self._attempt))
        self.discard_button.clicked.connect(lambda: self.discard.emit(self._attempt))
        self.hide()

    def show_attempt(self, attempt: Attempt | None) -> None:
        self.setVisible(attempt is not None)
        if attempt is not None:
            self._attempt = attempt.id
            self._words.setText(unfinished_words(attempt))
