"""The check of the data on demand: what it found, and repair of what can be repaired."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.integrity import Checking, Problem
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import Label, beside, clear, stacked

_MOST = 12
Outcome = tuple[int, list[Problem]]


class CheckPanel(QWidget):
    """Emits `repaired` when the data changed under the window."""

    repaired = Signal()

    def __init__(self, theme: Theme, checking: Callable[[], Checking], background: Tasks) -> None:
        super().__init__()
        self._checking = checking
        self._background = background
        self.status = Label(
            self.tr("Looks at every card, index, file and backup. Nothing is changed."),
            "caption",
            wrap=True,
        )
        self.check = Button(theme, self.tr("Check now"), icon="list-checks")
        self.repair = Button(theme, self.tr("Repair what can be"), icon="circle-check")
        self.problems = stacked(spacing=Space.S)
        self.check.clicked.connect(self.run)
        self.repair.clicked.connect(self._repair)
        self.repair.hide()
        self._lay_out()

    def run(self) -> None:
        """Check everything, beside the window's thread."""
        self._begin(self.tr("Checking."))
        self._background.run(
            lambda: (0, self._checking().thorough(every_byte=True)), self._show, self._failed
        )

    def _repair(self) -> None:
        self._begin(self.tr("Making a backup, then repairing."))
        self._background.run(lambda: self._checking().repair(), self._mended, self._failed)

    def _mended(self, outcome: Outcome) -> None:
        self._show(outcome)
        self.repaired.emit()

    def _begin(self, doing: str) -> None:
        self.status.setText(doing)
        self.check.setEnabled(False)
        self.repair.setEnabled(False)

    def _show(self, outcome: Outcome) -> None:
        mended, found = outcome
        self._settle()
        self.status.setText(self._summary(mended, found))
        self.repair.setVisible(any(problem.repairable for problem in found))
        clear(self.problems)
        for problem in found[:_MOST]:
            self.problems.addWidget(_described(problem))

    def _summary(self, mended: int, found: Sequence[Problem]) -> str:
        if not found:
            return self.tr("Repaired. All is well.") if mended else self.tr("All is well.")
        words = self.tr("Problems found: {n}.").format(n=len(found))
        return (
            self.tr("{words} The first {most} are shown.").format(words=words, most=_MOST)
            if len(found) > _MOST
            else words
        )

    def _failed(self, problem: Exception) -> None:
        self._settle()
        self.status.setText(str(problem))

    def _settle(self) -> None:
        self.check.setEnabled(True)
        self.repair.setEnabled(True)

    def _lay_out(self) -> None:
        names = stacked(Label(self.tr("Check of your data")), self.status, spacing=2)
        line = beside(spacing=Space.XL)
        line.addLayout(names, 1)
        line.addWidget(self.repair)
        line.addWidget(self.check)
        column = stacked(spacing=Space.M)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.addLayout(line)
        column.addLayout(self.problems)
        self.setLayout(column)


def _described(problem: Problem) -> QWidget:
    part = QWidget()
    part.setLayout(
        stacked(
            Label(problem.message, wrap=True),
            Label(problem.remedy, "caption", wrap=True),
            spacing=2,
        )
    )
    return part
