"""What the debrief does with cards: it suggests, brings forward, and has new ones written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.mock import Mocking
from tpmdesk.app.nudging import Nudging, Suggestion
from tpmdesk.app.ports import Background
from tpmdesk.domain.nudges import Lack
from tpmdesk.ui.pages.mock.card_writer import CardWriter, Writing
from tpmdesk.ui.pages.mock.cards_panel import CardsPanel
from tpmdesk.ui.pages.mock.nudge_words import reason
from tpmdesk.ui.pages.mock.sheet import AnswerSheet
from tpmdesk.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class CardParts:
    """What cards need; each is built when it is first asked for."""

    nudging: Callable[[], Nudging]
    notes: Callable[[], Writing]
    media: Path | None = None


class CardDesk(QObject):
    """Serves one panel. Looking for cards is done beside the window's thread.

    `undo_asked` takes back the last action; whoever did so calls `look` again. `notice` says what
    was done elsewhere.
    """

    undo_asked = Signal()
    notice = Signal(str)

    def __init__(
        self,
        theme: Theme,
        panel: CardsPanel,
        parts: CardParts,
        mocking: Mocking,
        background: Background,
    ) -> None:
        super().__init__(panel)
        self._theme = theme
        self._panel = panel
        self._parts = parts
        self._mocking = mocking
        self._background = background
        self._sheet: AnswerSheet | None = None
        self._writer: CardWriter | None = None
        self._forget: Callable[[], None] = _nothing
        panel.wanted.connect(self._take)
        panel.write.connect(self._write)
        panel.undo_asked.connect(self.undo_asked)

    def look(self, sheet: AnswerSheet | None, latest: Sequence[Lack] = ()) -> None:
        """Find out what would help after that answer, and show it."""
        self._forget()
        self._sheet = sheet
        if sheet is None or sheet.pending:
            return
        self._forget = self._background.run(
            partial(_suggest, self._parts.nudging(), self._mocking, sheet),
            partial(self._panel.show_suggestions, latest=tuple(latest)),
            self._failed,
        )

    def _take(self, wanted: Sequence[Suggestion]) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        reasons = {each: reason(each.lack, sheet.round_title) for each in wanted}
        self._parts.nudging().take(reasons, sheet.answer.id)
        self.look(sheet, [each.lack for each in wanted])

    def _write(self, suggestion: Suggestion) -> None:
        if suggestion.draft is not None:
            self._the_writer().begin(suggestion.draft)

    def _the_writer(self) -> CardWriter:
        if self._writer is None:
            parts = self._parts
            over = _page_of(self._panel)
            self._writer = CardWriter(self._theme, over, parts.notes, parts.media, self._background)
            self._writer.written.connect(self._written)
        return self._writer

    def _written(self) -> None:
        self.notice.emit(self.tr("The card is written. It waits among your new cards."))
        self.look(self._sheet)

    def _failed(self, problem: Exception) -> None:
        raise problem


def _suggest(nudging: Nudging, mocking: Mocking, sheet: AnswerSheet) -> tuple[Suggestion, ...]:
    return nudging.suggestions(mocking.attempt(sheet.attempt), sheet.position)


def _page_of(widget: QWidget) -> QWidget:
    """The page that a widget lies on: what lies over it leaves the window's bar alone."""
    above = widget
    while (parent := above.parentWidget()) is not None and not hasattr(above, "handle_key"):
        above = parent
    return above


def _nothing() -> None:
    """There is nothing to cancel."""
