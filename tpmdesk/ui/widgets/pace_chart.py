"""Words a minute over the time of an answer, as one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from tpmdesk.domain.bands import Band
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.chart import HEAD, Chart
from tpmdesk.ui.widgets.times import clock

_HEIGHT = 132
_FOOT = 20
_SIDE = 40
_AIR = 10  # words a minute above the highest and below the lowest point
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaceChart(Chart):
    """Points at the beginning of each part; a click on one, or Enter, emits `seek` with its time.

    The band in which a pace is usual is shaded, with its bounds at the left.
    """

    seek = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._name = self.tr("Pace over time")
        self._pace: tuple[tuple[float, float], ...] = ()
        self._band = Band(None, None)
        self._seconds = 0.0
        self.setAccessibleName(self._name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def show_pace(
        self, pace: Sequence[tuple[float, float]], band: Band, seconds: float, summary: str
    ) -> None:
        """The (start, words a minute) of each part of an answer of so many seconds."""
        self._pace, self._band, self._seconds = tuple(pace), band, seconds
        said = [
            self.tr("From {time}: {n} words a minute").format(time=clock(start), n=round(words))
            for start, words in pace
        ]
        self.tell(summary, said)

    def area(self, n: int) -> QRectF:
        """A column around the point."""
        half = self._step() / 2
        point = self._point(n)
        return QRectF(point.x() - half, HEAD, 2 * half, self.height() - HEAD - _FOOT)

    def mark_at(self, place: QPointF) -> int | None:
        return next((n for n in range(len(self._pace)) if self.area(n).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.mark_at(event.position())
        if at is not None:
            self.seek.emit(self._pace[at][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.current is not None:
            self.seek.emit(self._pace[self.current][0])
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter) -> None:
        self._paint_band(painter)
        points = [self._point(n) for n in range(len(self._pace))]
        painter.setPen(QPen(self.ink(Role.ACCENT), 2))
        painter.drawPolyline(points)
        for n, point in enumerate(points):
            size = 5.0 if n == self.current else 3.0
            painter.setBrush(self.ink(Role.ACCENT))
            painter.drawEllipse(point, size, size)
        self._paint_times(painter)

    def _paint_band(self, painter: QPainter) -> None:
        low, high = self._bounds()
        top = self._y(self._band.high if self._band.high is not None else high)
        bottom = self._y(self._band.low if self._band.low is not None else low)
        painter.fillRect(
            QRectF(_SIDE, top, self.width() - _SIDE, bottom - top), self.ink(Role.RAISED)
        )
        painter.setPen(self.ink(Role.MUTED))
        for bound in (self._band.low, self._band.high):
            if bound is not None:
                room = QRectF(0, self._y(bound) - 10, _SIDE - Space.S, 20)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, right, f"{bound:g}")

    def _paint_times(self, painter: QPainter) -> None:
        painter.setPen(self.ink(Role.MUTED))
        room = QRectF(_SIDE, self.height() - _FOOT, self.width() - _SIDE - Space.XS, _FOOT)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, clock(0))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, clock(self._seconds))

    def _bounds(self) -> tuple[float, float]:
        shown = [words for _, words in self._pace]
        shown += [bound for bound in (self._band.low, self._band.high) if bound is not None]
        return min(shown, default=0.0) - _AIR, max(shown, default=1.0) + _AIR

    def _y(self, words: float) -> float:
        low, high = self._bounds()
        room = self.height() - HEAD - _FOOT
        return HEAD + room * (high - words) / (high - low)

    def _step(self) -> float:
        apart = self._pace[1][0] - self._pace[0][0] if len(self._pace) > 1 else self._seconds
        return self._width_of(apart)

    def _width_of(self, seconds: float) -> float:
        return (self.width() - _SIDE) * seconds / self._seconds if self._seconds else 0.0

    def _point(self, n: int) -> QPointF:
        """Each part's point stands in its middle."""
        start, words = self._pace[n]
        return QPointF(_SIDE + self._width_of(start) + self._step() / 2, self._y(words))
