"""A diagram that is drawn with mouse and keyboard: what is wanted, told to whoever edits it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.diagram_view import DiagramView

_DRAG = 6.0
"""Pixels from which on a press on a node draws an arrow."""
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DiagramCanvas(DiagramView):
    """Dragging from one node to another asks for an arrow, a double click on empty ground or N for
    a node, Delete for taking the chosen part out, F2 for its name, C for an arrow by name.

    `linked` tells the two nodes, `node_wanted` and `link_wanted` that one is asked for, `removed`
    the part, `rename_wanted` that the chosen part's name is to be edited; `stepped` is Undo (-1)
    or Redo (1).
    """

    linked = Signal(str, str)
    node_wanted = Signal()
    link_wanted = Signal()
    removed = Signal(str)
    rename_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._from = ""
        self._band: QLineF | None = None
        self.activated.connect(lambda _: self.rename_wanted.emit())

    def event(self, event: QEvent) -> bool:
        """Undo and redo are this canvas's own while it has the focus."""
        asks = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step(event):
            self.stepped.emit(step)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._edit(event.key()):
            super().keyPressEvent(event)

    def _edit(self, key: int) -> bool:
        """Whether the key asked for a change."""
        if key == Qt.Key.Key_N:
            self.node_wanted.emit()
        elif key == Qt.Key.Key_C and self._is_node(self.current):
            self.link_wanted.emit()
        elif key == Qt.Key.Key_F2 and self.current:
            self.rename_wanted.emit()
        elif key in _DELETE and self.current:
            self.removed.emit(self.current)
        else:
            return False
        return True

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self._part(event.position())
        if event.button() is Qt.MouseButton.LeftButton and self._is_node(part):
            self._from, self._pressed = part, event.position()
            self.setFocus()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._from:
            super().mouseMoveEvent(event)
            return
        line = QLineF(self._pressed, event.position())
        self._band = line if line.length() > _DRAG else None
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        source, drawn, self._from, self._band = self._from, self._band, "", None
        self.viewport().update()
        if not source:
            super().mouseReleaseEvent(event)
        elif drawn is None:
            self.choose(source)
        else:
            target = self._part(event.position())
            if self._is_node(target) and target != source:
                self.linked.emit(source, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._part(event.position()):
            super().mouseDoubleClickEvent(event)
        else:
            self.node_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._band is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color(Role.ACCENT), 2, Qt.PenStyle.DashLine))
            painter.drawLine(self._band)

    def _part(self, place: QPointF) -> str:
        return self.part_at(self.mapToScene(place.toPoint()))

    def _is_node(self, part: str) -> bool:
        return any(node.id == part for node in self.diagram.nodes)


def _step(event: QKeyEvent) -> int:
    if event.matches(QKeySequence.StandardKey.Undo):
        return -1
    return 1 if event.matches(QKeySequence.StandardKey.Redo) else 0
