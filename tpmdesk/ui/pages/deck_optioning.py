"""Opens the options of a deck over a page, and keeps what was chosen there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.fitting import FitError, FitResult
from tpmdesk.app.ports import Background, NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.deck_options import DeckOptionsSheet, DeckOptionsSource
from tpmdesk.ui.words import cards


class DeckDesk(DeckOptionsSource, Protocol):
    """Options of decks, and parameters of one's own. `fit` may take long."""

    def fit(self, deck_id: EntryId | None) -> FitResult: ...

    def take(self, deck_id: EntryId | None, result: FitResult) -> None: ...


class DeckOptioning(QObject):
    """Emits `told` with what happened, in words, and `left` when the sheet is put away."""

    told = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        decks: Callable[[], DeckDesk],
        settings: SettingsDesk,
        background: Background,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._decks = decks
        self._settings = settings
        self._background = background
        self._deck = EntryId("")
        self._fitted: FitResult | None = None
        self._cancel: Callable[[], None] = lambda: None
        self.sheet: DeckOptionsSheet | None = None

    def open(self, deck: EntryId, title: str) -> None:
        """Show the options that the deck has."""
        try:
            options = self._decks().options(deck)
        except NotFoundError as problem:
            self.told.emit(str(problem))
            return
        self._cancel()
        self._deck, self._fitted = deck, None
        self._opened().open_on(deck, title, options, self._settings.current.desired_retention)

    def _opened(self) -> DeckOptionsSheet:
        if self.sheet is None:
            self.sheet = DeckOptionsSheet(self._theme, self._host)
            self.sheet.saved.connect(self._save)
            self.sheet.fit_asked.connect(self._fit)
            self.sheet.take_asked.connect(self._take)
            self.sheet.left.connect(self.left)
        return self.sheet

    def _save(self, deck: str, options: DeckOptions, move: bool) -> None:
        desk = self._decks()
        self._background.run(
            lambda: desk.change(EntryId(deck), options, reschedule=move),
            lambda moved: self._say_saved(moved, move=move),
            lambda problem: self.told.emit(str(problem)),
        )

    def _say_saved(self, moved: int, *, move: bool) -> None:
        if move:
            said = self.tr("Saved, and {cards} moved. Ctrl+Z takes it back.")
            self.told.emit(said.format(cards=cards(moved)))
        else:
            self.told.emit(self.tr("Saved. It holds from the next answer on."))

    def _fit(self, deck: str) -> None:
        desk = self._decks()
        self._opened().show_fitting()
        self._cancel = self._background.run(
            lambda: desk.fit(EntryId(deck)), self._show_fit, self._no_fit
        )

    def _show_fit(self, result: FitResult) -> None:
        self._fitted = result
        self._opened().show_fit(result.words, better=result.better)

    def _no_fit(self, problem: Exception) -> None:
        self._opened().show_fit(str(problem), better=False)

    def _take(self) -> None:
        if self._fitted is None:
            return
        try:
            self._decks().take(self._deck, self._fitted)
        except (FitError, NotFoundError) as problem:
            self._no_fit(problem)
            return
        self._opened().put_away()
        self.told.emit(self.tr("The fitted parameters are in use. Ctrl+Z takes it back."))
