"""The mock rounds sat, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from tpmdesk.app.ports import AttemptLine
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, beside, clear, stacked
from tpmdesk.ui.words import moment

_SHOWN = 12
_LEVEL_WIDTH = 96


class RoundsPanel(Panel):
    """Emits `chosen` with the id of the attempt to open or resume."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self._theme = theme
        self._lines = stacked(spacing=Space.M)
        self.column.setSpacing(Space.L)
        self.column.addWidget(SectionTitle(self.tr("Mock rounds")))
        self.column.addLayout(self._lines)
        how = self.tr("The level is the mean of all the levels you gave yourself in that round.")
        self.column.addWidget(Label(how, "caption", wrap=True))

    def show_attempts(self, attempts: Sequence[AttemptLine]) -> None:
        clear(self._lines)
        now = datetime.now().astimezone()
        for line in attempts[:_SHOWN]:
            self._add(line, now)
        if not attempts:
            self._lines.addWidget(Label(self.tr("No round sat yet."), "muted"))

    def _add(self, line: AttemptLine, now: datetime) -> None:
        words = stacked(Label(line.title), Label(moment(line.started, now), "caption"), spacing=2)
        entry = beside()
        entry.addLayout(words, 1)
        entry.addWidget(Label(self._answered(line), "small"))
        entry.addSpacing(Space.XL)
        level = Label(self._level(line), "muted" if line.mean_level is None else "strong")
        level.setMinimumWidth(_LEVEL_WIDTH)
        level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        entry.addWidget(level)
        entry.addSpacing(Space.L)
        entry.addWidget(self._button(line))
        self._lines.addLayout(entry)

    def _button(self, line: AttemptLine) -> Button:
        """Leads to the debrief; a round that is not over is resumed instead."""
        over = line.ended is not None
        button = Button(self._theme, self.tr("Open") if over else self.tr("Resume"))
        button.setAccessibleName(f"{button.text()}: {line.title}")
        target = str(line.id)
        button.clicked.connect(lambda: self.chosen.emit(target))
        return button

    def _answered(self, line: AttemptLine) -> str:
        words = self.tr("{answered} of {questions} answered")
        return words.format(answered=line.answered, questions=line.questions)

    def _level(self, line: AttemptLine) -> str:
        if line.mean_level is None:
            return self.tr("not scored")
        return self.tr("level {mean}").format(mean=f"{line.mean_level:.1f}")
