"""What the sections of the Settings page share."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QSpinBox, QWidget

from tpmdesk.app.settings import SettingError, SettingsDesk
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import Line, Panel, SectionTitle, SettingRow, stacked

CONTROL_WIDTH = 320


class Section(QWidget):
    """A named panel of rows. Every change is saved at once; `notice` says why one was not."""

    notice = Signal(str)
    changed = Signal(str)

    def __init__(self, settings: SettingsDesk) -> None:
        super().__init__()
        self._settings = settings
        self._calm = _CalmWheel(self)
        self._panel = Panel(margin=Space.XL)
        self._panel.column.setSpacing(Space.XS)
        self._panel.column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self._name = SectionTitle()
        whole = stacked(self._name, self._panel)
        self.setLayout(whole)

    def set_name(self, name: str) -> None:
        """The section's heading."""
        self._name.setText(name)

    def save(self, **values: Any) -> None:
        """Save a change, and say so to whoever listens."""
        try:
            self._settings.change(**values)
        except SettingError as problem:
            self.notice.emit(str(problem))
            return
        for key in values:
            self.changed.emit(key)

    def add(self, title: str, caption: str, control: QWidget) -> SettingRow:
        """A row under the others, with a hairline between."""
        if self._panel.column.count():
            self._panel.column.addWidget(Line())
        row = SettingRow(title, caption, control)
        self._panel.column.addWidget(row)
        self._keep_calm(control)
        return row

    def add_whole(self, widget: QWidget) -> None:
        """A widget as wide as the panel."""
        if self._panel.column.count():
            self._panel.column.addWidget(Line())
        self._panel.column.addWidget(widget)

    def number(self, key: str, least: int, most: int, suffix: str = "") -> QSpinBox:
        """A whole number that is saved under `key`."""
        box = number_box(least, most, suffix, getattr(self._settings.current, key))
        box.valueChanged.connect(lambda value: self.save(**{key: value}))
        return box

    def choice(self, key: str) -> QComboBox:
        """A list to choose from; fill it with `fill`. The chosen data is saved under `key`."""
        box = Select(CONTROL_WIDTH)
        box.activated.connect(lambda _n: self.save(**{key: box.currentData()}))
        return box

    def fill(self, box: QComboBox, options: list[tuple[str, str]], chosen: str) -> None:
        """`options` are (value, words); an absent `chosen` stays, and is said to be absent."""
        if chosen not in [value for value, _ in options]:
            options = [*options, (chosen, self.tr("{name} (not connected)").format(name=chosen))]
        box.clear()
        for value, words in options:
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(chosen))

    def _keep_calm(self, control: QWidget) -> None:
        for widget in (control, *control.findChildren(QWidget)):
            if isinstance(widget, QAbstractSpinBox | QComboBox | QSlider):
                widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                widget.installEventFilter(self._calm)


def number_box(least: int, most: int, suffix: str, value: int) -> QSpinBox:
    """A box for a whole number; it speaks up when the number is complete."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setSuffix(suffix)
    box.setMinimumWidth(128)
    box.setKeyboardTracking(False)
    box.setValue(value)
    inset(box)
    return box


def inset(box: QAbstractSpinBox) -> None:
    """Keep the text off the edge: style sheets cannot reach the field inside."""
    box.lineEdit().setTextMargins(Space.S, 0, 0, 0)


class _CalmWheel(QObject):
    """Scrolling the page must not change a value that happens to pass under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
