"""Opens the options of a deck over a page, and keeps what was chosen there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.deck_options import DeckOptionsSheet, DeckOptionsSource


class DeckOptioning(QObject):
    """Emits `told` with what happened, in words, and `left` when the sheet is put away."""

    told = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        source: Callable[[], DeckOptionsSource],
        settings: SettingsDesk,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._source = source
        self._settings = settings
        self.sheet: DeckOptionsSheet | None = None

    def open(self, deck: EntryId, title: str) -> None:
        """Show the options that the deck has."""
        try:
            options = self._source().options(deck)
        except NotFoundError as problem:
            self.told.emit(str(problem))
            return
        usual = self._settings.current.desired_retention
        self._opened().open_on(deck, title, options, usual)

    def _opened(self) -> DeckOptionsSheet:
        if self.sheet is None:
            self.sheet = DeckOptionsSheet(self._theme, self._host)
            self.sheet.saved.connect(self._save)
            self.sheet.left.connect(self.left)
        return self.sheet

    def _save(self, deck: str, options: DeckOptions) -> None:
        try:
            self._source().change(EntryId(deck), options)
        except (NotFoundError, ReviewError, ValueError) as problem:
            self.told.emit(str(problem))
            return
        self.told.emit(self.tr("Saved. It holds from the next answer on. Ctrl+Z takes it back."))
