"""The foot of a debrief: where one can go from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QWidget

from tpmdesk.ui.pages.mock.keys import clicks
from tpmdesk.ui.pages.mock.sheet import AnswerSheet
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton

_ALL = 10_000  # of the stretch, so that not a pixel goes to the sides before there is room


class ReviewFoot(QWidget):
    """In a running round one goes on or answers again; in a past one, back to its summary."""

    go_on = Signal()
    again = Signal()
    score = Signal()
    end_round = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.next_button = PrimaryButton(theme, self.tr("Next question"), key="N")
        self.back_button = PrimaryButton(theme, self.tr("Back to the summary"), key="Esc")
        self.again_button = Button(theme, self.tr("Answer again"), key="A")
        self.score_button = Button(theme, self.tr("Score"), key="S")
        self.end_button = Button(theme, self.tr("End the round"), Kind.GHOST, key="Esc")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        for button in (self.next_button, self.back_button, self.score_button, self.again_button):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.end_button)
        self.back_button.hide()
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.back)
        self.again_button.clicked.connect(self.again)
        self.score_button.clicked.connect(self.score)
        self.end_button.clicked.connect(self.end_round)

    def show_sheet(self, sheet: AnswerSheet, *, past: bool) -> None:
        """While the transcript is on its way one can score, and not yet go on."""
        words = self.tr("Finish the round") if sheet.is_last else self.tr("Next question")
        self.next_button.set_text(words)
        self.next_button.setEnabled(not sheet.pending)
        self.again_button.setEnabled(not sheet.pending)
        self.score_button.setVisible(sheet.rubric is not None)
        self.next_button.setVisible(not past)
        self.again_button.setVisible(not past)
        self.end_button.setVisible(not past and not sheet.is_last)
        self.back_button.setVisible(past)

    def leave(self) -> None:
        """What Esc does: back to the summary, or out of the round."""
        for button in (self.back_button, self.end_button):
            clicks(button)()


def framed(foot: QWidget, width: int, scroll: QAbstractScrollArea) -> QHBoxLayout:
    """The foot as wide as the column of `width` pixels that scrolls above it."""
    foot.setMaximumWidth(width)
    row = QHBoxLayout()
    bar = scroll.verticalScrollBar().sizeHint().width()
    row.setContentsMargins(Space.PAGE, Space.M, Space.PAGE + bar, Space.M)
    row.addStretch(1)
    row.addWidget(foot, _ALL)
    row.addStretch(1)
    return row
