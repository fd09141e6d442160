"""The critique round: a document with its lines at the left, the person's remarks at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpmdesk.app.writing import remarks_of, with_remarks
from tpmdesk.domain.content import Document
from tpmdesk.domain.critique import STRUCTURAL, SURFACE, Remark, Verdict, lines_of
from tpmdesk.domain.exercises import Exercise, ExerciseId, Work
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.pages.writing.words import depth_name
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Segmented, Select
from tpmdesk.ui.widgets.numbered_text import NumberedText
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, SectionTitle, beside, clear
from tpmdesk.ui.widgets.text_field import TextField
from tpmdesk.ui.widgets.times import clock
from tpmdesk.ui.words import counted

_MATCH_WIDTH = 340


class CritiqueView(QWidget):
    """Emits `finished` with the exercise's id and its work, `rematched` with remarks whose match
    the person corrected, `left` to come back later, and `back` from the verdict.

    `save(exercise, work)` is called at each remark.
    """

    finished = Signal(int, object)
    rematched = Signal(object)
    left = Signal()
    back = Signal()

    def __init__(self, theme: Theme, save: Callable[[ExerciseId, Work], None]) -> None:
        super().__init__()
        self._theme = theme
        self._save = save
        self._exercise: Exercise | None = None
        self._document: Document | None = None
        self._remarks: list[Remark] = []
        self._over = False
        self.timing = Timing(self, self._keep)
        self.heading = Label("", "heading", wrap=True)
        self.about = Label("", "muted", wrap=True)
        self.time = Label("", "caption")
        self.text = NumberedText(theme, self.tr("The document"))
        self.where = Label("", "caption")
        self.field = TextField(self.tr("What is wrong here"), 2)
        self.how_deep = Segmented(
            self.tr("Kind of problem"),
            {STRUCTURAL: depth_name(STRUCTURAL), SURFACE: depth_name(SURFACE)},
            STRUCTURAL,
        )
        self.add = Button(theme, self.tr("Add"), key="Ctrl ↵")
        self.finish = PrimaryButton(theme, self.tr("I am done"))
        self.later = Button(theme, self.tr("Go on later"), Kind.GHOST, key="Esc")
        self.result = Label("", "strong", wrap=True)
        self._rows, self._missed = QVBoxLayout(), QVBoxLayout()
        self.missed_title = SectionTitle(self.tr("What you did not name"))
        self.leave_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self._lay_out()
        self._connect()

    @property
    def work(self) -> Work:
        assert self._exercise is not None
        held = with_remarks(self._exercise.work, self._remarks)
        return replace(held, seconds=self.timing.seconds)

    def begin(self, exercise: Exercise, document: Document) -> None:
        """Go on from the remarks there are."""
        self._show(exercise, document, over=False)
        self.timing.start(exercise.work.seconds)
        self._draw(None)
        self.field.setFocus()

    def show_verdict(self, exercise: Exercise, document: Document, verdict: Verdict) -> None:
        """What the remarks are worth, and what they missed."""
        self._show(exercise, document, over=True)
        named = len(document.defects) - len(verdict.missed)
        words = self.tr("{points} of {best} points. {named} of {all} problems named.")
        early = len(verdict.early)
        if early:
            words += " " + counted(
                early,
                self.tr("One surface edit came before the structure and cost a point."),
                self.tr("{n} surface edits came before the structure and cost a point each."),
            )
        self.result.setText(
            words.format(
                points=verdict.points, best=verdict.best, named=named, all=len(document.defects)
            )
        )
        self.time.setText(self.tr("in {time}").format(time=clock(exercise.work.seconds)))
        self._draw(verdict)
        self.text.mark({n for each in document.defects for n in lines_of(each, document.text)})
        clear(self._missed)
        for at in verdict.missed:
            self._missed.addWidget(self._planted(at))
        self.missed_title.setVisible(bool(verdict.missed))
        self.leave_button.setFocus()

    def hold(self) -> None:
        """Keep everything and stop the clock."""
        if self._exercise is not None and not self._over:
            self.timing.touch()
            self.timing.pause()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._over:
            self._remark()
        else:
            super().keyPressEvent(event)

    def _show(self, exercise: Exercise, document: Document, *, over: bool) -> None:
        self._exercise, self._document, self._over = exercise, document, over
        self._remarks = list(remarks_of(exercise.work))
        self.heading.setText(document.title)
        self.about.setText(document.about)
        self.about.setVisible(bool(document.about))
        self.text.setPlainText(document.text)
        self.text.mark(())
        self._point(self.text.line)
        for part in (self._writing, self.finish, self.later):
            part.setVisible(not over)
        for part in (self.result, self.leave_button, self.missed_title):
            part.setVisible(over)
        clear(self._missed)

    def _keep(self) -> None:
        if self._exercise is not None and not self._over:
            self._save(self._exercise.id, self.work)

    def _point(self, line: int) -> None:
        self.where.setText(self.tr("At line {n}. Click another line to move.").format(n=line))

    def _remark(self) -> None:
        said = self.field.text.strip()
        if not said:
            return
        self._remarks.append(Remark(self.text.line, self.how_deep.value(), said))
        self.field.show_text("")
        self.timing.touch()
        self.timing.flush()
        self._draw(None)
        self.field.setFocus()

    def _drop(self, at: int) -> None:
        del self._remarks[at]
        self.timing.touch()
        self.timing.flush()
        self._draw(None)

    def _finish(self) -> None:
        if self._exercise is None:
            return
        self._remark()
        self.hold()
        self.finished.emit(int(self._exercise.id), self.work)

    def _draw(self, verdict: Verdict | None) -> None:
        clear(self._rows)
        for n, remark in enumerate(self._remarks):
            self._rows.addWidget(self._row(n, remark, verdict))
        if not self._remarks:
            self._rows.addWidget(
                Label(
                    self.tr("No remark yet. Begin with what the reader lacks."), "muted", wrap=True
                )
            )

    def _row(self, n: int, remark: Remark, verdict: Verdict | None) -> QWidget:
        panel = Panel("raised", margin=Space.M)
        head = self.tr("{n}. {depth}, line {line}").format(
            n=n + 1, depth=depth_name(remark.depth), line=remark.line
        )
        panel.column.addWidget(Label(head, "caption"))
        panel.column.addWidget(Label(remark.text, wrap=True))
        if verdict is None:
            drop = Button(self._theme, self.tr("Take out"), Kind.GHOST)
            drop.setAccessibleName(self.tr("Take out remark {n}").format(n=n + 1))
            drop.clicked.connect(partial(self._drop, n))
            panel.column.addLayout(beside(drop, 1))
        else:
            if n in verdict.early:
                early = self.tr("Before the structure: costs a point.")
                panel.column.addWidget(Label(early, "problem", wrap=True))
            panel.column.addLayout(beside(self._matcher(n, verdict.matches[n]), 1))
        return panel

    def _matcher(self, n: int, match: int | None) -> Select:
        """Which planted problem a remark names; the person may correct it."""
        assert self._document is not None
        choice = Select(_MATCH_WIDTH)
        choice.setAccessibleName(self.tr("What remark {n} names").format(n=n + 1))
        choice.addItem(self.tr("None of the planted problems"), -1)
        for at, defect in enumerate(self._document.defects):
            choice.addItem(defect.what, at)
        choice.setCurrentIndex(0 if match is None else match + 1)
        choice.setToolTip(choice.currentText())
        choice.activated.connect(lambda _: self._rematch(n, int(choice.currentData())))
        return choice

    def _rematch(self, n: int, planted: int) -> None:
        self._remarks[n] = replace(self._remarks[n], planted=planted)
        self.rematched.emit(tuple(self._remarks))

    def _planted(self, at: int) -> QWidget:
        assert self._document is not None
        defect = self._document.defects[at]
        panel = Panel("panel", margin=Space.M)
        panel.column.addWidget(Label(depth_name(defect.depth), "caption"))
        panel.column.addWidget(Label(defect.what, "strong", wrap=True))
        if defect.quote:
            quote = f"\N{LEFT DOUBLE QUOTATION MARK}{defect.quote}\N{RIGHT DOUBLE QUOTATION MARK}"
            panel.column.addWidget(Label(quote, wrap=True))
        panel.column.addWidget(Label(defect.why, "muted", wrap=True))
        return panel

    def _writing_part(self) -> QWidget:
        panel = Panel(margin=Space.M)
        for part in (self.where, self.field):
            panel.column.addWidget(part)
        panel.column.addLayout(beside(self.how_deep, 1, self.add))
        return panel

    def _lay_out(self) -> None:
        self._writing = self._writing_part()
        side = Scroll(640)
        side.set_margin(Space.L)
        for part in (self._writing, self.result):
            side.column.addWidget(part)
        side.column.addLayout(self._rows)
        side.column.addWidget(self.missed_title)
        side.column.addLayout(self._missed)
        side.column.addLayout(beside(self.finish, 1))
        side.column.addStretch(1)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.text)
        both.addWidget(side)
        both.setSizes([1200, 900])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.heading, 1)
        for part in (self.time, self.later, self.leave_button):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        self.text.pointed.connect(self._point)
        self.add.clicked.connect(self._remark)
        self.finish.clicked.connect(self._finish)
        self.later.clicked.connect(self.left)
        self.leave_button.clicked.connect(self.back)
        self.timing.ticked.connect(self._show_time)

    def _show_time(self, seconds: float) -> None:
        if not self._over:
            self.time.setText(clock(seconds))
