"""Chooses what to cram: a deck, what was forgotten lately, or any search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from tpmdesk.app.ports import DeckLine
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.query_words import deck_term
from tpmdesk.ui.widgets.surfaces import Label

_QUERY = Qt.ItemDataRole.UserRole
_HEIGHT = 560


class CramSheet(Overlay):
    """Emits `chosen` with a search."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "", height=_HEIGHT)
        self.heading.setText(self.tr("Cram"))
        self.setAccessibleName(self.heading.text())
        self.query = QLineEdit()
        self.query.setAccessibleName(self.tr("Search"))
        self.query.setPlaceholderText(self.tr("A search, such as tag:release or is:leech"))
        self.choices = QListWidget()
        self.choices.setAccessibleName(self.tr("What to cram"))
        self.begin = PrimaryButton(theme, self.tr("Begin"), key="Enter")
        words = self.tr(
            "Each card is asked until you recall it. Nothing you answer here moves your schedule."
        )
        self.body.addWidget(Label(words, "muted", wrap=True))
        self.body.addWidget(self.choices, 1)
        self.body.addWidget(self.query)
        self.set_primary(self.begin)
        self.begin.clicked.connect(self._begin)
        self.choices.itemActivated.connect(self._begin)
        self.choices.currentItemChanged.connect(self._write)

    def open_with(self, decks: Sequence[DeckLine]) -> None:
        """Offer these decks too."""
        self.choices.clear()
        self._add(self.tr("Forgotten today"), "rated:1:1")
        self._add(self.tr("Forgotten this week"), "rated:7:1")
        self._add(self.tr("Leeches"), "is:leech")
        self._add(self.tr("Flagged"), "is:flagged")
        for deck in decks:
            self._add(deck.title, deck_term(deck.title))
        self.choices.setCurrentRow(0)
        self.open_over(self.choices)

    def _add(self, words: str, query: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_QUERY, query)
        self.choices.addItem(item)

    def _write(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.query.setText(str(item.data(_QUERY)))

    def _begin(self) -> None:
        query = self.query.text().strip()
        if query:
            self.put_away()
            self.chosen.emit(query)
