"""A named part of a debrief."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel


class Section(QWidget):
    """A heading and what belongs under it, on a panel if asked for."""

    def __init__(self, name: str, body: QWidget, *, panel: bool = False) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.S, 0, 0)
        layout.setSpacing(Space.M)
        layout.addWidget(Label(name, "heading"))
        if panel:
            frame = Panel()
            frame.column.addWidget(body)
            layout.addWidget(frame)
        else:
            layout.addWidget(body)

    def show_if(self, there: bool) -> None:
        """Show it only where there is something to show."""
        self.setVisible(there)
