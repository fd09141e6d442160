"""Names a deck: one of those there are, or a new one by writing its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.content import EntryId


class DeckField(QComboBox):
    """Emits `edited` when another deck is named."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ids: dict[str, EntryId] = {}
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(self.tr("A deck, or a new name"))
        finder = QCompleter(self.model(), self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(finder)
        self.currentTextChanged.connect(self.edited)

    def show_decks(self, decks: Sequence[DeckLine], chosen: str = "") -> None:
        """Offer these; `chosen` is a deck's id."""
        kept = self.title
        self._ids = {deck.title: deck.id for deck in decks}
        self.clear()
        self.addItems(list(self._ids))
        titles = {deck.id: deck.title for deck in decks}
        self.setCurrentText(titles.get(EntryId(chosen), kept or next(iter(self._ids), "")))

    def choose_text(self) -> None:
        """Let the next letter replace the name."""
        self._line.selectAll()

    @property
    def title(self) -> str:
        """The name written, its parts joined by "::"."""
        return "::".join(part.strip() for part in self.currentText().split("::") if part.strip())

    @property
    def deck(self) -> EntryId | None:
        """The deck of that name; None when there is none yet."""
        return self._ids.get(self.title)
