"""The Write page: choose, do, see what came of it. What is written is kept as it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.writing import Writing, with_held, with_remarks
from tpmdesk.domain.content import Document
from tpmdesk.domain.critique import Remark
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.domain.skimming import Asked
from tpmdesk.ui.pages.exercise_choice import ChooseView
from tpmdesk.ui.pages.mock.keys import ENTER
from tpmdesk.ui.pages.page import RESUME, Page
from tpmdesk.ui.pages.writing.brief_view import BriefView
from tpmdesk.ui.pages.writing.cells import cells, left_words
from tpmdesk.ui.pages.writing.choose import BRIEF, CRITIQUE, PAST, SKIM, tabs
from tpmdesk.ui.pages.writing.critique_view import CritiqueView
from tpmdesk.ui.pages.writing.debrief import BriefDebrief
from tpmdesk.ui.pages.writing.skim_view import SkimView
from tpmdesk.ui.pages.writing.words import title_of
from tpmdesk.ui.saving import save_text
from tpmdesk.ui.theme.theme import Theme


class WritingPage(Page):
    """Leaving keeps what is under way; it is offered again."""

    def __init__(self, theme: Theme, writing: Writing) -> None:
        super().__init__()
        self.title = self.tr("Write")
        self._writing = writing
        self._shown: Exercise | None = None
        self.choose = ChooseView(theme, self.title, tabs())
        self.brief = BriefView(theme, writing.save)
        self.debrief = BriefDebrief(theme)
        self.skim = SkimView(theme)
        self.critique = CritiqueView(theme, writing.save)
        self._views = QStackedWidget()
        for view in (self.choose, self.brief, self.debrief, self.skim, self.critique):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._connect()

    @property
    def view(self) -> object:
        """The view that is shown."""
        return self._views.currentWidget()

    def entered(self, what: str = "") -> None:
        if what == RESUME:
            self._go_on()
        elif self.view is self.choose:
            self._choice()

    def leave(self) -> bool:
        """What is under way is kept and can be gone on with."""
        if self.view in (self.brief, self.critique, self.skim):
            self._hold()
            self._views.setCurrentWidget(self.choose)
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in ENTER and self.view is self.skim:
                self.skim.tell()
                return True
            return False
        if key == Qt.Key.Key_Escape and self.view is not self.choose:
            self._leave_view()
            return True
        if key in ENTER:
            return self._enter()
        if key == Qt.Key.Key_R and self.view is self.choose and self.choose.left.isVisible():
            self._go_on()
            return True
        return False

    def _enter(self) -> bool:
        if self.view is self.choose:
            self.choose.proceed()
        elif self.view is self.skim and self.skim.phase == "reading":
            self.skim.hide_brief()
        else:
            return False
        return True

    def _choice(self, tab: str = "") -> None:
        self._shown = None
        self.choose.notice.say("")
        self.choose.show_cells(cells(self._writing))
        self.choose.show_left(left_words(self._writing.unfinished()))
        if tab:
            self.choose.turn_to(tab)
        self._views.setCurrentWidget(self.choose)
        self.choose.list.take_focus()

    def _begin(self, tab: str, key: str) -> None:
        match tab:
            case "brief":
                self._write(key)
            case "skim":
                self._skim(key)
            case "critique":
                self._criticise(key)
            case _:
                self._open(ExerciseId(int(key)))

    def _write(self, key: str, text: str = "") -> None:
        scenario = next((each for each in self._writing.scenarios() if each.id == key), None)
        self._show_brief(self._writing.begin_brief(scenario, text))

    def _show_brief(self, exercise: Exercise) -> None:
        self._shown = exercise
        self._views.setCurrentWidget(self.brief)
        self.brief.begin(exercise, self._writing.scenario_of(exercise))

    def _skim(self, key: str) -> None:
        every: list[Document | Exercise] = [*self._writing.to_skim(), *self._writing.own_to_skim()]
        of = next((each for each in every if str(each.id) == key), None)
        if of is not None:
            exercise = self._writing.begin_skim(of)
            self._shown = exercise
            self._views.setCurrentWidget(self.skim)
            self.skim.begin(exercise, self._writing.skimmed_text(exercise))

    def _criticise(self, key: str) -> None:
        document = next((each for each in self._writing.flawed() if each.id == key), None)
        if document is not None:
            self._show_critique(self._writing.begin_critique(document))

    def _show_critique(self, exercise: Exercise) -> None:
        document = self._writing.document_of(exercise)
        if document is None:
            self.choose.notice.say(self.tr("The document is not there any more."))
            return
        self._shown = exercise
        self._views.setCurrentWidget(self.critique)
        self.critique.begin(exercise, document)

    def _go_on(self) -> None:
        left = self._writing.unfinished()
        if left is None:
            self._choice()
        elif left.kind is ExerciseKind.BRIEF:
            self._show_brief(left)
        else:
            self._show_critique(left)

    def _give_up(self) -> None:
        left = self._writing.unfinished()
        if left is not None:
            self._writing.remove(left.id)
        self._choice()

    def _finished(self, exercise: int, work: Work) -> None:
        try:
            self._show(self._writing.end(ExerciseId(exercise), work))
        except NotFoundError as gone:
            self._choice()
            self.choose.notice.say(str(gone))

    def _open(self, exercise: ExerciseId) -> None:
        try:
            self._show(self._writing.exercise(exercise))
        except NotFoundError as gone:
            self._choice()
            self.choose.notice.say(str(gone))

    def _show(self, exercise: Exercise) -> None:
        """What came of a piece."""
        self._shown = exercise
        writing = self._writing
        if exercise.kind is ExerciseKind.BRIEF:
            self.debrief.show_brief(
                exercise,
                writing.read(exercise.work.text),
                writing.facts(exercise),
                writing.scenario_of(exercise),
                writing.rubric(),
            )
            self._views.setCurrentWidget(self.debrief)
        elif exercise.kind is ExerciseKind.SKIM:
            text, found = writing.skimmed_text(exercise), writing.recalled(exercise)
            self.skim.show_result(exercise, text, found)
            self._views.setCurrentWidget(self.skim)
        else:
            self._show_verdict(exercise)

    def _show_verdict(self, exercise: Exercise) -> None:
        document, verdict = self._writing.document_of(exercise), self._writing.verdict(exercise)
        if document is None or verdict is None:
            self._choice()
            self.choose.notice.say(self.tr("The document is not there any more."))
            return
        self.critique.show_verdict(exercise, document, verdict)
        self._views.setCurrentWidget(self.critique)

    def _score(self, criterion: str, level: int) -> None:
        if self._shown is not None:
            levels = {**self._shown.work.levels, criterion: level}
            self._keep(replace(self._shown.work, levels=levels))

    def _judge(self, _asked: str, _on: bool) -> None:
        if self._shown is not None and self.skim.phase == "comparing":
            held = {asked.value: self.skim.boxes[asked].isChecked() for asked in Asked}
            self._keep(with_held(self._shown.work, held))

    def _rematch(self, remarks: tuple[Remark, ...]) -> None:
        if self._shown is not None:
            self._keep(with_remarks(self._shown.work, remarks))
            self._show_verdict(self._shown)

    def _keep(self, work: Work) -> None:
        assert self._shown is not None
        self._writing.save(self._shown.id, work)
        self._shown = self._writing.exercise(self._shown.id)

    def _again(self) -> None:
        if self._shown is not None:
            self._write(self._shown.entry, self._shown.work.text)

    def _copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.work.text)
            self.notice.emit(self.tr("The brief is on the clipboard."))

    def _save_as(self, text: str) -> None:
        if self._shown is None:
            return
        name = f"{title_of(self._shown)}.md"
        said = save_text(self, name, self.tr("Markdown (*.md)"), text)
        if said:
            self.notice.emit(said)

    def _hold(self) -> None:
        if self.view is self.brief:
            self.brief.hold()
        elif self.view is self.critique:
            self.critique.hold()
        elif self.view is self.skim:
            self._drop_unread_skim()

    def _drop_unread_skim(self) -> None:
        """A skim that was broken off tells nothing."""
        self.skim.hold()
        if self.skim.phase != "comparing" and self._shown is not None:
            self._writing.remove(self._shown.id)

    def _leave_view(self) -> None:
        self._hold()
        back = {self.brief: BRIEF, self.skim: SKIM, self.critique: CRITIQUE, self.debrief: PAST}
        self._choice(next(tab for view, tab in back.items() if view is self.view))

    def _connect(self) -> None:
        self.choose.begin.connect(self._begin)
        self.choose.go_on.connect(self._go_on)
        self.choose.drop_it.connect(self._give_up)
        self.brief.finished.connect(self._finished)
        self.brief.left.connect(lambda: self._choice(BRIEF))
        self.debrief.scored.connect(self._score)
        self.debrief.again.connect(self._again)
        self.debrief.copy.connect(self._copy)
        self.debrief.save.connect(self._save_as)
        self.brief.save_as.connect(self._save_as)
        self.debrief.back.connect(lambda: self._choice(PAST))
        self.skim.told.connect(self._finished)
        self.skim.judged.connect(self._judge)
        self.skim.broken_off.connect(self._leave_view)
        self.skim.back.connect(lambda: self._choice(SKIM))
        self.critique.finished.connect(self._finished)
        self.critique.rematched.connect(self._rematch)
        self.critique.left.connect(self._leave_view)
        self.critique.back.connect(lambda: self._choice(CRITIQUE))
