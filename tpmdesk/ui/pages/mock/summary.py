"""The summary of an attempt: what is strongest, the one thing to work on, and each question."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.domain.attempts import Answer, Attempt
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.roundstate import AnswerStatus, group_of, mains
from tpmdesk.ui.pages.mock.criteria_table import CriteriaTable
from tpmdesk.ui.pages.mock.findings import Findings
from tpmdesk.ui.pages.mock.findings_panel import FindingsPanel
from tpmdesk.ui.pages.mock.friend_remarks import FriendRemarks, by_friends
from tpmdesk.ui.pages.mock.handing import HandingPanel
from tpmdesk.ui.pages.mock.keys import Keys, on_enter
from tpmdesk.ui.pages.mock.offer import ago, capitalized
from tpmdesk.ui.pages.mock.parts import Notice
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.pages.mock.sheet import judged_steps
from tpmdesk.ui.pages.mock.summary_figures import (
    CriterionMean,
    answer_mean,
    means,
    strongest,
    work_on,
)
from tpmdesk.ui.pages.mock.verdict import VerdictPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, Title, beside, clear, stacked


class SummaryView(QWidget):
    """Emits `open_answer(position)` for a question that is clicked, and `hear(position, at)` for
    a remark of a friend's."""

    hear = Signal(int, float)
    open_answer = Signal(int)
    compare = Signal(str)
    back_to_today = Signal()
    back_to_rounds = Signal()

    def __init__(self, theme: Theme, handing: HandingPanel | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.handing = handing
        self.title = Title()
        self.when = Label("", "caption")
        self.notice = Notice(theme)
        self.findings = FindingsPanel(theme)
        self.findings.well.rename(self.tr("Strongest"))
        self.findings.fix.rename(self.tr("Work on this"))
        self.verdict = VerdictPanel(theme)
        self.criteria = CriteriaTable(theme)
        self.questions = QWidget()
        self._questions = QVBoxLayout(self.questions)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(Space.S)
        self.today_button = PrimaryButton(theme, self.tr("Back to Today"), key="Enter")
        self.rounds_button = Button(theme, self.tr("All rounds"), key="Esc")
        self._lay_out()
        self.today_button.clicked.connect(self.back_to_today)
        self.rounds_button.clicked.connect(self.back_to_rounds)

    def show_attempt(
        self, attempt: Attempt, rubric: Rubric | None, again: Collection[str] = ()
    ) -> None:
        """Draw a finished attempt. Without its rubric only the questions are shown. `again` holds
        the prompts that were answered in another attempt too."""
        self._again = again
        found = means(rubric, attempt.answers) if rubric else ()
        self.title.setText(attempt.title)
        self.when.setText(capitalized(ago(attempt.started)))
        self.notice.say(attempt.state.notice)
        self.findings.show_findings(self._findings(attempt, found))
        self.verdict.show_attempt(rubric, attempt.answers)
        self.criteria.show_answers(rubric, attempt.answers)
        self._means.show_if(bool(self.criteria.rows))
        clear(self._questions)
        for number, position in enumerate(mains(attempt.state.questions), start=1):
            self._questions.addWidget(self._row(attempt, number, position))
        if self.handing is not None:
            self.handing.show_attempt(attempt)
            self._handing.show_if(any(_given(attempt, answer) for answer in attempt.answers))
        self._scroll.verticalScrollBar().setValue(0)

    def keys(self) -> Keys:
        return {
            **on_enter(self.today_button.click),
            Qt.Key.Key_Escape: self.rounds_button.click,
        }

    def _findings(self, attempt: Attempt, found: tuple[CriterionMean, ...]) -> Findings:
        if not any(_given(attempt, answer) for answer in attempt.answers):
            return Findings("", self.tr("No question was answered this time."))
        if not found:
            return Findings(
                "", self.tr("Nothing is scored yet. Open a question below and score your answer.")
            )
        best = strongest(found)
        return Findings(self._strongest_words(best) if best else "", self._work_on_words(found))

    def _strongest_words(self, best: CriterionMean) -> str:
        name = self.tr("{criterion}, {mean} of {top}.").format(
            criterion=best.criterion.name, mean=f"{best.mean:.1f}", top=best.top
        )
        return f"{name} {best.reached.anchor}" if best.reached else name

    def _work_on_words(self, found: tuple[CriterionMean, ...]) -> str:
        weakest = work_on(found)
        if weakest is None or weakest.next_level is None:
            return self.tr("Every criterion is at its top level. Take a harder round next.")
        return self.tr("{criterion}. For level {n}, {name}: {anchor}").format(
            criterion=weakest.criterion.name,
            n=weakest.next_level.score,
            name=weakest.next_level.name,
            anchor=weakest.next_level.anchor,
        )

    def _row(self, attempt: Attempt, number: int, position: int) -> Panel:
        """A main question, and under it what was asked back."""
        panel = Panel(margin=Space.L)
        answer = attempt.answers[position]
        words = stacked(
            Label(answer.text, wrap=True),
            Label(self._state_words(attempt, answer), "caption", wrap=True),
            spacing=Space.XS,
        )
        if answer.notes:
            words.addWidget(Label(answer.notes, "muted", wrap=True))
        self._add_remarks(words, answer)
        for follow_up in self._asked_back(attempt, position):
            words.addWidget(self._follow_up(attempt, follow_up))
        open_button = Button(self._theme, self.tr("Open"))
        open_button.setAccessibleName(self.tr("Open question {n}").format(n=number))
        open_button.clicked.connect(lambda: self.open_answer.emit(position))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        heading = Label(str(number), "heading")
        heading.setFixedWidth(Space.L)
        row.addWidget(heading, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if answer.prompt in self._again and _given(attempt, answer):
            row.addWidget(self._compare_button(number, answer), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(open_button, 0, Qt.AlignmentFlag.AlignTop)
        panel.column.addLayout(row)
        return panel

    def _compare_button(self, number: int, answer: Answer) -> Button:
        button = Button(self._theme, self.tr("Compare"), Kind.GHOST)
        words = self.tr("Compare question {n} with another answer to it").format(n=number)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.compare.emit(answer.prompt))
        return button

    def _asked_back(self, attempt: Attempt, position: int) -> list[Answer]:
        group = group_of(attempt.state.questions, position)[1:]
        return [attempt.answers[at] for at in group if at < len(attempt.answers)]

    def _follow_up(self, attempt: Attempt, answer: Answer) -> QWidget:
        asked = Label(self.tr("Asked back: {question}").format(question=answer.text), wrap=True)
        words = stacked(asked, spacing=Space.XS)
        words.setContentsMargins(Space.L, Space.S, 0, 0)
        if not _given(attempt, answer):
            words.addWidget(Label(self.tr("Not answered"), "caption"))
        self._add_remarks(words, answer)
        line = QWidget()
        line.setLayout(words)
        return line

    def _add_remarks(self, words: QVBoxLayout, answer: Answer) -> None:
        if moments := by_friends(answer.moments):
            remarks = FriendRemarks(moments)
            remarks.hear.connect(lambda at: self.hear.emit(answer.position, at))
            words.addWidget(remarks)

    def _state_words(self, attempt: Attempt, answer: Answer) -> str:
        if not _given(attempt, answer):
            return self.tr("Not answered")
        mean = answer_mean(answer)
        scored = (
            self.tr("Mean level {mean}").format(mean=f"{mean:.1f}")
            if mean is not None
            else self.tr("Not scored")
        )
        steps = judged_steps(answer)
        if not steps:
            return scored
        covered = self.tr("{n} of {all} steps covered").format(
            n=sum(step.covered for step in steps), all=len(steps)
        )
        return f"{scored}  ·  {covered}"

    def _lay_out(self) -> None:
        self._scroll = Scroll()
        column = self._scroll.column
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(self.title)
        head.addWidget(self.when)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.verdict)
        column.addWidget(self.findings)
        self._means = Section(self.tr("Mean level of each criterion"), self.criteria, panel=True)
        column.addWidget(self._means)
        column.addWidget(Section(self.tr("Questions"), self.questions))
        if self.handing is not None:
            self._handing = Section(self.tr("A second pair of ears"), self.handing)
            column.addWidget(self._handing)
        column.addSpacing(Space.S)
        column.addLayout(beside(self.today_button, self.rounds_button, 1))
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)


def _given(attempt: Attempt, answer: Answer) -> bool:
    status = attempt.state.answers[answer.position]
    return status not in (AnswerStatus.PENDING, AnswerStatus.SKIPPED)
