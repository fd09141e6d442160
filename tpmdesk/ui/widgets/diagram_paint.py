"""A diagram that was laid out, painted in the colours of a palette: on screen or into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from tpmdesk.domain.diagram import BoundaryKind, Diagram, Edge, NodeKind
from tpmdesk.domain.diagram.layout import (
    Layout,
    PlacedBoundary,
    PlacedEdge,
    PlacedNode,
    TextStyle,
)
from tpmdesk.domain.diagram.layout.geometry import Point, Rect
from tpmdesk.domain.diagram.layout.texts import CAPTION_PADDING, insets
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.tokens import RADIUS, RADIUS_TINY, Palette, Role, Size, Weight
from tpmdesk.ui.widgets.diagram_shapes import INKS, shape
from tpmdesk.ui.widgets.tint import mix

_TURN = 8.0
_HEAD = (10.0, 4.5)
_BADGE = 9.0


class Mark(StrEnum):
    """Why a part stands out. Each has a sign of its own, so that it is not told by colour."""

    FOUND = "found"
    MISSING = "missing"
    EXTRA = "extra"
    RISK = "risk"
    PATH = "path"
    SLIPPED = "slipped"


_MARK_ROLES = {
    Mark.FOUND: Role.GOOD,
    Mark.MISSING: Role.AGAIN,
    Mark.EXTRA: Role.HARD,
    Mark.RISK: Role.AGAIN,
    Mark.PATH: Role.ACCENT,
    Mark.SLIPPED: Role.HARD,
}
_MARK_SIGNS = {
    Mark.FOUND: "✓",
    Mark.MISSING: "?",
    Mark.EXTRA: "+",
    Mark.RISK: "!",
    Mark.SLIPPED: "»",
}
_BOUNDARY_ROLES = {
    BoundaryKind.TRUST: Role.AGAIN,
    BoundaryKind.CONSISTENCY: Role.GOOD,
    BoundaryKind.TEAM: Role.MUTED,
}


def face(style: TextStyle) -> QFont:
    """The font of a kind of text."""
    strong = style in (TextStyle.TITLE, TextStyle.CAPTION)
    return font(Size.SMALL, Weight.STRONG if strong else Weight.REGULAR)


def measure(text: str, style: TextStyle) -> tuple[float, float]:
    """The width of a line, and the height of a line, as they are painted."""
    metrics = QFontMetricsF(face(style))
    return metrics.horizontalAdvance(text), metrics.lineSpacing()


@dataclass(frozen=True, slots=True)
class Picture:
    """What is painted, and what stands out in it."""

    diagram: Diagram
    layout: Layout
    palette: Palette
    marks: Mapping[str, Mark] = field(default_factory=dict)
    current: str = ""


def paint(painter: QPainter, picture: Picture) -> None:
    """Paint the whole, with the corner of its bounds at 0, 0."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Painting(painter, picture).all()


def to_qrect(rect: Rect) -> QRectF:
    """The same rectangle for Qt."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


class _Painting:
    def __init__(self, painter: QPainter, picture: Picture) -> None:
        self._painter = painter
        self._picture = picture
        self._diagram = picture.diagram
        self._edges = {edge.id: edge for edge in picture.diagram.edges}
        self._kinds = {node.id: node.kind for node in picture.diagram.nodes}
        self._lines = {each.id: each.kind for each in picture.diagram.boundaries}

    def all(self) -> None:
        layout = self._picture.layout
        for boundary in layout.boundaries:
            self._boundary(boundary)
        for edge in layout.edges:
            self._edge(edge)
        for boundary in layout.boundaries:
            self._caption(boundary)
        for node in layout.nodes:
            self._node(node)
        for edge in layout.edges:
            self._label(edge)

    def _color(self, role: Role, share: float = 1.0) -> QColor:
        ground = QColor(self._picture.palette.color(Role.SURFACE))
        return mix(QColor(self._picture.palette.color(role)), ground, share)

    def _mark(self, part: str) -> Mark | None:
        return self._picture.marks.get(part)

    def _pen(self, part: str, role: Role, share: float = 1.0) -> QPen:
        """Thicker and in the mark's colour for a part that stands out."""
        mark = self._mark(part)
        if mark is not None:
            style = Qt.PenStyle.DashLine if mark is Mark.MISSING else Qt.PenStyle.SolidLine
            return QPen(self._color(_MARK_ROLES[mark]), 2.5, style)
        return QPen(self._color(role, share), 1.4)

    # Boundaries

    def _boundary(self, placed: PlacedBoundary) -> None:
        kind, rect = self._lines[placed.id], to_qrect(placed.rect)
        role = _BOUNDARY_ROLES[kind]
        pen = self._pen(placed.id, role, 0.75)
        if kind is BoundaryKind.TRUST:
            pen.setDashPattern([6, 4])
        self._painter.setPen(pen)
        self._painter.setBrush(self._color(role, 0.06 if kind is BoundaryKind.TEAM else 0.03))
        self._painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if kind is BoundaryKind.CONSISTENCY:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)
        if self._picture.current == placed.id:
            self._ring(self._rounded(rect, RADIUS))
        self._badge(placed.id, rect.topRight())

    def _caption(self, placed: PlacedBoundary) -> None:
        role = _BOUNDARY_ROLES[self._lines[placed.id]]
        room = to_qrect(placed.caption).adjusted(CAPTION_PADDING[0], 0, 0, 0)
        self._chip(room.adjusted(-2, 4, -4, -2))
        self._painter.setFont(face(TextStyle.CAPTION))
        self._painter.setPen(self._color(role))
        self._painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, placed.text)

    # Edges

    def _edge(self, placed: PlacedEdge) -> None:
        pen = self._pen(placed.id, Role.MUTED, 0.9)
        if self._picture.current == placed.id:
            pen = QPen(self._color(Role.FOCUS), 3)
        ink = pen.color()
        if self._mark(placed.id) is None and is_async(self._diagram, self._edges[placed.id]):
            pen.setDashPattern([5, 3])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(rounded_line(placed.points))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ink)
        self._painter.drawPolygon(_head(placed.points))

    def _label(self, placed: PlacedEdge) -> None:
        if placed.label is None:
            return
        rect = to_qrect(placed.label.rect)
        self._chip(rect)
        mark = self._mark(placed.id)
        ink = _MARK_ROLES[mark] if mark else Role.MUTED
        self._text(rect, placed.label.lines, TextStyle.LABEL, ink)
        self._badge(placed.id, rect.topRight() + QPointF(_BADGE, -2))

    # Nodes

    def _node(self, placed: PlacedNode) -> None:
        kind, rect = self._kinds[placed.id], to_qrect(placed.rect)
        form, role = shape(kind, rect), INKS[kind]
        pen = self._pen(placed.id, role, 0.7)
        self._painter.setPen(pen)
        self._painter.setBrush(self._color(role, 0.08))
        self._painter.drawPath(form.outline)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(pen.color(), 1.4))
        self._painter.drawPath(form.marks)
        if self._picture.current == placed.id:
            self._ring(form.outline)
        self._node_text(placed, kind, rect)
        self._badge(placed.id, rect.topRight())

    def _node_text(self, placed: PlacedNode, kind: NodeKind, rect: QRectF) -> None:
        room = insets(kind)
        inside = rect.adjusted(room.left, room.top, -room.right, -room.bottom)
        title = measure("", TextStyle.TITLE)[1] * len(placed.title)
        note = measure("", TextStyle.NOTE)[1] * len(placed.note)
        top = inside.center().y() - (title + note) / 2
        above = QRectF(inside.left(), top, inside.width(), title)
        self._text(above, placed.title, TextStyle.TITLE, Role.TEXT)
        below = QRectF(inside.left(), top + title, inside.width(), note)
        self._text(below, placed.note, TextStyle.NOTE, Role.MUTED)

    # Small things

    def _chip(self, rect: QRectF) -> None:
        """A ground on which text is read though a line goes under it."""
        ground = self._color(Role.SURFACE)
        ground.setAlphaF(0.88)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(rect, RADIUS_TINY, RADIUS_TINY)

    def _text(self, rect: QRectF, lines: tuple[str, ...], style: TextStyle, role: Role) -> None:
        self._painter.setFont(face(style))
        self._painter.setPen(self._color(role))
        height = measure("", style)[1]
        top = rect.center().y() - height * len(lines) / 2
        for n, line in enumerate(lines):
            place = QRectF(rect.left() - 2, top + n * height, rect.width() + 4, height)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)

    def _ring(self, outline: QPainterPath) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._color(Role.FOCUS), 3))
        self._painter.drawPath(outline)

    @staticmethod
    def _rounded(rect: QRectF, radius: float) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        return path

    def _badge(self, part: str, corner: QPointF) -> None:
        mark = self._mark(part)
        if mark is None or mark not in _MARK_SIGNS:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color(_MARK_ROLES[mark]))
        self._painter.drawEllipse(corner, _BADGE, _BADGE)
        self._painter.setPen(self._color(Role.SURFACE))
        self._painter.setFont(font(Size.SMALL, Weight.STRONG))
        place = QRectF(corner.x() - _BADGE, corner.y() - _BADGE, 2 * _BADGE, 2 * _BADGE)
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _MARK_SIGNS[mark])


def is_async(diagram: Diagram, edge: Edge) -> bool:
    """Whether nobody waits at this arrow: it says so, or a queue is at one end."""
    said = {term.casefold() for term in edge.terms}
    if said & {"async", "asynchronous"}:
        return True
    ends = {diagram.node(edge.source).kind, diagram.node(edge.target).kind}
    return NodeKind.QUEUE in ends and "sync" not in said


def rounded_line(points: tuple[Point, ...]) -> QPainterPath:
    """A chain of lines with its corners rounded."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(QPointF(*corner), _towards(corner, after))
    path.lineTo(QPointF(*points[-1]))
    return path


def _towards(corner: Point, other: Point) -> QPointF:
    far = hypot(other.x - corner.x, other.y - corner.y)
    share = min(_TURN, far / 2) / far if far else 0.0
    return QPointF(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def _head(points: tuple[Point, ...]) -> QPolygonF:
    """The arrow's head, in the direction of the last line that has a length."""
    lines = [pair for pair in pairwise(points) if pair[0] != pair[1]]
    if not lines:
        return QPolygonF()
    start, end = lines[-1]
    far = hypot(end.x - start.x, end.y - start.y)
    x, y = (end.x - start.x) / far, (end.y - start.y) / far
    long, wide = _HEAD
    back = QPointF(end.x - x * long, end.y - y * long)
    side = QPointF(-y * wide, x * wide)
    return QPolygonF([QPointF(*end), back + side, back - side])
