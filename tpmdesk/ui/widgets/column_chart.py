"""Columns side by side, whole or stacked, with a line over them where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size
from tpmdesk.ui.widgets.chart import HEAD, Chart
from tpmdesk.ui.words import number

_FOOT, _LEGEND = 22, 24
_SIDE = 44
_NARROWEST = 24.0
_GAP = 0.24
_WIDEST = 44.0
_KEY = 10
_BETWEEN_LABELS = 6
_STRIDES = (1, 2, 3, 5, 7, 10, 14, 20, 30)


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of part of the columns: its name in the legend, and its colour, `share` of `role`
    on the ground."""

    name: str
    role: Role = Role.ACCENT
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its parts in the order of the series, from below; what stands under it; what it
    says; and where the line passes, in 0 to 1 (None: nowhere)."""

    parts: tuple[int, ...]
    label: str
    said: str
    line: float | None = None


class ColumnChart(Chart):
    """`series` say what the parts are; one alone needs no legend. With `group`, so many columns
    stand together, each in the colour of the series of its place, over the label of their first.
    `line` names the line, drawn from 0 to
    100 %."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        series: Sequence[Series] = (Series(""),),
        *,
        group: int = 0,
        line: str = "",
    ) -> None:
        super().__init__(theme, name)
        self._series = series
        self._group = group
        self._line = line
        self._columns: Sequence[Column] = ()
        self._has_legend = len(series) > 1 or bool(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 176 + (_LEGEND if self._has_legend else 0))

    def show_columns(self, columns: Sequence[Column], summary: str, description: str = "") -> None:
        self._columns = columns
        self.tell(summary, [column.said for column in columns], description)

    # Where things lie

    @property
    def _plot(self) -> QRectF:
        foot = _FOOT + (_LEGEND if self._has_legend else 0)
        right = _SIDE if self._line else 6
        return QRectF(self.rect()).adjusted(self._left, HEAD + 10, -right, -foot)

    @property
    def _left(self) -> float:
        """Room for the numbers of the scale."""
        widest = QFontMetricsF(font(Size.SMALL)).horizontalAdvance(number(self._top))
        return max(widest, _NARROWEST) + 10

    @property
    def _top(self) -> int:
        return round_up(max((sum(column.parts) for column in self._columns), default=0))

    def area(self, n: int) -> QRectF:
        plot, count = self._plot, len(self._columns)
        gaps = (count - 1) // self._group if self._group else 0
        width = plot.width() / max(1, count + gaps)
        before = n // self._group if self._group else 0
        return QRectF(plot.left() + (n + before) * width, plot.top(), width, plot.height())

    def mark_at(self, place: QPointF) -> int | None:
        if place.y() <= HEAD:
            return None
        columns = range(len(self._columns))
        return next((n for n in columns if self._holds(n, place.x())), None)

    def _holds(self, n: int, x: float) -> bool:
        area = self.area(n)
        return area.left() <= x < area.right()

    def _middle(self, n: int) -> float:
        """Over what the label stands."""
        last = min(n + max(1, self._group), len(self._columns)) - 1
        return (self.area(n).left() + self.area(last).right()) / 2

    # What is drawn

    def paint(self, painter: QPainter) -> None:
        self._paint_scale(painter)
        if self.current is not None:
            painter.fillRect(self.area(self.current), self.ink(Role.RAISED))
        for n, column in enumerate(self._columns):
            self._paint_column(painter, n, column)
        self._paint_line(painter)
        self._paint_labels(painter)
        if self._has_legend:
            self._paint_legend(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        plot, top = self._plot, self._top
        middle = top / 2 if top % 2 == 0 else 0
        for value in sorted({0, middle, top}):
            y = plot.bottom() - plot.height() * value / max(1, top)
            painter.setPen(self.ink(Role.BORDER))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(self.ink(Role.MUTED))
            if value or not top:
                self._write(painter, y, number(int(value)), at_right=False)
            if self._line:
                self._write(painter, y, f"{value / max(1, top):.0%}", at_right=True)

    def _write(self, painter: QPainter, y: float, words: str, *, at_right: bool) -> None:
        left = self._plot.right() + 6 if at_right else 0
        side = Qt.AlignmentFlag.AlignLeft if at_right else Qt.AlignmentFlag.AlignRight
        place = QRectF(left, y - 9, _SIDE - 2 if at_right else self._plot.left() - 6, 18)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_column(self, painter: QPainter, n: int, column: Column) -> None:
        area = self.area(n)
        width = max(1.0, min(area.width() * (1 - _GAP), _WIDEST))
        foot = area.bottom()
        painter.setPen(Qt.PenStyle.NoPen)
        for part, series in zip(column.parts, self._of(n), strict=False):
            height = area.height() * part / max(1, self._top)
            if part:
                height = max(1.0, height)
                body = QRectF(area.center().x() - width / 2, foot - height, width, height)
                painter.setBrush(self.ink(series.role, series.share))
                painter.drawRect(body)
            foot -= height

    def _of(self, n: int) -> Sequence[Series]:
        return (self._series[n % len(self._series)],) if self._group else self._series

    def _paint_line(self, painter: QPainter) -> None:
        ink = self.ink(Role.TEXT)
        for run in self._runs():
            painter.setPen(QPen(ink, 1.5))
            painter.drawPolyline(QPolygonF(run))
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            for point in run:
                painter.drawEllipse(point, 2.5, 2.5)

    def _runs(self) -> Iterator[list[QPointF]]:
        """The points of the line; it is broken where there is none."""
        run: list[QPointF] = []
        for n, column in enumerate(self._columns):
            if column.line is not None:
                area = self.area(n)
                run.append(QPointF(area.center().x(), area.bottom() - area.height() * column.line))
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _paint_labels(self, painter: QPainter) -> None:
        """All, or every second and so on, as there is room."""
        painter.setPen(self.ink(Role.MUTED))
        metrics = painter.fontMetrics()
        labels = [
            (column.label, self._label_place(n, metrics.horizontalAdvance(column.label) + 2.0))
            for n, column in enumerate(self._columns)
            if column.label
        ]
        for words, place in spaced(labels, _BETWEEN_LABELS):
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, words)

    def _label_place(self, n: int, width: float) -> QRectF:
        left = min(self._middle(n) - width / 2, self.width() - width)
        return QRectF(max(left, 0.0), self._plot.bottom() + 4, width, _FOOT - 4)

    def _paint_legend(self, painter: QPainter) -> None:
        x, y = self._plot.left(), self.height() - _LEGEND / 2 - 1.0
        for series in self._series:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.ink(series.role, series.share))
            painter.drawRoundedRect(QRectF(x, y - _KEY / 2, _KEY, _KEY), 2, 2)
            x = self._paint_name(painter, x, y, series.name)
        if self._line:
            painter.setPen(QPen(self.ink(Role.TEXT), 1.5))
            painter.drawLine(QLineF(x - 2, y, x + _KEY + 2, y))
            self._paint_name(painter, x, y, self._line)

    def _paint_name(self, painter: QPainter, x: float, y: float, words: str) -> float:
        painter.setPen(QColor(self.ink(Role.MUTED)))
        width = painter.fontMetrics().horizontalAdvance(words) + 2.0
        place = QRectF(x + _KEY + 6, y - 9, width, 18)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        return place.right() + 16


def spaced(labels: list[tuple[str, QRectF]], gap: float) -> list[tuple[str, QRectF]]:
    """Every so manieth, as few left out as lets them stand that far apart."""
    for stride in _STRIDES:
        kept = labels[::stride]
        if all(one.right() + gap <= other.left() for (_, one), (_, other) in pairwise(kept)):
            return kept
    return labels[:1]


def round_up(value: int) -> int:
    """Where a scale ends that holds the value: a number with a round half."""
    if value <= 0:
        return 0
    unit = 10 ** (len(str(value)) - 1)
    return next((step * unit for step in (1, 2, 4, 6, 8, 10) if step * unit >= value), value)
