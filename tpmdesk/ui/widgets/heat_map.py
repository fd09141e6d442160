"""A calendar of days, each as dark as there was much on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.chart import HEAD, Chart
from tpmdesk.ui.words import written

_WEEK = 7
_SIDE, _MONTHS, _LEGEND = 36, 20, 26
_LARGEST, _GAP = 20.0, 0.2
_WEEKS = 54  # that a year of days may touch
_SHADES = (0.28, 0.5, 0.75, 1.0)
_NAMED = (0, 2, 4)  # Monday, Wednesday, Friday
_STEPS = {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Square:
    """One day: how much there was, and what it says."""

    day: date
    value: int
    said: str


class HeatMap(Chart):
    """Weeks are columns that begin on Monday; the last column is this week."""

    def __init__(self, theme: Theme, name: str, less: str, more: str) -> None:
        super().__init__(theme, name)
        self._squares: Sequence[Square] = ()
        self._limits: tuple[int, ...] = ()
        self._ends = (less, more)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def heightForWidth(self, width: int) -> int:
        return ceil(HEAD + _MONTHS + _WEEK * self._pitch_in(width) + _LEGEND)

    def show_squares(self, squares: Sequence[Square], summary: str, description: str = "") -> None:
        """Days without gaps, oldest first."""
        self._squares = squares
        self._limits = quarters([square.value for square in squares])
        self.tell(summary, [square.said for square in squares], description)

    def steps(self) -> dict[Qt.Key, int]:
        return _STEPS

    # Where things lie

    @property
    def _offset(self) -> int:
        """Empty places before the first day in its week."""
        return self._squares[0].day.weekday() if self._squares else 0

    @property
    def _pitch(self) -> float:
        return self._pitch_in(self.width())

    def _pitch_in(self, width: int) -> float:
        return min(_LARGEST, (width - _SIDE - 8) / _WEEKS)

    @property
    def _origin(self) -> QPointF:
        return QPointF(_SIDE + 6, HEAD + _MONTHS + 2)

    def area(self, n: int) -> QRectF:
        week, weekday = divmod(n + self._offset, _WEEK)
        pitch, origin = self._pitch, self._origin
        size = pitch * (1 - _GAP)
        return QRectF(origin.x() + week * pitch, origin.y() + weekday * pitch, size, size)

    def mark_at(self, place: QPointF) -> int | None:
        pitch, origin = self._pitch, self._origin
        week, weekday = (place.x() - origin.x()) // pitch, (place.y() - origin.y()) // pitch
        n = int(week * _WEEK + weekday) - self._offset
        inside = week >= 0 and 0 <= weekday < _WEEK and 0 <= n < len(self._squares)
        return n if inside else None

    # What is drawn

    def paint(self, painter: QPainter) -> None:
        for n, square in enumerate(self._squares):
            self._paint_square(painter, self.area(n), square.value, marked=n == self.current)
        painter.setPen(self.ink(Role.MUTED))
        self._paint_months(painter)
        self._paint_weekdays(painter)
        self._paint_legend(painter)

    def _paint_square(
        self, painter: QPainter, place: QRectF, value: int, *, marked: bool = False
    ) -> None:
        level = sum(value > limit for limit in self._limits)
        ink = self.ink(Role.ACCENT, _SHADES[min(level, 3)]) if value else self.ink(Role.RAISED)
        painter.setBrush(ink)
        painter.setPen(QPen(self.ink(Role.TEXT), 1.5) if marked else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, 2.5, 2.5)

    def _paint_months(self, painter: QPainter) -> None:
        """Over the week that holds the first of a month, where there is room."""
        taken = 0.0
        for n, square in enumerate(self._squares):
            if square.day.day != 1:
                continue
            words = written(square.day, "MMM")
            width = painter.fontMetrics().horizontalAdvance(words) + 2.0
            left = self.area(n).left()
            if left >= taken and left + width <= self.width():
                place = QRectF(left, HEAD, width, _MONTHS)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)
                taken = left + width + 6

    def _paint_weekdays(self, painter: QPainter) -> None:
        pitch = self._pitch
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        by_weekday = {square.day.weekday(): square.day for square in self._squares[:_WEEK]}
        for weekday in _NAMED:
            if weekday in by_weekday:
                y = self._origin.y() + weekday * pitch - 2
                place = QRectF(0, y, _SIDE, pitch * (1 - _GAP) + 4)
                painter.drawText(place, side, written(by_weekday[weekday], "ddd"))

    def _paint_legend(self, painter: QPainter) -> None:
        less, more = self._ends
        y = self._origin.y() + _WEEK * self._pitch + 6
        x, size = self._origin.x(), 11.0
        x = self._paint_end(painter, x, y, less)
        painter.setPen(Qt.PenStyle.NoPen)
        for ink in (self.ink(Role.RAISED), *(self.ink(Role.ACCENT, each) for each in _SHADES)):
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(x, y + 3, size, size), 2.5, 2.5)
            x += size + 3
        painter.setPen(self.ink(Role.MUTED))
        self._paint_end(painter, x + 3, y, more)

    def _paint_end(self, painter: QPainter, x: float, y: float, words: str) -> float:
        width = painter.fontMetrics().horizontalAdvance(words) + 2.0
        painter.drawText(QRectF(x, y, width, 18), Qt.AlignmentFlag.AlignVCenter, words)
        return x + width + 6


def quarters(values: Sequence[int]) -> tuple[int, ...]:
    """Three limits that part the values above 0 into quarters."""
    some = sorted(value for value in values if value)
    if not some:
        return ()
    return tuple(some[(len(some) - 1) * n // 4] for n in (1, 2, 3))
