"""What is under way: a sentence, how far it is, and how many of how many."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label


class WorkingPanel(QWidget):
    """Shows a `Job` that runs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Label("", "body", wrap=True)
        self.line = ProgressLine(theme, self.tr("Progress"))
        self.figure = Label("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        column.setSpacing(Space.S)
        for part in (self.words, self.line, self.figure):
            column.addWidget(part)
        column.addStretch(1)

    def show_words(self, words: str) -> None:
        """Begin to show something new."""
        self.words.setText(words)
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0 means that nobody knows."""
        self.line.set_share(done / total if total else 0.0)
        local = QLocale()
        of_all = self.tr("{done} of {total}").format(
            done=local.toString(min(done, total)), total=local.toString(total)
        )
        self.figure.setText(of_all if total else "")
