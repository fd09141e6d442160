"""A diagram that is written in the text format and drawn as it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpmdesk.domain.diagram import Diagram, Parsed, parse
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.diagram_view import DiagramView
from tpmdesk.ui.widgets.numbered_text import NumberedText
from tpmdesk.ui.widgets.surfaces import Label, beside

_PAUSE_MS = 300
_LEAST = 260
_MOST_TOLD = 3


class DiagramPad(QWidget):
    """The text at the left, the picture at the right. Emits `edited` at each change of the text and
    `changed` once what was written has been drawn."""

    edited = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._parsed: Parsed = parse("")
        self.text = NumberedText(theme, self.tr("The diagram as text"), editable=True)
        self.text.setPlaceholderText(hint)
        self.view = DiagramView(theme, self.tr("The diagram"))
        self.problem = Label("", "problem", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self._pause.timeout.connect(self.draw)
        self.view.selected.connect(self._go_to)

    @property
    def source(self) -> str:
        """The text as it is written."""
        return self.text.toPlainText()

    @property
    def diagram(self) -> Diagram:
        """Everything that can be read of it."""
        return self._parsed.diagram

    def show_text(self, text: str) -> None:
        """Begin with this text."""
        self.text.setPlainText(text)
        self.text.document().clearUndoRedoStacks()
        self.draw()

    def draw(self) -> None:
        """Draw what is written now."""
        self._pause.stop()
        self._parsed = parse(self.source)
        self.view.show_diagram(self._parsed.diagram)
        mistakes = self._parsed.mistakes
        self.text.mark({each.line for each in mistakes})
        self.problem.setText("\n".join(str(each) for each in mistakes[:_MOST_TOLD]))
        self.problem.setVisible(bool(mistakes))
        self.changed.emit()

    def _typed(self) -> None:
        self._pause.start()
        self.edited.emit()

    def _go_to(self, part: str) -> None:
        """The line of a part that was clicked."""
        line = self._parsed.lines.get(part)
        if line and self.view.hasFocus():
            self.text.go_to(line)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.problem)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for part in (left, self.view):
            part.setMinimumWidth(_LEAST)
            both.addWidget(part)
        both.setSizes([800, 1400])
        layout = beside(both, spacing=Space.M)
        self.problem.hide()
        self.setLayout(layout)
