"""Small controls: a segmented choice, a switch, a thin line of progress."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role


class Segmented(QFrame):
    """One choice out of a few, all seen at once. `options` maps values to their words."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Mapping[str, str], value: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "raised")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        for option, words in options.items():
            line.addWidget(self._add(name, option, words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def _add(self, name: str, option: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setAccessibleName(f"{name}: {words}")
        button.clicked.connect(lambda: self.chosen.emit(option))
        self._group.addButton(button)
        self._buttons[option] = button
        return button

    def value(self) -> str:
        return next((value for value, b in self._buttons.items() if b.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show a value as chosen without emitting `chosen`."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: str) -> QPushButton:
        return self._buttons[value]


class Switch(QAbstractButton):
    """On or off, for what takes effect at once."""

    def __init__(self, theme: Theme, name: str, *, on: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(48, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(self._theme.color(Role.FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 13, 13)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.ACCENT if on else Role.EDGE))
        track = QRectF(4, 4, 40, 20)
        painter.drawRoundedRect(track, 10, 10)
        painter.setBrush(self._theme.color(Role.ON_ACCENT if on else Role.SURFACE))
        painter.drawEllipse(QRectF(track.right() - 18 if on else track.left() + 2, 6, 16, 16))


class Select(QComboBox):
    """A choice out of a list; what does not fit ends in an ellipsis."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setFixedWidth(width)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QStylePainter(self)
        option = self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, self._room(option)
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionComboBox) -> int:
        """Pixels that the words may take."""
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return field.width() - 4


class ProgressLine(QWidget):
    """How far along, as a thin line."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._share = 0.0
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """`share` lies in 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleName(f"{self._name}: {self._share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(self._theme.color(Role.BORDER))
        painter.drawRoundedRect(whole, 2, 2)
        if self._share > 0:
            done = QRectF(0, 0, max(4.0, whole.width() * self._share), whole.height())
            painter.setBrush(self._theme.color(Role.ACCENT))
            painter.drawRoundedRect(done, 2, 2)
