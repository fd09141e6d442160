"""Moves the cards chosen to another deck, or to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import DeckLine
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.deck_field import DeckField
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label
from tpmdesk.ui.words import cards


class MoveSheet(Overlay):
    """Emits `moved` with a deck's id, or None for a new one, and its title."""

    moved = Signal(object, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "")
        self.deck = DeckField(self.tr("Deck to move to"))
        self.about = Label("", "muted", wrap=True)
        self.move_button = PrimaryButton(theme, self.tr("Move"), key="Enter")
        self.body.addWidget(Label(self.tr("To the deck"), "caption"))
        self.body.addWidget(self.deck)
        self.body.addWidget(self.about)
        self.set_primary(self.move_button)
        self.move_button.clicked.connect(self._move)
        self.deck.edited.connect(self._weigh)

    def open_on(self, count: int, decks: Sequence[DeckLine], deck: str) -> None:
        """For so many cards; `deck` is the id of the one that the first lies in."""
        self.heading.setText(self.tr("Move {cards}").format(cards=cards(count)))
        self.setAccessibleName(self.heading.text())
        self.deck.show_decks(decks, deck)
        self._weigh()
        self.open_over(self.deck)
        self.deck.choose_text()

    def _weigh(self) -> None:
        title = self.deck.title
        new = bool(title) and self.deck.deck is None
        words = self.tr("“{deck}” is a new deck: it is made as you move.").format(deck=title)
        known = self.tr("Write part of a deck's name, or the name of a new deck.")
        self.about.setText(words if new else known)
        self.move_button.setEnabled(bool(title))

    def _move(self) -> None:
        self.put_away()
        self.moved.emit(self.deck.deck, self.deck.title)
