"""The decks and tags that there are, read now and then beside the window's thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.browsing import Browsing, TagLine
from tpmdesk.app.ports import Background, DeckLine
from tpmdesk.domain.content import EntryId
from tpmdesk.ui.newest import Newest

_Read = tuple[list[DeckLine], list[TagLine]]


class Known(QObject):
    """Emits `changed` when they have been read anew."""

    changed = Signal()

    def __init__(self, browsing: Browsing, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._browsing = browsing
        self._reading: Newest[_Read] = Newest(background, self._take, self._keep)
        self.decks: Sequence[DeckLine] = ()
        self.tags: Sequence[TagLine] = ()

    @property
    def tag_names(self) -> list[str]:
        return [tag.name for tag in self.tags]

    def deck_titled(self, title: str) -> EntryId | None:
        return next((deck.id for deck in self.decks if deck.title == title), None)

    def read(self) -> None:
        browsing = self._browsing
        self._reading.ask(lambda: (browsing.decks(), browsing.tags()))

    def _take(self, read: _Read) -> None:
        self.decks, self.tags = read
        self.changed.emit()

    def _keep(self, problem: Exception) -> None:
        """What was known before still is; the search says what is wrong with the profile."""
        del problem
