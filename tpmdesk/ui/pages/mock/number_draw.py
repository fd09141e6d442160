"""Drawing a loop by a number: the same number draws the same questions."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from tpmdesk.ui.pages.mock.keys import ENTER
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked

_DIGITS = "[0-9]{1,18}"  # what a store of whole numbers holds
_WIDTH = 160


class NumberField(QLineEdit):
    """Digits only. Enter emits `entered` and goes no further: elsewhere on the page it begins."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setFixedWidth(_WIDTH)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(_DIGITS), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class NumberDraw(QWidget):
    """A field and its button. `asked` carries the number to draw by."""

    asked = Signal(object)  # int, of any size

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = NumberField(self.tr("Number"))
        self.button = Button(theme, self.tr("Draw with this number"), icon="repeat")
        self.button.setEnabled(False)
        words = self.tr("A number draws the same questions each time, whatever was asked before.")
        row = beside(self.field, self.button, 1)
        column = stacked(spacing=Space.XS)
        column.addLayout(row)
        column.addWidget(Label(words, "caption"))
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text)))
        self.field.entered.connect(self.button.click)
        self.button.clicked.connect(lambda: self.asked.emit(int(self.field.text())))
