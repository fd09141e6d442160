"""The changes to the cards chosen: each one undo step, told in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.browsing import Browsing, Replacement
from tpmdesk.domain.cards import CardId, NoteText
from tpmdesk.domain.content import EntryId
from tpmdesk.ui.pages.library.doing import Doing
from tpmdesk.ui.words import cards, counted

Ids = Sequence[CardId]


class Changes(QObject):
    """Emits `made` with what was done, in words, once it is."""

    made = Signal(str)

    def __init__(self, browsing: Browsing, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._browsing = browsing
        self._doing = doing

    def suspend(self, ids: Ids, *, suspended: bool) -> None:
        words = self.tr("Suspended {cards}.") if suspended else self.tr("Put back {cards}.")
        self._change(lambda: self._browsing.suspend(ids, suspended), words)

    def bury(self, ids: Ids) -> None:
        words = self.tr("Buried {cards} until tomorrow.")
        self._change(lambda: self._browsing.bury(ids), words)

    def flag(self, ids: Ids, flag: int) -> None:
        none = self.tr("Took the flag off {cards}.")
        words = self.tr("Flagged {cards} with {n}.").replace("{n}", str(flag)) if flag else none
        self._change(lambda: self._browsing.flag(ids, flag), words)

    def add_tags(self, ids: Ids, tags: Sequence[str]) -> None:
        self._change(lambda: self._browsing.add_tags(ids, tags), self.tr("Tagged {notes}."))

    def remove_tags(self, ids: Ids, tags: Sequence[str]) -> None:
        words = self.tr("Took tags off {notes}.")
        self._change(lambda: self._browsing.remove_tags(ids, tags), words)

    def rename_tag(self, old: str, new: str) -> None:
        words = self.tr("Renamed the tag on {notes}.")
        self._change(lambda: self._browsing.rename_tag(old, new), words)

    def move(self, ids: Ids, deck: EntryId | None, title: str) -> None:
        """To a deck, or to a new one of that title."""

        def work() -> int:
            return self._browsing.move(ids, deck or self._browsing.new_deck(title))

        words = self.tr("Moved {cards} to “{deck}”.").replace("{deck}", title)
        self._change(work, words)

    def forget(self, ids: Ids, *, keep_counts: bool = False) -> None:
        words = self.tr("{cards} begin again as new.")
        self._change(lambda: self._browsing.forget(ids, keep_counts), words)

    def set_due(self, ids: Ids, first: date, last: date | None) -> None:
        words = self.tr("Chose when {cards} will be due.")
        self._change(lambda: self._browsing.set_due(ids, first, last), words)

    def delete(self, ids: Ids) -> None:
        words = self.tr("Deleted {notes} with all cards.")
        self._change(lambda: self._browsing.delete(ids), words)

    def replace(self, wish: Replacement, ids: Ids) -> None:
        words = self.tr("Replaced text in {notes}.")
        self._change(lambda: self._browsing.replace(wish, ids), words)

    def create(
        self, deck: EntryId | None, title: str, text: NoteText, done: Callable[[], None]
    ) -> None:
        """A note in a deck, or in a new one of that title."""

        def made(_note: object) -> None:
            done()
            self.made.emit(self.tr("Added to “{deck}”.").format(deck=title))

        self._doing.do(
            lambda: self._browsing.create(deck or self._browsing.new_deck(title), text), made
        )

    def rename_deck(self, deck: EntryId, title: str) -> None:
        def renamed(_nothing: object) -> None:
            self.made.emit(self.tr("Renamed the deck to “{deck}”.").format(deck=title))

        self._doing.do(lambda: self._browsing.rename_deck(deck, title), renamed)

    def _change(self, work: Callable[[], int], words: str) -> None:
        self._doing.do(work, lambda n: self.made.emit(self._told(words, n)))

    def _told(self, words: str, n: int) -> str:
        if not n:
            return self.tr("Nothing changed: it was so already.")
        notes = counted(n, self.tr("{n} note"), self.tr("{n} notes"))
        done = words.format(cards=cards(n), notes=notes)
        return self.tr("{done} Ctrl+Z takes it back.").format(done=done)
