"""The outlines by which kinds of nodes are told apart, in any colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from tpmdesk.domain.diagram import NodeKind
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, RADIUS_TINY, Role

_LID = 7.0
_CUT = 10.0
_SIGN = 20.0


class Shape(NamedTuple):
    """`outline` is filled and drawn, `marks` are drawn on it."""

    outline: QPainterPath
    marks: QPainterPath


INKS: Mapping[NodeKind, Role] = {
    NodeKind.SERVICE: Role.ACCENT,
    NodeKind.STORE: Role.EASY,
    NodeKind.QUEUE: Role.HARD,
    NodeKind.CACHE: Role.GOOD,
    NodeKind.EXTERNAL: Role.MUTED,
    NodeKind.ACTOR: Role.TEXT,
    NodeKind.JOB: Role.ACCENT,
    NodeKind.WORK: Role.ACCENT,
}
"""The colour of each kind, which its shape says too."""


def shape(kind: NodeKind, rect: QRectF) -> Shape:
    """The outline of a node of that kind and size."""
    return _SHAPES.get(kind, _box)(rect)


def _box(rect: QRectF, radius: float = RADIUS_SMALL) -> Shape:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return Shape(path, QPainterPath())


def _cylinder(rect: QRectF) -> Shape:
    top = QRectF(rect.left(), rect.top(), rect.width(), 2 * _LID)
    bottom = QRectF(rect.left(), rect.bottom() - 2 * _LID, rect.width(), 2 * _LID)
    path = QPainterPath(QPointF(rect.left(), rect.top() + _LID))
    path.arcTo(top, 180, -180)
    path.lineTo(rect.right(), rect.bottom() - _LID)
    path.arcTo(bottom, 0, -180)
    path.closeSubpath()
    lid = QPainterPath()
    lid.arcMoveTo(top, 180)
    lid.arcTo(top, 180, 180)
    return Shape(path, lid)


def _pipe(rect: QRectF) -> Shape:
    """A box with messages that wait at its end."""
    outline = _box(rect, rect.height() / 2).outline
    marks = QPainterPath()
    for n in range(3):
        x = rect.right() - 15 - 7 * n
        marks.moveTo(x, rect.center().y() - 8)
        marks.lineTo(x, rect.center().y() + 8)
    return Shape(outline, marks)


def _hexagon(rect: QRectF) -> Shape:
    path = QPainterPath(QPointF(rect.left() + _CUT, rect.top()))
    for x, y in (
        (rect.right() - _CUT, rect.top()),
        (rect.right(), rect.center().y()),
        (rect.right() - _CUT, rect.bottom()),
        (rect.left() + _CUT, rect.bottom()),
        (rect.left(), rect.center().y()),
    ):
        path.lineTo(x, y)
    path.closeSubpath()
    return Shape(path, QPainterPath())


def _frame(rect: QRectF) -> Shape:
    """A second line inside the first: something that is not ours."""
    marks = QPainterPath()
    marks.addRoundedRect(rect.adjusted(4, 4, -4, -4), RADIUS_TINY, RADIUS_TINY)
    return Shape(_box(rect).outline, marks)


def _person(rect: QRectF) -> Shape:
    outline = _box(rect, rect.height() / 2).outline
    at = QPointF(rect.left() + 24, rect.center().y())
    marks = QPainterPath()
    marks.addEllipse(at - QPointF(0, 5), 4, 4)
    shoulders = QRectF(at.x() - 8, at.y() + 2, 16, 14)
    marks.arcMoveTo(shoulders, 0)
    marks.arcTo(shoulders, 0, 180)
    return Shape(outline, marks)


def _clock(rect: QRectF) -> Shape:
    """Something that runs by the clock or in the background."""
    at = QPointF(rect.left() + 22, rect.center().y())
    marks = QPainterPath()
    marks.addEllipse(at, _SIGN / 2 - 1, _SIGN / 2 - 1)
    marks.moveTo(at - QPointF(0, 5))
    marks.lineTo(at)
    marks.lineTo(at + QPointF(4, 2))
    return Shape(_box(rect).outline, marks)


def _card(rect: QRectF) -> Shape:
    """A bar at its left: an item of work."""
    marks = QPainterPath()
    for x in (6.0, 9.0):
        marks.moveTo(rect.left() + x, rect.top() + 8)
        marks.lineTo(rect.left() + x, rect.bottom() - 8)
    return Shape(_box(rect, RADIUS_TINY).outline, marks)


_SHAPES: Mapping[NodeKind, Callable[[QRectF], Shape]] = {
    NodeKind.STORE: _cylinder,
    NodeKind.QUEUE: _pipe,
    NodeKind.CACHE: _hexagon,
    NodeKind.EXTERNAL: _frame,
    NodeKind.ACTOR: _person,
    NodeKind.JOB: _clock,
    NodeKind.WORK: _card,
}
