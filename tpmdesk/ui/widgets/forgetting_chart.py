"""The forgetting curve of one card: how likely it was recalled, day by day, and will be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size
from tpmdesk.ui.words import written

Point = tuple[datetime, float]
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 22, 26
_LOWEST_STEP = 0.1
_LABEL_WIDTH = 76


class ForgettingChart(QWidget):
    """The curve up to now is drawn whole, what is to come dashed. A line across marks the share at
    which the card falls due."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: Sequence[Point] = ()
        self._now = datetime.now(UTC)
        self._lowest = 0.0
        self._retention = 0.9
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Forgetting curve"))

    def sizeHint(self) -> QSize:
        return QSize(560, 188)

    def show_curve(self, points: Sequence[Point], now: datetime, retention: float) -> None:
        self._points = points
        self._now = now
        self._retention = retention
        self._lowest = _floor(min([retention, *(share for _, share in points)]))
        self.setVisible(len(points) > 1)
        here = [share for at, share in points if at <= now]
        self.setAccessibleDescription(
            self.tr("Chance to recall it now: {n} %").format(n=round(100 * here[-1]))
            if here
            else ""
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        self._paint_scale(painter)
        self._paint_times(painter)
        self._paint_curve(painter)

    # Where things lie

    @property
    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _place(self, point: Point) -> QPointF:
        at, share = point
        return QPointF(self._x(at), self._y(share))

    def _x(self, at: datetime) -> float:
        start, end = self._points[0][0], self._points[-1][0]
        span = (end - start).total_seconds() or 1.0
        return self._area.left() + self._area.width() * (at - start).total_seconds() / span

    def _y(self, share: float) -> float:
        lowest = self._lowest
        return self._area.bottom() - self._area.height() * (share - lowest) / (1 - lowest)

    # What is drawn

    def _paint_scale(self, painter: QPainter) -> None:
        area, lowest = self._area, self._lowest
        middle = (1 + lowest) / 2
        for share in (1.0, middle, lowest):
            painter.setPen(self._theme.color(Role.BORDER))
            painter.drawLine(QLineF(area.left(), self._y(share), area.right(), self._y(share)))
            self._paint_share(painter, share, Role.MUTED)
        pen = QPen(self._theme.color(Role.HARD), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = self._y(self._retention)
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        words = self.tr("due at {n} %").format(n=round(100 * self._retention))
        place = QRectF(area.left() + 4, y + 1, area.width() - 8, 18)
        painter.setPen(self._theme.color(Role.HARD))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)

    def _paint_share(self, painter: QPainter, share: float, ink: Role) -> None:
        painter.setPen(self._theme.color(ink))
        place = QRectF(0, self._y(share) - 9, _LEFT - 6, 18)
        words = f"{round(100 * share)} %"
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, words)

    def _paint_times(self, painter: QPainter) -> None:
        area = self._area
        now = min(max(self._x(self._now), area.left()), area.right())
        painter.setPen(self._theme.color(Role.EDGE))
        painter.drawLine(QLineF(now, area.top(), now, area.bottom()))
        painter.setPen(self._theme.color(Role.MUTED))
        over = QRectF(now - _LABEL_WIDTH / 2, 0, _LABEL_WIDTH, _TOP - 4)
        painter.drawText(over, Qt.AlignmentFlag.AlignCenter, self.tr("now"))
        for (at, _), side in (
            (self._points[0], Qt.AlignmentFlag.AlignLeft),
            (self._points[-1], Qt.AlignmentFlag.AlignRight),
        ):
            under = QRectF(area.left(), area.bottom() + 6, area.width(), _BOTTOM - 6)
            painter.drawText(under, side, written(at.astimezone().date(), "d MMM yyyy"))

    def _paint_curve(self, painter: QPainter) -> None:
        past = [self._place(point) for point in self._points if point[0] <= self._now]
        coming = [self._place(point) for point in self._points if point[0] > self._now]
        accent = self._theme.color(Role.ACCENT)
        self._fill_under(painter, past, accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(QPolygonF(past))
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DotLine))
        painter.drawPolyline(QPolygonF([*past[-1:], *coming]))

    def _fill_under(self, painter: QPainter, line: list[QPointF], ink: QColor) -> None:
        if not line:
            return
        ink = QColor(ink)
        ink.setAlphaF(0.10)
        foot = self._area.bottom()
        shape = [QPointF(line[0].x(), foot), *line, QPointF(line[-1].x(), foot)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF(shape))


def _floor(least: float) -> float:
    """Where the scale begins: a little below the least share."""
    return max(0.0, int(least / _LOWEST_STEP) * _LOWEST_STEP - _LOWEST_STEP / 2)
