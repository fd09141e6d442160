"""Library: every card, found as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from tpmdesk.app.ports import Background, CardLine, DeckLine, ReviewError
from tpmdesk.app.review import Reviewing
from tpmdesk.domain.cards import NoteText
from tpmdesk.ui.pages.page import Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.card_detail import CardDetail
from tpmdesk.ui.widgets.card_table import CardTable
from tpmdesk.ui.widgets.deck_list import DeckList
from tpmdesk.ui.widgets.note_editor import NoteEditor
from tpmdesk.ui.widgets.surfaces import Label, Title, beside, centred
from tpmdesk.ui.words import cards

_TYPING_PAUSE_MS = 120
_MOST = 20_000
_TABLE_WIDTH = 280
_DETAIL_WIDTH = 272


class Decks(Protocol):
    """What this page reads of the content."""

    def decks(self) -> list[DeckLine]: ...


class LibraryPage(Page):
    """Decks at the left, cards in the middle, the chosen card at the right."""

    def __init__(
        self, theme: Theme, reviewing: Reviewing, decks: Decks, background: Background
    ) -> None:
        super().__init__()
        self.title = self.tr("Library")
        self._theme = theme
        self._reviewing = reviewing
        self._content = decks
        self._background = background
        self._cancel: Callable[[], None] = lambda: None
        self._found: Sequence[CardLine] = ()
        self.search = self._search_field()
        self.count = Label("", "caption")
        self.decks = DeckList(theme, self.tr("Decks"))
        self.table = CardTable(theme, self.tr("Cards"))
        self.detail = CardDetail(theme)
        self.editor = NoteEditor(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._lay_out()
        self._draw_lens()
        self._connect()

    @property
    def editing(self) -> bool:
        return self._layers.currentWidget() is self._editor_layer

    def entered(self, what: str = "") -> None:
        if what:
            self.search.setText(what)
        self.decks.show_decks(self._content.decks())
        self._look()
        self.setFocusProxy(self.search)

    def leave(self) -> bool:
        if self.editing and self.editor.changed:
            self.notice.emit(self.tr("Save the card with Ctrl+Enter, or leave it with Esc."))
            return False
        if self.editing:
            self._close_editor()
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        if self.editing or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_E:
            self.edit()
        elif event.key() == Qt.Key.Key_S:
            self.suspend()
        else:
            return False
        return True

    def edit(self) -> None:
        """Open the editor on the card chosen."""
        line = self.table.current()
        if line is not None:
            self._layers.setCurrentWidget(self._editor_layer)
            self.editor.edit(self._reviewing.note(line.note_id))

    def suspend(self) -> None:
        """Take the chosen card out of review, or put it back."""
        line = self.table.current()
        if line is None:
            return
        if line.suspended:
            self._reviewing.resume(line.id)
            self.notice.emit(self.tr("Back in review."))
        else:
            self._reviewing.suspend(line.id)
            self.notice.emit(self.tr("Suspended. Ctrl+Z takes it back."))
        self._look()

    def _look(self) -> None:
        """Search beside the window's thread; only the newest search is shown."""
        words = self.search.text()
        self._cancel()
        self._cancel = self._background.run(
            lambda: self._reviewing.search(words, _MOST), self._show_found, self._say_problem
        )

    def _show_found(self, lines: list[CardLine]) -> None:
        self._found = lines
        self._filter()

    def _say_problem(self, problem: Exception) -> None:
        self.notice.emit(self.tr("The search did not work: {problem}").format(problem=problem))

    def _filter(self) -> None:
        deck = self.decks.deck()
        lines = [line for line in self._found if not deck or line.deck == deck]
        self.count.setText(cards(len(lines)))
        self.table.show_lines(lines)

    def _show_card(self, line: CardLine | None) -> None:
        if line is None:
            self.detail.show_nothing(self.search.text())
        else:
            self.detail.show_card(self._reviewing.view(line.id).card)

    def _save(self, text: NoteText) -> None:
        line = self.table.current()
        if line is None:
            return
        try:
            self._reviewing.edit(line.note_id, text)
        except ReviewError as problem:
            self.editor.show_problem(str(problem))
            return
        self.notice.emit(self.tr("Saved. The card keeps its history."))
        self._close_editor()
        self._look()

    def _close_editor(self) -> None:
        self._layers.setCurrentWidget(self._browse_layer)
        self.table.setFocus()

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search fronts, backs and tags"))
        field.setAccessibleName(self.tr("Search cards"))
        field.setClearButtonEnabled(False)
        self._lens = field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        return field

    def _draw_lens(self) -> None:
        self._lens.setIcon(self._theme.icon("search", Role.MUTED))

    def _lay_out(self) -> None:
        for part, least in ((self.table, _TABLE_WIDTH), (self.detail, _DETAIL_WIDTH)):
            part.setMinimumWidth(least)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._browse_layer = QWidget()
        parts = QHBoxLayout(self._browse_layer)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.M)
        parts.addWidget(self.decks)
        parts.addWidget(self.table, 6)
        parts.addWidget(self.detail, 5)
        self._editor_layer = QWidget()
        around = QVBoxLayout(self._editor_layer)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(centred(self.editor))
        self._layers = QStackedLayout()
        self._layers.addWidget(self._browse_layer)
        self._layers.addWidget(self._editor_layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.PAGE, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addLayout(beside(Title(self.title), 1, self.count))
        column.addWidget(self.search)
        column.addLayout(self._layers, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._pause.start(_TYPING_PAUSE_MS))
        self._pause.timeout.connect(self._look)
        self._theme.changed.connect(self._draw_lens)
        self.decks.chosen.connect(lambda _deck: self._filter())
        self.table.selected.connect(self._show_card)
        self.detail.edit.clicked.connect(self.edit)
        self.detail.suspend.clicked.connect(self.suspend)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._close_editor)
