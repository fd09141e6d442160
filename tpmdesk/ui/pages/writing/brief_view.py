"""Writing a brief: the scenario at the left, a plain editor at the right, a calm clock above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from tpmdesk.domain.content import Scenario
from tpmdesk.domain.exercises import Exercise, ExerciseId, Work
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.pages.writing.words import title_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, beside
from tpmdesk.ui.words import counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLOCK_WIDTH = 260
_LEAST = 320


class BriefView(QWidget):
    """Emits `finished` with the exercise's id and its work, `left` to come back later, and
    `save_as` with what is written so far, for a file.

    `save(exercise, work)` is called within a second of whatever is typed.
    """

    finished = Signal(int, object)
    left = Signal()
    save_as = Signal(str)

    def __init__(self, theme: Theme, save: Callable[[ExerciseId, Work], None]) -> None:
        super().__init__()
        self._save = save
        self._exercise: Exercise | None = None
        self.timing = Timing(self, self._keep)
        self.heading = Label("", "heading", wrap=True)
        self.clock = Countdown()
        self.clock.setFixedWidth(_CLOCK_WIDTH)
        self.count = Label("", "caption")
        self.pause = Button(theme, self.tr("Pause"), icon="pause")
        self.copy = Button(
            theme, self.tr("Save as Markdown"), Kind.GHOST, icon="download", key="Ctrl S"
        )
        self.later = Button(theme, self.tr("Go on later"), Kind.GHOST)
        self.finish = PrimaryButton(theme, self.tr("Finish"), key="Ctrl ↵")
        self.scenario = MarkdownView(theme, self.tr("Scenario"))
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(self.tr("Your brief, in Markdown"))
        self.editor.setPlaceholderText(self.tr("Begin with the outcome, in one sentence."))
        self.editor.setTabChangesFocus(True)
        self.editor.document().setDocumentMargin(Space.M)
        self.problem = Label("", "problem", wrap=True)
        self.problem.hide()
        self._lay_out()
        self._connect()

    @property
    def exercise(self) -> Exercise | None:
        """The brief that is being written."""
        return self._exercise

    @property
    def work(self) -> Work:
        assert self._exercise is not None
        return replace(
            self._exercise.work, text=self.editor.toPlainText(), seconds=self.timing.seconds
        )

    def begin(self, exercise: Exercise, scenario: Scenario | None) -> None:
        """Write on, from wherever it was left."""
        self._exercise = None
        self.heading.setText(title_of(exercise))
        self._facts.setVisible(scenario is not None)
        self.scenario.show_text(scenario.text if scenario else "")
        self.editor.setPlainText(exercise.work.text)
        self.editor.document().clearUndoRedoStacks()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._exercise = exercise
        self._go_on()

    def hold(self) -> None:
        """Keep everything and let the clock stand still."""
        if self._exercise is not None:
            self.timing.touch()
            self.timing.pause()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def eventFilter(self, _watched: object, event: object) -> bool:
        """The keys of the view work although the editor has the focus."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress
        return pressed and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in _ENTER:
            self._finish()
        elif event.key() == Qt.Key.Key_S:
            self._save_as()
        else:
            return False
        return True

    def _save_as(self) -> None:
        if self._exercise is not None:
            self.save_as.emit(self.editor.toPlainText())

    def _keep(self) -> None:
        if self._exercise is None:
            return
        try:
            self._save(self._exercise.id, self.work)
        except Exception as problem:
            self.problem.setText(
                self.tr(
                    "This could not be kept: {problem} Copy your text before you leave."
                ).format(problem=problem)
            )
            self.problem.show()
            raise
        self.problem.hide()

    def _typed(self) -> None:
        if self._exercise is not None:
            self.timing.touch()
            self._show_count()

    def _show_count(self) -> None:
        words = len(self.editor.toPlainText().split())
        said = counted(words, self.tr("{n} word"), self.tr("{n} words"))
        if self.editor.isReadOnly():
            said = self.tr("{words}. Paused: press Go on to write.").format(words=said)
        self.count.setText(said)

    def _toggle(self) -> None:
        if self.timing.running:
            self.hold()
            self.editor.setReadOnly(True)
            self.pause.set_text(self.tr("Go on"))
            self.pause.set_icon("play")
            self._show_count()
        else:
            self._go_on()

    def _go_on(self) -> None:
        assert self._exercise is not None
        spent = self.timing.seconds if self.editor.isReadOnly() else self._exercise.work.seconds
        self.editor.setReadOnly(False)
        self.pause.set_text(self.tr("Pause"))
        self.pause.set_icon("pause")
        self.timing.start(spent)
        self._typed()
        self.editor.setFocus()

    def _finish(self) -> None:
        if self._exercise is None:
            return
        if not self.editor.toPlainText().strip():
            self.problem.setText(self.tr("There is nothing written yet."))
            self.problem.show()
            return
        self.hold()
        exercise, work = self._exercise, self.work
        self._exercise = None
        self.editor.setReadOnly(False)
        self.finished.emit(int(exercise.id), work)

    def _leave(self) -> None:
        self.hold()
        self._exercise = None
        self.editor.setReadOnly(False)
        self.left.emit()

    def _show_time(self, seconds: float) -> None:
        if self._exercise is not None:
            self.clock.show_time(seconds, self._exercise.work.limit or 1.0)

    def _lay_out(self) -> None:
        self._facts = Scroll(720)
        self._facts.set_margin(Space.L)
        self._facts.column.addWidget(self.scenario)
        self._facts.column.addStretch(1)
        page = Panel(margin=Space.S)
        page.column.addWidget(self.editor, 1)
        page.column.addLayout(beside(self.count, 1, self.copy))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for part in (self._facts, page):
            part.setMinimumWidth(_LEAST)
            both.addWidget(part)
        both.setSizes([1000, 1200])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.heading, 1)
        for control in (self.clock, self.pause, self.later, self.finish):
            head.addWidget(control)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(both, 1)
        font = QFont(self.editor.font())
        font.setStyleHint(QFont.StyleHint.TypeWriter)
        self.editor.setFont(font)

    def _connect(self) -> None:
        self.editor.installEventFilter(self)
        self.editor.textChanged.connect(self._typed)
        self.timing.ticked.connect(self._show_time)
        self.pause.clicked.connect(self._toggle)
        self.copy.clicked.connect(self._save_as)
        self.later.clicked.connect(self._leave)
        self.finish.clicked.connect(self._finish)
