"""A diagram that is written as text or drawn on its picture; each follows the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpmdesk.domain.diagram import Diagram, NodeKind, Parsed, parse
from tpmdesk.domain.diagram.editing import add_edge, add_node, remove
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.diagram_canvas import DiagramCanvas
from tpmdesk.ui.widgets.diagram_tools import DiagramTools, kind_words
from tpmdesk.ui.widgets.numbered_text import NumberedText
from tpmdesk.ui.widgets.surfaces import Label, beside

_PAUSE_MS = 300
_LEAST = 260
_MOST_TOLD = 3


class DiagramPad(QWidget):
    """The text at the left, the picture with its tools at the right. What is done on the picture
    changes the text, whose undo takes back both. Emits `edited` at each change of the text and
    `changed` once what was written has been drawn."""

    edited = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._parsed: Parsed = parse("")
        self._map = False
        self.text = NumberedText(theme, self.tr("The diagram as text"), editable=True)
        self.text.setPlaceholderText(hint)
        self.view = DiagramCanvas(theme, self.tr("The diagram"))
        self.tools = DiagramTools(theme)
        self.problem = Label("", "problem", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    @property
    def source(self) -> str:
        """The text as it is written."""
        return self.text.toPlainText()

    @property
    def diagram(self) -> Diagram:
        """Everything that can be read of it."""
        return self._parsed.diagram

    def show_text(self, text: str, *, is_map: bool = False) -> None:
        """Begin with this text, of a dependency map or of a system."""
        self._map = is_map
        self.tools.show_kinds(is_map=is_map)
        self.text.setPlainText(text)
        self.text.document().clearUndoRedoStacks()
        self.view.choose("")
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
        self._show_chosen()
        self.changed.emit()

    def change(self, change: Callable[[str], str], choose: str = "") -> None:
        """Change the text by a gesture on the picture, in one step of its undo."""
        self._replace(change(self.source))
        self.draw()
        if not choose or choose in self.diagram.ids:
            self.view.choose(choose)
        self._show_chosen()

    def add(self, kind: str = "") -> None:
        """Add a node, beside the chosen one in its boundary, and edit its name."""
        wanted = NodeKind.WORK if self._map else NodeKind(kind or NodeKind.SERVICE)
        around = self.diagram.around(self.view.current) if self.view.current else None
        words = kind_words()[wanted]
        text, node = add_node(self.source, wanted, words, around.id if around else "")
        self.change(lambda _: text, node)
        self.tools.focus_name()

    def _replace(self, text: str) -> None:
        """Only the lines that differ, so that the cursor and the view stay where they were."""
        old, new = self.source, text
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(first)
        cursor.setPosition(len(old) - last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[first : len(new) - last])

    def _step(self, way: int) -> None:
        """Undo or redo, in the text's own history."""
        if way < 0:
            self.text.undo()
        else:
            self.text.redo()
        self.draw()

    def _typed(self) -> None:
        self._pause.start()
        self.edited.emit()

    def _chosen(self, part: str) -> None:
        """Show the facts of a part that was clicked, and its line."""
        self._show_chosen()
        line = self._parsed.lines.get(part)
        if line and self.view.hasFocus():
            self.text.go_to(line)

    def _show_chosen(self) -> None:
        document = self.text.document()
        self.tools.undo.setEnabled(document.isUndoAvailable())
        self.tools.redo.setEnabled(document.isRedoAvailable())
        self.tools.show_part(self.diagram, self.view.current)

    def _lay_out(self) -> None:
        written = _column(self.text, self.problem, grows=self.text)
        drawn = _column(self.tools, self.view, grows=self.view)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for side in (written, drawn):
            side.setMinimumWidth(_LEAST)
            both.addWidget(side)
        both.setSizes([800, 1400])
        layout = beside(both, spacing=Space.M)
        self.problem.hide()
        self.setLayout(layout)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self._pause.timeout.connect(self.draw)
        self.view.selected.connect(self._chosen)
        self.view.node_wanted.connect(lambda: self.add(str(self.tools.kind.currentData())))
        self.view.rename_wanted.connect(self.tools.focus_name)
        self.view.link_wanted.connect(self.tools.focus_link)
        self.view.removed.connect(lambda part: self.change(lambda text: remove(text, part)))
        self.view.linked.connect(self._link)
        self.view.stepped.connect(self._step)
        self.tools.name.returnPressed.connect(self.view.setFocus)
        self.tools.changed.connect(self.change)
        self.tools.add_wanted.connect(self.add)
        self.tools.stepped.connect(self._step)

    def _link(self, source: str, target: str) -> None:
        self.change(lambda text: add_edge(text, source, target), f"{source} -> {target}")


def _column(*parts: QWidget, grows: QWidget) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part, 1 if part is grows else 0)
    return side


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
