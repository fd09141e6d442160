"""Two answers to the same question, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.comparing import Comparing, Take
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import Background
from tpmdesk.domain.comparing import Comparison
from tpmdesk.domain.content import Rubric
from tpmdesk.ui.band_words import measure_name
from tpmdesk.ui.pages.mock.compare_words import (
    change_words,
    difference_words,
    score_words,
    summary_words,
    value_words,
)
from tpmdesk.ui.pages.mock.keys import Keys
from tpmdesk.ui.pages.mock.offer import ago, capitalized
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.replay import ReplayPanel
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.pages.mock.sheet import Sheets
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Scroll, clear

_WIDTH = 1240


class TakeColumn(QWidget):
    """One answer to choose, to hear and to read. `chosen` follows another choice."""

    chosen = Signal()

    def __init__(self, theme: Theme, name: str, sound: SoundDesk, background: Background) -> None:
        super().__init__()
        self.picker = QComboBox()
        self.picker.setAccessibleName(name)
        self.replay = ReplayPanel(theme, sound, background, mendable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(name, "overline"))
        column.addWidget(self.picker)
        column.addWidget(self.replay)
        column.addStretch(1)
        self.picker.activated.connect(lambda _: self.chosen.emit())

    @property
    def place(self) -> int:
        return self.picker.currentIndex()

    def offer(self, takes: Sequence[Take], place: int) -> None:
        self.picker.clear()
        for number, take in enumerate(takes, start=1):
            words = self.tr("{n}. {when}").format(n=number, when=capitalized(ago(take.started)))
            self.picker.addItem(words)
        self.picker.setCurrentIndex(place)


class CompareView(QWidget):
    """Emits `back` to where one came from."""

    back = Signal()

    def __init__(
        self,
        theme: Theme,
        comparing: Comparing,
        mocking: Mocking,
        sheets: Sheets,
        sound: SoundDesk,
        background: Background,
    ) -> None:
        super().__init__()
        self._comparing = comparing
        self._mocking = mocking
        self._sheets = sheets
        self._takes: tuple[Take, ...] = ()
        self._rubric: Rubric | None = None
        self.question = prose("", "heading", Size.HEADING)
        self.summary = prose("", "body")
        self.notice = Notice(theme)
        self.earlier = TakeColumn(theme, self.tr("Earlier"), sound, background)
        self.later = TakeColumn(theme, self.tr("Later"), sound, background)
        self.back_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self._steps, self._figures, self._scores = QGridLayout(), QGridLayout(), QGridLayout()
        self._lay_out()
        for column, other in ((self.earlier, self.later), (self.later, self.earlier)):
            column.chosen.connect(self._draw)
            column.replay.began.connect(other.replay.stop)
        self.back_button.clicked.connect(self.back)

    def show_prompt(self, prompt: str, attempt: int) -> None:
        """Every answer to a prompt; the one of that attempt against the one before it. Raises
        NotFoundError."""
        asked = self._comparing.prompt(prompt)
        self._takes = self._comparing.takes(asked.id)
        self._rubric = self._comparing.rubric(asked)
        self.question.setText(asked.text)
        at = [int(take.attempt) for take in self._takes]
        later = max(at.index(attempt) if attempt in at else len(at) - 1, 1)
        self.earlier.offer(self._takes, later - 1)
        self.later.offer(self._takes, min(later, len(self._takes) - 1))
        self._draw()

    def leave(self) -> None:
        """Fall silent."""
        self.earlier.replay.stop()
        self.later.replay.stop()

    def keys(self) -> Keys:
        return {
            Qt.Key.Key_Escape: self.back_button.click,
            Qt.Key.Key_Space: self._toggle,
        }

    def _toggle(self) -> None:
        """Play the earlier one, or the later one when that is the one that was played last."""
        playing = self.earlier if self.earlier.replay.playing else self.later
        playing.replay.toggle()

    def _draw(self) -> None:
        self.leave()
        enough = len(self._takes) > 1
        self.notice.say(
            ""
            if enough
            else self.tr("This is your only answer to this question. Answer it again to compare.")
        )
        for part in (self.earlier, self.later, *self._sections):
            part.setVisible(enough)
        if not enough or self._rubric is None:
            self.summary.setText("")
            return
        for column in (self.earlier, self.later):
            take = self._takes[column.place]
            attempt = self._mocking.attempt(take.attempt)
            column.replay.show_sheet(self._sheets.sheet(attempt, take.position))
        first, second = self._takes[self.earlier.place], self._takes[self.later.place]
        self._show(self._comparing.compare(first, second, self._rubric), self._rubric)

    def _show(self, found: Comparison, rubric: Rubric) -> None:
        self.summary.setText(summary_words(found))
        names = {criterion.slug: criterion.name for criterion in rubric.criteria}
        _fill(self._steps, [(step.step, change_words(step.change)) for step in found.steps])
        _fill(
            self._figures,
            [
                (
                    measure_name(figure.measure),
                    value_words(figure.measure, figure.earlier),
                    value_words(figure.measure, figure.later),
                    difference_words(figure),
                )
                for figure in found.figures
            ],
        )
        _fill(
            self._scores,
            [
                (
                    names[score.criterion],
                    str(score.earlier or "–"),
                    str(score.later or "–"),
                    score_words(score),
                )
                for score in found.scores
            ],
        )
        steps, figures, scores = self._sections
        steps.show_if(bool(found.steps))
        figures.show_if(bool(found.figures))
        scores.show_if(bool(found.scores))

    def _lay_out(self) -> None:
        self._sections = tuple(
            Section(words, _holding(grid), panel=True)
            for words, grid in (
                (self.tr("Steps"), self._steps),
                (self.tr("Delivery, earlier and later"), self._figures),
                (self.tr("Your scores, earlier and later"), self._scores),
            )
        )
        scroll = Scroll(_WIDTH)
        column = scroll.column
        column.setSpacing(Space.L)
        for part in (self.question, self.summary, self.notice):
            column.addWidget(part)
        both = QHBoxLayout()
        both.setSpacing(Space.L)
        both.addWidget(self.earlier, 1)
        both.addWidget(self.later, 1)
        column.addLayout(both)
        for section in self._sections:
            column.addWidget(section)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)


def _holding(grid: QGridLayout) -> QWidget:
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    grid.setColumnStretch(0, 1)
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _fill(grid: QGridLayout, rows: Sequence[Sequence[str]]) -> None:
    """The name at the left, then the values."""
    clear(grid)
    for row, (name, *values) in enumerate(rows):
        grid.addWidget(Label(name), row, 0)
        for place, value in enumerate(values, start=1):
            label = Label(value, "strong" if place == len(values) else "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, place)
