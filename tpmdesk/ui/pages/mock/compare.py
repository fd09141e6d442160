"""Two answers to the same question, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.comparing import Comparing, Take
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import Background
from tpmdesk.domain.comparing import Comparison, FigureChange
from tpmdesk.domain.content import Rubric
from tpmdesk.ui.pages.mock.change_table import ChangeTable, Row
from tpmdesk.ui.pages.mock.compare_column import TakeColumn
from tpmdesk.ui.pages.mock.compare_steps import StepsCompared
from tpmdesk.ui.pages.mock.compare_words import (
    difference_words,
    figure_name,
    score_words,
    summary_words,
    value_words,
)
from tpmdesk.ui.pages.mock.keys import Keys
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.review_foot import framed
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.pages.mock.sheet import Sheets
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Line, Scroll, at_left, beside

_WIDTH = 1240


class CompareView(QWidget):
    """Emits `back` to where one came from."""

    back = Signal()

    def __init__(
        self,
        theme: Theme,
        comparing: Comparing,
        mocking: Mocking,
        sheets: Sheets,
        sound: SoundDesk,
        background: Background,
    ) -> None:
        super().__init__()
        self._comparing = comparing
        self._mocking = mocking
        self._sheets = sheets
        self._takes: tuple[Take, ...] = ()
        self._rubric: Rubric | None = None
        self.question = prose("", "heading", Size.HEADING)
        self.summary = Label("", "strong", wrap=True)
        self.notice = Notice(theme)
        self.earlier = TakeColumn(theme, self.tr("Earlier"), "1", sound, background)
        self.later = TakeColumn(theme, self.tr("Later"), "2", sound, background)
        self.back_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self.steps, self.figures, self.scores = StepsCompared(), ChangeTable(), ChangeTable()
        self._last = self.later
        self._lay_out()
        self._connect()

    def show_prompt(self, prompt: str, attempt: int) -> None:
        """Every answer to a prompt; the one of that attempt against the one before it. Raises
        NotFoundError."""
        asked = self._comparing.prompt(prompt)
        self._takes = self._comparing.takes(asked.id)
        self._rubric = self._comparing.rubric(asked)
        self.question.setText(asked.text)
        at = [int(take.attempt) for take in self._takes]
        later = max(at.index(attempt) if attempt in at else len(at) - 1, 1)
        self.earlier.offer(self._takes, later - 1)
        self.later.offer(self._takes, min(later, len(self._takes) - 1))
        self._last = self.later
        self._scroll.verticalScrollBar().setValue(0)
        self._draw()

    def leave(self) -> None:
        """Fall silent."""
        self.earlier.replay.stop()
        self.later.replay.stop()

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_1: self.earlier.replay.toggle,
            Qt.Key.Key_2: self.later.replay.toggle,
            Qt.Key.Key_Space: self._last.replay.toggle,
            Qt.Key.Key_Escape: self.back_button.click,
        }

    def _hear(self, later: bool, at: float) -> None:
        (self.later if later else self.earlier).replay.seek(at)

    def _began(self, column: TakeColumn) -> None:
        """One plays at a time; the space bar belongs to that one."""
        self._last = column
        other = self.earlier if column is self.later else self.later
        other.replay.stop()

    def _draw(self) -> None:
        self.leave()
        enough = len(self._takes) > 1
        self.notice.say(
            ""
            if enough
            else self.tr("This is your only answer to this question. Answer it again to compare.")
        )
        for part in (self.earlier, self.later, *self._sections):
            part.setVisible(enough)
        if not enough or self._rubric is None:
            self.summary.setText("")
            return
        for column in (self.earlier, self.later):
            take = self._takes[column.place]
            attempt = self._mocking.attempt(take.attempt)
            column.replay.show_sheet(self._sheets.sheet(attempt, take.position))
        first, second = self._takes[self.earlier.place], self._takes[self.later.place]
        self._show(self._comparing.compare(first, second, self._rubric), self._rubric)

    def _show(self, found: Comparison, rubric: Rubric) -> None:
        self.summary.setText(summary_words(found))
        self.steps.show_steps(found.steps)
        self.figures.show_rows([_figure_row(figure) for figure in found.figures])
        self.scores.show_rows(tuple(self._score_rows(found, rubric)))
        for section, there in zip(
            self._sections, (found.steps, found.figures, self.scores.rows), strict=False
        ):
            section.show_if(bool(there))

    def _score_rows(self, found: Comparison, rubric: Rubric) -> Iterator[Row]:
        """The person's levels by criterion, each with those of friends under it."""
        givers = [("", found.scores), *((each.by, each.scores) for each in found.friends)]
        for criterion in rubric.criteria:
            for by, scores in givers:
                for score in (one for one in scores if one.criterion == criterion.slug):
                    name = self.tr("{criterion}, by {friend}") if by else "{criterion}"
                    yield (
                        name.format(criterion=criterion.name, friend=by),
                        str(score.earlier or "–"),
                        str(score.later or "–"),
                        score_words(score),
                    )

    def _connect(self) -> None:
        for column in (self.earlier, self.later):
            column.chosen.connect(self._draw)
            column.replay.began.connect(lambda column=column: self._began(column))
        self.steps.hear.connect(self._hear)
        self.back_button.clicked.connect(self.back)

    def _lay_out(self) -> None:
        self._sections = (
            Section(self.tr("Steps, earlier and later"), self.steps, panel=True),
            Section(self.tr("Delivery"), self.figures, panel=True),
            Section(self.tr("Scores"), self.scores, panel=True),
            Section(self.tr("What was said"), _side_by_side(self.earlier.words, self.later.words)),
        )
        self._scroll = scroll = Scroll(_WIDTH)
        scroll.column.setSpacing(Space.L)
        both = _side_by_side(self.earlier, self.later)
        scroll.column.addLayout(at_left(self.question))
        for part in (self.summary, self.notice, both, *self._sections):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(Line())
        foot = QWidget()
        foot.setLayout(beside(self.back_button, 1))
        whole.addLayout(framed(foot, _WIDTH, scroll))


def _figure_row(figure: FigureChange) -> Row:
    return (
        figure_name(figure.measure),
        value_words(figure.measure, figure.earlier),
        value_words(figure.measure, figure.later),
        difference_words(figure),
    )


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.L)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return both
