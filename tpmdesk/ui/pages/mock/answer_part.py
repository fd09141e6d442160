"""One answer to be heard again: its sound and words, and the remarks at its moments."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.ports import Background
from tpmdesk.domain.transcript import Transcript
from tpmdesk.ui.pages.mock.parts import prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.remarks import RemarksPanel, remark_button
from tpmdesk.ui.pages.mock.replay import ReplayPanel
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, shown_steps
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.steps_panel import StepsPanel
from tpmdesk.ui.widgets.surfaces import Label, Panel


class AnswerPart(QWidget):
    """Emits for its answer, with its position: `mended(position, transcript)` and
    `remarked(position, at, text)`; and `reworded(moment, text)`. `began` as it begins to play."""

    began = Signal()
    closed = Signal()
    mended = Signal(int, object)
    remarked = Signal(int, float, str)
    reworded = Signal(int, str)

    def __init__(self, theme: Theme, sound: SoundDesk, background: Background) -> None:
        super().__init__()
        self._position = 0
        self.replay = ReplayPanel(theme, sound, background)
        self.remarks = RemarksPanel(theme)
        self.remark_button = remark_button(theme)
        self.replay.foot.addWidget(self.remark_button)
        self.replay.column.addWidget(self.remarks)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.M)
        self.column.addWidget(self.replay)
        self._connect()

    def show_sheet(self, sheet: AnswerSheet) -> None:
        self._position = sheet.position
        self.replay.show_sheet(sheet)
        self.remarks.show_moments(sheet.answer.moments)
        self.remark_button.setVisible(sheet.recording is not None)

    def remark(self) -> None:
        """Write a remark about where one is in the recording."""
        if not self.remark_button.isHidden():
            self.replay.stop()
            self.remarks.write(self.replay.position)

    def _connect(self) -> None:
        self.replay.began.connect(self.began)
        self.replay.mended.connect(self._mend)
        self.remark_button.clicked.connect(self.remark)
        self.remarks.seek.connect(self.replay.seek)
        self.remarks.added.connect(self._remarked)
        self.remarks.reworded.connect(self.reworded)
        self.remarks.closed.connect(self.closed)

    def _mend(self, transcript: Transcript) -> None:
        self.mended.emit(self._position, transcript)

    def _remarked(self, at: float, text: str) -> None:
        self.remarked.emit(self._position, at, text)


class FollowUpPart(AnswerPart):
    """What was asked back, what was answered, and the steps that this answer adds."""

    def __init__(self, theme: Theme, sound: SoundDesk, background: Background) -> None:
        super().__init__(theme, sound, background)
        self.question = prose("", "strong")
        self.steps = StepsPanel()
        self._added = Panel()
        self._added.column.addWidget(Label(self.tr("Steps that this answer adds"), "overline"))
        self._added.column.addWidget(self.steps)
        self.column.insertWidget(0, self.question)
        self.column.addWidget(self._added)
        self.steps.seek.connect(self.replay.seek)

    def show_sheet(self, sheet: AnswerSheet) -> None:
        super().show_sheet(sheet)
        self.question.setText(sheet.question.text)
        covered = shown_steps(sheet)
        self._added.setVisible(bool(covered))
        self.steps.set_steps(covered)
