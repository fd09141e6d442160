"""The 60-second skim test: read, hidden, told, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.domain.exercises import Exercise, Work
from tpmdesk.domain.skimming import SECONDS, Asked, Recalled
from tpmdesk.ui.pages.writing.timing import Timing
from tpmdesk.ui.pages.writing.words import asked_words, title_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.countdown import Countdown
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, SectionTitle, beside, clear, stacked
from tpmdesk.ui.widgets.text_field import TextField


class SkimView(QStackedWidget):
    """Emits `told` with the exercise's id and its work when the questions are answered, `judged`
    with the question and the person's verdict, `broken_off` before anything was told, and `back`
    afterwards."""

    told = Signal(int, object)
    judged = Signal(str, bool)
    broken_off = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._exercise: Exercise | None = None
        self.timing = Timing(self, lambda: None)
        self.clock = Countdown(counts_down=True, left_for=self.tr("to read"))
        self.brief = MarkdownView(theme, self.tr("The brief"))
        self.enough = Button(theme, self.tr("I have read it"), key="↵")
        self.replies = {asked: TextField(asked_words(asked)) for asked in Asked}
        self.done = PrimaryButton(theme, self.tr("Compare"), key="Ctrl ↵")
        self.heading = Label("", "heading", wrap=True)
        self.result = Label("", "strong", wrap=True)
        self.whole = MarkdownView(theme, self.tr("The brief"))
        self.boxes: dict[Asked, QCheckBox] = {}
        self._rows = QVBoxLayout()
        self.leave_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        for layer in (self._reading(), self._asking(), self._comparing()):
            self.addWidget(layer)
        self._connect()

    @property
    def phase(self) -> str:
        """ "reading", "asking" or "comparing"."""
        return ("reading", "asking", "comparing")[self.currentIndex()]

    def begin(self, exercise: Exercise, text: str) -> None:
        """Show the brief for its minute."""
        self._exercise = exercise
        self.brief.show_text(text)
        for field in self.replies.values():
            field.show_text("")
        self.setCurrentIndex(0)
        self.timing.start(0.0)
        self.enough.setFocus()

    def show_result(self, exercise: Exercise, text: str, found: Sequence[Recalled]) -> None:
        """What was told, beside what the brief says."""
        self._exercise = exercise
        self.heading.setText(title_of(exercise))
        self.whole.show_text(text or self.tr("The brief is not there any more."))
        clear(self._rows)
        self.boxes = {}
        for each in found:
            self._rows.addWidget(self._compared(each))
        self._count()
        self.setCurrentIndex(2)
        self.leave_button.setFocus()

    def hold(self) -> None:
        """Whoever leaves has seen the brief, and begins it anew."""
        self.timing.pause()

    def _show_time(self, seconds: float) -> None:
        self.clock.show_time(seconds, float(SECONDS))
        if seconds >= SECONDS:
            self.hide_brief()

    def hide_brief(self) -> None:
        """The minute is over, or the person has read enough."""
        if self.phase == "reading" and self.timing.running:
            self.timing.pause()
            self.brief.show_text("")
            self.setCurrentIndex(1)
            self.replies[Asked.OUTCOME].setFocus()

    def tell(self) -> None:
        """The questions are answered."""
        if self.phase != "asking" or self._exercise is None:
            return
        replies = {asked.value: field.text for asked, field in self.replies.items()}
        work = replace(self._exercise.work, replies=replies, seconds=self.timing.seconds)
        self.told.emit(int(self._exercise.id), work)

    def _compared(self, each: Recalled) -> QWidget:
        panel = Panel("raised", margin=Space.M)
        panel.column.addWidget(Label(asked_words(each.asked), "strong", wrap=True))
        yours = each.reply or self.tr("nothing")
        said = each.said or self.tr("nothing: the brief does not tell it")
        panel.column.addWidget(Label(self.tr("You said: {text}").format(text=yours), wrap=True))
        panel.column.addWidget(
            Label(self.tr("It says: {text}").format(text=said), "muted", wrap=True)
        )
        box = QCheckBox(self.tr("I had it"))
        box.setAccessibleName(
            self.tr("I had it: {question}").format(question=asked_words(each.asked))
        )
        box.setChecked(each.seems_right)
        box.toggled.connect(lambda on: self._judge(each.asked, on=on))
        self.boxes[each.asked] = box
        panel.column.addWidget(box)
        return panel

    def _judge(self, asked: Asked, *, on: bool) -> None:
        self._count()
        self.judged.emit(asked.value, on)

    def _count(self) -> None:
        had = sum(box.isChecked() for box in self.boxes.values())
        self.result.setText(
            self.tr("{n} of {all} after {seconds} seconds of reading.").format(
                n=had, all=len(self.boxes), seconds=round(self._read_for())
            )
        )

    def _read_for(self) -> float:
        work = self._exercise.work if self._exercise else Work()
        return min(float(SECONDS), work.seconds)

    def _reading(self) -> QWidget:
        scroll = Scroll()
        head = beside(spacing=Space.L)
        head.addWidget(self.clock, 1)
        head.addWidget(self._way_out())
        head.addWidget(self.enough)
        scroll.column.addLayout(head)
        scroll.column.addWidget(self.brief)
        scroll.column.addStretch(1)
        return scroll

    def _asking(self) -> QWidget:
        scroll = Scroll()
        scroll.column.addWidget(Label(self.tr("The brief is hidden. What did it say?"), "heading"))
        for asked, field in self.replies.items():
            question = Label(asked_words(asked), "strong")
            scroll.column.addLayout(stacked(question, field, spacing=Space.XS))
        scroll.column.addLayout(beside(self.done, self._way_out(), 1))
        scroll.column.addStretch(1)
        return scroll

    def _way_out(self) -> Button:
        button = Button(self._theme, self.tr("Break off"), Kind.GHOST, key="Esc")
        button.clicked.connect(self.broken_off)
        return button

    def _comparing(self) -> QWidget:
        scroll = Scroll()
        head = beside(spacing=Space.L)
        head.addWidget(self.heading, 1)
        head.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        scroll.column.addLayout(head)
        scroll.column.addWidget(self.result)
        scroll.column.addLayout(self._rows)
        scroll.column.addWidget(SectionTitle(self.tr("The whole brief")))
        scroll.column.addWidget(self.whole)
        scroll.column.addStretch(1)
        return scroll

    def _connect(self) -> None:
        self.timing.ticked.connect(self._show_time)
        self.enough.clicked.connect(self.hide_brief)
        self.done.clicked.connect(self.tell)
        self.leave_button.clicked.connect(self.back)
