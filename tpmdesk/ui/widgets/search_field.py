"""A field for a search, which marks the place of a mistake."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role

_BELOW = 8
_THICK = 2


class SearchField(QLineEdit):
    """Escape empties it, and means nothing to it when it is empty."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._mark: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self._lens = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._draw_lens()
        theme.changed.connect(self._draw_lens)

    def mark(self, place: tuple[int, int] | None) -> None:
        """Underline the letters from one place up to another, or none."""
        self._mark = place
        self.update()

    @property
    def marked(self) -> str:
        """The words underlined."""
        if self._mark is None:
            return ""
        start, end = self._mark
        return self.text()[start:end]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is not None:
            self._paint_mark(*self._mark)

    def _paint_mark(self, start: int, end: int) -> None:
        text, metrics = self.text(), QFontMetricsF(self.font())
        shown = self.cursorRect().center().x() + 1
        begin = shown - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = begin + metrics.horizontalAdvance(text[:start])
        right = max(begin + metrics.horizontalAdvance(text[:end]), left + _BELOW)
        painter = QPainter(self)
        pen = QPen(self._theme.color(Role.AGAIN), _THICK, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        y = self.height() - _BELOW
        painter.drawLine(QPointF(left, y), QPointF(min(right, self.width() - _BELOW), y))

    def _draw_lens(self) -> None:
        self._lens.setIcon(self._theme.icon("search", Role.MUTED))
