"""The Draw page: choose, do, see what came of it. What is drawn is kept as it is drawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from tpmdesk.app.drawing_room import (
    DiagramNameError,
    DrawingRoom,
    OwnDiagramId,
    with_named,
)
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.diagram import parse
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.domain.risks import NamedRisk
from tpmdesk.ui.pages.drawing.cells import MAP, NEW, OWN, PAST, RECALL, RISKS, cells
from tpmdesk.ui.pages.drawing.choose import tabs
from tpmdesk.ui.pages.drawing.draw_view import DrawView
from tpmdesk.ui.pages.drawing.hunt_view import HuntView
from tpmdesk.ui.pages.drawing.own_view import OwnView
from tpmdesk.ui.pages.drawing.words import kind_name
from tpmdesk.ui.pages.exercise_choice import ChooseView
from tpmdesk.ui.pages.mock.keys import ENTER
from tpmdesk.ui.pages.page import RESUME, Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.diagram_view import DiagramView
from tpmdesk.ui.widgets.times import clock

_TABS = {ExerciseKind.RISKS: RISKS, ExerciseKind.RECALL: RECALL, ExerciseKind.MAP: MAP}


class DrawingPage(Page):
    """Leaving keeps what is under way; it is offered again."""

    def __init__(self, theme: Theme, room: DrawingRoom) -> None:
        super().__init__()
        self.title = self.tr("Draw")
        self._room = room
        self._shown: Exercise | None = None
        self._own: OwnDiagramId | None = None
        self.choose = ChooseView(theme, self.title, tabs())
        self.hunt = HuntView(theme, room.save)
        self.drawing = DrawView(theme, room.save)
        self.own = OwnView(theme)
        self._views = QStackedWidget()
        for view in (self.choose, self.hunt, self.drawing, self.own):
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
        self._hold()
        self._views.setCurrentWidget(self.choose)
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._press_control(key)
        if key == Qt.Key.Key_Escape and self.view is not self.choose:
            self._leave_view()
            return True
        if key in ENTER and self.view is self.choose:
            self.choose.proceed()
            return True
        if key in ENTER and self.view is self.drawing and self.drawing.phase == "studying":
            self.drawing.hide_model()
            return True
        if key == Qt.Key.Key_R and self.view is self.choose and self.choose.left.isVisible():
            self._go_on()
            return True
        return False

    def _press_control(self, key: int) -> bool:
        if key in ENTER and self.view is self.drawing:
            self.drawing.compare()
            return True
        return False

    def _choice(self, tab: str = "") -> None:
        self._shown = self._own = None
        self.choose.notice.say("")
        self.choose.show_cells(cells(self._room))
        self.choose.show_left(self._left_words())
        if tab:
            self.choose.turn_to(tab)
        self._views.setCurrentWidget(self.choose)
        self.choose.list.take_focus()

    def _left_words(self) -> str:
        left = self._room.unfinished()
        if left is None:
            return ""
        return self.tr("{kind} not finished: {title}, {time} so far.").format(
            kind=kind_name(left.kind), title=left.title, time=clock(left.work.seconds)
        )

    def _begin(self, tab: str, key: str) -> None:
        if tab == OWN:
            self._open_own(key)
        elif tab == PAST:
            self._open(ExerciseId(int(key)))
        elif tab == RECALL:
            self._recall(key)
        else:
            kind = ExerciseKind.RISKS if tab == RISKS else ExerciseKind.MAP
            entry = self._room.entry(key)
            if entry is not None:
                self._go_on_with(self._room.begin(kind, key, entry.title))

    def _recall(self, key: str) -> None:
        model = self._room.model(key)
        if model is None:
            return
        exercise = self._room.begin(ExerciseKind.RECALL, key, model.title)
        self._shown = exercise
        self._views.setCurrentWidget(self.drawing)
        self.drawing.study(exercise, model.title, model.about, model.diagram)

    def _go_on(self) -> None:
        left = self._room.unfinished()
        if left is None:
            self._choice()
        else:
            self._go_on_with(left)

    def _go_on_with(self, exercise: Exercise) -> None:
        """Go on with something that was begun."""
        entry = self._room.entry(exercise.entry)
        if entry is None and exercise.kind is not ExerciseKind.RECALL:
            self._choice()
            self.choose.notice.say(self.tr("The diagram is not there any more."))
            return
        self._shown = exercise
        if exercise.kind is ExerciseKind.RISKS and entry is not None:
            self._views.setCurrentWidget(self.hunt)
            self.hunt.begin(exercise, entry)
        else:
            self._views.setCurrentWidget(self.drawing)
            about = entry.about if entry and exercise.kind is ExerciseKind.MAP else ""
            self.drawing.draw(exercise, exercise.title, about)

    def _give_up(self) -> None:
        left = self._room.unfinished()
        if left is not None:
            self._room.remove(left.id)
        self._choice()

    def _finished(self, exercise: int, work: Work) -> None:
        try:
            self._show(self._room.end(ExerciseId(exercise), work))
        except NotFoundError as gone:
            self._choice()
            self.choose.notice.say(str(gone))

    def _open(self, exercise: ExerciseId) -> None:
        try:
            self._show(self._room.exercise(exercise))
        except NotFoundError as gone:
            self._choice()
            self.choose.notice.say(str(gone))

    def _show(self, exercise: Exercise) -> None:
        """What came of an exercise."""
        self._shown = exercise
        shown = (
            self._show_hunt(exercise)
            if exercise.kind is ExerciseKind.RISKS
            else self._show_recall(exercise)
        )
        if not shown:
            self._choice()
            self.choose.notice.say(self.tr("The diagram is not there any more."))

    def _show_hunt(self, exercise: Exercise) -> bool:
        entry, hunt = self._room.entry(exercise.entry), self._room.hunt(exercise)
        if entry is None or hunt is None:
            return False
        self.hunt.show_hunt(exercise, entry, hunt)
        self._views.setCurrentWidget(self.hunt)
        return True

    def _show_recall(self, exercise: Exercise) -> bool:
        entry, model = self._room.entry(exercise.entry), self._room.model(exercise.entry)
        found = self._room.recall(exercise)
        if found is None:
            return False
        diagram = model.diagram if model else parse(entry.diagram).diagram if entry else None
        if diagram is None:
            return False
        self.drawing.show_result(exercise, exercise.title, diagram, found)
        self._views.setCurrentWidget(self.drawing)
        return True

    def _rematch(self, named: tuple[NamedRisk, ...]) -> None:
        if self._shown is not None:
            self._room.save(self._shown.id, with_named(self._shown.work, named))
            self._shown = self._room.exercise(self._shown.id)
            self._show_hunt(self._shown)

    # The person's own systems

    def _open_own(self, key: str) -> None:
        own = self._room.add_own(self.tr("A system I know")) if key == NEW else int(key)
        try:
            kept = self._room.own_diagram(OwnDiagramId(own))
        except NotFoundError as gone:
            self._choice(OWN)
            self.choose.notice.say(str(gone))
            return
        self._own = kept.id
        self.own.show_own(kept)
        self._views.setCurrentWidget(self.own)

    def _write_own(self, title: str, text: str) -> None:
        if self._own is None:
            return
        try:
            self._room.change_own(self._own, title, text)
        except (DiagramNameError, NotFoundError) as problem:
            self.own.say(str(problem))
        else:
            self.own.say("")

    def _practise_own(self) -> None:
        self.own.hold()
        if self._own is not None:
            if self.own.pad.diagram.nodes:
                self._recall(f"own:{self._own}")
            else:
                self.own.say(self.tr("Draw it here first; then it can be drawn from memory."))

    def _remove_own(self) -> None:
        if self._own is not None:
            self.own.hold()
            self._room.remove_own(self._own)
            self._choice(OWN)
            self.notice.emit(self.tr("The system is deleted. Ctrl+Z brings it back."))

    def _export(self, view: DiagramView) -> None:
        name = self._shown.title if self._shown else self.own.name.text()
        suggestion = str(Path.home() / f"{name.strip() or 'diagram'}.svg")
        kinds = self.tr("Picture (*.svg *.png);;Text (*.txt)")
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Save the diagram"), suggestion, kinds)
        if not file:
            return
        try:
            view.save(Path(file))
        except (OSError, ValueError) as problem:
            self.notice.emit(self.tr("Not saved: {problem}").format(problem=problem))
        else:
            self.notice.emit(self.tr("Saved: {name}").format(name=Path(file).name))

    def _hold(self) -> None:
        if self.view is self.hunt:
            self.hunt.hold()
        elif self.view is self.drawing:
            self.drawing.hold()
            self._drop_unbegun()
        elif self.view is self.own:
            self.own.hold()

    def _drop_unbegun(self) -> None:
        """Whoever only looked has drawn nothing."""
        if self.drawing.phase == "studying" and self._shown is not None:
            self._room.remove(self._shown.id)

    def _leave_view(self) -> None:
        self._hold()
        kind = self._shown.kind if self._shown else None
        self._choice(_TABS[kind] if kind else OWN)

    def _connect(self) -> None:
        self.choose.begin.connect(self._begin)
        self.choose.go_on.connect(self._go_on)
        self.choose.drop_it.connect(self._give_up)
        self.hunt.finished.connect(self._finished)
        self.hunt.rematched.connect(self._rematch)
        self.hunt.back.connect(self._leave_view)
        self.drawing.finished.connect(self._finished)
        self.drawing.export.connect(self._export)
        self.drawing.back.connect(self._leave_view)
        self.own.written.connect(self._write_own)
        self.own.practise.connect(self._practise_own)
        self.own.remove.connect(self._remove_own)
        self.own.export.connect(self._export)
        self.own.back.connect(self._leave_view)
