"""A page that can open the note editor over itself."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.domain.cards import NoteId, NoteText
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.ui.pages.page import Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.surfaces import centred

if TYPE_CHECKING:
    from tpmdesk.ui.widgets.note_editor import NoteEditor


class Notes(Protocol):
    """The texts of notes. `edit` raises ReviewError for a text that cannot be taken."""

    def note(self, note_id: NoteId) -> NoteText: ...

    def edit(self, note_id: NoteId, text: NoteText) -> None: ...


class EditingPage(Page):
    """Its layers lie in `layers`, one shown at a time; the editor is one of them.

    A page of this kind calls `stack_layers` once with its own layers and puts `layers` into its
    layout, and says in `edited` and `editing_ended` what follows an edit.
    """

    def __init__(self, theme: Theme, notes: Notes, media: Path | None = None) -> None:
        super().__init__()
        self._notes = notes
        self._edited: NoteId | None = None
        self._under_editor: QWidget | None = None
        self._theme = theme
        self._media = media
        self.layers = QStackedLayout()
        self._editor_layer = QWidget()
        self._around_editor = QVBoxLayout(self._editor_layer)

    @cached_property
    def editor(self) -> NoteEditor:
        """Built for the first note that is edited."""
        from tpmdesk.ui.widgets.note_editor import (  # noqa: PLC0415  not needed for the first card
            NoteEditor,
        )

        editor = NoteEditor(self._theme, self._media)
        self._around_editor.addLayout(centred(editor))
        editor.saved.connect(self.save_note)
        editor.cancelled.connect(self.close_editor)
        return editor

    @property
    def editing(self) -> bool:
        return self.layers.currentWidget() is self._editor_layer

    def stack_layers(self, *layers: QWidget, margin: int = 0) -> None:
        """The page's own layers, the first shown; `margin` is the editor's."""
        self._around_editor.setContentsMargins(margin, margin, margin, margin)
        for layer in (*layers, self._editor_layer):
            self.layers.addWidget(layer)

    def edit_note(self, note_id: NoteId) -> None:
        """Open the editor on a note; says so when it is gone."""
        try:
            text = self._notes.note(note_id)
        except NotFoundError as gone:
            self.notice.emit(str(gone))
            return
        self._edited = note_id
        self.open_editor()
        self.editor.edit(text)

    def open_editor(self) -> None:
        self._under_editor = self.layers.currentWidget()
        self.layers.setCurrentWidget(self._editor_layer)

    def close_editor(self) -> None:
        """Show the layer again that was there before."""
        if self.editing and self._under_editor is not None:
            self.layers.setCurrentWidget(self._under_editor)
        self._edited = None
        self.editing_ended()

    def save_note(self, text: NoteText) -> None:
        """Keep the text of the note that is edited, and close the editor."""
        note_id = self._edited
        problem = problem_of(text)
        if problem or note_id is None:
            self.editor.show_problem(problem)
            return
        try:
            self._notes.edit(note_id, text)
        except (ReviewError, NotFoundError) as gone:
            self.editor.show_problem(str(gone))
            return
        self.close_editor()
        self.edited(note_id)

    def edited(self, note_id: NoteId) -> None:
        """A note was saved and the editor closed: show what is true now."""
        raise NotImplementedError

    def editing_ended(self) -> None:
        """The editor was closed: take the keys back."""

    def leave(self) -> bool:
        if not self.editing:
            return True
        self.editor.leave()
        return not self.editing
