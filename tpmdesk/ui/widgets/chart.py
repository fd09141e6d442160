"""What all charts share: marks that can be pointed at or walked through, and said in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, Role, Size
from tpmdesk.ui.widgets.tint import mix

HEAD = 24
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Chart(QWidget):
    """A row of marks. The line at the top says what the chart comes to, or, while one mark is
    pointed at or reached by the arrow keys, what that one is.

    A screen reader hears `name` with that line, and all marks as the description.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._summary = ""
        self._said: Sequence[str] = ()
        self._current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def reading(self) -> str:
        """The line at the top."""
        return self._summary if self._current is None else self._said[self._current]

    @property
    def current(self) -> int | None:
        """The mark that is pointed at or reached."""
        return self._current

    def tell(self, summary: str, said: Sequence[str], description: str = "") -> None:
        """The words: of the whole, and of each mark; a description other than all of these."""
        self._summary, self._said, self._current = summary, said, None
        self.setAccessibleDescription(description or "; ".join(said))
        self._name_aloud()
        self.update()

    def area(self, n: int) -> QRectF:
        """Where a mark lies."""
        raise NotImplementedError

    def mark_at(self, place: QPointF) -> int | None:
        """The mark there."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Draw the marks."""
        raise NotImplementedError

    def steps(self) -> dict[Qt.Key, int]:
        """By how many marks each arrow key moves."""
        return _STEPS

    def ink(self, role: Role, share: float = 1.0) -> QColor:
        """A colour, or that share of it on the panel's ground."""
        return mix(self._theme.color(role), self._theme.color(Role.SURFACE), share)

    # What moves the reading

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(Qt.Key(event.key()))
        if target is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._point_at(target)

    def _target(self, key: Qt.Key) -> int | None:
        """The mark that a key leads to; an arrow begins at the last."""
        last = len(self._said) - 1
        if last < 0:
            return None
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        step = self.steps().get(key)
        if step is None:
            return None
        return last if self._current is None else min(max(self._current + step, 0), last)

    def _point_at(self, n: int | None) -> None:
        if n != self._current:
            self._current = n
            self._name_aloud()
            self.update()

    def _name_aloud(self) -> None:
        self.setAccessibleName(f"{self._name}: {self.reading}" if self.reading else self._name)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        self._paint_reading(painter)
        self.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color(Role.FOCUS), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)

    def _paint_reading(self, painter: QPainter) -> None:
        pointed = self._current is not None
        painter.setPen(self._theme.color(Role.TEXT if pointed else Role.MUTED))
        room = QRectF(self.rect()).adjusted(6, 2, -6, 0)
        words = painter.fontMetrics().elidedText(
            self.reading, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
