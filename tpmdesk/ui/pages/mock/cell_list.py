"""A calm list of cells, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.choice_cell import ChoiceCell
from tpmdesk.ui.widgets.surfaces import clear


@dataclass(frozen=True, slots=True)
class CellWords:
    """One cell: what it stands for, its title, what it means, and a quiet last line."""

    key: str
    title: str
    about: str
    facts: str = ""


class CellList(QScrollArea):
    """Up and down choose; a double click or Enter confirms."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cells: tuple[CellWords, ...] = ()
        self._group = QButtonGroup(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("content")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, Space.M, 0)
        self._column.setSpacing(Space.S)
        self.setWidget(inside)
        self.setAccessibleName(name)
        self._group.idClicked.connect(lambda _: self.changed.emit())

    @property
    def key(self) -> str:
        """What the chosen cell stands for, "" when there is none."""
        at = self._group.checkedId()
        return self._cells[at].key if 0 <= at < len(self._cells) else ""

    def show_cells(self, cells: Sequence[CellWords]) -> None:
        """Show these; the one chosen before, or else the first, is chosen."""
        before = self.key
        if tuple(cells) != self._cells:
            self._build(tuple(cells))
        if self._cells:
            self.choose(before or self._cells[0].key)

    def choose(self, key: str) -> None:
        """Choose that cell, or the first when there is none of that key."""
        keys = [cell.key for cell in self._cells]
        if keys:
            self._group.button(keys.index(key) if key in keys else 0).setChecked(True)
            self.changed.emit()

    def take_focus(self) -> None:
        if (cell := self._group.checkedButton()) is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Up:
                self._go(-1)
            case _:
                event.ignore()

    def _go(self, way: int) -> None:
        there = self._group.checkedId() + way
        if 0 <= there < len(self._cells):
            self.choose(self._cells[there].key)
            self.take_focus()
            self.ensureWidgetVisible(self._group.button(there))

    def _build(self, cells: tuple[CellWords, ...]) -> None:
        clear(self._column)
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._cells = cells
        for n, words in enumerate(cells):
            cell = _Cell(words)
            cell.twice.connect(self.confirmed)
            self._group.addButton(cell, n)
            self._column.addWidget(cell)
        self._column.addStretch(1)


class _Cell(ChoiceCell):
    twice = Signal()

    def __init__(self, words: CellWords) -> None:
        super().__init__(words.title, words.about, words.facts, size=Size.BODY)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        self.twice.emit()
