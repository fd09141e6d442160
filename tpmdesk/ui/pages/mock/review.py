"""The debrief of one answer, from the top: what went well, what to fix, then the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.ports import Background
from tpmdesk.domain.bands import Band, Measure
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.roundstate import AnswerStatus
from tpmdesk.ui.pages.mock.answer_part import AnswerPart, FollowUpPart
from tpmdesk.ui.pages.mock.asked_back import AskedBack
from tpmdesk.ui.pages.mock.cards_panel import CardsPanel
from tpmdesk.ui.pages.mock.delivery_panel import DeliveryPanel
from tpmdesk.ui.pages.mock.findings import Findings, findings
from tpmdesk.ui.pages.mock.findings_panel import FindingsPanel
from tpmdesk.ui.pages.mock.gradually import Gradually
from tpmdesk.ui.pages.mock.heard import heard
from tpmdesk.ui.pages.mock.keys import Keys, clicks
from tpmdesk.ui.pages.mock.models_panel import FollowUpsPanel, ModelsPanel
from tpmdesk.ui.pages.mock.notes import NotesEditor
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.replay import ReplayPanel
from tpmdesk.ui.pages.mock.review_foot import ReviewFoot, framed
from tpmdesk.ui.pages.mock.scores_panel import ScoresPanel
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, judged_steps
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.rubric_form import RubricForm
from tpmdesk.ui.widgets.steps_panel import StepsPanel
from tpmdesk.ui.widgets.surfaces import Label, Line, Scroll, beside

_WIDTH = 880

Bands = Callable[[], Mapping[Measure, Band]]


def _no_bands() -> Mapping[Measure, Band]:
    return {}


class ReviewView(QWidget):
    """Emits what the person does: for the answer shown `scored` with the levels chosen just now,
    by criterion, and `noted(text)`; with an answer's position `mended(position, transcript)` and
    `remarked(position, at, text)`; and `reworded(moment, text)`.

    `bands` tells where figures of delivery are usual, at the moment of drawing.
    """

    scored = Signal(dict)
    noted = Signal(str)
    mended = Signal(int, object)
    remarked = Signal(int, float, str)
    reworded = Signal(int, str)
    drawn = Signal()

    def __init__(
        self, theme: Theme, sound: SoundDesk, background: Background, bands: Bands = _no_bands
    ) -> None:
        super().__init__()
        self._sheet: AnswerSheet | None = None
        self._bands = bands
        self._past = False
        self._turns = Gradually(self)
        self.notice = Notice(theme)
        self.place = Label("", "caption")
        self.compare_button = Button(
            theme, self.tr("Compare with an earlier answer"), Kind.GHOST, key="C"
        )
        self.compare_button.hide()
        self.question = prose("", "heading", Size.HEADING)
        self.findings = FindingsPanel(theme)
        self.main = AnswerPart(theme, sound, background)
        self.delivery = DeliveryPanel(theme)
        self.steps = StepsPanel()
        self.models = ModelsPanel(theme)
        self.asked_back = AskedBack(lambda: self._new_part(theme, sound, background))
        self.follow_ups = FollowUpsPanel(theme)
        self.scores = ScoresPanel(theme)
        self.cards = CardsPanel(theme)
        self.notes = NotesEditor()
        self.foot = ReviewFoot(theme)
        self._playing: AnswerPart = self.main
        self._scroll = Scroll(_WIDTH)
        self._lay_out()
        self._connect()

    @property
    def sheet(self) -> AnswerSheet | None:
        return self._sheet

    @property
    def past(self) -> bool:
        """Whether the answer belongs to a round that is over."""
        return self._past

    @property
    def replay(self) -> ReplayPanel:
        """The main answer's."""
        return self.main.replay

    @property
    def rubric(self) -> RubricForm:
        return self.scores.form

    def prepare(self, rubric: Rubric | None) -> None:
        """Build what takes longest before it is needed: at Stop the window must not stall."""
        if rubric is not None:
            self.rubric.set_rubric(rubric)
        self.ensurePolished()

    def show_sheet(self, sheet: AnswerSheet, *, past: bool = False) -> None:
        """Draw an answer, its top at once and the rest in the next turns of the event loop. The
        same answer with more known of it keeps scores, notes and place."""
        before, self._sheet, self._past = self._sheet, sheet, past
        same = before is not None and before.answer.id == sheet.answer.id
        self._show_top(sheet)
        self.foot.show_sheet(sheet, past=past)
        if not same:
            self._begin(sheet)
        self._turns.begin(
            lambda: self._show_steps(sheet),
            lambda: self._show_delivery(sheet),
            self.delivery.show_others,
            lambda: self._show_asked_back(sheet),
            lambda: self._show_rubric(sheet, same=same),
            self.drawn.emit,
        )

    def finish_drawing(self) -> None:
        """Draw at once what is left of it."""
        self._turns.finish()

    def restart(self) -> None:
        """Forget the answer shown: the next one is drawn from the top."""
        self.leave()
        self._turns.stop()
        self._sheet = None

    def leave(self) -> None:
        """Fall silent, and save the notes."""
        for part in self._parts():
            part.replay.stop()
        self.notes.flush()

    def go_to_rubric(self) -> None:
        """Bring the first criterion without a level into view, ready for the keys 1 to 5."""
        self.finish_drawing()
        choices = self.rubric.choices
        if choices:
            first = next((one for one in choices if not one.level), choices[0])
            first.take_focus()
            self._bring_into_view(first)

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_Space: self._playing.replay.toggle,
            Qt.Key.Key_E: self._correct,
            Qt.Key.Key_M: self._playing.remark,
            Qt.Key.Key_S: self.go_to_rubric,
            Qt.Key.Key_K: self._keep_scores,
            Qt.Key.Key_N: clicks(self.foot.next_button),
            Qt.Key.Key_A: clicks(self.foot.again_button),
            Qt.Key.Key_C: clicks(self.compare_button),
            Qt.Key.Key_Escape: self.foot.leave,
        }

    def _keep_scores(self) -> None:
        self.finish_drawing()
        self.scores.keep()

    def _correct(self) -> None:
        """Open the words selected in whichever transcript has some."""
        parts = sorted(self._parts(), key=lambda part: not part.replay.transcript.hasFocus())
        next((part for part in parts if part.replay.transcript.begin_edit()), None)

    def _parts(self) -> tuple[AnswerPart, ...]:
        return (self.main, *self.asked_back.parts)

    def _bring_into_view(self, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(part, 0, Space.PAGE * 2)

    # What is drawn

    def _show_top(self, sheet: AnswerSheet) -> None:
        self.place.setText(
            self.tr("Debrief of question {n} of {all}").format(n=sheet.number, all=sheet.count)
        )
        self.compare_button.setVisible(sheet.asked_before and not sheet.pending)
        self.question.setText(sheet.question.text)
        self.notice.say(sheet.notice)
        self.findings.show_findings(self._findings(sheet))
        self.main.show_sheet(sheet)

    def _show_steps(self, sheet: AnswerSheet) -> None:
        steps, framework = judged_steps(sheet.answer), sheet.framework
        meanings = {step.name: step.meaning for step in framework.steps} if framework else {}
        self.steps.set_steps(steps, meanings)
        self._steps.show_if(bool(steps))

    def _show_delivery(self, sheet: AnswerSheet) -> None:
        assessment = sheet.answer.assessment
        self.delivery.show_delivery(heard(sheet, self._bands()))
        self._delivery.show_if(assessment is not None and assessment.delivery is not None)

    def _show_asked_back(self, sheet: AnswerSheet) -> None:
        self.asked_back.show_sheets(sheet.follow_ups)
        self._asked_back.show_if(bool(sheet.follow_ups))
        assessment = sheet.answer.assessment
        might = assessment.follow_ups if assessment and not sheet.follow_ups else ()
        self._follow_ups.show_if(bool(might))
        self.follow_ups.show_questions(might)
        if self._playing not in self._parts() or self._playing.isHidden():
            self._playing = self.main

    def _show_rubric(self, sheet: AnswerSheet, *, same: bool) -> None:
        self._rubric.show_if(sheet.rubric is not None)
        self._models.show_if(
            sheet.prompt is not None and bool(sheet.prompt.weak or sheet.prompt.strong)
        )
        self._notes.show()
        if sheet.rubric is not None and not same:
            self.scores.show_answer(sheet.rubric, sheet.answer)

    def _begin(self, sheet: AnswerSheet) -> None:
        """What stood there before is put away until it is drawn anew."""
        self.models.show_prompt(sheet.prompt)
        for section in self._sections:
            section.hide()
        self.cards.restart()
        self._playing = self.main
        self.notes.show_notes(sheet.answer.notes)
        self._scroll.verticalScrollBar().setValue(0)

    def _findings(self, sheet: AnswerSheet) -> Findings | None:
        if sheet.status is AnswerStatus.SKIPPED:
            return Findings("", self.tr("You skipped this question. Read the strong answer below."))
        if sheet.answer.assessment is None:
            return None
        seconds = sheet.question.answer_seconds
        return findings(sheet.answer.assessment, sheet.framework, seconds, self._bands())

    def _new_part(self, theme: Theme, sound: SoundDesk, background: Background) -> FollowUpPart:
        part = FollowUpPart(theme, sound, background)
        self._connect_part(part)
        return part

    def _began(self, part: AnswerPart) -> None:
        """One answer plays at a time; the keys belong to that one."""
        self._playing = part
        for other in self._parts():
            if other is not part:
                other.replay.stop()

    def _connect_part(self, part: AnswerPart) -> None:
        part.began.connect(lambda: self._began(part))
        part.closed.connect(self._take_keys)
        part.mended.connect(self.mended)
        part.remarked.connect(self.remarked)
        part.reworded.connect(self.reworded)

    def _take_keys(self) -> None:
        page = self.parentWidget()
        (page or self).setFocus()

    def _connect(self) -> None:
        self._connect_part(self.main)
        self.delivery.seek.connect(self.replay.seek)
        self.steps.seek.connect(self.replay.seek)
        self.scores.scored.connect(self.scored)
        self.rubric.reached.connect(self._bring_into_view)
        self.notes.noted.connect(self.noted)
        self.foot.score.connect(self.go_to_rubric)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.setSpacing(Space.XL)
        head = QVBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(beside(self.place, 1, self.compare_button))
        head.addWidget(self.question)
        column.addLayout(head)
        self._delivery = Section(self.tr("Delivery"), self.delivery)
        self._steps = Section(self.tr("Steps of the framework"), self.steps, panel=True)
        self._models = Section(self.tr("Example answers"), self.models)
        self._asked_back = Section(self.tr("The interviewer asked back"), self.asked_back)
        self._follow_ups = Section(self.tr("The interviewer might ask"), self.follow_ups)
        self._rubric = Section(self.tr("Score yourself"), self.scores)
        self._notes = Section(self.tr("Notes"), self.notes)
        self._sections = (
            self._steps,
            self._delivery,
            self._asked_back,
            self._follow_ups,
            self._models,
            self._rubric,
            self._notes,
        )
        top: tuple[QWidget, ...] = (self.notice, self.findings, self.main)
        for part in (*top, *self._sections[:-1], self.cards, self._notes):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Line())
        whole.addLayout(framed(self.foot, _WIDTH, self._scroll))
