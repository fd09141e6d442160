"""Rows of a name, a bar and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.chart import HEAD, Chart
from tpmdesk.ui.words import number

_ROW, _BAR, _GAP, _MARGIN = 24, 10, 12, 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, its value, and what it says."""

    name: str
    value: int
    said: str


class RowChart(Chart):
    """The longest bar fills the room between names and numbers."""

    def __init__(self, theme: Theme, name: str, rows: int) -> None:
        super().__init__(theme, name)
        self._rows: Sequence[Row] = ()
        self._expected = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(280, HEAD + 8 + self._expected * _ROW)

    def show_rows(self, rows: Sequence[Row], summary: str) -> None:
        self._rows = rows
        self.tell(summary, [row.said for row in rows])

    def steps(self) -> dict[Qt.Key, int]:
        return _STEPS

    def area(self, n: int) -> QRectF:
        height = (self.height() - HEAD - 8) / max(1, len(self._rows))
        return QRectF(0, HEAD + 4 + n * height, self.width(), height)

    def mark_at(self, place: QPointF) -> int | None:
        rows = range(len(self._rows))
        return next((n for n in rows if self.area(n).contains(place)), None)

    def paint(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)
        numbers = [metrics.horizontalAdvance(number(row.value)) for row in self._rows]
        sides = (_MARGIN + names + _GAP, _MARGIN + max(numbers, default=0) + _GAP)
        for n, row in enumerate(self._rows):
            area = self.area(n)
            if n == self.current:
                painter.fillRect(area, self.ink(Role.RAISED))
            self._paint_words(painter, area, row)
            self._paint_bar(painter, area.adjusted(sides[0], 0, -sides[1], 0), row.value)

    def _paint_words(self, painter: QPainter, area: QRectF, row: Row) -> None:
        room = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.ink(Role.MUTED))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, row.name)
        painter.setPen(self.ink(Role.TEXT))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, number(row.value))

    def _paint_bar(self, painter: QPainter, room: QRectF, value: int) -> None:
        most = max(row.value for row in self._rows)
        top = room.center().y() - _BAR / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink(Role.RAISED))
        painter.drawRoundedRect(QRectF(room.left(), top, room.width(), _BAR), 3, 3)
        if value:
            width = max(3.0, room.width() * value / most)
            painter.setBrush(self.ink(Role.ACCENT))
            painter.drawRoundedRect(QRectF(room.left(), top, width, _BAR), 3, 3)
