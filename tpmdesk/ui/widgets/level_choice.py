"""One criterion of a rubric: its question, and its levels side by side with their anchors."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.domain.content import Criterion
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.choice_cell import ChoiceCell
from tpmdesk.ui.widgets.surfaces import Label


class LevelChoice(QWidget):
    """Keys 1 to 5 and the left and right arrows choose; up and down go to another criterion.

    Emits `chosen` with the criterion and the level, and `leave` with -1 (up) or 1 (down).
    """

    chosen = Signal(str, int)
    leave = Signal(int)

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(Label(criterion.name, "strong", wrap=True))
        layout.addWidget(Label(criterion.question, "muted", wrap=True))
        self.before = Label("", "caption", wrap=True)
        self.before.hide()
        layout.addWidget(self.before)
        layout.addSpacing(Space.S)
        layout.addLayout(self._cells())
        self.setAccessibleName(criterion.name)
        self._group.idClicked.connect(self._clicked)

    @property
    def level(self) -> int:
        """The level chosen; 0 when none is."""
        return max(self._group.checkedId(), 0)

    def choose(self, level: int) -> None:
        """Show a level as chosen, without a signal."""
        if (cell := self._group.button(level)) is not None:
            cell.setChecked(True)

    def clear(self) -> None:
        self._group.setExclusive(False)
        for cell in self._group.buttons():
            cell.setChecked(False)
        self._group.setExclusive(True)

    def show_before(self, given: Mapping[str, int]) -> None:
        """Say which levels were given elsewhere, by whose they are: "Before: 3 Solid"."""
        names = {level.score: level.name for level in self.criterion.levels}
        said = [f"{who}: {level} {names.get(level, '')}".rstrip() for who, level in given.items()]
        self.before.setText("  ·  ".join(said))
        self.before.setVisible(bool(said))

    def take_focus(self) -> None:
        cell = self._group.checkedButton() or self._group.buttons()[0]
        cell.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        level = event.key() - Qt.Key.Key_0.value
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.leave.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif (cell := self._group.button(level)) is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)
            cell.click()
        else:
            super().keyPressEvent(event)

    def _cells(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for level in self.criterion.levels:
            cell = ChoiceCell(f"{level.score}  {level.name}", level.anchor)
            self._group.addButton(cell, level.score)
            row.addWidget(cell, 1)
        return row

    def _clicked(self, level: int) -> None:
        self.chosen.emit(self.criterion.slug, level)
