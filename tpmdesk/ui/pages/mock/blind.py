"""Scoring before the evidence is shown, and the short wait before it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.domain.content import Rubric
from tpmdesk.ui.pages.mock.keys import Keys, clicks
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.pages.mock.sheet import AnswerSheet
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.rubric_form import RubricForm
from tpmdesk.ui.widgets.surfaces import Label, Line, Scroll, Title

_WIDTH = 880


class BlindView(QWidget):
    """Emits `scored(criterion, level)`; nothing here tells how the answer was judged."""

    scored = Signal(str, int)
    go_on = Signal()
    again = Signal()
    end_round = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet: AnswerSheet | None = None
        self.place = Label("", "caption")
        self.title = Title(self.tr("How do you think it went?"))
        self.why = prose(
            self.tr(
                "Score your answer before you see what was heard. Then look at the evidence and "
                "score it again: the gap between the two is what you learn about yourself."
            )
        )
        self.question = prose("", "muted", Size.BODY)
        self.notice = Notice(theme)
        self.rubric = RubricForm()
        self.next_button = PrimaryButton(theme, self.tr("Show the evidence"), key="N")
        self.again_button = Button(theme, self.tr("Answer again"), key="A")
        self.end_button = Button(theme, self.tr("End the round"), Kind.GHOST, key="Esc")
        self._waiting = Label("", "caption", wrap=True)
        self._scroll = Scroll(_WIDTH)
        self._lay_out()
        self.rubric.chosen.connect(self.scored)
        self.rubric.reached.connect(self._bring_into_view)
        self.next_button.clicked.connect(self.go_on)
        self.again_button.clicked.connect(self.again)
        self.end_button.clicked.connect(self.end_round)

    @property
    def sheet(self) -> AnswerSheet | None:
        return self._sheet

    def prepare(self, rubric: Rubric | None) -> None:
        """Build what takes longest before it is needed."""
        if rubric is not None:
            self.rubric.set_rubric(rubric)
        self.ensurePolished()

    def show_sheet(self, sheet: AnswerSheet, *, exam: bool) -> None:
        """Draw an answer to be scored. The same answer once more keeps its place."""
        before, self._sheet = self._sheet, sheet
        self.place.setText(self.tr("Question {n} of {all}").format(n=sheet.number, all=sheet.count))
        self.question.setText(sheet.question.text)
        self.notice.say(sheet.notice)
        self._waiting.setText(
            self.tr("Your words are being written down.") if sheet.pending else ""
        )
        self.next_button.setEnabled(not sheet.pending)
        self.again_button.setVisible(not exam)
        self.again_button.setEnabled(not sheet.pending)
        self.rubric.setVisible(sheet.rubric is not None)
        if before is None or before.answer.id != sheet.answer.id:
            self._begin(sheet)

    def restart(self) -> None:
        """Forget the answer shown."""
        self._sheet = None

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_N: clicks(self.next_button),
            Qt.Key.Key_A: clicks(self.again_button),
            Qt.Key.Key_S: self.go_to_rubric,
            Qt.Key.Key_Escape: clicks(self.end_button),
        }

    def go_to_rubric(self) -> None:
        """The first criterion without a level, ready for the keys 1 to 5."""
        choices = self.rubric.choices
        if choices:
            first = next((one for one in choices if not one.level), choices[0])
            first.take_focus()
            self._bring_into_view(first)

    def _begin(self, sheet: AnswerSheet) -> None:
        if sheet.rubric is not None:
            self.rubric.set_rubric(sheet.rubric)
            given = sheet.answer.scored(blind=True)
            self.rubric.set_levels({one.criterion: one.level for one in given})
        self._scroll.verticalScrollBar().setValue(0)

    def _bring_into_view(self, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(part, 0, Space.PAGE * 2)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.setSpacing(Space.L)
        for part in (self.place, self.title, self.why, self.question, self.notice, self.rubric):
            column.addWidget(part)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.PAGE, Space.M, Space.PAGE, Space.M)
        foot.setSpacing(Space.S)
        for button in (self.next_button, self.again_button):
            foot.addWidget(button)
        foot.addWidget(self._waiting, 1)
        foot.addWidget(self.end_button)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH + 2 * Space.PAGE)
        inner.setLayout(foot)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Line())
        whole.addLayout(row)
