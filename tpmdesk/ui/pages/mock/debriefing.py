"""What a person does in a debrief, done: in a round under way, and in one that is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import Background
from tpmdesk.domain.attempts import MomentId
from tpmdesk.domain.bands import Band, Measure
from tpmdesk.domain.transcript import Transcript
from tpmdesk.ui.pages.mock.card_desk import CardDesk, CardParts
from tpmdesk.ui.pages.mock.review import ReviewView
from tpmdesk.ui.pages.mock.scoring import with_levels
from tpmdesk.ui.pages.mock.sheet import AnswerSheet
from tpmdesk.ui.theme.theme import Theme

FreshSheet = Callable[[], AnswerSheet | None]
"""The answer shown as it is kept now; None once the debrief was left."""


class Debriefing:
    """Saves what the debrief `view` tells of and has it drawn anew. `cards` is None where there are
    no cards to be brought forward."""

    def __init__(
        self,
        view: ReviewView,
        mocking: Mocking,
        fresh: FreshSheet,
        cards: CardDesk | None,
        compare: Callable[[str, int], None],
    ) -> None:
        self.view = view
        self._compare_with = compare
        self._mocking = mocking
        self._fresh = fresh
        self._cards = cards
        view.scored.connect(self._score)
        view.noted.connect(self._note)
        view.mended.connect(self._mend)
        view.remarked.connect(self._remark)
        view.reworded.connect(self._reword)
        view.drawn.connect(self.look_for_cards)
        view.compare_button.clicked.connect(self._compare)

    def look_for_cards(self) -> None:
        """Cards were answered, or their being brought forward was undone."""
        if self._cards is not None:
            self._cards.look(self.view.sheet)

    def _score(self, levels: dict[str, int]) -> None:
        sheet = self.view.sheet
        if sheet is None:
            return
        before = self._mocking.attempt(sheet.attempt).answers[sheet.position].scores
        scores = with_levels(before, levels, blind=False)
        self._mocking.score(sheet.attempt, sheet.position, scores)
        self.look_for_cards()

    def _note(self, text: str) -> None:
        sheet = self.view.sheet
        if sheet is not None:
            self._mocking.note(sheet.attempt, sheet.position, text)

    def _mend(self, position: int, transcript: Transcript) -> None:
        sheet = self.view.sheet
        if sheet is not None:
            self._mocking.correct(sheet.attempt, position, transcript, self._draw)
            self._draw()

    def _remark(self, position: int, at: float, text: str) -> None:
        sheet = self.view.sheet
        if sheet is not None:
            self._mocking.remark(sheet.attempt, position, at, text)
            self._draw()

    def _compare(self) -> None:
        sheet = self.view.sheet
        if sheet is not None:
            self.view.leave()
            self._compare_with(sheet.answer.prompt, int(sheet.attempt))

    def _reword(self, moment: int, text: str) -> None:
        self._mocking.reword(MomentId(moment), text)
        self._draw()

    def _draw(self) -> None:
        sheet = self._fresh()
        if sheet is not None:
            self.view.show_sheet(sheet, past=self.view.past)


class DebriefDesk(QObject):
    """Serves every debrief of the Mock page. `bands` tells where delivery is usual; `cards` is
    None where there are none to be brought forward. `undo_asked`, `notice` and `compare(prompt,
    attempt)` are for the page."""

    compare = Signal(str, int)
    undo_asked = Signal()
    notice = Signal(str)

    def __init__(
        self,
        theme: Theme,
        mocking: Mocking,
        background: Background,
        bands: Callable[[], Mapping[Measure, Band]],
        cards: CardParts | None = None,
    ) -> None:
        super().__init__()
        self.bands = bands
        self._theme = theme
        self._mocking = mocking
        self._background = background
        self._cards = cards

    def serve(self, view: ReviewView, fresh: FreshSheet) -> Debriefing:
        """Do what is asked for in that debrief from now on."""
        cards = self._card_desk(view)
        return Debriefing(view, self._mocking, fresh, cards, self.compare.emit)

    def _card_desk(self, view: ReviewView) -> CardDesk | None:
        if self._cards is None:
            return None
        desk = CardDesk(self._theme, view.cards, self._cards, self._mocking, self._background)
        desk.undo_asked.connect(self.undo_asked)
        desk.notice.connect(self.notice)
        return desk
