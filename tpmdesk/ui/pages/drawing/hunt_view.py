"""Finding the risks of a system: the picture above, what was named below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpmdesk.app.drawing_room import named_of, with_named
from tpmdesk.domain.content import DiagramEntry
from tpmdesk.domain.diagram import parse
from tpmdesk.domain.diagram.describe import part_words
from tpmdesk.domain.exercises import Exercise, ExerciseId, Work
from tpmdesk.domain.risks import Hunt, NamedRisk
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.diagram_paint import Mark
from tpmdesk.ui.widgets.diagram_view import DiagramView
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, SectionTitle, beside, clear
from tpmdesk.ui.widgets.text_field import TextField

_CLOCK_WIDTH = 240
_MATCH_WIDTH = 300


class HuntView(QWidget):
    """Emits `finished` with the exercise's id and its work, `rematched` with risks whose match the
    person corrected, and `back`. `save(exercise, work)` is called at each risk named."""

    finished = Signal(int, object)
    rematched = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, save: Callable[[ExerciseId, Work], None]) -> None:
        super().__init__()
        self._theme = theme
        self._save = save
        self._exercise: Exercise | None = None
        self._entry: DiagramEntry | None = None
        self._named: list[NamedRisk] = []
        self._over = False
        self.timing = Timing(self, self._keep)
        self.heading = Label("", "heading", wrap=True)
        self.about = Label("", "muted", wrap=True)
        self.clock = Countdown()
        self.clock.setFixedWidth(_CLOCK_WIDTH)
        self.view = DiagramView(theme, self.tr("The system"))
        self.where = Label("", "caption", wrap=True)
        self.field = TextField(self.tr("Name the risk, and what follows from it"), 2)
        self.add = Button(theme, self.tr("Add"), key="Ctrl ↵")
        self.finish = PrimaryButton(theme, self.tr("Compare with the key"))
        self.result = Label("", "strong", wrap=True)
        self._rows, self._key = QVBoxLayout(), QVBoxLayout()
        self.key_title = SectionTitle(self.tr("What you did not name"))
        self.leave_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self._lay_out()
        self._connect()

    @property
    def work(self) -> Work:
        assert self._exercise is not None
        return replace(with_named(self._exercise.work, self._named), seconds=self.timing.seconds)

    def begin(self, exercise: Exercise, entry: DiagramEntry) -> None:
        """Go on from what was named before."""
        self._show(exercise, entry, over=False)
        self.timing.start(exercise.work.seconds)
        self._draw(None)
        self.field.setFocus()

    def show_hunt(self, exercise: Exercise, entry: DiagramEntry, hunt: Hunt) -> None:
        """What was found and what was not."""
        self._show(exercise, entry, over=True)
        found = len(entry.weaknesses) - len(hunt.missed)
        self.result.setText(
            self.tr("{n} of {all} found; {top} of the top {of} among your first three.").format(
                n=found, all=len(entry.weaknesses), top=hunt.top, of=hunt.of_top
            )
        )
        self._draw(hunt)
        marks = {}
        for at, weakness in enumerate(entry.weaknesses):
            mark = Mark.RISK if at in hunt.missed else Mark.FOUND
            marks.update(dict.fromkeys(weakness.where, mark))
        self.view.show_marks(marks)
        clear(self._key)
        for at in hunt.missed:
            self._key.addWidget(self._planted(at))
        self.key_title.setVisible(bool(hunt.missed))
        self.leave_button.setFocus()

    def hold(self) -> None:
        """Keep everything and stop the clock."""
        if self._exercise is not None and not self._over:
            self.timing.touch()
            self.timing.pause()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._over:
            self._name_risk()
        else:
            super().keyPressEvent(event)

    def _show(self, exercise: Exercise, entry: DiagramEntry, *, over: bool) -> None:
        self._exercise, self._entry, self._over = exercise, entry, over
        self._named = list(named_of(exercise.work))
        self.heading.setText(entry.title)
        self.about.setText(entry.about)
        self.view.show_diagram(parse(entry.diagram).diagram)
        self.view.show_marks({})
        self.view.choose("")
        self._point("")
        for part in (self._writing, self.finish, self.clock):
            part.setVisible(not over)
        for shown in (self.result, self.leave_button, self.key_title):
            shown.setVisible(over)
        clear(self._key)

    def _keep(self) -> None:
        if self._exercise is not None and not self._over:
            self._save(self._exercise.id, self.work)

    def _point(self, part: str) -> None:
        if part:
            words = part_words(self.view.diagram, part)
            self.where.setText(self.tr("At: {part}").format(part=words))
        else:
            self.where.setText(self.tr("Click the part or arrow where the risk lies."))

    def _name_risk(self) -> None:
        said = self.field.text.strip()
        if said:
            self._named.append(NamedRisk(self.view.current, said))
            self.field.show_text("")
            self.timing.touch()
            self.timing.flush()
            self._draw(None)
            self.field.setFocus()

    def _drop(self, at: int) -> None:
        del self._named[at]
        self.timing.touch()
        self.timing.flush()
        self._draw(None)

    def _finish(self) -> None:
        if self._exercise is not None:
            self._name_risk()
            self.hold()
            self.finished.emit(int(self._exercise.id), self.work)

    def _draw(self, hunt: Hunt | None) -> None:
        clear(self._rows)
        for n, risk in enumerate(self._named):
            self._rows.addWidget(self._row(n, risk, hunt))
        if not self._named:
            words = self.tr("Name the worst first: the interviewer wants the top three.")
            self._rows.addWidget(Label(words, "muted", wrap=True))

    def _row(self, n: int, risk: NamedRisk, hunt: Hunt | None) -> QWidget:
        panel = Panel("raised", margin=Space.M)
        where = part_words(self.view.diagram, risk.part) if risk.part in self._ids() else ""
        head = f"{n + 1}. {where}" if where else f"{n + 1}."
        panel.column.addWidget(Label(head, "caption", wrap=True))
        panel.column.addWidget(Label(risk.text, wrap=True))
        if hunt is None:
            drop = Button(self._theme, self.tr("Take out"), Kind.GHOST)
            drop.setAccessibleName(self.tr("Take out risk {n}").format(n=n + 1))
            drop.clicked.connect(partial(self._drop, n))
            panel.column.addLayout(beside(drop, 1))
        else:
            panel.column.addLayout(beside(self._matcher(n, hunt.matches[n]), 1))
            if (at := hunt.matches[n]) is not None and self._entry is not None:
                weakness = self._entry.weaknesses[at]
                panel.column.addWidget(Label(weakness.why, "muted", wrap=True))
                panel.column.addWidget(Label(self._ask(weakness.ask), wrap=True))
        return panel

    def _ids(self) -> frozenset[str]:
        return self.view.diagram.ids

    def _ask(self, question: str) -> str:
        return self.tr("The question to ask: {question}").format(question=question)

    def _matcher(self, n: int, match: int | None) -> Select:
        """Which planted weakness a risk names; the person may correct it."""
        assert self._entry is not None
        choice = Select(_MATCH_WIDTH)
        choice.setAccessibleName(self.tr("What risk {n} names").format(n=n + 1))
        choice.addItem(self.tr("None of the planted ones"), -1)
        for at, weakness in enumerate(self._entry.weaknesses):
            choice.addItem(weakness.name, at)
        choice.setCurrentIndex(0 if match is None else match + 1)
        choice.activated.connect(lambda _: self._rematch(n, int(choice.currentData())))
        return choice

    def _rematch(self, n: int, planted: int) -> None:
        self._named[n] = replace(self._named[n], planted=planted)
        self.rematched.emit(tuple(self._named))

    def _planted(self, at: int) -> QWidget:
        assert self._entry is not None
        weakness = self._entry.weaknesses[at]
        panel = Panel("panel", margin=Space.M)
        panel.column.addWidget(Label(weakness.kind, "caption"))
        show = Button(self._theme, weakness.name, Kind.GHOST, icon="eye")
        show.setToolTip(self.tr("Show it in the picture"))
        show.clicked.connect(lambda: self.view.choose(weakness.where[0]))
        panel.column.addLayout(beside(show, 1))
        panel.column.addWidget(Label(weakness.why, wrap=True))
        panel.column.addWidget(Label(self._ask(weakness.ask), "muted", wrap=True))
        return panel

    def _lay_out(self) -> None:
        self._writing = Panel(margin=Space.M)
        for part in (self.where, self.field):
            self._writing.column.addWidget(part)
        self._writing.column.addLayout(beside(1, self.add))
        side = Scroll(980)
        side.set_margin(Space.S)
        for each in (self._writing, self.result):
            side.column.addWidget(each)
        side.column.addLayout(self._rows)
        side.column.addWidget(self.key_title)
        side.column.addLayout(self._key)
        side.column.addLayout(beside(self.finish, 1))
        side.column.addStretch(1)
        both = QSplitter(Qt.Orientation.Vertical)  # diagrams are wider than high
        both.setChildrenCollapsible(False)
        both.addWidget(self.view)
        both.addWidget(side)
        both.setSizes([560, 360])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        head = beside(spacing=Space.M)
        head.addWidget(self.heading, 1)
        for control in (self.clock, self.leave_button):
            head.addWidget(control)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        self.view.selected.connect(self._point)
        self.add.clicked.connect(self._name_risk)
        self.finish.clicked.connect(self._finish)
        self.leave_button.clicked.connect(self.back)
        self.timing.ticked.connect(self._show_time)

    def _show_time(self, seconds: float) -> None:
        if self._exercise is not None and not self._over:
            self.clock.show_time(seconds, self._exercise.work.limit or 1.0)
