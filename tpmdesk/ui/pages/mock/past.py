"""An attempt that is over: its summary, and each of its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from tpmdesk.app.comparing import Comparing
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import Background
from tpmdesk.domain.attempts import Attempt, AttemptId
from tpmdesk.ui.pages.mock.debriefing import DebriefDesk
from tpmdesk.ui.pages.mock.handing import Friends, HandingPanel
from tpmdesk.ui.pages.mock.keys import press
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.review import ReviewView
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, Sheets
from tpmdesk.ui.pages.mock.summary import SummaryView
from tpmdesk.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class PastParts:
    """What is done with attempts that are over, each part built when it is first asked for."""

    comparing: Callable[[], Comparing]
    friends: Callable[[], Friends]


class PastView(QStackedWidget):
    """The summary first; its questions open in the debrief, where they can still be scored."""

    compare = Signal(str, int)
    back_to_today = Signal()
    back_to_rounds = Signal()
    notice = Signal(str)

    def __init__(
        self,
        theme: Theme,
        mocking: Mocking,
        sheets: Sheets,
        sound: SoundDesk,
        background: Background,
        desk: DebriefDesk,
        more: PastParts | None = None,
    ) -> None:
        super().__init__()
        self._mocking = mocking
        self._sheets = sheets
        self._attempt: Attempt | None = None
        self._more = more
        handing = HandingPanel(theme, more.friends, background) if more else None
        self.summary = SummaryView(theme, handing)
        self.review = ReviewView(theme, sound, background, desk.bands)
        self.debriefing = desk.serve(self.review, self._shown_sheet)
        self.addWidget(self.summary)
        self.addWidget(self.review)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Past round"))
        self.summary.open_answer.connect(self.open_answer)
        self.summary.compare.connect(self._compare)
        self.summary.hear.connect(self._hear)
        if handing is not None:
            handing.taken.connect(self._taken)
        self.summary.back_to_today.connect(self.back_to_today)
        self.summary.back_to_rounds.connect(self.back_to_rounds)
        self.review.foot.back.connect(self.back_to_summary)

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that is shown."""
        return self._attempt

    def open_attempt(self, attempt_id: AttemptId) -> None:
        """Show the summary. Raises NotFoundError."""
        self.leave()
        self._attempt = self._mocking.attempt(attempt_id)
        rubric = self._sheets.rubric(self._attempt.round)
        self.summary.show_attempt(self._attempt, rubric, self._asked_again(self._attempt))
        self.setCurrentWidget(self.summary)
        self.setFocus()

    def open_answer(self, position: int) -> None:
        """Show the debrief of one answer."""
        attempt = self._attempt
        if attempt is None:
            return
        self.review.restart()
        self.review.show_sheet(self._sheets.sheet(attempt, position), past=True)
        self.setCurrentWidget(self.review)
        self.setFocus()

    def _asked_again(self, attempt: Attempt) -> set[str]:
        """The prompts of the attempt that were answered in another one too."""
        if self._more is None:
            return set()
        prompts = {answer.prompt for answer in attempt.answers}
        return {prompt for prompt in prompts if self._more.comparing().has_more(prompt)}

    def take_in(self, file: Path) -> str:
        """Take in a friend's scores and show their attempt. What is wrong with them, or ""."""
        handing = self.summary.handing
        return handing.take(file) if handing else ""

    def _taken(self, attempt_id: int, words: str) -> None:
        """A friend's scores are in: show them beside one's own."""
        self.open_attempt(AttemptId(attempt_id))
        self.notice.emit(words)

    def _hear(self, position: int, at: float) -> None:
        """Open an answer and play it from there; what was asked back is opened only."""
        self.open_answer(position)
        if self.review.sheet is not None and self.review.sheet.position == position:
            self.review.replay.seek(at)

    def _compare(self, prompt: str) -> None:
        if self._attempt is not None:
            self.compare.emit(prompt, int(self._attempt.id))

    def back_to_summary(self) -> None:
        """Show the summary with what was scored meanwhile."""
        if self._attempt is not None:
            self.open_attempt(self._attempt.id)

    def leave(self) -> None:
        """Fall silent, and save the notes."""
        self.review.leave()

    def press(self, key: int) -> bool:
        """Do what a key means here. True when it means something."""
        shown = self.review if self.currentWidget() is self.review else self.summary
        return press(shown.keys(), key)

    def _shown_sheet(self) -> AnswerSheet | None:
        """What the debrief shows, as it is kept now."""
        sheet = self.review.sheet
        if sheet is None or self.currentWidget() is not self.review:
            return None
        return self._sheets.sheet(self._mocking.attempt(sheet.attempt), sheet.position)
