"""What each act does: at once, or after a sheet has asked for what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from tpmdesk.app.browsing import BrowseLine, Browsing, CardInfo
from tpmdesk.app.ports import Background
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.newest import Newest
from tpmdesk.ui.pages.library.acts import ON_CARDS, Act
from tpmdesk.ui.pages.library.changes import Changes
from tpmdesk.ui.pages.library.known import Known
from tpmdesk.ui.pages.library.menus import acts_menu, flags_menu, more_menu, words_menu
from tpmdesk.ui.pages.library.sheets import Sheets
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.browse_tree import Spot
from tpmdesk.ui.widgets.card_table import CardTable
from tpmdesk.ui.widgets.forgetting_chart import Point

_TOLD = 500  # of many cards, the tags of so many are shown
_Info = tuple[CardInfo, Sequence[Point]]


class Commands(QObject):
    """Works on the cards chosen in `table`. Emits `edit_asked` and the like for what the
    page itself shows."""

    edit_asked = Signal()
    new_asked = Signal()
    field_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    more_asked = Signal()
    cram_asked = Signal(str)
    options_asked = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        table: CardTable,
        sheets: Sheets,
        changes: Changes,
        known: Known,
        browsing: Browsing,
        background: Background,
    ) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._sheets = sheets
        self._changes = changes
        self._known = known
        self._browsing = browsing
        self._info: Newest[_Info] = Newest(background, self._show_info, self.failed.emit)
        self._acts: Mapping[Act, Callable[[], None]] = {
            Act.EDIT: self.edit_asked.emit,
            Act.NEW: self.new_asked.emit,
            Act.SEARCH: self.field_asked.emit,
            Act.IMPORT: self.import_asked.emit,
            Act.EXPORT: self.export_asked.emit,
            Act.MORE: self.more_asked.emit,
            Act.INFO: self._ask_info,
            Act.SUSPEND: self._suspend,
            Act.BURY: lambda: self._changes.bury(self._ids),
            Act.FLAG: self._flag,
            Act.TAGS: self._tags,
            Act.MOVE: self._move,
            Act.DUE: self._due,
            Act.FORGET: lambda: self._changes.forget(self._ids),
            Act.DELETE: lambda: self._changes.delete(self._ids),
            Act.REPLACE: self._replace,
            Act.DUPLICATES: lambda: self.compare(""),
        }

    def do(self, act: Act) -> None:
        """Begin an act; nothing when it needs a card and there is none."""
        if act not in ON_CARDS or self._current is not None:
            self._acts[act]()

    def card_menu(self, place: QPoint) -> None:
        """What can be done with the cards chosen, at a place on the screen."""
        if self._current is not None:
            one = self._table.chosen_count() <= 1
            acts_menu(self._theme, self._table, self.do, one=one).popup(place)

    def more_menu(self, place: QPoint) -> None:
        """What can be done in the library, whichever cards are chosen."""
        more_menu(self._theme, self._table, self.do).popup(place)

    def spot_menu(self, spot: Spot, place: QPoint) -> None:
        """What can be done with a deck or a tag."""
        entries = [(self.tr("Find duplicates here"), partial(self.compare, spot.term))]
        entries.insert(0, (self.tr("Cram…"), partial(self.cram_asked.emit, spot.term)))
        if spot.kind == "deck":
            entries.insert(0, (self.tr("Options…"), partial(self.options_asked.emit, spot.name)))
        if spot.kind != "state":
            entries.insert(0, (self.tr("Rename…"), partial(self._rename, spot)))
        words_menu(self._table, entries).popup(place)

    def compare(self, query: str) -> None:
        """Look for duplicates among the notes that a search finds."""
        browsing = self._browsing
        sheet = self._sheets.duplicates
        sheet.open_on(lambda progress: browsing.duplicates(query, progress), query)

    @property
    def _current(self) -> BrowseLine | None:
        return self._table.current()

    @property
    def _ids(self) -> list[CardId]:
        """The cards chosen; where none are, the one under the cursor."""
        chosen = self._table.chosen()
        current = self._current
        return chosen or ([current.id] if current else [])

    def _suspend(self) -> None:
        current = self._current
        if current is not None:
            self._changes.suspend(self._ids, suspended=not current.suspended)

    def _flag(self) -> None:
        ids = self._ids
        menu = flags_menu(self._theme, self._table, lambda n: self._changes.flag(ids, n))
        self._pop_up(menu)

    def _pop_up(self, menu: QMenu) -> None:
        """At the row of the cursor, which may be out of view."""
        row = self._table.visualRect(self._table.currentIndex())
        seen = self._table.viewport().rect()
        place = row.bottomLeft() if seen.intersects(row) else seen.center()
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _tags(self) -> None:
        lines = self._table.chosen_lines(_TOLD) or [line for line in (self._current,) if line]
        present = sorted({tag for line in lines for tag in line.tags})
        self._sheets.cards = self._ids
        self._sheets.tags.open_on(len(self._sheets.cards), self._known.tag_names, present)

    def _move(self) -> None:
        current = self._current
        if current is not None:
            self._sheets.cards = self._ids
            self._sheets.move.open_on(len(self._sheets.cards), self._known.decks, current.deck)

    def _due(self) -> None:
        self._sheets.cards = self._ids
        today = datetime.now(UTC).astimezone().date()
        self._sheets.due.open_on(len(self._sheets.cards), today)

    def _replace(self) -> None:
        chosen = self._table.chosen()
        many = len(chosen) > 1
        ids = chosen if many else list(self._table.cards.ids)
        self._sheets.replace.open_on(ids, chosen=many)

    def _ask_info(self) -> None:
        current = self._current
        if current is not None:
            card, browsing = current.id, self._browsing
            self._info.ask(lambda: (browsing.info(card), browsing.forgetting_curve(card)))

    def _show_info(self, told: _Info) -> None:
        self._sheets.info.show_info(*told)

    def _rename(self, spot: Spot) -> None:
        if spot.kind == "tag":
            question = self.tr("Rename the tag")
            self._sheets.name.ask(question, spot.name, partial(self._changes.rename_tag, spot.name))
            return
        deck = self._known.deck_titled(spot.name)
        if deck is not None:
            question = self.tr("Rename the deck")
            self._sheets.name.ask(question, spot.name, partial(self._changes.rename_deck, deck))
