"""The past attempts, as a list that may be long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tpmdesk.app.loopshapes import LoopLine
from tpmdesk.app.ports import AttemptLine
from tpmdesk.ui.pages.mock.loop_words import line_words
from tpmdesk.ui.pages.mock.offer import attempt_words
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, Role, Size, Space, Weight

_ID = Qt.ItemDataRole.UserRole
_FACTS = Qt.ItemDataRole.UserRole + 1
_WHOLE = Qt.ItemDataRole.UserRole + 2
_HEIGHT = 64
_GAP = 8

_Index = QModelIndex | QPersistentModelIndex


class AttemptsList(QListView):
    """Rounds and whole loops, newest first. Enter or a click opens one."""

    opened = Signal(int)
    loop_opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = QStandardItemModel(self)
        self.setObjectName("cells")
        self.setModel(self._rows)
        self.setItemDelegate(_AttemptCell(theme))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Past attempts"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)

    def show_past(self, lines: Sequence[AttemptLine], loops: Sequence[LoopLine]) -> None:
        self._rows.clear()
        both: list[AttemptLine | LoopLine] = [*lines, *loops]
        for line in sorted(both, key=lambda each: each.started, reverse=True):
            whole = isinstance(line, LoopLine)
            facts = line_words(line) if isinstance(line, LoopLine) else attempt_words(line)
            item = QStandardItem(line.title)
            item.setData(int(line.id), _ID)
            item.setData(whole, _WHOLE)
            item.setData(facts, _FACTS)
            item.setAccessibleText(f"{line.title}, {facts}")
            self._rows.appendRow(item)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds the newest one ready."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        signal = self.loop_opened if index.data(_WHOLE) else self.opened
        signal.emit(index.data(_ID))


class _AttemptCell(QStyledItemDelegate):
    """The round's title, and under it when it was sat and how it went."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(240, _HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect).adjusted(1, 1, -1, -1 - _GAP)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(
            QPen(self._theme.color(Role.ACCENT if marked else Role.BORDER), 2 if marked else 1)
        )
        painter.setBrush(self._theme.color(Role.RAISED if under_mouse else Role.SURFACE))
        painter.drawRoundedRect(cell, RADIUS_SMALL, RADIUS_SMALL)
        inside = cell.adjusted(Space.L, Space.M, -Space.L, -Space.M)
        painter.setFont(font(Size.BODY, Weight.STRONG))
        painter.setPen(self._theme.color(Role.TEXT))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, index.data())
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._theme.color(Role.MUTED))
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, index.data(_FACTS))
        painter.restore()
