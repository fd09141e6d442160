"""A question within the page: no box pops up over what one is doing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.keys import Keys, on_enter
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, Panel


class EndConfirm(QWidget):
    """Asks whether to end the round here. Hidden until asked."""

    confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        panel = Panel("soft", margin=Space.M)
        around = QVBoxLayout(self)
        around.setContentsMargins(Space.L, Space.L, Space.L, 0)
        around.addWidget(panel)
        self._before: QWidget | None = None
        self.end_button = Button(theme, self.tr("End the round"), key="Enter")
        self.stay_button = Button(theme, self.tr("Go on"), Kind.GHOST, key="Esc")
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        words = Label(self.tr("End the round here? What you answered is kept."), wrap=True)
        row.addWidget(words, 1)
        row.addWidget(self.stay_button)
        row.addWidget(self.end_button)
        panel.column.addLayout(row)
        self.end_button.clicked.connect(self._confirm)
        self.stay_button.clicked.connect(self.stay)
        self.hide()

    def ask(self) -> None:
        """Show the question and take the keys, out of an editor too."""
        self._before = self.window().focusWidget()
        self.show()
        self.end_button.setFocus()

    def stay(self) -> None:
        """Hide it, and give the keys back to whom they were taken from."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def keys(self) -> Keys:
        return {
            **on_enter(self.end_button.click),
            Qt.Key.Key_Escape: self.stay_button.click,
        }

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()
