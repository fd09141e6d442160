"""Choosing an exercise out of several kinds, or one that was done before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.cell_list import CellList, CellWords
from tpmdesk.ui.pages.mock.parts import Notice
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import Label, Panel, Title, beside

_LIST_WIDTH = 400


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of exercise: its words, how it goes, and what its button says."""

    key: str
    words: str
    rules: str
    action: str


class ChooseView(QWidget):
    """Emits `begin(tab, key)` with the tab and the key of the cell that is chosen, `go_on` for what
    was left unfinished and `drop_it` for giving that up."""

    begin = Signal(str, str)
    go_on = Signal()
    drop_it = Signal()

    def __init__(self, theme: Theme, title: str, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = {tab.key: tab for tab in tabs}
        self._title = title
        self._cells: Mapping[str, Sequence[CellWords]] = {}
        self.tabs = Segmented(
            self.tr("What to do"),
            {tab.key: tab.words for tab in tabs},
            tabs[0].key,
        )
        self.list = CellList(self.tr("Choose one"))
        self.left = Panel("raised", margin=Space.L)
        self.left_words = Label("", "strong", wrap=True)
        self.resume = PrimaryButton(theme, self.tr("Go on with it"), key="R")
        self.discard = Button(theme, self.tr("Give it up"), Kind.GHOST)
        self.heading = Label("", "heading", wrap=True)
        self.about = Label("", wrap=True)
        self.rules = Label("", "muted", wrap=True)
        self.start = PrimaryButton(theme, "", key="↵")
        self.notice = Notice(theme)
        self._lay_out()
        self._connect()

    @property
    def key(self) -> str:
        return self.list.key

    def show_cells(self, cells: Mapping[str, Sequence[CellWords]]) -> None:
        """What there is under each tab; a tab of nothing is hidden."""
        self._cells = cells
        for tab, held in cells.items():
            self.tabs.button(tab).setVisible(bool(held))
        if not cells.get(self.tabs.value()):
            self.tabs.set_value(next(iter(self._tabs)))
        self._turn()

    def show_left(self, words: str) -> None:
        """What was left unfinished, "" for nothing."""
        self.left_words.setText(words)
        self.left.setVisible(bool(words))
        self.start.set_kind(Kind.SECONDARY if words else Kind.PRIMARY)

    def turn_to(self, tab: str) -> None:
        self.tabs.set_value(tab)
        self._turn()

    def proceed(self) -> None:
        """Begin with what is chosen."""
        if self.key:
            self.begin.emit(self.tabs.value(), self.key)

    def _turn(self) -> None:
        tab = self.tabs.value()
        self.list.show_cells(self._cells.get(tab, ()))
        self.rules.setText(self._tabs[tab].rules)
        self.start.set_text(self._tabs[tab].action)
        self._show_chosen()

    def _show_chosen(self) -> None:
        cells = self._cells.get(self.tabs.value(), ())
        chosen = next((cell for cell in cells if cell.key == self.key), None)
        self.start.setEnabled(chosen is not None)
        self.heading.setText(chosen.title if chosen else "")
        self.about.setText(f"{chosen.about}\n{chosen.facts}".strip() if chosen else "")

    def _lay_out(self) -> None:
        self.left.column.addWidget(self.left_words)
        self.left.column.addLayout(beside(self.resume, self.discard, 1))
        self.left.hide()
        panel = Panel()
        for part in (self.heading, self.about, self.rules):
            panel.column.addWidget(part)
        panel.column.addSpacing(Space.M)
        panel.column.addLayout(beside(self.start, 1))
        self.list.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.addWidget(panel)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.XL, Space.PAGE, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(Title(self._title))
        column.addWidget(self.notice)
        column.addWidget(self.left)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _: self._turn())
        self.list.changed.connect(self._show_chosen)
        self.list.confirmed.connect(self.proceed)
        self.start.clicked.connect(self.proceed)
        self.resume.clicked.connect(self.go_on)
        self.discard.clicked.connect(self.drop_it)
