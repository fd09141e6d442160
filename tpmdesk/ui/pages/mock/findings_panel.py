"""The top of a debrief: what was heard well, and the one thing to fix first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.findings import Findings
from tpmdesk.ui.pages.mock.parts import prose
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.surfaces import Label, Panel

_ICON = 20


class FindingsPanel(Panel):
    """Hidden as long as nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.well = _Finding(theme, "circle-check", Role.GOOD, self.tr("Heard well"))
        self.fix = _Finding(theme, "target", Role.ACCENT, self.tr("Fix first"))
        self.column.setSpacing(Space.XL)
        self.column.addWidget(self.well)
        self.column.addWidget(self.fix)

    def show_findings(self, found: Findings | None) -> None:
        self.setVisible(found is not None)
        if found is not None:
            self.well.say(found.well)
            self.fix.say(found.fix)


class _Finding(QWidget):
    def __init__(self, theme: Theme, icon: str, role: Role, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._role = role
        self._mark = QLabel()
        self._mark.setFixedSize(_ICON, _ICON)
        self._words = prose("")
        self._name = Label(name, "strong")
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self._name)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 100)
        row.addStretch(1)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))

    def rename(self, name: str) -> None:
        """Give it another heading."""
        self._name.setText(name)

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._mark.setPixmap(self._theme.pixmap(self._icon, self._role, _ICON, scale))
