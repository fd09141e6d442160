"""Drawing a system from memory or a dependency map, and comparing it with the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.domain.diagram import Diagram, parse
from tpmdesk.domain.diagram.comparing import Recall
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.ui.pages.drawing.plan_panel import PlanPanel
from tpmdesk.ui.pages.drawing.words import map_hint, recall_words, system_hint
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.diagram_pad import DiagramPad
from tpmdesk.ui.widgets.diagram_paint import Mark
from tpmdesk.ui.widgets.diagram_view import DiagramView
from tpmdesk.ui.widgets.surfaces import Label, Scroll, SectionTitle, beside, clear
from tpmdesk.ui.widgets.times import clock


class DrawView(QStackedWidget):
    """Study the model, draw it, see what is missing; a map has nothing to study but its story.

    Emits `finished` with the exercise's id and its work, `export` to save the drawing as a picture
    and `back`. `save(exercise, work)` is called within a second of whatever is drawn.
    """

    finished = Signal(int, object)
    export = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, save: Callable[[ExerciseId, Work], None]) -> None:
        super().__init__()
        self._theme = theme
        self._save = save
        self._exercise: Exercise | None = None
        self._over = False
        self.timing = Timing(self, self._keep)
        self.model = DiagramView(theme, self.tr("The system to remember"))
        self.about = Label("", wrap=True)
        self.hide_button = PrimaryButton(theme, self.tr("Hide it and draw"), key="↵")
        self.heading = Label("", "heading", wrap=True)
        self.story = Label("", "muted", wrap=True)
        self.time = Label("", "caption")
        self.pad = DiagramPad(theme, system_hint())
        self.plan = PlanPanel()
        self.finish = PrimaryButton(theme, self.tr("Compare"), key="Ctrl ↵")
        self.save_button = Button(theme, self.tr("Save as a picture"), Kind.GHOST, icon="download")
        self.result = Label("", "strong", wrap=True)
        self.key = DiagramView(theme, self.tr("The key"))
        self.drawn = DiagramView(theme, self.tr("Your drawing"))
        self.result_heading = Label("", "heading", wrap=True)
        self._rows = QVBoxLayout()
        self.keep_button = Button(theme, self.tr("Save as a picture"), Kind.GHOST, icon="download")
        self.leave_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        for layer in (self._studying(), self._drawing(), self._comparing()):
            self.addWidget(layer)
        self._connect()

    @property
    def phase(self) -> str:
        """ "studying", "drawing" or "comparing"."""
        return ("studying", "drawing", "comparing")[self.currentIndex()]

    @property
    def work(self) -> Work:
        assert self._exercise is not None
        return replace(self._exercise.work, text=self.pad.source, seconds=self.timing.seconds)

    def study(self, exercise: Exercise, title: str, about: str, model: Diagram) -> None:
        """Show the model for as long as the person wants."""
        self._take(exercise, title, about)
        self.about.setText(about)
        self.model.show_diagram(model)
        self.setCurrentIndex(0)
        self.hide_button.setFocus()

    def draw(self, exercise: Exercise, title: str, story: str) -> None:
        """Go on with a drawing from wherever it was left."""
        self._take(exercise, title, story)
        self._begin_to_draw()

    def show_result(self, exercise: Exercise, title: str, model: Diagram, found: Recall) -> None:
        """The key and the drawing, with what is missing and what is beyond."""
        self._exercise, self._over = exercise, True
        drawn = parse(exercise.work.text).diagram
        self.result_heading.setText(title)
        spent = self.tr("Drawn in {time}.").format(time=clock(exercise.work.seconds))
        self.result.setText(f"{recall_words(found)} {spent}")
        self.key.show_diagram(model)
        self.key.highlight(found.missing_ids, Mark.MISSING)
        self.drawn.show_diagram(drawn)
        ok = {each.drawn: Mark.FOUND for part in found.parts for each in part.found}
        self.drawn.show_marks({**ok, **dict.fromkeys(found.extra_ids, Mark.EXTRA)})
        self._list(found)
        self.setCurrentIndex(2)
        self.leave_button.setFocus()

    def hide_model(self) -> None:
        """The model is gone; now it is drawn."""
        if self.phase == "studying":
            self._begin_to_draw()

    def compare(self) -> None:
        """The drawing is done."""
        if self.phase == "drawing" and self._exercise is not None:
            self.hold()
            self.finished.emit(int(self._exercise.id), self.work)

    def hold(self) -> None:
        """Keep everything and stop the clock."""
        if self._exercise is not None and not self._over and self.phase == "drawing":
            self.timing.touch()
            self.timing.pause()

    def _take(self, exercise: Exercise, title: str, story: str) -> None:
        self._exercise, self._over = None, False
        is_map = exercise.kind is ExerciseKind.MAP
        self.heading.setText(title)
        self.story.setText(story if is_map else "")
        self.story.setVisible(is_map)
        self.plan.setVisible(is_map)
        self.pad.text.setPlaceholderText(map_hint() if is_map else system_hint())
        self.pad.show_text(exercise.work.text, is_map=is_map)
        self._exercise = exercise

    def _begin_to_draw(self) -> None:
        assert self._exercise is not None
        self.setCurrentIndex(1)
        self.timing.start(self._exercise.work.seconds)
        self.pad.text.setFocus()
        self._drawn()

    def _keep(self) -> None:
        if self._exercise is not None and not self._over:
            self._save(self._exercise.id, self.work)

    def _drawn(self) -> None:
        if self._exercise is not None and self._exercise.kind is ExerciseKind.MAP:
            self.plan.show_diagram(self.pad.diagram)

    def _list(self, found: Recall) -> None:
        clear(self._rows)
        named = (
            (self.tr("Missing"), [odd.reason for part in found.parts for odd in part.missing]),
            (self.tr("Beyond the key"), [odd.reason for part in found.parts for odd in part.extra]),
            (
                self.tr("Nearly right"),
                [each.remark for part in found.parts for each in part.found if each.remark],
            ),
        )
        for title, reasons in named:
            if reasons:
                self._rows.addWidget(SectionTitle(title))
            for reason in reasons:
                self._rows.addWidget(Label(reason, wrap=True))

    def _studying(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addLayout(
            beside(
                Label(self.tr("Look at it for as long as you need. Say it aloud."), "heading"),
                1,
                self.hide_button,
            )
        )
        column.addWidget(self.about)
        column.addWidget(self.model, 1)
        return page

    def _drawing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.heading, 1)
        for part in (self.time, self.save_button, self.finish):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.story)
        column.addWidget(self.pad, 1)
        column.addWidget(self.plan)
        return page

    def _comparing(self) -> QWidget:
        pictures = QSplitter()
        pictures.setChildrenCollapsible(False)
        for title, view in (
            (self.tr("The key: what you left out is marked"), self.key),
            (self.tr("Yours: what is beyond the key is marked"), self.drawn),
        ):
            side = QWidget()
            rows = QVBoxLayout(side)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.addWidget(SectionTitle(title))
            rows.addWidget(view, 1)
            pictures.addWidget(side)
        told = Scroll(1200)
        told.set_margin(0)
        told.column.addLayout(self._rows)
        told.column.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.result_heading, 1)
        for part in (self.keep_button, self.leave_button):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.result)
        column.addWidget(pictures, 3)
        column.addWidget(told, 1)
        return page

    def _connect(self) -> None:
        self.hide_button.clicked.connect(self.hide_model)
        self.finish.clicked.connect(self.compare)
        self.leave_button.clicked.connect(self.back)
        self.save_button.clicked.connect(lambda: self.export.emit(self.pad.view))
        self.keep_button.clicked.connect(lambda: self.export.emit(self.drawn))
        self.pad.edited.connect(self.timing.touch)
        self.pad.changed.connect(self._drawn)
        self.plan.marked.connect(self.pad.view.show_marks)
        self.timing.ticked.connect(lambda seconds: self.time.setText(clock(seconds)))
