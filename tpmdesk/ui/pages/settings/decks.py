"""Each deck's own options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import DeckLine
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import EntryId
from tpmdesk.ui.pages.deck_optioning import DeckDesk, DeckOptioning
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import beside

_WIDTH = 240


@dataclass(frozen=True, slots=True)
class DeckParts:
    """Which decks there are, and what keeps their options."""

    lines: Callable[[], list[DeckLine]]
    desk: Callable[[], DeckDesk]


class DecksSection(Section):
    """Chooses a deck and opens its options over `page`."""

    def __init__(
        self,
        settings: SettingsDesk,
        theme: Theme,
        parts: DeckParts,
        background: Tasks,
        page: QWidget,
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Decks"))
        self._parts = parts
        self.deck = Select(_WIDTH)
        self.deck.setAccessibleName(self.tr("Deck"))
        self.open = Button(theme, self.tr("Options…"), icon="settings")
        self.optioning = DeckOptioning(theme, page, parts.desk, settings, background)
        both = QWidget()
        both.setLayout(beside(self.deck, self.open))
        self.add(
            self.tr("Options of a deck"),
            self.tr("Its own retention, limits, steps, siblings and leeches."),
            both,
        )
        self.open.clicked.connect(self._open)
        self.optioning.told.connect(self.notice)

    def load(self) -> None:
        """Read which decks there are; the choice stays."""
        chosen = self.deck.currentData()
        self.deck.clear()
        for line in self._parts.lines():
            self.deck.addItem(line.title, line.id)
        self.deck.setCurrentIndex(max(0, self.deck.findData(chosen)))
        self.open.setEnabled(self.deck.count() > 0)

    def show_deck(self, deck: str) -> None:
        """Open the options of the deck with that id."""
        at = self.deck.findData(deck)
        if at >= 0:
            self.deck.setCurrentIndex(at)
            self._open()

    def _open(self) -> None:
        deck = self.deck.currentData()
        if deck is not None:
            self.optioning.open(EntryId(deck), self.deck.currentText())
