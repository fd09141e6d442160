"""What became of each step from one answer to the other, with what was said of it in both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tpmdesk.domain.assessment import Evidence
from tpmdesk.domain.comparing import StepChange
from tpmdesk.ui.pages.mock.compare_words import change_words
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Line, beside, clear
from tpmdesk.ui.widgets.times import clock

_SHOWN = 2  # passages quoted of one answer; its transcript marks them all


class StepsCompared(QWidget):
    """Emits `hear(later, at)` for a passage that is clicked. Typed answers have no times."""

    hear = Signal(bool, float)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.M)

    def show_steps(self, steps: Sequence[StepChange]) -> None:
        clear(self._rows)
        for number, step in enumerate(steps, start=1):
            if number > 1:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(number, step))

    def _row(self, number: int, step: StepChange) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.S)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        grid.addWidget(Label(f"{number}  {step.step}", "strong", wrap=True), 0, 0)
        change = Label(change_words(step.change), "strong")
        grid.addWidget(change, 0, 1, Qt.AlignmentFlag.AlignRight)
        if step.earlier or step.later:
            grid.addWidget(self._said(step.earlier, later=False), 1, 0)
            grid.addWidget(self._said(step.later, later=True), 1, 1)
        return row

    def _said(self, evidence: Sequence[Evidence], *, later: bool) -> QWidget:
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.S)
        for passage in evidence[:_SHOWN]:
            quote = Label(f"“{passage.quote}”", "muted", wrap=True)
            line = beside(spacing=Space.S)
            if passage.start is not None:
                play = self._play(passage.start, later=later)
                line.addWidget(play, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(quote, 1)
            lines.addLayout(line)
        if not evidence:
            lines.addWidget(Label(self.tr("Not spoken of"), "muted"))
        lines.addStretch(1)
        return said

    def _play(self, start: float, *, later: bool) -> QPushButton:
        button = QPushButton(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {clock(start)}")
        button.setProperty("kind", "moment")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        words = (
            self.tr("Play the later answer from {time}")
            if later
            else self.tr("Play the earlier answer from {time}")
        )
        button.setAccessibleName(words.format(time=clock(start)))
        button.clicked.connect(partial(self.hear.emit, later, start))
        return button
