"""Which step was spoken of when: a thin row for each step, over the waveform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, RADIUS_TINY, Size, Space, Weight
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.times import clock

GUTTER = 168
"""Pixels at the left for the names of the steps."""
_ROW = 24
_READING = 24
_LEAST = 14.0  # pixels of the shortest mark, so that its number can be read
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Seconds of the recording in which step `number` (from 1) is spoken of, or, for a `signal`,
    in which a signal to roll it back is named."""

    number: int
    step: str
    start: float
    end: float
    quote: str
    signal: bool = False


def marks(steps: Sequence[StepCoverage]) -> tuple[Mark, ...]:
    """All that has a time, in the order in which it was said."""
    found = [
        Mark(number, step.step, each.start, each.end or each.start, each.quote, signal)
        for number, step in enumerate(steps, start=1)
        for signal, evidence in ((False, step.evidence), (True, step.signal or ()))
        for each in evidence
        if each.start is not None
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.number, mark.signal)))


class HeatStrip(QWidget):
    """Emits `seek` for a mark that is clicked, or reached by the arrow keys and chosen with Enter.

    A step is told by its row, its name and its number; its colour only helps. The line under the
    rows says what is pointed at.
    """

    seek = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepCoverage, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._seconds = 0.0
        self._position = 0.0
        self._current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_aloud()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    @property
    def reading(self) -> str:
        """What is pointed at or reached, in words; else what can be done."""
        if not self._marks:
            return self.tr("No step was heard in this answer.")
        if self._current is None:
            return self.tr("When each step was spoken of. Click a mark to hear it.")
        mark = self._marks[self._current]
        what = self.tr("rollback signal") if mark.signal else mark.step
        return self.tr("{start} to {end}  ·  {what}: “{quote}”").format(
            start=clock(mark.start), end=clock(mark.end), what=what, quote=mark.quote
        )

    def show_steps(self, steps: Sequence[StepCoverage], seconds: float) -> None:
        """One row for each step, over so many seconds of recording."""
        self._steps, self._marks = tuple(steps), marks(steps)
        self._seconds, self._current = seconds, None
        reach = Qt.FocusPolicy.StrongFocus if self._marks else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(reach)
        self.setAccessibleDescription("; ".join(map(self._row_words, self._steps)))
        self._name_aloud()
        self.updateGeometry()
        self.update()

    def set_position(self, seconds: float) -> None:
        """Show where the player is."""
        self._position = seconds
        self.update()

    def area(self, mark: Mark) -> QRectF:
        """Where a mark lies."""
        left, top = self._x(mark.start), (mark.number - 1) * _ROW
        width = max(self._x(mark.end) - left, _LEAST)
        left = min(left, self.width() - width)
        if mark.signal:
            return QRectF(left, top + 4, _LEAST, _ROW - 8)
        return QRectF(left, top + 3, width, _ROW - 6)

    def sizeHint(self) -> QSize:
        return QSize(480, len(self._steps) * _ROW + _READING)

    def minimumSizeHint(self) -> QSize:
        return QSize(GUTTER + 160, self.sizeHint().height())

    # What points at a mark

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._mark_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._mark_at(event.position())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.seek.emit(self._marks[at].start)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _STEPS.get(Qt.Key(event.key()))
        if way is not None and self._marks:
            self._point_at(self._next(way))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.seek.emit(self._marks[self._current].start)
        else:
            super().keyPressEvent(event)

    def _next(self, way: int) -> int:
        last = len(self._marks) - 1
        if self._current is None:
            return 0 if way > 0 else last
        return min(max(self._current + way, 0), last)

    def _mark_at(self, place: QPointF) -> int | None:
        """A signal lies on its step, so it is looked for first."""
        ways = sorted(range(len(self._marks)), key=lambda n: not self._marks[n].signal)
        return next((n for n in ways if self.area(self._marks[n]).contains(place)), None)

    def _point_at(self, n: int | None) -> None:
        if n == self._current:
            return
        self._current = n
        pointed = n is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor)
        self._name_aloud()
        self.update()

    def _name_aloud(self) -> None:
        name = self.tr("Steps over time")
        said = f": {self.reading}" if self._current is not None else ""
        self.setAccessibleName(name + said)

    def _row_words(self, step: StepCoverage) -> str:
        times = [clock(one.start) for one in step.evidence if one.start is not None]
        if not step.covered:
            return f"{step.step}: {self._absent(step)}"
        return self.tr("{step}: at {times}").format(step=step.step, times=", ".join(times))

    def _absent(self, step: StepCoverage) -> str:
        return self.tr("in general only") if step.mentioned else self.tr("missing")

    # What is drawn

    def _x(self, seconds: float) -> float:
        room = self.width() - GUTTER
        return GUTTER + (room * min(seconds / self._seconds, 1.0) if self._seconds else 0.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        for row, step in enumerate(self._steps):
            self._paint_row(painter, row, step)
        for n, mark in enumerate(self._marks):
            paint = self._paint_signal if mark.signal else self._paint_mark
            paint(painter, mark, pointed=n == self._current)
        self._paint_position(painter)
        self._paint_reading(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tint.accent(), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, step: StepCoverage) -> None:
        top, middle = row * _ROW, (row + 0.5) * _ROW
        painter.setPen(tint.ink() if step.covered else tint.quiet())
        words = painter.fontMetrics().elidedText(
            f"{row + 1}  {step.step}", Qt.TextElideMode.ElideRight, GUTTER - Space.L
        )
        label = QRectF(Space.XS, top, GUTTER - Space.M, _ROW)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, words)
        start: float = GUTTER
        if not step.covered:
            said = self._absent(step)
            room = QRectF(GUTTER, top, self.width() - GUTTER, _ROW)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
            start += painter.fontMetrics().horizontalAdvance(said) + Space.S
        style = Qt.PenStyle.SolidLine if step.covered else Qt.PenStyle.DotLine
        painter.setPen(QPen(tint.hairline(), 1, style))
        painter.drawLine(QPointF(start, middle), QPointF(self.width(), middle))

    def _paint_mark(self, painter: QPainter, mark: Mark, *, pointed: bool) -> None:
        area = self.area(mark)
        painter.setPen(QPen(tint.step_colour(mark.number - 1), 2 if pointed else 1))
        painter.setBrush(tint.step_tint(mark.number - 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_TINY, RADIUS_TINY)
        face = QFont(font(Size.SMALL, Weight.STRONG))
        painter.setFont(face)
        painter.setPen(tint.ink())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(mark.number))
        painter.setFont(font(Size.SMALL))

    def _paint_signal(self, painter: QPainter, mark: Mark, *, pointed: bool) -> None:
        """A flag that stands on its step."""
        area = self.area(mark)
        flag = QPolygonF(
            [
                area.topLeft(),
                QPointF(area.right(), area.top() + 4),
                QPointF(area.left(), area.top() + 8),
            ]
        )
        painter.setPen(QPen(tint.ink(), 2 if pointed else 1.5))
        painter.setBrush(tint.ink())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawPolygon(flag)

    def _paint_position(self, painter: QPainter) -> None:
        if self._position <= 0:
            return
        x = self._x(self._position)
        painter.setPen(QPen(tint.ink(), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, len(self._steps) * _ROW))

    def _paint_reading(self, painter: QPainter) -> None:
        top = len(self._steps) * _ROW
        metrics, whole = painter.fontMetrics(), self.width() - Space.XS
        fits = metrics.horizontalAdvance(self.reading) <= whole - GUTTER
        room = QRectF(GUTTER if fits else Space.XS, top, whole, _READING)
        room.setRight(whole)
        painter.setPen(tint.quiet() if self._current is None else tint.ink())
        words = metrics.elidedText(self.reading, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
