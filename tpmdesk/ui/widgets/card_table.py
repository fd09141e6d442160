"""A table of cards that stays quick with ten thousand rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tpmdesk.app.ports import CardLine
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.words import day

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_HEIGHT = 48
_ROOM_FOR_DECKS = 680
_ROOM_FOR_REVIEWS = 420
_FRONT, _DECK, _DUE, _REVIEWS = range(4)


class CardModel(QAbstractTableModel):
    """Rows are `CardLine`s."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[CardLine] = ()
        self._today = datetime.now().astimezone().date()
        self._names = (self.tr("Card"), self.tr("Deck"), self.tr("Due"), self.tr("Reviews"))

    def show_lines(self, lines: Sequence[CardLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self._today = datetime.now().astimezone().date()
        self.endResetModel()

    def line(self, row: int) -> CardLine:
        return self._lines[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() > 0 or line.suspended):
            return self._theme.color(Role.MUTED)
        return None

    def _words(self, line: CardLine, column: int) -> str:
        match column:
            case 0:
                return line.front
            case 1:
                return line.deck_title
            case 2:
                return self._due(line)
            case _:
                return str(line.reps)

    def _due(self, line: CardLine) -> str:
        if line.suspended:
            return self.tr("suspended")
        if line.due is None:
            return self.tr("new")
        when = line.due.astimezone().date()
        return self.tr("now") if when < self._today else day(when, self._today, "MMM")


class CardTable(QTableView):
    """Emits `selected` with the `CardLine` under the cursor, or None."""

    selected = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._cards = CardModel(theme)
        self.setModel(self._cards)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self._set_sizes()
        self.selectionModel().currentRowChanged.connect(self._announce)

    @property
    def cards(self) -> CardModel:
        return self._cards

    def show_lines(self, lines: Sequence[CardLine]) -> None:
        """Show these, keeping the cursor on its card when that is still among them."""
        current = self.current()
        self._cards.show_lines(lines)
        rows = [n for n, line in enumerate(lines) if current and line.id == current.id]
        if lines:
            self.selectRow(rows[0] if rows else 0)
        else:
            self.selected.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the card's panel says too is left out where room is short."""
        super().resizeEvent(event)
        self.setColumnHidden(_DECK, self.width() < _ROOM_FOR_DECKS)
        self.setColumnHidden(_REVIEWS, self.width() < _ROOM_FOR_REVIEWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the page; Qt would look for a row that begins with them."""
        if event.text().isalpha() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def current(self) -> CardLine | None:
        index = self.currentIndex()
        return self._cards.line(index.row()) if index.isValid() else None

    def _announce(self, index: QModelIndex) -> None:
        self.selected.emit(self._cards.line(index.row()) if index.isValid() else None)

    def _set_sizes(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(_FRONT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_DECK, 200), (_DUE, 110), (_REVIEWS, 84)):
            columns.resizeSection(column, width)
