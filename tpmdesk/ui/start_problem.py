"""What is shown when the app cannot start: what happened, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Title

_WIDTH = 560


class StartProblem(QWidget):
    """A small window with one sentence or two, and the way out."""

    def __init__(self, theme: Theme, message: str) -> None:
        super().__init__()
        self.setWindowTitle("tpmdesk")
        self.setFixedWidth(_WIDTH)
        words = Label(message, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        leave = PrimaryButton(theme, self.tr("Close"), key="Enter")
        leave.clicked.connect(self.close)
        leave.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        column.setSpacing(Space.L)
        column.addWidget(Title(self.tr("tpmdesk cannot open its data")))
        column.addWidget(words)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
