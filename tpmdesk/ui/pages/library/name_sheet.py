"""Gives a deck or a tag another name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label


class NameSheet(Overlay):
    """Asks for a name and hands it on."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "")
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("New name"))
        self.take = PrimaryButton(theme, self.tr("Rename"), key="Enter")
        self.body.addWidget(self.field)
        words = self.tr("Parts joined by “::” lie one below the other.")
        self.body.addWidget(Label(words, "caption", wrap=True))
        self.set_primary(self.take)
        self.take.clicked.connect(self._take)
        self.field.textChanged.connect(self._weigh)
        self._named = ""
        self._then: Callable[[str], None] = _nothing

    def ask(self, question: str, name: str, then: Callable[[str], None]) -> None:
        """`then` gets the new name, once it is another than `name`."""
        self._named, self._then = name, then
        self.heading.setText(question)
        self.setAccessibleName(question)
        self.field.setText(name)
        self._weigh()
        self.open_over(self.field)
        self.field.selectAll()

    def _weigh(self) -> None:
        name = self.field.text().strip()
        self.take.setEnabled(bool(name) and name != self._named)

    def _take(self) -> None:
        self.put_away()
        self._then(self.field.text().strip())


def _nothing(_name: str) -> None:
    """Nobody has asked yet."""
