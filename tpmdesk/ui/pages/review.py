"""Review: one card after another, by keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from tpmdesk.app.ports import ReviewError
from tpmdesk.app.review import CardView, Reviewing
from tpmdesk.domain.cards import CardId, NoteText, Rating
from tpmdesk.ui.pages.page import MOCK, Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.card_stage import CardStage
from tpmdesk.ui.widgets.note_editor import NoteEditor
from tpmdesk.ui.widgets.session_end import SessionEnd
from tpmdesk.ui.widgets.surfaces import centred

_LONGEST_SECONDS = 60.0
_RATING_KEYS = {
    Qt.Key.Key_1: Rating.AGAIN,
    Qt.Key.Key_2: Rating.HARD,
    Qt.Key.Key_3: Rating.GOOD,
    Qt.Key.Key_4: Rating.EASY,
}
_SHOW_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewPage(Page):
    """Shows what `Reviewing` gives, and tells it what was chosen.

    `now` counts seconds: an answer's time runs from the front shown to the rating, at most a
    minute of it is counted.
    """

    def __init__(
        self, theme: Theme, reviewing: Reviewing, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.title = self.tr("Review")
        self._reviewing = reviewing
        self._now = now
        self._view: CardView | None = None
        self._shown_at = 0.0
        self._done = 0
        self._trail: list[CardId] = []
        self.stage = CardStage(theme)
        self.editor = NoteEditor(theme)
        self.end = SessionEnd(theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._lay_out()
        self._connect()

    @property
    def view(self) -> CardView | None:
        """The card shown."""
        return self._view

    @property
    def answer_shown(self) -> bool:
        return self.stage.answer_shown

    @property
    def editing(self) -> bool:
        return self._layers.currentWidget() is self._editor_layer

    def entered(self, what: str = "") -> None:
        del what
        if not self.editing:
            self._show(self._reviewing.next())

    def undone(self) -> None:
        """Show again the card whose answer was taken back."""
        if self.editing:
            return
        self._done = max(0, self._done - 1)
        self._show(self._reviewing.view(self._trail.pop()) if self._trail else None)
        if self._view is None:
            self._show(self._reviewing.next())

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
        if event.key() == Qt.Key.Key_U:
            self.undo_asked.emit()
            return True
        if self._view is None:
            return self._end_key(event)
        return self._card_key(event)

    def _end_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_M:
            return False
        self.go.emit(MOCK, "")
        return True

    def _card_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not self.answer_shown and key in _SHOW_KEYS:
            self.stage.show_answer()
        elif self.answer_shown and key in _RATING_KEYS:
            self.answer(_RATING_KEYS[key])
        elif key in self._commands:
            self._commands[key]()
        else:
            return False
        return True

    def answer(self, rating: Rating) -> None:
        """Rate the card shown and go on to the next."""
        if self._view is None or not self.answer_shown:
            return
        took = min(self._now() - self._shown_at, _LONGEST_SECONDS)
        card = self._view.card.id
        try:
            self._reviewing.answer(card, rating, took)
        except ReviewError as problem:
            self.notice.emit(str(problem))
            self._show(self._reviewing.next())
            return
        self._done += 1
        self._go_on(card)

    def edit(self) -> None:
        """Open the editor on the note of the card shown."""
        if self._view is not None:
            self.editor.edit(self._reviewing.note(self._view.card.note_id))
            self._layers.setCurrentWidget(self._editor_layer)
            self.editor.front.setFocus()

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        if self._view is not None:
            card = self._view.card.id
            self._reviewing.bury(card)
            self.notice.emit(self.tr("Buried until tomorrow. U takes it back."))
            self._go_on(card)

    def suspend(self) -> None:
        """Take the card out of review until it is put back in the library."""
        if self._view is not None:
            card = self._view.card.id
            self._reviewing.suspend(card)
            self.notice.emit(self.tr("Suspended. You find it in the library. U takes it back."))
            self._go_on(card)

    def _go_on(self, card: CardId) -> None:
        self._trail.append(card)
        self._show(self._reviewing.next())

    def _show(self, view: CardView | None) -> None:
        self._view = view
        if view is None:
            self.end.show_summary(self._reviewing.summary())
            self._layers.setCurrentWidget(self.end)
        else:
            self.stage.show_front(view, self._done)
            self._layers.setCurrentWidget(self.stage)
            self._shown_at = self._now()
        if self.isVisible():
            self.setFocus()

    def _save(self, text: NoteText) -> None:
        if self._view is None:
            return
        shown, card = self.answer_shown, self._view.card
        try:
            self._reviewing.edit(card.note_id, text)
        except ReviewError as problem:
            self.editor.show_problem(str(problem))
            return
        self._trail.append(card.id)
        self._view = self._reviewing.view(card.id)
        self.stage.show_front(self._view, self._done)
        if shown:
            self.stage.show_answer()
        self.notice.emit(self.tr("Saved. The card keeps its history."))
        self._close_editor()

    def _close_editor(self) -> None:
        self._layers.setCurrentWidget(self.stage)
        self.setFocus()

    def _lay_out(self) -> None:
        self._editor_layer = QWidget()
        around = QVBoxLayout(self._editor_layer)
        around.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        around.addLayout(centred(self.editor))
        self._layers = QStackedLayout(self)
        for layer in (self.stage, self._editor_layer, self.end):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        self._commands = {
            Qt.Key.Key_E: self.edit,
            Qt.Key.Key_B: self.bury,
            Qt.Key.Key_S: self.suspend,
        }
        self.stage.rated.connect(self.answer)
        self.stage.edit_asked.connect(self.edit)
        self.stage.bury_asked.connect(self.bury)
        self.stage.suspend_asked.connect(self.suspend)
        self.stage.undo_asked.connect(self.undo_asked)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._close_editor)
        self.end.to_mock.clicked.connect(lambda: self.go.emit(MOCK, ""))
        self.end.undo.clicked.connect(self.undo_asked)
