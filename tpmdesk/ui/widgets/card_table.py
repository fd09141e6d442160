"""A table of cards that stays quick with a million rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tpmdesk.app.browsestore import BrowseLine, Column, Sort
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.card_cells import ROW_HEIGHT, CardCells
from tpmdesk.ui.widgets.card_columns import ALL_COLUMNS, USUAL_LOOK, Look
from tpmdesk.ui.widgets.card_model import CardModel, Index, Lines

_LEAST_FRONT = 148
_FRONT_SHARE = 0.42
_MOST_RESTORED = 1000
_Flag = QItemSelectionModel.SelectionFlag


class CardTable(QTableView):
    """Emits `moved` when the cursor or the choice of rows changed, `sort_asked` with a `Sort`
    when a header is clicked, and `look_changed` when a column was widened or moved.

    Columns that there is no room for are left out, the last first.
    """

    moved = QtSignal()
    sort_asked = QtSignal(object)
    look_changed = QtSignal()
    columns_asked = QtSignal(QPoint)

    def __init__(self, theme: Theme, name: str, lines: Lines) -> None:
        super().__init__()
        self._cards = CardModel(lines)
        self._cells = CardCells(theme, self._cards)
        self._look = USUAL_LOOK
        self._quiet = True
        self.setModel(self._cards)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self._set_ways()
        self._set_sizes()
        self._connect()
        self.show_look(USUAL_LOOK)

    @property
    def cards(self) -> CardModel:
        return self._cards

    @property
    def look(self) -> Look:
        """The columns as they are now, with the person's widths and order."""
        header = self.horizontalHeader()
        widths = {
            column: header.sectionSize(n) if not header.isSectionHidden(n) else width
            for column, width in self._look.columns
            for n in (ALL_COLUMNS.index(column),)
        }
        order = sorted(widths, key=lambda column: header.visualIndex(ALL_COLUMNS.index(column)))
        return Look(tuple((column, widths[column]) for column in order), self._look.sort)

    def show_look(self, look: Look) -> None:
        self._quiet = True
        self._look = look
        header = self.horizontalHeader()
        for place, (column, width) in enumerate(look.columns):
            section = ALL_COLUMNS.index(column)
            header.moveSection(header.visualIndex(section), place)
            if column is not Column.FRONT:
                header.resizeSection(section, width)
        way = Qt.SortOrder.DescendingOrder if look.sort.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(ALL_COLUMNS.index(look.sort.column), way)
        self._fit_columns()
        self._quiet = False

    # Which cards

    def show_ids(self, ids: Sequence[CardId]) -> None:
        """Show these; the cursor and a small choice of rows stay where they still can."""
        if len(ids) == len(self._cards.ids) and ids == self._cards.ids:
            self.refresh()
            return
        row, chosen = self.currentIndex().row(), list(self._few_chosen())
        current = self._cards.ids[row] if 0 <= row < len(self._cards.ids) else None
        self._cards.show_ids(ids)
        self._restore(row, current, chosen)

    def refresh(self) -> None:
        """What is told of the cards changed."""
        self._cards.refresh()
        self.moved.emit()

    def current(self) -> BrowseLine | None:
        """The card under the cursor."""
        return self._cards.line(self.currentIndex().row())

    def chosen_count(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges())

    def chosen(self) -> list[CardId]:
        """The chosen cards, in the order shown."""
        ids = self._cards.ids
        return [card for first, last in self._ranges() for card in ids[first : last + 1]]

    def chosen_lines(self, most: int) -> list[BrowseLine]:
        """What is told of the first of them."""
        rows = (row for first, last in self._ranges() for row in range(first, last + 1))
        lines = (self._cards.line(row) for _, row in zip(range(most), rows, strict=False))
        return [line for line in lines if line is not None]

    def choose_row(self, row: int) -> None:
        """Put the cursor there and choose that row alone."""
        index = self._cards.index(row, ALL_COLUMNS.index(Column.FRONT))
        flags = _Flag.ClearAndSelect | _Flag.Rows | _Flag.Current
        self.selectionModel().setCurrentIndex(index, flags)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and deletion belong to the page; Qt would look for a row that begins so."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_all()
        elif event.key() == Qt.Key.Key_Delete or (
            event.text().isprintable() and event.text() > " "
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.moved.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._cells.current = current.row()
        self._repaint(previous.row())
        self._repaint(current.row())
        self.moved.emit()

    # Within

    def _ranges(self) -> list[tuple[int, int]]:
        """The chosen rows as first and last, in order; never one index a row."""
        picked = self.selectionModel().selection()
        parts = (picked.at(n) for n in range(picked.size()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def _few_chosen(self) -> Iterator[CardId]:
        if self.chosen_count() <= _MOST_RESTORED:
            yield from self.chosen()

    def _restore(self, row: int, current: CardId | None, chosen: list[CardId]) -> None:
        count = self._cards.rowCount()
        if not count:
            self.moved.emit()
            return
        found = self._cards.row_of(current) if current is not None else 0
        self.choose_row(found if found >= 0 else min(max(row, 0), count - 1))
        if len(chosen) > 1:
            self._choose_again(set(chosen))

    def _choose_again(self, cards: set[CardId]) -> None:
        picked = QItemSelection()
        for row, card in enumerate(self._cards.ids):
            if card in cards:
                picked.select(self._cards.index(row, 0), self._cards.index(row, 0))
        self.selectionModel().select(picked, _Flag.ClearAndSelect | _Flag.Rows)

    def _choose_all(self) -> None:
        """As one range; Qt's own way asks for each row."""
        last = self._cards.rowCount() - 1
        if last >= 0:
            whole = QItemSelection(
                self._cards.index(0, 0), self._cards.index(last, len(ALL_COLUMNS) - 1)
            )
            self.selectionModel().select(whole, _Flag.ClearAndSelect)

    def _sort_by(self, section: int) -> None:
        column = ALL_COLUMNS[section]
        same = self._look.sort.column is column
        sort = Sort(column, same and not self._look.sort.descending)
        self.show_look(Look(self.look.columns, sort))
        self.sort_asked.emit(sort)
        self.look_changed.emit()

    def _fit_columns(self) -> None:
        """Leave out the columns at the end that there is no room for."""
        width = self.viewport().width()
        room = width - max(_LEAST_FRONT, round(width * _FRONT_SHARE))
        shown = set()
        for column, wanted in self._look.columns:
            room -= 0 if column is Column.FRONT else wanted
            if column is Column.FRONT or room >= 0:
                shown.add(column)
            elif room < 0:
                room = -1
        for n, column in enumerate(ALL_COLUMNS):
            self.setColumnHidden(n, column not in shown)

    def _widened(self) -> None:
        if not self._quiet and self.horizontalHeader().underMouse():
            self._look = self.look
            self.look_changed.emit()

    def _hover(self, row: int) -> None:
        before, self._cells.hovered = self._cells.hovered, row
        self._repaint(before)
        self._repaint(row)

    def _repaint(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), ROW_HEIGHT)

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(lambda *_: self._widened())
        header.sectionMoved.connect(lambda *_: self._widened())
        header.customContextMenuRequested.connect(
            lambda place: self.columns_asked.emit(header.mapToGlobal(place))
        )
        self.entered.connect(lambda index: self._hover(index.row()))

    def _set_ways(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _set_sizes(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        columns.setHighlightSections(False)
        # A header asks, for each column, whether every row of it is chosen; ours shows no choice.
        columns.setSelectionModel(QItemSelectionModel(self._cards, columns))
        columns.setSectionsClickable(True)
        columns.setSectionsMovable(True)
        columns.setSortIndicatorShown(True)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        front = ALL_COLUMNS.index(Column.FRONT)
        columns.setSectionResizeMode(front, QHeaderView.ResizeMode.Stretch)
