"""Says that something is wrong with the data, and where to see to it. Stays until it is seen to."""

from __future__ import annotations

from PySide6.QtCore import Signal

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside


class TroublePanel(Panel):
    """Hidden until `tell`."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("raised", margin=Space.L)
        self.heading = Label(self.tr("Something is wrong with your data"), "strong")
        self.words = Label("", wrap=True)
        self.see = Button(theme, self.tr("See what can be done"), icon="triangle-alert")
        self.see.clicked.connect(self.wanted)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.words)
        self.column.addLayout(beside(self.see, 1))
        self.hide()

    def tell(self, message: str, more: int) -> None:
        """Show the first problem, and how many there are besides."""
        others = self.tr(" There is more: {n} further.").format(n=more) if more else ""
        self.words.setText(message + others)
        self.show()
