"""The sheets that ask what an act needs to know, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtWidgets import QWidget

from tpmdesk.app.browsing import Browsing, Replacement
from tpmdesk.app.ports import Background
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.pages.library.changes import Changes
from tpmdesk.ui.pages.library.due_sheet import DueSheet
from tpmdesk.ui.pages.library.duplicates_sheet import DuplicatesSheet
from tpmdesk.ui.pages.library.move_sheet import MoveSheet
from tpmdesk.ui.pages.library.name_sheet import NameSheet
from tpmdesk.ui.pages.library.replace_sheet import ReplaceSheet
from tpmdesk.ui.pages.library.tags_sheet import TagsSheet
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.card_info import CardInfoPanel


class Sheets:
    """They lie over `page`. `cards` are those that the sheet now open is about; `search` makes a
    search in the page."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        browsing: Browsing,
        changes: Changes,
        background: Background,
        search: Callable[[str], None],
    ) -> None:
        self._theme = theme
        self._page = page
        self._browsing = browsing
        self._changes = changes
        self._background = background
        self._search = search
        self.cards: Sequence[CardId] = ()

    @cached_property
    def tags(self) -> TagsSheet:
        sheet = TagsSheet(self._theme, self._page)
        sheet.added.connect(lambda tags: self._changes.add_tags(self.cards, tags))
        sheet.removed.connect(lambda tags: self._changes.remove_tags(self.cards, tags))
        return sheet

    @cached_property
    def move(self) -> MoveSheet:
        sheet = MoveSheet(self._theme, self._page)
        sheet.moved.connect(lambda deck, title: self._changes.move(self.cards, deck, title))
        return sheet

    @cached_property
    def due(self) -> DueSheet:
        sheet = DueSheet(self._theme, self._page)
        sheet.chosen.connect(lambda first, last: self._changes.set_due(self.cards, first, last))
        return sheet

    @cached_property
    def name(self) -> NameSheet:
        return NameSheet(self._theme, self._page)

    @cached_property
    def info(self) -> CardInfoPanel:
        return CardInfoPanel(self._theme, self._page)

    @cached_property
    def replace(self) -> ReplaceSheet:
        def wanted(wish: Replacement, ids: Sequence[CardId]) -> None:
            self._changes.replace(wish, ids)

        preview = self._browsing.preview_replace
        sheet = ReplaceSheet(self._theme, self._page, preview, self._background)
        sheet.wanted.connect(wanted)
        return sheet

    @cached_property
    def duplicates(self) -> DuplicatesSheet:
        sheet = DuplicatesSheet(self._theme, self._page, self._background)
        sheet.asked.connect(self._search)
        return sheet
