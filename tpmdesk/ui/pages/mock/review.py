"""The debrief of one answer, from the top: what went well, what to fix, then the evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.ports import Background
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.roundstate import AnswerStatus
from tpmdesk.domain.transcript import Transcript
from tpmdesk.ui.pages.mock.delivery_panel import DeliveryPanel
from tpmdesk.ui.pages.mock.findings import Findings, findings
from tpmdesk.ui.pages.mock.findings_panel import FindingsPanel
from tpmdesk.ui.pages.mock.keys import Keys, clicks
from tpmdesk.ui.pages.mock.models_panel import FollowUpsPanel, ModelsPanel
from tpmdesk.ui.pages.mock.notes import NotesEditor
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.replay import ReplayPanel
from tpmdesk.ui.pages.mock.review_foot import ReviewFoot
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, judged_steps
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.rubric_form import RubricForm
from tpmdesk.ui.widgets.steps_panel import StepsPanel
from tpmdesk.ui.widgets.surfaces import Label, Line, Scroll

_WIDTH = 880


class ReviewView(QWidget):
    """Emits `scored(criterion, level)` and `noted(text)` for the answer shown."""

    scored = Signal(str, int)
    noted = Signal(str)

    def __init__(self, theme: Theme, sound: SoundDesk, background: Background) -> None:
        super().__init__()
        self._sheet: AnswerSheet | None = None
        self.notice = Notice(theme)
        self.place = Label("", "caption")
        self.question = prose("", "heading", Size.HEADING)
        self.findings = FindingsPanel(theme)
        self.replay = ReplayPanel(theme, sound, background)
        self.delivery = DeliveryPanel()
        self.steps = StepsPanel()
        self.models = ModelsPanel(theme)
        self.follow_ups = FollowUpsPanel(theme)
        self.rubric = RubricForm()
        self.notes = NotesEditor()
        self.foot = ReviewFoot(theme)
        self._scroll = Scroll(_WIDTH)
        self._lay_out()
        self.delivery.seek.connect(self.replay.seek)
        self.steps.seek.connect(self.replay.seek)
        self.rubric.chosen.connect(self.scored)
        self.rubric.reached.connect(self._bring_into_view)
        self.notes.noted.connect(self.noted)
        self.foot.score.connect(self.go_to_rubric)

    @property
    def sheet(self) -> AnswerSheet | None:
        return self._sheet

    def prepare(self, rubric: Rubric | None) -> None:
        """Build what takes longest before it is needed: at Stop the window must not stall."""
        if rubric is not None:
            self.rubric.set_rubric(rubric)
        self.ensurePolished()

    def show_sheet(self, sheet: AnswerSheet, *, past: bool = False) -> None:
        """Draw an answer. The same answer with more known of it keeps scores, notes and place."""
        before, self._sheet = self._sheet, sheet
        same = before is not None and before.answer.id == sheet.answer.id
        self._show_evidence(sheet)
        self.foot.show_sheet(sheet, past=past)
        if not same:
            self._begin(sheet)

    def show_live(self, heard: Transcript | None) -> None:
        """Words that arrive while the transcript is being completed."""
        if heard is not None and self._sheet is not None and self._sheet.pending:
            self.replay.show_live(heard)

    def restart(self) -> None:
        """Forget the answer shown: the next one is drawn from the top."""
        self.leave()
        self._sheet = None

    def leave(self) -> None:
        """Fall silent, and save the notes."""
        self.replay.stop()
        self.notes.flush()

    def go_to_rubric(self) -> None:
        """Bring the first criterion without a level into view, ready for the keys 1 to 5."""
        choices = self.rubric.choices
        if choices:
            first = next((one for one in choices if not one.level), choices[0])
            first.take_focus()
            self._bring_into_view(first)

    def _bring_into_view(self, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(part, 0, Space.PAGE * 2)

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_Space: self.replay.toggle,
            Qt.Key.Key_S: self.go_to_rubric,
            Qt.Key.Key_N: clicks(self.foot.next_button),
            Qt.Key.Key_A: clicks(self.foot.again_button),
            Qt.Key.Key_Escape: self.foot.leave,
        }

    def _show_evidence(self, sheet: AnswerSheet) -> None:
        assessment = sheet.answer.assessment
        self.place.setText(
            self.tr("Debrief of question {n} of {all}").format(n=sheet.number, all=sheet.count)
        )
        self.question.setText(sheet.question.text)
        self.notice.say(sheet.notice)
        self.findings.show_findings(self._findings(sheet))
        self.replay.show_sheet(sheet)
        self._delivery.show_if(assessment is not None and assessment.delivery is not None)
        self.delivery.show_delivery(assessment.delivery if assessment else None)
        steps = judged_steps(sheet.answer)
        self._steps.show_if(bool(steps))
        framework = sheet.framework
        meanings = {step.name: step.meaning for step in framework.steps} if framework else {}
        self.steps.set_steps(steps, meanings)
        asked = assessment.follow_ups if assessment else ()
        self._follow_ups.show_if(bool(asked))
        self.follow_ups.show_questions(asked)

    def _begin(self, sheet: AnswerSheet) -> None:
        self.models.show_prompt(sheet.prompt)
        self._models.show_if(
            sheet.prompt is not None and bool(sheet.prompt.weak or sheet.prompt.strong)
        )
        self._rubric.show_if(sheet.rubric is not None)
        if sheet.rubric is not None:
            self.rubric.set_rubric(sheet.rubric)
            given = sheet.answer.scored()
            self.rubric.set_levels({one.criterion: one.level for one in given})
        self.notes.show_notes(sheet.answer.notes)
        self._scroll.verticalScrollBar().setValue(0)

    def _findings(self, sheet: AnswerSheet) -> Findings | None:
        if sheet.status is AnswerStatus.SKIPPED:
            return Findings("", self.tr("You skipped this question. Read the strong answer below."))
        if sheet.answer.assessment is None:
            return None
        return findings(sheet.answer.assessment, sheet.framework, sheet.question.answer_seconds)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.setSpacing(Space.XL)
        head = QVBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.place)
        head.addWidget(self.question)
        column.addLayout(head)
        self._delivery = Section(self.tr("Delivery"), self.delivery)
        self._steps = Section(self.tr("Steps of the framework"), self.steps, panel=True)
        self._models = Section(self.tr("Example answers"), self.models)
        self._follow_ups = Section(self.tr("The interviewer might ask"), self.follow_ups)
        self._rubric = Section(self.tr("Score yourself"), self.rubric)
        notes = Section(self.tr("Notes"), self.notes)
        for part in (
            self.notice,
            self.findings,
            self.replay,
            self._steps,
            self._delivery,
            self._follow_ups,
            self._models,
            self._rubric,
            notes,
        ):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Line())
        whole.addLayout(self._framed_foot())

    def _framed_foot(self) -> QHBoxLayout:
        """The foot as wide as the column above it."""
        self.foot.setMaximumWidth(_WIDTH)
        row = QHBoxLayout()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        row.setContentsMargins(Space.PAGE, Space.M, Space.PAGE + bar, Space.M)
        row.addStretch(1)
        row.addWidget(self.foot, 100)
        row.addStretch(1)
        return row
