"""Decks one under the other, each with the number of its cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tpmdesk.app.ports import DeckLine
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size, Space
from tpmdesk.ui.words import cards

_DECK = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 36
_NARROW = 144
_GAP = Space.M
_WIDE = 360

Index = QModelIndex | QPersistentModelIndex


class DeckList(QListWidget):
    """Emits `chosen` with a deck's id, "" for all."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_NARROW)
        self.setItemDelegate(_DeckDelegate(theme, self))
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.deck()))

    def deck(self) -> str:
        item = self.currentItem()
        return str(item.data(_DECK)) if item is not None else ""

    def show_decks(self, decks: Sequence[DeckLine]) -> None:
        """Show these under "All cards", and keep the choice; emits nothing."""
        row = max(0, self.currentRow())
        before = self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.clear()
        self._add(self.tr("All cards"), "", sum(deck.cards for deck in decks))
        for deck in decks:
            self._add(deck.title, deck.id, deck.cards)
        self.setCurrentRow(min(row, self.count() - 1))
        self.blockSignals(before)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as its longest row."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def _fit(self) -> None:
        rows = (self.item(row) for row in range(self.count()))
        longest = max(_row_width(item.text(), str(item.data(_COUNT))) for item in rows)
        self.setMaximumWidth(min(_WIDE, max(_NARROW, longest + 2 * self.frameWidth() + 2)))
        self.updateGeometry()

    def _add(self, words: str, deck: str, count: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_DECK, deck)
        item.setData(_COUNT, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {cards(count)}")
        item.setToolTip(f"{words}, {cards(count)}")
        self.addItem(item)


class _DeckDelegate(QStyledItemDelegate):
    """Draws the count at the right, in the quiet colour."""

    def __init__(self, theme: Theme, parent: DeckList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        count = str(index.data(_COUNT))
        inside = option.rect.adjusted(Space.M, 0, -Space.M, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._theme.color(Role.MUTED))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, count)
        room = inside.width() - painter.fontMetrics().horizontalAdvance(count) - _GAP
        face = font(Size.BODY)
        painter.setFont(face)
        painter.setPen(self._theme.color(Role.TEXT))
        fitting = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, fitting)
        painter.restore()


def _row_width(words: str, count: str) -> int:
    """The pixels a row needs to show its words whole."""
    name = QFontMetrics(font(Size.BODY)).horizontalAdvance(words)
    return name + _GAP + QFontMetrics(font(Size.SMALL)).horizontalAdvance(count) + 2 * Space.M
