"""Any number of cards as rows: only their ids are held, and the lines of the pages looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tpmdesk.app.browsestore import BrowseLine, Column
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.widgets.card_columns import ALL_COLUMNS, column_name
from tpmdesk.ui.widgets.card_words import cell, due_sign, is_figure, state_sign

Index = QModelIndex | QPersistentModelIndex
Lines = Callable[[Sequence[CardId]], Sequence[BrowseLine]]
_ROOT = QModelIndex()
_PAGE = 64
_PAGES_KEPT = 48

_Page = dict[CardId, BrowseLine]


class CardModel(QAbstractTableModel):
    """`lines` is asked for one page of cards at a time, when a row of it is first looked at."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._fetch = lines
        self._ids: Sequence[CardId] = ()
        self._pages: dict[int, _Page] = {}
        self.now = datetime.now(UTC)

    @property
    def ids(self) -> Sequence[CardId]:
        """All cards, in the order shown."""
        return self._ids

    def show_ids(self, ids: Sequence[CardId]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """What is told of the cards changed; which they are did not."""
        self._forget()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(ALL_COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def line(self, row: int) -> BrowseLine | None:
        """What is told of the card in a row; None when it is gone."""
        if not 0 <= row < len(self._ids):
            return None
        number = row // _PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._load(number)
        return page.get(self._ids[row])

    def row_of(self, card: CardId) -> int:
        """The row of a card, -1 when it is not here."""
        try:
            return self._ids.index(card)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(ALL_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(ALL_COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(ALL_COLUMNS[section]) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.line(index.row())
        return None if line is None else self.words(line, ALL_COLUMNS[index.column()])

    def words(self, line: BrowseLine, column: Column) -> str:
        """A cell in words."""
        if column is Column.DUE:
            return due_sign(line, self.now).words
        if column is Column.STATE:
            return state_sign(line).words
        return cell(line, column, self.now.astimezone().date())

    def _load(self, number: int) -> _Page:
        start = number * _PAGE
        lines = self._fetch(list(self._ids[start : start + _PAGE]))
        if len(self._pages) >= _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[number] = {line.id: line for line in lines}
        return self._pages[number]

    def _forget(self) -> None:
        self._pages.clear()
        self.now = datetime.now(UTC)


def _side(column: Column) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if is_figure(column) else Qt.AlignmentFlag.AlignLeft
