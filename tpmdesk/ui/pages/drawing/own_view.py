"""One of the person's own systems: its name, its text, its picture. Kept as it is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tpmdesk.app.drawing_room import OwnDiagram
from tpmdesk.ui.pages.drawing.words import system_hint
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.diagram_pad import DiagramPad
from tpmdesk.ui.widgets.surfaces import Label, beside


class OwnView(QWidget):
    """Emits `written(title, text)` within a second of any change, `practise` to draw it from
    memory,
    `remove`, `export` with the picture, and `back`."""

    written = Signal(str, str)
    practise = Signal()
    remove = Signal()
    export = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the system"))
        self.pad = DiagramPad(theme, system_hint())
        self.problem = Label("", "problem", wrap=True)
        self.timing = Timing(self, lambda: self.written.emit(self.name.text(), self.pad.source))
        self.practise_button = Button(theme, self.tr("Draw it from memory"), icon="eye")
        self.save_button = Button(theme, self.tr("Save as a picture"), Kind.GHOST, icon="download")
        self.delete = Button(theme, self.tr("Delete"), Kind.GHOST, icon="trash-2")
        self.leave_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self._lay_out()
        self._connect()

    def show_own(self, own: OwnDiagram) -> None:
        """Go on with a system as it is."""
        self.timing.pause()
        self.name.setText(own.title)
        self.pad.show_text(own.text)
        self.say("")
        self.timing.start(0.0)
        self.pad.text.setFocus()

    def say(self, problem: str) -> None:
        """Why it could not be kept, "" when it was."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def hold(self) -> None:
        """Keep everything now."""
        self.timing.pause()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.name, 1)
        for part in (self.practise_button, self.save_button, self.delete, self.leave_button):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.pad, 1)

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda _: self.timing.touch())
        self.pad.edited.connect(self.timing.touch)
        self.practise_button.clicked.connect(self.practise)
        self.save_button.clicked.connect(lambda: self.export.emit(self.pad.view))
        self.delete.clicked.connect(self.remove)
        self.leave_button.clicked.connect(self.back)
