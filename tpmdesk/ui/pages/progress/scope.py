"""Which cards and which time the figures are of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpmdesk.app.ports import DeckLine
from tpmdesk.app.statistics import Period
from tpmdesk.domain.query import QueryError
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Segmented, Select
from tpmdesk.ui.widgets.query_words import deck_term
from tpmdesk.ui.widgets.search_field import SearchField

_WAIT_MS = 300
_DECK_WIDTH, _SEARCH_WIDTH = 210, 190


class ScopeBar(QWidget):
    """A deck, a search within it, and a period. Emits `changed` once typing rests."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.deck = Select(_DECK_WIDTH)
        self.deck.setAccessibleName(self.tr("Deck"))
        self.deck.addItem(self.tr("All decks"), "")
        self.search = SearchField(theme, self.tr("Only cards that this search finds"))
        self.search.setPlaceholderText(self.tr("Such as tag:risk"))
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.period = Segmented(
            self.tr("Period"),
            {
                Period.MONTH: self.tr("1 month"),
                Period.QUARTER: self.tr("3 months"),
                Period.YEAR: self.tr("1 year"),
                Period.ALL: self.tr("All"),
            },
            Period.MONTH,
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_WAIT_MS)
        self._typing.timeout.connect(self.changed)
        self.deck.activated.connect(lambda _: self.changed.emit())
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._at_once)
        self.period.chosen.connect(lambda _: self.changed.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self.deck)
        line.addWidget(self.search, 1)
        line.addWidget(self.period)

    @property
    def query(self) -> str:
        parts = (self.deck.currentData() or "", _grouped(self.search.text().strip()))
        return " ".join(part for part in parts if part)

    @property
    def chosen_period(self) -> Period:
        return Period(self.period.value())

    @property
    def narrowed(self) -> bool:
        """Whether these are not all cards."""
        return bool(self.query)

    def show_decks(self, decks: Sequence[DeckLine]) -> None:
        """Offer these; the one chosen stays chosen."""
        items = [(deck.title, deck_term(deck.title)) for deck in decks if deck.cards]
        if items == [
            (self.deck.itemText(n), self.deck.itemData(n)) for n in range(1, self.deck.count())
        ]:
            return
        chosen = self.deck.currentData()
        while self.deck.count() > 1:
            self.deck.removeItem(1)
        for title, term in items:
            self.deck.addItem(title, term)
        self.deck.setCurrentIndex(max(0, self.deck.findData(chosen)))

    def mark(self, problem: QueryError) -> None:
        """Show what of the search cannot be read; places are those of `query`."""
        before = self.query.find(self.search.text().strip())
        self.search.mark((max(0, problem.start - before), max(0, problem.end - before)))

    def _at_once(self) -> None:
        self._typing.stop()
        self.changed.emit()


def _grouped(search: str) -> str:
    """Held together, so that an "or" in it stays within the deck."""
    return f"({search})" if " or " in search.casefold() else search
