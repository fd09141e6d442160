"""A panel with a chart, and one with a table of figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.chart import Chart
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle

_CELL_WIDTH = 76


class ChartPanel(Panel):
    """A chart under its title, with how it is computed below."""

    def __init__(self, title: str, chart: Chart, how: str) -> None:
        super().__init__(margin=Space.L)
        self.chart = chart
        self.how = Label(how, "caption", wrap=True)
        self.column.addWidget(SectionTitle(title))
        self.column.addWidget(chart, 1)
        self.column.addWidget(self.how)


class TablePanel(Panel):
    """Figures in rows and columns."""

    def __init__(self, title: str, columns: Sequence[str], rows: Sequence[str], how: str) -> None:
        super().__init__(margin=Space.L)
        self._rows, self._columns = rows, columns
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        for n, name in enumerate(columns, start=1):
            self._grid.setColumnMinimumWidth(n, _CELL_WIDTH)
            self._grid.addWidget(_right(Label(name, "caption")), 0, n)
        for n, name in enumerate(rows, start=1):
            self._grid.addWidget(Label(name, "small"), n, 0)
        self.cells = [
            [self._cell(row, column) for column in range(len(columns))] for row in range(len(rows))
        ]
        self.how = Label(how, "caption", wrap=True)
        self.column.addWidget(SectionTitle(title))
        self.column.addSpacing(Space.XS)
        self.column.addLayout(self._grid)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(self.how)
        self.column.addStretch(1)

    def show_cell(self, row: int, column: int, value: str, of: str) -> None:
        """A figure, and in how many it was counted."""
        figure, count = self.cells[row][column]
        figure.setText(value)
        count.setText(of)
        figure.setAccessibleName(f"{self._rows[row]}, {self._columns[column]}: {value} {of}")

    def _cell(self, row: int, column: int) -> tuple[Label, Label]:
        figure, count = _right(Label("", "strong")), Label("", "caption")
        inner = QGridLayout()
        inner.setSpacing(0)
        inner.addWidget(figure, 0, 0)
        inner.addWidget(_right(count), 1, 0)
        self._grid.addLayout(inner, row + 1, column + 1)
        return figure, count


def _right(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
