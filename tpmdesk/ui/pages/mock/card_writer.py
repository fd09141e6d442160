"""A new card, written over the debrief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import Background, DeckLine, NotFoundError, ReviewError
from tpmdesk.domain.cards import NoteId, NoteText
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.note_editor import NoteEditor
from tpmdesk.ui.widgets.overlay import Overlay

_WIDTH, _HEIGHT = 1100, 640


class Writing(Protocol):
    """Where new notes go. Raises ReviewError for a text or a title that cannot be taken."""

    def decks(self) -> list[DeckLine]: ...

    def new_deck(self, title: str) -> EntryId: ...

    def create(self, deck: EntryId, text: NoteText) -> NoteId: ...


class CardWriter(Overlay):
    """The note editor over `host`; `written` once the note is kept."""

    written = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        notes: Callable[[], Writing],
        media: Path | None,
        background: Background,
    ) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self._notes = notes
        self._background = background
        self.editor = NoteEditor(theme, media)
        self.setAccessibleName(self.tr("New card"))
        self.body.addWidget(self.editor)
        self.heading.hide()
        self.close_button.hide()
        self.panel.column.setContentsMargins(0, 0, 0, 0)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(super().put_away)

    def begin(self, draft: NoteText) -> None:
        """Open with that text, as soon as the decks are known."""
        self._background.run(
            self._notes().decks, lambda decks: self._open(decks, draft), self._failed
        )

    def put_away(self) -> None:
        """What was written is not lost by a click beside the panel."""
        self.editor.leave()

    def _open(self, decks: Sequence[DeckLine], draft: NoteText) -> None:
        self.open_over(self.editor.back)
        self.editor.begin_new(decks, decks[0].id if decks else "", draft)
        self.editor.back.setFocus()

    def _save(self, text: NoteText) -> None:
        problem = problem_of(text)
        if not problem and not self.editor.deck.title:
            problem = self.tr("No deck is named. Choose one, or write the name of a new one.")
        self.editor.show_problem(problem)
        if not problem:
            self._create(text)

    def _create(self, text: NoteText) -> None:
        try:
            notes, deck = self._notes(), self.editor.deck
            notes.create(deck.deck or notes.new_deck(deck.title), text)
        except (ReviewError, NotFoundError) as problem:
            self.editor.show_problem(str(problem))
            return
        super().put_away()
        self.written.emit()

    def _failed(self, problem: Exception) -> None:
        raise problem
