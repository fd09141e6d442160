"""A diagram to be looked at: zoomed, moved, walked through, and pointed at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import hypot
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from tpmdesk.domain.diagram import Diagram
from tpmdesk.domain.diagram.describe import described, part_words
from tpmdesk.domain.diagram.layout import Layout, lay_out
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS, Role
from tpmdesk.ui.widgets.diagram_export import save
from tpmdesk.ui.widgets.diagram_paint import Mark, Picture, measure, paint, rounded_line, to_qrect

_ZOOM = 1.2
_LEAST, _MOST = 0.15, 4.0
_LARGEST_FIT = 1.25
_PAN = 60
_NEAR = 12.0  # how close to an edge counts as on it
_BEYOND = 400.0  # how far past the drawing one may move
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_IN = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DiagramView(QGraphicsView):
    """Arrow keys go from node to node, E to the current node's edges, + and - zoom, 0 shows the
    whole, Ctrl with an arrow moves the page; so do the wheel and dragging.

    `selected` tells the id of the node, edge or boundary that was clicked or reached, "" for none;
    `activated` of the one on which Enter was pressed or which was clicked twice.
    """

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._picture = Picture(Diagram(), Layout(), theme.palette)
        self._fitted = True
        self._pressed = QPointF()
        self._item = _Drawing(self._picture)
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        for hide in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self._wear)
        self._wear()
        self._tell()

    # What is shown

    @property
    def diagram(self) -> Diagram:
        return self._picture.diagram

    @property
    def layout_shown(self) -> Layout:
        """Where things lie, in the drawing's own pixels."""
        return self._picture.layout

    @property
    def marks(self) -> Mapping[str, Mark]:
        return self._picture.marks

    @property
    def current(self) -> str:
        """The part that is chosen, "" for none."""
        return self._picture.current

    def sizeHint(self) -> QSize:
        return QSize(720, 440)

    def show_diagram(self, diagram: Diagram) -> None:
        """Lay it out and draw it; marks and the chosen part stay where they are still there."""
        ids, old = diagram.ids, self._picture
        kept = {part: mark for part, mark in old.marks.items() if part in ids}
        current = old.current if old.current in ids else ""
        placed = old.layout if diagram == old.diagram else lay_out(diagram, measure)
        self._show(Picture(diagram, placed, self._theme.palette, kept, current))
        bounds = to_qrect(placed.bounds)
        self.setSceneRect(bounds.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))
        if self._fitted:
            self.fit()

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Let these parts stand out, and no others."""
        old = self._picture
        self._show(Picture(old.diagram, old.layout, old.palette, dict(marks), old.current))

    def highlight(self, ids: Collection[str], mark: Mark = Mark.PATH) -> None:
        """Let these parts stand out alike, and no others."""
        self.show_marks(dict.fromkeys(ids, mark))

    def choose(self, part: str) -> None:
        """Go to a part; "" chooses none."""
        old = self._picture
        if part == old.current:
            return
        self._show(Picture(old.diagram, old.layout, old.palette, old.marks, part))
        area = self.area(part)
        if not area.isNull():
            self.ensureVisible(area, 24, 24)
        self.selected.emit(part)

    def save(self, file: Path) -> None:
        """Write what is shown, by the file's suffix: .svg, .png or text. Raises OSError."""
        old = self._picture
        save(Picture(old.diagram, old.layout, old.palette, old.marks), file)

    # Zoom

    @property
    def zoom(self) -> float:
        """1 is the size at which text is as large as elsewhere in the window."""
        return self.transform().m11()

    def fit(self) -> None:
        """Show the whole, no larger than is pleasant."""
        bounds = to_qrect(self._picture.layout.bounds)
        if bounds.isEmpty():
            return
        room = self.viewport().rect()
        fits = min(room.width() / bounds.width(), room.height() / bounds.height(), _LARGEST_FIT)
        self.resetTransform()
        self.scale(max(fits, _LEAST), max(fits, _LEAST))
        self.centerOn(bounds.center())
        self._fitted = True

    def zoom_by(self, factor: float) -> None:
        """Larger for a factor over 1."""
        wanted = min(max(self.zoom * factor, _LEAST), _MOST)
        self.scale(wanted / self.zoom, wanted / self.zoom)
        self._fitted = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_ZOOM ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    # Pointing

    def area(self, part: str) -> QRectF:
        """Where a part lies in the drawing; an empty rectangle for an id that is not there."""
        layout = self._picture.layout
        boxes = {each.id: each.rect for each in layout.nodes}
        boxes |= {each.id: each.rect for each in layout.boundaries}
        if part in boxes:
            return to_qrect(boxes[part])
        for edge in layout.edges:
            if edge.id == part:
                return rounded_line(edge.points).boundingRect().adjusted(-1, -1, 1, 1)
        return QRectF()

    def part_at(self, place: QPointF) -> str:
        """The node, edge or boundary at a place in the drawing; a boundary by its caption."""
        layout = self._picture.layout
        for node in layout.nodes:
            if to_qrect(node.rect).contains(place):
                return node.id
        for edge in layout.edges:
            if edge.label and to_qrect(edge.label.rect).contains(place):
                return edge.id
        stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, _NEAR))
        for edge in layout.edges:
            if stroker.createStroke(rounded_line(edge.points)).contains(place):
                return edge.id
        captions = (each for each in layout.boundaries if to_qrect(each.caption).contains(place))
        return next((each.id for each in captions), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        moved = event.position() - self._pressed
        if hypot(moved.x(), moved.y()) < 4:
            self.choose(self.part_at(self.mapToScene(event.position().toPoint())))
        else:
            self._fitted = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        part = self.part_at(self.mapToScene(event.position().toPoint()))
        if part:
            self.choose(part)
            self.activated.emit(part)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(Qt.Key(event.key()), event.modifiers()):
            event.ignore()

    def _key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the key meant something here."""
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS:
            if control:
                self._pan(*_ARROWS[key])
            else:
                self._walk(*_ARROWS[key])
            return True
        if control or modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        return self._plain_key(key)

    def _plain_key(self, key: Qt.Key) -> bool:
        nodes = [node.id for node in self.diagram.nodes]
        if key in _IN or key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and nodes:
            self.choose(nodes[0 if key == Qt.Key.Key_Home else -1])
        elif key == Qt.Key.Key_E:
            self._next_edge()
        elif key == Qt.Key.Key_Escape and self.current:
            self.choose("")
        elif key in _ENTER and self.current:
            self.activated.emit(self.current)
        else:
            return False
        return True

    def _pan(self, dx: int, dy: int) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + dx * _PAN)
        down.setValue(down.value() + dy * _PAN)
        self._fitted = False

    def _walk(self, dx: int, dy: int) -> None:
        """To the nearest node in that direction; from none to the first."""
        layout = self._picture.layout
        if not layout.nodes:
            return
        if not self.current:
            self.choose(layout.nodes[0].id)
            return
        here = self.area(self.current).center()
        ahead = []
        for node in layout.nodes:
            way = to_qrect(node.rect).center() - here
            forward = way.x() * dx + way.y() * dy
            aside = abs(way.x() * dy) + abs(way.y() * dx)
            if forward > 1 and node.id != self.current:
                ahead.append((forward + 2 * aside, node.id))
        if ahead:
            self.choose(min(ahead)[1])

    def _next_edge(self) -> None:
        """From a node to its first edge, from an edge to the next."""
        edges = [edge.id for edge in self.diagram.edges]
        if self.current in edges:
            self.choose(edges[(edges.index(self.current) + 1) % len(edges)])
            return
        own = [e.id for e in self.diagram.edges if self.current in (e.source, e.target)]
        if own or edges:
            self.choose((own or edges)[0])

    # What is drawn and said

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        role, width = (Role.FOCUS, 2) if focus else (Role.BORDER, 1)
        painter.setPen(QPen(self._theme.color(role), width))
        frame = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _wear(self) -> None:
        old = self._picture
        self.setBackgroundBrush(self._theme.color(Role.SURFACE))
        palette = self._theme.palette
        self._show(Picture(old.diagram, old.layout, palette, old.marks, old.current))

    def _show(self, picture: Picture) -> None:
        self._picture = picture
        self._item.show(picture)
        self._tell()

    def _tell(self) -> None:
        said = part_words(self.diagram, self.current)
        mark = self.marks.get(self.current)
        if mark is not None:
            said = f"{said} {mark.capitalize()}."
        self.setAccessibleName(f"{self._name}: {said}" if said else self._name)
        self.setAccessibleDescription(described(self.diagram))
        self.setToolTip(said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


class _Drawing(QGraphicsItem):
    """The whole drawing as one item: it is small, and is painted in one go."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def show(self, picture: Picture) -> None:  # type: ignore[override]
        self.prepareGeometryChange()
        self._picture = picture
        self.update()

    def boundingRect(self) -> QRectF:
        return to_qrect(self._picture.layout.bounds)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        paint(painter, self._picture)
