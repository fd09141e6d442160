"""The waveform of a recording: where it is, and where one may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.times import clock

_BAR = 2
_PITCH = 4
_STEP_MS = 5_000
_PAGE_MS = 15_000
_HEAD = 20  # room above the bars for the numbers of the spans


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the recording, in seconds, that shows step `number` (from 1)."""

    start: float
    end: float
    number: int


def condense(peaks: Sequence[float], count: int) -> list[float]:
    """`count` bars for any number of peaks; each bar is the highest of its share."""
    if not peaks or count <= 0:
        return []
    edges = [round(n * len(peaks) / count) for n in range(count + 1)]
    return [max(peaks[start : max(end, start + 1)] or peaks[-1:]) for start, end in pairwise(edges)]


class Waveform(QAbstractSlider):
    """Click, drag, or use the arrow keys to seek. Its value is the position in milliseconds."""

    seek = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peaks: tuple[float, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._numbered = True
        self._flags: tuple[float, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(_STEP_MS)
        self.setPageStep(_PAGE_MS)
        self.setRange(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Position in the recording"))
        self.actionTriggered.connect(self._moved_by_key)
        self.valueChanged.connect(self._moved)

    @property
    def seconds(self) -> float:
        return self.maximum() / 1000

    def show_recording(self, peaks: Sequence[float], seconds: float) -> None:
        """Draw `peaks` (0 to 1, evenly spaced) over `seconds`."""
        self._peaks = tuple(peaks)
        self.setRange(0, round(seconds * 1000))
        self.setValue(0)
        self.update()

    def show_peaks(self, peaks: Sequence[float]) -> None:
        """Draw the peaks (0 to 1, evenly spaced) once they are known."""
        self._peaks = tuple(peaks)
        self.update()

    def set_spans(self, spans: Sequence[Span], *, numbered: bool = True) -> None:
        """Shade stretches, with the numbers of their steps unless these stand elsewhere."""
        self._spans, self._numbered = tuple(spans), numbered
        self.update()

    def set_flags(self, seconds: Sequence[float]) -> None:
        """Mark moments that have a note."""
        self._flags = tuple(seconds)
        self.update()

    def set_position(self, seconds: float) -> None:
        """Show where the player is; does not emit `seek`."""
        self.setValue(round(seconds * 1000))

    def sizeHint(self) -> QSize:
        return QSize(480, 96)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 72)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._seek_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek_to(event.position().x())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span in self._spans:
            self._paint_span(painter, span)
        self._paint_bars(painter)
        for seconds in self._flags:
            self._paint_flag(painter, self._x(seconds))
        self._paint_position(painter)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _x(self, seconds: float) -> float:
        return self.width() * seconds / self.seconds if self.seconds else 0.0

    def _seek_to(self, x: float) -> None:
        share = min(max(x / max(self.width(), 1), 0.0), 1.0)
        self.set_position(share * self.seconds)
        self.seek.emit(self.value() / 1000)

    def _moved_by_key(self, _action: int) -> None:
        self.setValue(self.sliderPosition())
        self.seek.emit(self.value() / 1000)

    def _moved(self, value: int) -> None:
        self.setAccessibleDescription(
            self.tr("{at} of {whole}").format(at=clock(value / 1000), whole=clock(self.seconds))
        )
        self.update()

    def _paint_span(self, painter: QPainter, span: Span) -> None:
        left = self._x(span.start)
        width = max(self._x(span.end) - left, 16.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint.step_tint(span.number - 1))
        painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 4, 4)
        if self._numbered:
            painter.setPen(tint.ink())
            room = QRectF(left, 0, width, _HEAD)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(span.number))

    def _paint_bars(self, painter: QPainter) -> None:
        played = self._x(self.value() / 1000)
        room = (self.height() - _HEAD - 4) / 2
        middle = _HEAD + room
        bars = [
            QRectF(n * _PITCH, middle - half, _BAR, 2 * half)
            for n, peak in enumerate(condense(self._peaks, self.width() // _PITCH))
            for half in (max(peak * room, 1.0),)
        ]
        heard = sum(bar.x() < played for bar in bars)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((bars[:heard], tint.accent()), (bars[heard:], tint.quiet())):
            painter.setBrush(colour)
            painter.drawRects(part)

    def _paint_position(self, painter: QPainter) -> None:
        x = min(self._x(self.value() / 1000), self.width() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint.ink())
        painter.drawRoundedRect(QRectF(x, _HEAD - 4, 2, self.height() - _HEAD + 4), 1, 1)

    def _paint_flag(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(tint.ink(), 1.5))
        painter.setBrush(tint.ink())
        painter.drawLine(QPointF(x, 2), QPointF(x, _HEAD))
        painter.drawRoundedRect(QRectF(x, 2, 8, 7), 2, 2)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tint.accent(), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
