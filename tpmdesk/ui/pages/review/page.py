"""Review: one card after another, by keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.app.review import CardView, Reviewing
from tpmdesk.domain.cards import CardId, NoteId, NoteKind, Rating
from tpmdesk.domain.querytokens import QueryError
from tpmdesk.ui.pages.editing import EditingPage
from tpmdesk.ui.pages.page import AHEAD, CRAM, MOCK
from tpmdesk.ui.pages.review.commands import CardCommands
from tpmdesk.ui.pages.review.leeches import Leeches
from tpmdesk.ui.pages.review.parts import NO_PARTS, ReviewParts
from tpmdesk.ui.pages.review.sittings import Ahead, Cramming, Sitting
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.card_stage import CardStage
from tpmdesk.ui.widgets.mode_bar import ModeBar
from tpmdesk.ui.widgets.session_end import SessionEnd

_LONGEST_SECONDS = 60.0
_MOST_AHEAD = 7
_RATING_KEYS = {
    Qt.Key.Key_1: Rating.AGAIN,
    Qt.Key.Key_2: Rating.HARD,
    Qt.Key.Key_3: Rating.GOOD,
    Qt.Key.Key_4: Rating.EASY,
}
_SHOW_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Past:
    """A card that something was done with, and whether that was an answer."""

    card: CardId
    answered: bool


class ReviewPage(EditingPage):
    """Shows what `Reviewing` gives, and tells it what was chosen.

    `now` counts seconds: an answer's time runs from the front shown to the rating, at most a
    minute of it is counted. Entered with `AHEAD` and a number of days it takes the cards of those
    days too; with `CRAM` and a search it goes through what that finds and leaves the schedule.
    """

    def __init__(
        self,
        theme: Theme,
        reviewing: Reviewing,
        now: Callable[[], float] = time.monotonic,
        parts: ReviewParts = NO_PARTS,
    ) -> None:
        super().__init__(theme, reviewing)
        self.title = self.tr("Review")
        self._reviewing = reviewing
        self._parts = parts
        self._now = now
        self._view: CardView | None = None
        self._sitting: Sitting = Ahead(reviewing)
        self._shown_at = 0.0
        self._done = 0
        self._ahead = 0
        self._trail: list[_Past] = []
        self._undone: list[_Past] = []
        self.bar = ModeBar(theme)
        self.stage = CardStage(theme, parts.media)
        self.end = SessionEnd(theme)
        self.commands = CardCommands(theme, self, reviewing, parts)
        self.leeches = Leeches(theme, self, reviewing)
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
    def cramming(self) -> bool:
        """Whether answers leave the schedule alone."""
        return not self._sitting.keeps

    def entered(self, what: str = "") -> None:
        if self.editing:
            return
        if what.startswith(AHEAD):
            self.study_ahead(int(what.removeprefix(AHEAD)))
        elif what.startswith(CRAM):
            self.cram(what.removeprefix(CRAM))
        elif not self.cramming:
            self._show(self._sitting.next())

    def study_ahead(self, days: int) -> None:
        """Take the cards of the days after today too; 0 for today alone."""
        self._sit(Ahead(self._reviewing, days))

    def cram(self, query: str) -> None:
        """Go through the cards that a search finds; the schedule stays as it is."""
        if self._parts.cram is None:
            return
        try:
            self._sit(Cramming(self._parts.cram(query)))
        except QueryError as problem:
            self.notice.emit(str(problem))

    def end_mode(self) -> None:
        """Back to today's cards."""
        self._sit(Ahead(self._reviewing))

    def undone(self) -> None:
        """Show again the card whose answer was taken back."""
        self._step_back(self._trail, self._undone, -1)

    def redone(self) -> None:
        if self.editing:
            return
        if self._undone:
            past = self._undone.pop()
            self._trail.append(past)
            self._done += past.answered
        self._show(self._sitting.next())

    def _step_back(self, trail: list[_Past], other: list[_Past], by: int) -> None:
        if self.editing:
            return
        past = trail.pop() if trail else None
        if past is not None:
            other.append(past)
            self._done = max(0, self._done + by * past.answered)
        if self.cramming:
            self.stage.show_flag(self._view.card.flag if self._view else 0)
            return
        self._show(self._again(past) or self._sitting.next())

    def _again(self, past: _Past | None) -> CardView | None:
        try:
            return self._reviewing.view(past.card) if past is not None else None
        except NotFoundError:
            return None

    def handle_key(self, event: QKeyEvent) -> bool:
        if self.editing or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_U:
            self.undo_asked.emit()
            return True
        if event.key() == Qt.Key.Key_Escape and self._sitting.about():
            self.end_mode()
            return True
        return self._end_key(event) if self._view is None else self._card_key(event)

    def _end_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_M:
            self.go.emit(MOCK, "")
        elif event.key() == Qt.Key.Key_A and self._ahead:
            self.study_ahead(self._ahead)
        elif event.key() == Qt.Key.Key_C and self._parts.cram is not None:
            self.commands.choose_cram()
        else:
            return False
        return True

    def _card_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self.commands.flag_by_key(key)
        if not self.answer_shown and key in _SHOW_KEYS:
            self.stage.show_answer()
        elif self.answer_shown and key in _RATING_KEYS:
            self.answer(_RATING_KEYS[key])
        else:
            return self.commands.by_key(key)
        return True

    def answer(self, rating: Rating) -> None:
        """Rate the card shown and go on to the next."""
        view = self._view
        if view is None or not self.answer_shown:
            return
        took = min(self._now() - self._shown_at, _LONGEST_SECONDS)
        try:
            self._sitting.answer(view, rating, took)
        except ReviewError as problem:
            self.notice.emit(str(problem))
            self._show(self._sitting.next())
            return
        self._done += 1
        leech = self._reviewing.leech if self._sitting.keeps else None
        self._go_on(view.card.id, answered=True)
        if leech is not None:
            self.leeches.help(leech)

    def edit(self) -> None:
        """Open the editor on the note of the card shown."""
        if self._view is not None:
            self.edit_note(self._view.card.note_id)

    def done_with(self, card: CardId, notice: str) -> None:
        """The card was put away: say so and go on."""
        self.notice.emit(notice)
        self._go_on(card, answered=False)

    def changed(self, card: CardId, notice: str = "") -> None:
        """Something about a card changed; what is shown of it is shown anew."""
        self._remember(card, answered=False)
        if notice:
            self.notice.emit(notice)
        if self._view is not None and self._view.card.id == card and not self.cramming:
            self._show_again(card)

    def edited(self, note_id: NoteId) -> None:
        if self._view is not None and self._view.card.note_id == note_id:
            self.changed(self._view.card.id, self.tr("Saved. The card keeps its history."))
        else:
            self.notice.emit(self.tr("Saved. The card keeps its history."))

    def editing_ended(self) -> None:
        self.setFocus()

    def take_keys(self) -> None:
        """Something that lay over the page is gone."""
        self._shown_at = self._now()
        if not self.stage.take_keys():
            self.setFocus()

    def _remember(self, card: CardId, *, answered: bool) -> None:
        if self._sitting.keeps or not answered:
            self._trail.append(_Past(card, answered))
            self._undone.clear()

    def _go_on(self, card: CardId, *, answered: bool) -> None:
        self._remember(card, answered=answered)
        self._show(self._sitting.next())

    def _sit(self, sitting: Sitting) -> None:
        self._sitting, self._done = sitting, 0
        self._show(sitting.next())

    def _show(self, view: CardView | None) -> None:
        self._view = view
        if view is None and self.cramming:
            self.notice.emit(self.tr("Each card was recalled once. Your schedule is as it was."))
            self.end_mode()
            return
        self.bar.show_about(self._sitting.about())
        if view is None:
            self._show_end()
        else:
            self.stage.show_front(view, self._done, self._steps_of(view))
            self.stage.show_reason(self._reason_of(view))
            self.layers.setCurrentWidget(self.stage)
            self._shown_at = self._now()
        if self.isVisible() and not (view and self.stage.take_keys()):
            self.setFocus()

    def _show_again(self, card: CardId) -> None:
        """The same card, its answer still in view if it was."""
        shown = self.answer_shown
        self._view = self._reviewing.view(card)
        self.stage.show_front(self._view, self._done, self._steps_of(self._view))
        if shown:
            self.stage.show_answer()

    def _show_end(self) -> None:
        due = [count for _, count in self._reviewing.forecast(_MOST_AHEAD + 1)]
        later = range(1, _MOST_AHEAD + 1)
        self._ahead = next((day for day in later if due[day]), 0)
        self.end.show_summary(self._reviewing.summary())
        self.end.offer_more(self._ahead, cram=self._parts.cram is not None)
        self.layers.setCurrentWidget(self.end)

    def _reason_of(self, view: CardView) -> str:
        """Why the card was brought forward since its last answer; the newest reason says it."""
        if self._parts.reasons is None or self.cramming:
            return ""
        card = view.card
        return next(iter(self._parts.reasons(card.id, card.memory.last_review)), "")

    def _steps_of(self, view: CardView) -> int:
        if view.card.kind is not NoteKind.STEPS:
            return 0
        return len(self._reviewing.note(view.card.note_id).steps)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self.layers, 1)
        self.stack_layers(self.stage, self.end, margin=Space.PAGE)

    def _connect(self) -> None:
        self.stage.rated.connect(self.answer)
        self.stage.edit_asked.connect(self.edit)
        self.stage.bury_asked.connect(self.commands.bury)
        self.stage.suspend_asked.connect(self.commands.suspend)
        self.stage.more_asked.connect(self.commands.open_menu)
        self.stage.undo_asked.connect(self.undo_asked)
        self.stage.turned.connect(self.setFocus)
        self.bar.ended.connect(self.end_mode)
        self.end.to_mock.clicked.connect(lambda: self.go.emit(MOCK, ""))
        self.end.undo.clicked.connect(self.undo_asked)
        self.end.ahead.clicked.connect(lambda: self.study_ahead(self._ahead))
        self.end.cram.clicked.connect(self.commands.choose_cram)
