"""The steps of an ordered note: a name and what it asks for, one under the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tpmdesk.domain.cards import NoteStep
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, beside
from tpmdesk.ui.widgets.text_field import TextField

_NUMBER_WIDTH = 20
_NAME_WIDTH = 88
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepFields(QWidget):
    """Enter in a name adds a step below, Alt+Up and Alt+Down move the step, and Ctrl+Shift+Del
    removes it. Emits `edited` at each change."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: list[StepRow] = []
        self.add = Button(theme, self.tr("Add a step"), Kind.GHOST, icon="plus")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._lines)
        column.addLayout(beside(self.add, 1))
        keys = Label(
            self.tr("Alt+↑ ↓ moves a step, Ctrl+Shift+Del removes it."), "caption", wrap=True
        )
        column.addWidget(keys)
        self.add.clicked.connect(lambda: self._insert(len(self._rows)))

    @property
    def steps(self) -> tuple[NoteStep, ...]:
        """The steps, without those left wholly empty."""
        every = (row.step for row in self._rows)
        return tuple(step for step in every if step.name or step.meaning)

    @property
    def rows(self) -> list[StepRow]:
        return list(self._rows)

    def show_steps(self, steps: tuple[NoteStep, ...]) -> None:
        wanted = steps or (NoteStep("", ""),)
        for row in self._rows[len(wanted) :]:
            self._drop(row)
        while len(self._rows) < len(wanted):
            self._place(len(self._rows))
        for row, step in zip(self._rows, wanted, strict=True):
            row.show_step(step)
        self._number()

    def _insert(self, at: int) -> None:
        self._place(at)
        self._number()
        self._rows[at].name.setFocus()
        self.edited.emit()

    def _place(self, at: int) -> None:
        row = StepRow()
        row.edited.connect(self.edited)
        row.below_asked.connect(lambda: self._insert(self._rows.index(row) + 1))
        row.moved.connect(lambda by: self._move(row, by))
        row.removed.connect(lambda: self._remove(row))
        self._rows.insert(at, row)
        self._lines.insertWidget(at, row)

    def _remove(self, row: StepRow) -> None:
        if len(self._rows) == 1:
            row.show_step(NoteStep("", ""))
        else:
            at = self._rows.index(row)
            self._drop(row)
            self._number()
            self._rows[max(0, at - 1)].name.setFocus()
        self.edited.emit()

    def _drop(self, row: StepRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _move(self, row: StepRow, by: int) -> None:
        at = self._rows.index(row) + by
        if not 0 <= at < len(self._rows):
            return
        focused = row.focusWidget()
        self._rows.remove(row)
        self._rows.insert(at, row)
        self._lines.removeWidget(row)
        self._lines.insertWidget(at, row)
        self._number()
        if focused is not None:
            focused.setFocus()
        self.edited.emit()

    def _number(self) -> None:
        for n, row in enumerate(self._rows, start=1):
            row.show_number(n)
            if n > 1:
                before = self._rows[n - 2]
                QWidget.setTabOrder(before.meaning, row.name)
        QWidget.setTabOrder(self._rows[-1].meaning, self.add)


class StepRow(QWidget):
    """One step."""

    edited = Signal()
    below_asked = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", "caption")
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self._number.setContentsMargins(0, Space.S, 0, 0)
        self.name = QLineEdit()
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.name.setPlaceholderText(self.tr("Name"))
        self.meaning = TextField("")
        self.meaning.setPlaceholderText(self.tr("What it asks for"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._number, 0, top)
        row.addWidget(self.name, 3, top)
        row.addWidget(self.meaning, 5, top)
        self.name.textChanged.connect(self.edited)
        self.meaning.edited.connect(self.edited)

    @property
    def step(self) -> NoteStep:
        return NoteStep(self.name.text().strip(), self.meaning.text.strip())

    def show_step(self, step: NoteStep) -> None:
        self.name.setText(step.name)
        self.meaning.show_text(step.meaning)

    def show_number(self, n: int) -> None:
        self._number.setText(str(n))
        self.name.setAccessibleName(self.tr("Name of step {n}").format(n=n))
        self.meaning.setAccessibleName(self.tr("What step {n} asks for").format(n=n))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_command(event):
            super().keyPressEvent(event)

    def _is_command(self, event: QKeyEvent) -> bool:
        modifiers, key = event.modifiers(), event.key()
        if modifiers == Qt.KeyboardModifier.NoModifier and key in _ENTER:
            self.below_asked.emit()
        elif modifiers & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif modifiers & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Down:
            self.moved.emit(1)
        elif _removes(event):
            self.removed.emit()
        else:
            return False
        return True


def _removes(event: QKeyEvent) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.modifiers() == both and event.key() == Qt.Key.Key_Delete
