"""A small line of figures, one after the other, with room for gaps in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size
from tpmdesk.ui.widgets.chart import HEAD, Chart

_HEIGHT = 124
_FOOT = 22
_DOT, _LAST = 2.5, 4.0
_INSET = 8.0


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, None where it is not known; what stands under it, and what it says."""

    value: float | None
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where the figures go. `base`, if any, is a line to be held against;
    `words` writes a value at the edge of the chart."""

    low: float
    high: float
    words: Callable[[float], str] = "{:.0f}".format
    base: float | None = None

    def share(self, value: float) -> float:
        """How far up a value lies, in 0 to 1."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5


_NO_SCALE = Scale(0.0, 1.0)


class LineChart(Chart):
    """The figures stand at equal distances; the line is broken where one is not known."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._points: Sequence[Point] = ()
        self._scale = _NO_SCALE

    @property
    def points(self) -> Sequence[Point]:
        return self._points

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def show_points(self, points: Sequence[Point], scale: Scale, summary: str) -> None:
        """At least one point."""
        self._points, self._scale = points, scale
        self.tell(summary, [point.said for point in points])

    # Where things lie

    @property
    def _plot(self) -> QRectF:
        metrics = QFontMetricsF(font(Size.SMALL))
        edges = (self._scale.low, self._scale.high)
        left = max(metrics.horizontalAdvance(self._scale.words(edge)) for edge in edges)
        return QRectF(self.rect()).adjusted(left + 14, HEAD + 12, -6, -_FOOT)

    def area(self, n: int) -> QRectF:
        plot = self._plot
        width = plot.width() / max(1, len(self._points))
        return QRectF(plot.left() + n * width, plot.top(), width, plot.height())

    def mark_at(self, place: QPointF) -> int | None:
        plot = self._plot
        if place.y() <= HEAD or not plot.left() <= place.x() < plot.right():
            return None
        return int((place.x() - plot.left()) / (plot.width() / len(self._points)))

    def _place(self, n: int, value: float) -> QPointF:
        return QPointF(self._x(n), self._y(value))

    def _x(self, n: int) -> float:
        plot, last = self._plot.adjusted(_INSET, 0, -_INSET, 0), len(self._points) - 1
        return plot.left() + plot.width() * (n / last if last else 0.5)

    def _y(self, value: float) -> float:
        plot = self._plot
        return plot.bottom() - plot.height() * self._scale.share(value)

    # What is drawn

    def paint(self, painter: QPainter) -> None:
        if not any(point.value is not None for point in self._points):
            return
        self._paint_scale(painter)
        if self.current is not None:
            x = self._x(self.current)
            painter.setPen(self.ink(Role.MUTED))
            painter.drawLine(QLineF(x, self._plot.top(), x, self._plot.bottom()))
        self._paint_line(painter)
        self._paint_labels(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        plot, scale = self._plot, self._scale
        for value in (scale.low, scale.high):
            y = self._y(value)
            painter.setPen(self.ink(Role.BORDER))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(self.ink(Role.MUTED))
            place = QRectF(0, y - 9, plot.left() - 6, 18)
            middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, middle, scale.words(value))
        if scale.base is not None:
            y = self._y(scale.base)
            painter.setPen(QPen(self.ink(Role.MUTED), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))

    def _paint_line(self, painter: QPainter) -> None:
        accent = self._theme.color(Role.ACCENT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.5))
        for run in self._runs():
            painter.drawPolyline(QPolygonF(run))
        painter.setBrush(accent)
        painter.setPen(Qt.PenStyle.NoPen)
        large = (self.current, self._last_known())
        for n, point in enumerate(self._points):
            if point.value is not None:
                size = _LAST if n in large else _DOT
                painter.drawEllipse(self._place(n, point.value), size, size)

    def _last_known(self) -> int:
        known = (n for n, point in enumerate(self._points) if point.value is not None)
        return max(known, default=-1)

    def _runs(self) -> Iterator[list[QPointF]]:
        run: list[QPointF] = []
        for n, point in enumerate(self._points):
            if point.value is not None:
                run.append(self._place(n, point.value))
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _paint_labels(self, painter: QPainter) -> None:
        """Under the first and the last."""
        painter.setPen(self.ink(Role.MUTED))
        plot = self._plot
        under = QRectF(plot.left(), plot.bottom() + 4, plot.width(), _FOOT - 4)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, self._points[0].label)
        if len(self._points) > 1:
            painter.drawText(under, Qt.AlignmentFlag.AlignRight, self._points[-1].label)
