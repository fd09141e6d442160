"""Which column of a table is what, chosen over its first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tpmdesk.app.transfer import ColumnGuess, ColumnMapping
from tpmdesk.domain.cards import NoteKind
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Segmented, Select, Switch
from tpmdesk.ui.widgets.kinds import kind_name
from tpmdesk.ui.widgets.surfaces import Label, stacked

_COLUMN = 176
_SHOWN_ROWS = 8
_KINDS = (NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE, NoteKind.TYPED)


class ColumnsPanel(QWidget):
    """Shows a `ColumnGuess`, and gives the mapping as the person sees it.

    `separator_chosen` asks for the file to be cut anew.
    """

    separator_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mapping = ColumnMapping(())
        self._targets: list[Select] = []
        self.deck = QLineEdit()
        self.deck.setAccessibleName(self.tr("Deck for the new cards"))
        kinds = {kind.value: kind_name(kind) for kind in _KINDS}
        self.kind = _choice(kinds, self.tr("Kind of card"))
        self.separator = Segmented(
            self.tr("Columns are separated by"),
            {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab")},
        )
        self.header = Switch(theme, self.tr("The first row names the columns"))
        self.html = Switch(theme, self.tr("Cells hold HTML"))
        self.table = QTableWidget()
        self.problem = Label("", "problem", wrap=True)
        self._lay_out()
        self.separator.chosen.connect(self.separator_chosen)

    def show_guess(self, guess: ColumnGuess) -> None:
        """Begin with how the columns seem to be meant."""
        self._mapping = guess.mapping
        self.deck.setText(guess.mapping.deck)
        self.kind.setCurrentIndex(max(0, self.kind.findData(guess.mapping.kind)))
        self.separator.set_value(guess.mapping.delimiter)
        self.header.setChecked(guess.mapping.header)
        self.html.setChecked(guess.mapping.html)
        self._fill(guess)
        self.problem.setText("")

    def mapping(self) -> ColumnMapping:
        return replace(
            self._mapping,
            columns=tuple(str(target.currentData()) for target in self._targets),
            header=self.header.isChecked(),
            html=self.html.isChecked(),
            kind=str(self.kind.currentData()),
            deck=self.deck.text().strip() or self._mapping.deck,
        )

    def check(self) -> bool:
        """Whether the mapping makes notes; says what is missing where it does not."""
        missing = "front" not in self.mapping().columns
        words = self.tr("Choose which column is the front. Each note needs one.")
        self.problem.setText(words if missing else "")
        return not missing

    def _fill(self, guess: ColumnGuess) -> None:
        rows = guess.rows[:_SHOWN_ROWS]
        self.table.clear()
        self.table.setColumnCount(len(guess.mapping.columns))
        self.table.setRowCount(len(rows) + 1)
        names = guess.header or [str(n + 1) for n in range(len(guess.mapping.columns))]
        self.table.setHorizontalHeaderLabels(list(names))
        self._targets = [
            self._target(name, target)
            for name, target in zip(names, guess.mapping.columns, strict=False)
        ]
        for column, target in enumerate(self._targets):
            self.table.setCellWidget(0, column, target)
        for number, row in enumerate(rows, start=1):
            self._fill_row(number, row)

    def _fill_row(self, number: int, row: Sequence[str]) -> None:
        for column, cell in enumerate(row[: self.table.columnCount()]):
            item = QTableWidgetItem(" ".join(cell.split()))
            item.setToolTip(cell)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(number, column, item)

    def _target(self, name: str, target: str) -> Select:
        words = self.tr("What the column {name} is").format(name=name)
        chosen = _choice(self._columns(), words)
        chosen.setCurrentIndex(max(0, chosen.findData(target)))
        return chosen

    def _columns(self) -> dict[str, str]:
        return {
            "": self.tr("Leave out"),
            "front": self.tr("Front"),
            "back": self.tr("Back"),
            "extra": self.tr("Extra"),
            "mnemonic": self.tr("Memory aid"),
            "tags": self.tr("Tags"),
            "deck": self.tr("Deck"),
            "kind": self.tr("Kind of card"),
            "guid": self.tr("Id of the note"),
        }

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("The first rows of the file"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(40)
        self.table.horizontalHeader().setDefaultSectionSize(_COLUMN + Space.S)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        choices = QHBoxLayout()
        choices.setSpacing(Space.L)
        for words, control in (
            (self.tr("Into the deck"), self.deck),
            (self.tr("Kind of card"), self.kind),
            (self.tr("Separated by"), self.separator),
            (self.tr("First row is a heading"), self.header),
            (self.tr("Cells hold HTML"), self.html),
        ):
            choices.addLayout(stacked(Label(words, "caption"), control, spacing=Space.XS))
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(choices)
        column.addWidget(self.table, 1)
        column.addWidget(self.problem)


def _choice(options: dict[str, str], name: str) -> Select:
    made = Select(_COLUMN)
    made.setAccessibleName(name)
    for value, words in options.items():
        made.addItem(words, value)
    return made
