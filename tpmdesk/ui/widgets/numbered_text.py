"""A text with its line numbers, to be read and pointed at."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space

_MARK = 0.16


class NumberedText(QPlainTextEdit):
    """Emits `pointed(line)`, from 1, when the cursor comes to another line. It cannot be edited
    unless `editable`."""

    pointed = Signal(int)

    def __init__(self, theme: Theme, name: str, *, editable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._marked: tuple[int, ...] = ()
        self._line = 0
        self.setAccessibleName(name)
        self.setReadOnly(not editable)
        if not editable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setTabChangesFocus(True)
        self._margin = _Margin(self)
        self.blockCountChanged.connect(lambda _: self._fit())
        self.updateRequest.connect(self._follow)
        self.cursorPositionChanged.connect(self._point)
        theme.changed.connect(self._draw_marks)
        self._fit()

    @property
    def line(self) -> int:
        """The line that the cursor is in, from 1."""
        return self.textCursor().blockNumber() + 1

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of a line and show it."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()

    def mark(self, lines: Iterable[int]) -> None:
        """Tint these lines."""
        self._marked = tuple(lines)
        self._draw_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.topLeft(), QSize(self.margin_width, inside.height())))

    @property
    def margin_width(self) -> int:
        """Pixels that the numbers take."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + Space.L

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines that are seen."""
        painter = QPainter(self._margin)
        painter.setPen(self._theme.color(Role.MUTED))
        block = self.firstVisibleBlock()
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and area.top() <= event.rect().bottom():
            if block.isVisible():
                place = QRect(
                    0, round(area.top()), self.margin_width - Space.S, self.fontMetrics().height()
                )
                painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())

    def _fit(self) -> None:
        self.setViewportMargins(self.margin_width, 0, 0, 0)

    def _follow(self, area: QRect, moved: int) -> None:
        if moved:
            self._margin.scroll(0, moved)
        else:
            self._margin.update(0, area.y(), self._margin.width(), area.height())

    def _point(self) -> None:
        if self.line != self._line:
            self._line = self.line
            self.pointed.emit(self.line)

    def _draw_marks(self) -> None:
        ground = self._theme.color(Role.ACCENT)
        ground.setAlphaF(_MARK)
        found = []
        for line in self._marked:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                one = QTextEdit.ExtraSelection()
                one.format.setBackground(ground)
                one.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
                one.cursor = QTextCursor(block)
                found.append(one)
        self.setExtraSelections(found)
        self._margin.update()


class _Margin(QWidget):
    def __init__(self, text: NumberedText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(self._text.margin_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_numbers(event)
