"""What was drawn for a loop, before it begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.loops import LoopPlan, PlannedRound
from tpmdesk.domain.promptmemory import Why
from tpmdesk.ui.pages.mock.keys import Keys, on_enter
from tpmdesk.ui.pages.mock.loop_words import length_words, plan_words, whys_words
from tpmdesk.ui.pages.mock.number_draw import NumberDraw
from tpmdesk.ui.pages.mock.parts import Fold, Notice, prose
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import (
    Label,
    Panel,
    Scroll,
    SectionTitle,
    Title,
    beside,
    clear,
    stacked,
)

_WIDTH = 760
_NUMBER = 28


class PlanView(QWidget):
    """Emits what the person wants to do with the plan that is shown; `by_number` carries the
    number to draw it by."""

    begin = Signal()
    again = Signal()
    by_number = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Title("")
        self.length = prose("", "muted")
        self.notice = Notice(theme)
        self._rounds = stacked(spacing=Space.S)
        self._whys = stacked(spacing=Space.S)
        self.how = Label("", "caption")
        self.number = NumberDraw(theme)
        self.why = Fold(theme, self.tr("Why these questions"), self._below_why())
        self.begin_button = PrimaryButton(theme, self.tr("Begin the loop"), key="Enter")
        self.again_button = Button(theme, self.tr("Draw again"), icon="repeat", key="D")
        self.back_button = Button(theme, self.tr("Back"), Kind.GHOST, key="Esc")
        self._lay_out()
        self.begin_button.clicked.connect(self.begin)
        self.again_button.clicked.connect(self.again)
        self.back_button.clicked.connect(self.back)
        self.number.asked.connect(self.by_number)

    def show_waiting(self, title: str) -> None:
        """While the plan is being drawn."""
        self.title.setText(title)
        self.length.setText(self.tr("Questions are being drawn."))
        self.notice.say("")
        self.begin_button.setEnabled(False)
        self.number.setEnabled(False)
        clear(self._rounds)

    def show_plan(self, plan: LoopPlan, whys: Sequence[Sequence[Why | None]]) -> None:
        """Which rounds, how long, and on request what spoke for each question.

        The questions themselves are not told: they are met in the round.
        """
        self.title.setText(plan.title)
        self.length.setText(length_words(plan))
        self.begin_button.setEnabled(True)
        self.number.setEnabled(True)
        clear(self._rounds)
        day = -1
        for number, planned in enumerate(plan.rounds, start=1):
            if planned.day != day and any(each.day for each in plan.rounds):
                day = planned.day
                words = self.tr("Day {n}").format(n=day + 1)
                self._rounds.addWidget(SectionTitle(words))
            self._rounds.addWidget(self._row(number, planned))
        self._show_whys(plan, whys)

    def say(self, problem: str) -> None:
        """Why there is no plan."""
        self.notice.say(problem)
        self.length.setText("")

    def keys(self) -> Keys:
        return {
            **on_enter(self.begin_button.click),
            Qt.Key.Key_D: self.again_button.click,
            Qt.Key.Key_Escape: self.back_button.click,
        }

    def _row(self, number: int, planned: PlannedRound) -> Panel:
        panel = Panel(margin=Space.M)
        mark = Label(str(number), "strong")
        mark.setFixedWidth(_NUMBER)
        panel.column.addLayout(
            beside(mark, Label(planned.title), 1, Label(plan_words(planned), "caption"))
        )
        return panel

    def _show_whys(self, plan: LoopPlan, whys: Sequence[Sequence[Why | None]]) -> None:
        clear(self._whys)
        for planned, of_round in zip(plan.rounds, whys, strict=True):
            words = f"{planned.title}: {whys_words(of_round)}"
            self._whys.addWidget(Label(words, "caption", wrap=True))
        self.how.setText(self._how_drawn(plan))

    def _how_drawn(self, plan: LoopPlan) -> str:
        """A number is told only where entering it draws the same again."""
        if plan.fresh:
            return self.tr("Drawn by lot: what is weak or long unseen is likelier.")
        return self.tr("Drawn with the number {seed}.").format(seed=plan.seed)

    def _below_why(self) -> QWidget:
        why = QWidget()
        column = stacked(spacing=Space.M)
        column.addLayout(self._whys)
        column.addWidget(self.how)
        column.addWidget(self.number)
        why.setLayout(column)
        return why

    def _lay_out(self) -> None:
        scroll = Scroll(_WIDTH)
        column = scroll.column
        column.setSpacing(Space.L)
        column.addLayout(beside(self.title, 1, self.back_button))
        for part in (self.length, self.notice):
            column.addWidget(part)
        column.addLayout(self._rounds)
        column.addWidget(self.why)
        column.addLayout(beside(self.begin_button, self.again_button, 1))
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
