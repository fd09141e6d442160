"""Rows of what was, what is, and the change between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, clear

_NARROWEST = 96  # of a column, in pixels

Row = tuple[str, str, str, str]
"""A name, the earlier value, the later one, and the change in words."""


class ChangeTable(QWidget):
    """Under the headings Earlier, Later and Change."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        for column in (1, 2):
            self._grid.setColumnMinimumWidth(column, _NARROWEST)
        self._grid.setColumnMinimumWidth(3, 2 * _NARROWEST)

    def show_rows(self, rows: Sequence[Row]) -> None:
        clear(self._grid)
        self.rows = tuple(rows)
        heads = (self.tr("Earlier"), self.tr("Later"), self.tr("Change"))
        for column, head in enumerate(heads, start=1):
            self._put(0, column, Label(head, "overline"))
        for at, row in enumerate(self.rows, start=1):
            self._show(at, row)

    def _show(self, at: int, row: Row) -> None:
        name, earlier, later, change = row
        self._grid.addWidget(Label(name, wrap=True), at, 0)
        for column, value in enumerate((earlier, later), start=1):
            self._put(at, column, Label(value, "muted"))
        self._put(at, 3, Label(change, "strong"))

    def _put(self, row: int, column: int, label: Label) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, column)
