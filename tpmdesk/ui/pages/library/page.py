"""Library: every card, found as you type, read, changed and written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from tpmdesk.app.browsing import Browsing, CardInfo, QueryError, Sort
from tpmdesk.app.ports import Background, NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import CardId, NoteId, NoteText
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.ui.newest import Newest
from tpmdesk.ui.pages.editing import EditingPage
from tpmdesk.ui.pages.library.acts import Act, act_of, look_of
from tpmdesk.ui.pages.library.changes import Changes
from tpmdesk.ui.pages.library.commands import Commands
from tpmdesk.ui.pages.library.doing import Doing
from tpmdesk.ui.pages.library.known import Known
from tpmdesk.ui.pages.library.menus import columns_menu
from tpmdesk.ui.pages.library.panel import CardPanel
from tpmdesk.ui.pages.library.search_bar import SearchBar
from tpmdesk.ui.pages.library.sheets import Sheets
from tpmdesk.ui.pages.page import CRAM, DECK, IMPORT, REVIEW, SETTINGS
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.transfer.desk import TransferDesk, Transfers
from tpmdesk.ui.widgets.browse_tree import BrowseTree
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.card_columns import Look, look_from
from tpmdesk.ui.widgets.card_table import CardTable
from tpmdesk.ui.widgets.panes import Panes
from tpmdesk.ui.widgets.surfaces import Label, Panel, Title, beside
from tpmdesk.ui.words import cards

_TREE_WIDTH, _TABLE_WIDTH, _PANEL_WIDTH = 148, 236, 340
_TREE_MOST = 360
_FIRST_WIDTHS = [208, 484, 348]
_READING_PAUSE_MS = 40
_TOLD = 128
_IN_HEAD = (Act.IMPORT, Act.MORE, Act.NEW)


class LibraryPage(EditingPage):
    """Places to look at the left, cards in the middle, the chosen card at the right."""

    def __init__(
        self,
        theme: Theme,
        browsing: Browsing,
        transfers: Transfers,
        settings: SettingsDesk,
        background: Background,
        media: Path | None = None,
    ) -> None:
        super().__init__(theme, browsing, media)
        self.title = self.tr("Library")
        self._browsing = browsing
        self._settings = settings
        self._background = background
        self.search = SearchBar(theme)
        self.count = Label("", "caption")
        self.tree = BrowseTree(theme)
        self.table = CardTable(theme, self.tr("Cards"), browsing.lines)
        self.panel = CardPanel(theme, media)
        self.busy = QProgressBar()
        self.known = Known(browsing, background, self)
        self.doing = Doing(background, self)
        self.changes = Changes(browsing, self.doing, self)
        self.sheets = Sheets(
            theme, self, browsing, self.changes, background, self.search.show_query
        )
        self.commands = Commands(
            theme, self.table, self.sheets, self.changes, self.known, browsing, background
        )
        self.transfer = TransferDesk(theme, self, transfers, background)
        self._finding: Newest[Sequence[CardId]] = Newest(
            background, self._show_found, self._show_problem
        )
        self._reading: Newest[CardInfo] = Newest(background, self._show_card, self._show_gone)
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self.buttons = {act: self._button(theme, act) for act in _IN_HEAD}
        self.table.show_look(look_from(settings.current.library_look))
        self._lay_out(theme)
        self._connect()

    # What the window asks

    def entered(self, what: str = "") -> None:
        if what and not what.startswith(IMPORT):
            self.search.show_query(what)
        else:
            self.look()
        if what.startswith(IMPORT):
            self.transfer.bring_in(Path(what.removeprefix(IMPORT)))
        self.known.read()
        if not self.editing:
            self.setFocusProxy(self.search.field)

    def handle_key(self, event: QKeyEvent) -> bool:
        act = None if self.editing else act_of(event)
        if act is None:
            return False
        self.commands.do(act)
        return True

    # Finding

    def look(self) -> None:
        """Find what is searched for now, beside the window's thread."""
        query, sort, browsing = self.search.query, self.table.look.sort, self._browsing
        self._finding.ask(lambda: browsing.find(query, sort))

    def _show_found(self, ids: Sequence[CardId]) -> None:
        self.search.show_problem(None)
        self.tree.mark(self.search.query)
        self.table.show_ids(ids)
        self._show_count()

    def _show_problem(self, problem: Exception) -> None:
        """The list found last stays."""
        if isinstance(problem, QueryError):
            self.search.show_problem(problem)
        else:
            self._say_problem(problem)

    def _say_problem(self, problem: Exception) -> None:
        self.notice.emit(str(problem))

    def _show_count(self) -> None:
        chosen = self.table.chosen_count()
        every = cards(len(self.table.cards.ids))
        more = self.tr("{all}, {n} chosen").format(all=every, n=chosen)
        self.count.setText(more if chosen > 1 else every)

    # Reading

    def _read(self) -> None:
        """Show what is chosen; a moment after the cursor stands still."""
        self._show_count()
        chosen, current = self.table.chosen_count(), self.table.current()
        if chosen > 1:
            self._reading.drop()
            self.panel.show_several(chosen, self.table.chosen_lines(_TOLD))
        elif current is None:
            self._reading.drop()
            self.panel.show_nothing(self.search.query)
        else:
            browsing, card = self._browsing, current.id
            self._reading.ask(lambda: browsing.info(card))

    def _show_card(self, info: CardInfo) -> None:
        self.panel.show_card(info)

    def _show_gone(self, problem: Exception) -> None:
        if isinstance(problem, NotFoundError):
            self.panel.show_nothing(self.search.query)
        else:
            self._say_problem(problem)

    # Changing

    def _made(self, words: str) -> None:
        self.notice.emit(words)
        self.look()
        self.known.read()

    def edit(self) -> None:
        """Open the editor on the card under the cursor."""
        line = self.table.current()
        if line is not None:
            self.editor.set_known_tags(self.known.tag_names)
            self.edit_note(line.note_id)

    def new_card(self) -> None:
        """Open the editor on a new note, in the deck of the card under the cursor."""
        line = self.table.current()
        first = self.known.decks[0].id if self.known.decks else ""
        self.editor.set_known_tags(self.known.tag_names)
        self.open_editor()
        self.editor.begin_new(self.known.decks, line.deck if line else first)

    def save_note(self, text: NoteText) -> None:
        if self._edited is not None:
            super().save_note(text)
            return
        problem = problem_of(text)
        if not problem and not self.editor.deck.title:
            problem = self.tr("No deck is named. Choose one, or write the name of a new one.")
        self.editor.show_problem(problem)
        if not problem:
            deck = self.editor.deck
            self.changes.create(deck.deck, deck.title, text, self._next_note)

    def _next_note(self) -> None:
        if self.editing:
            self.editor.next_note()

    def edited(self, note_id: NoteId) -> None:
        del note_id
        self._made(self.tr("Saved. The cards keep their history."))

    def editing_ended(self) -> None:
        self.table.setFocus()

    # Columns

    def _choose_columns(self, place: QPoint) -> None:
        columns_menu(self, self.table.look, self._take_look).popup(place)

    def _take_look(self, look: Look) -> None:
        self.table.show_look(look)
        self._keep_look()

    def _keep_look(self) -> None:
        self._settings.change(library_look=self.table.look.as_text())

    def _sort(self, sort: Sort) -> None:
        del sort
        self.look()

    # Layout

    def _button(self, theme: Theme, act: Act) -> Button:
        look = look_of(act)
        if act is Act.NEW:
            button: Button = PrimaryButton(theme, look.words, key=look.key)
        else:
            button = Button(theme, look.words, Kind.GHOST, icon=look.icon, key=look.key)
        button.setToolTip(look.about)
        button.clicked.connect(lambda: self.commands.do(act))
        return button

    def _lay_out(self, theme: Theme) -> None:
        list_panel = Panel(margin=1)
        list_panel.column.setSpacing(0)
        list_panel.column.addWidget(self.table, 1)
        list_panel.column.addWidget(self.busy)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Changing the cards"))
        self.busy.hide()
        for part, least in (
            (self.tree, _TREE_WIDTH),
            (list_panel, _TABLE_WIDTH),
            (self.panel, _PANEL_WIDTH),
        ):
            part.setMinimumWidth(least)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.tree.setMaximumWidth(_TREE_MOST)
        browse = QWidget()
        self.panes = Panes(theme, (self.tree, 2), (list_panel, 5), (self.panel, 4))
        self.panes.setSizes(_FIRST_WIDTHS)
        column = QVBoxLayout(browse)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        head = beside(Title(self.title), self.count, 1, *self.buttons.values())
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.panes, 1)
        self.stack_layers(browse)
        around = QVBoxLayout(self)
        around.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        around.addLayout(self.layers)

    def _connect(self) -> None:
        self.search.asked.connect(self.look)
        self.search.left.connect(self.table.setFocus)
        self.search.columns_asked.connect(
            lambda: self._choose_columns(_below(self.search.columns_button))
        )
        self.tree.chosen.connect(lambda term, adds: self.search.take(term, adds=adds))
        self.tree.customContextMenuRequested.connect(self._spot_menu)
        self.table.moved.connect(lambda: self._moved.start(_READING_PAUSE_MS))
        self._moved.timeout.connect(self._read)
        self.table.sort_asked.connect(self._sort)
        self.table.look_changed.connect(self._keep_look)
        self.table.columns_asked.connect(self._choose_columns)
        self.table.doubleClicked.connect(lambda _index: self.edit())
        self.table.customContextMenuRequested.connect(self._card_menu)
        self.panel.asked.connect(self.commands.do)
        self.known.changed.connect(self._show_known)
        self.changes.made.connect(self._made)
        self.doing.long_begun.connect(self.busy.show)
        self.doing.ended.connect(self.busy.hide)
        self.doing.failed.connect(self._say_problem)
        self.commands.edit_asked.connect(self.edit)
        self.commands.new_asked.connect(self.new_card)
        self.commands.field_asked.connect(self._to_search)
        self.commands.import_asked.connect(self.transfer.bring_in)
        self.commands.export_asked.connect(self._take_out)
        self.commands.more_asked.connect(self._more_menu)
        self.transfer.imported.connect(self._made)
        self.transfer.exported.connect(self.notice)
        self.commands.cram_asked.connect(lambda term: self.go.emit(REVIEW, CRAM + term))
        self.commands.options_asked.connect(self._show_options)
        self.commands.failed.connect(self._say_problem)

    def _show_options(self, title: str) -> None:
        deck = self.known.deck_titled(title)
        if deck is not None:
            self.go.emit(SETTINGS, DECK + deck)

    def _take_out(self) -> None:
        self.transfer.take_out(self.known.decks, self.search.query, len(self.table.cards.ids))

    def _to_search(self) -> None:
        self.search.field.setFocus()
        self.search.field.selectAll()

    def _show_known(self) -> None:
        self.tree.show_decks(self.known.decks)
        self.tree.show_tags(self.known.tags)
        self.tree.mark(self.search.query)

    def _more_menu(self) -> None:
        self.commands.more_menu(_below(self.buttons[Act.MORE]))

    def _card_menu(self, place: QPoint) -> None:
        self.commands.card_menu(self.table.viewport().mapToGlobal(place))

    def _spot_menu(self, place: QPoint) -> None:
        spot = self.tree.spot(self.tree.itemAt(place))
        if spot is not None:
            self.commands.spot_menu(spot, self.tree.viewport().mapToGlobal(place))


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))
