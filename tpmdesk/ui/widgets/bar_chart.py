"""A bar for each day, painted plainly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size

_FOOT = 24
_HEAD = 20
_GAP = 0.28


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value, what stands under it ("" for nothing), and what hovering says."""

    value: int
    label: str
    explanation: str


class BarChart(QWidget):
    """`name` is read by screen readers, with the sum and the highest bar."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._bars: Sequence[Bar] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(480, 168)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        values = [bar.value for bar in bars]
        self.setAccessibleName(
            self.tr("{name}: {sum} in all, at most {most} a day").format(
                name=self._name, sum=sum(values), most=max(values, default=0)
            )
        )
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._bars:
            n = int(event.pos().x() / max(1.0, self.width() / len(self._bars)))
            bar = self._bars[min(n, len(self._bars) - 1)]
            QToolTip.showText(event.globalPos(), bar.explanation, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        base = self.height() - _FOOT
        self._paint_ground(painter, base)
        if not self._bars:
            return
        step = self.width() / len(self._bars)
        most = max(1, *(bar.value for bar in self._bars))
        for n, bar in enumerate(self._bars):
            height = (base - _HEAD) * bar.value / most
            self._paint_bar(painter, QRectF(n * step, base - height, step, height), bar)

    def _paint_ground(self, painter: QPainter, base: int) -> None:
        painter.setPen(self._theme.color(Role.BORDER))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        most = max((bar.value for bar in self._bars), default=0)
        if most:
            painter.drawLine(QPointF(0, _HEAD + 0.5), QPointF(self.width(), _HEAD + 0.5))
            painter.setPen(self._theme.color(Role.MUTED))
            top = QRectF(0, 0, self.width(), _HEAD - 2)
            painter.drawText(top, Qt.AlignmentFlag.AlignRight, str(most))

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        gap = place.width() * _GAP / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.ACCENT))
        body = place.adjusted(gap, 0, -gap, 0)
        if bar.value:
            painter.drawRoundedRect(body, min(3.0, body.width() / 2), min(3.0, body.height() / 2))
        painter.setPen(self._theme.color(Role.MUTED))
        width = painter.fontMetrics().horizontalAdvance(bar.label) + 2
        left = min(max(0.0, place.center().x() - width / 2), self.width() - width)
        under = QRectF(left, place.bottom() + 4, width, _FOOT - 4)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, bar.label)
