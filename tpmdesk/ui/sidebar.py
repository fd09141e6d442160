"""The side bar: where one can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label

_WIDTH = 216


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the side bar; `key` is the shortcut that goes there."""

    name: str
    words: str
    icon: str
    key: str


class Sidebar(QWidget):
    """Emits `asked` with the name of the place that was clicked."""

    asked = Signal(str)

    def __init__(self, theme: Theme, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Pages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.XL, Space.M, Space.L)
        column.setSpacing(2)
        name = Label("tpmdesk", "strong")
        name.setContentsMargins(Space.M, 0, 0, Space.L)
        column.addWidget(name)
        self._buttons = self._make_buttons(theme, places)
        *above, last = self._buttons.values()
        for button in above:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(last)

    def mark(self, name: str) -> None:
        """Show which place we are at."""
        self._buttons[name].setChecked(True)

    def button(self, name: str) -> Button:
        return self._buttons[name]

    def _make_buttons(self, theme: Theme, places: tuple[Place, ...]) -> Mapping[str, Button]:
        group = QButtonGroup(self)
        buttons = {}
        for place in places:
            button = Button(theme, place.words, Kind.NAV, icon=place.icon, key=place.key)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setToolTip(f"{place.words} ({place.key})")
            button.clicked.connect(lambda _=False, name=place.name: self.asked.emit(name))
            group.addButton(button)
            buttons[place.name] = button
        return buttons
