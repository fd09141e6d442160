"""A line above the cards that says what is special about this session, and ends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside, centred

_WIDTH = 760


class ModeBar(QWidget):
    """Emits `ended` when it is to end."""

    ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.about = Label("", "small", wrap=True)
        self.end = Button(theme, self.tr("End"), Kind.GHOST, key="Esc")
        self.end.clicked.connect(self.ended)
        panel = Panel("soft", margin=Space.XS)
        panel.column.setContentsMargins(Space.L, Space.XS, Space.XS, Space.XS)
        panel.setMaximumWidth(_WIDTH)
        panel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = beside(self.about, self.end)
        line.setStretch(0, 1)
        panel.column.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.L, Space.PAGE, 0)
        column.addLayout(centred(panel))
        self.hide()

    def show_about(self, about: str) -> None:
        """Hidden when there is nothing to say."""
        self.about.setText(about)
        self.setVisible(bool(about))
