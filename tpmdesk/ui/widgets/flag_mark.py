"""The flag that a card carries, as a small mark with its number."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.surfaces import Label, beside

_INKS = (Role.AGAIN, Role.HARD, Role.GOOD, Role.EASY, Role.ACCENT, Role.MUTED, Role.TEXT)
_SIZE = 14


class FlagMark(QWidget):
    """Hidden while there is no flag; the number tells flags apart without their colours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flag = 0
        self._picture = QLabel()
        self._number = Label("", "caption")
        self.setLayout(beside(self._picture, self._number, spacing=Space.XS))
        self.hide()
        theme.changed.connect(self._draw)

    @property
    def flag(self) -> int:
        return self._flag

    def show_flag(self, flag: int) -> None:
        """A flag from 1 to 7, or 0 for none."""
        self._flag = flag
        self._number.setText(str(flag))
        self.setAccessibleName(self.tr("Flag {n}").format(n=flag))
        self.setVisible(flag > 0)
        self._draw()

    def _draw(self) -> None:
        if self._flag:
            ink = _INKS[(self._flag - 1) % len(_INKS)]
            scale = self.devicePixelRatioF()
            self._picture.setPixmap(self._theme.pixmap("flag", ink, _SIZE, scale))
