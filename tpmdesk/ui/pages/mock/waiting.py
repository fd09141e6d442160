"""The moment between an answer and what follows it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tpmdesk.domain.roundstate import RoundState
from tpmdesk.ui.pages.mock.parts import middle_column, place_words
from tpmdesk.ui.widgets.surfaces import Label, Title


class WaitingView(QWidget):
    """Says that the answer is being written down; it takes a second or two."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Label("", "caption")
        column = middle_column(self)
        column.addWidget(self.place)
        column.addWidget(Title(self.tr("Your answer is being written down")))
        column.addWidget(
            Label(self.tr("It is saved. The interviewer goes on in a moment."), "muted", wrap=True)
        )

    def draw(self, state: RoundState) -> None:
        self.place.setText(place_words(state))
