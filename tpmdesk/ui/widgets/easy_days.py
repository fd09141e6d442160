"""How many reviews each weekday may get."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import Label

_SHARES = ("100", "50", "0")
_WIDTH = 84
_DAYS = range(1, 8)


class EasyDays(QWidget):
    """One choice a weekday, Monday first. Emits `changed` with percentages such as
    "100,100,100,100,100,50,0"."""

    changed = Signal(str)

    def __init__(self, shares: str) -> None:
        super().__init__()
        self.days = [
            self._day(number, share) for number, share in zip(_DAYS, shares.split(","), strict=True)
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.XS)
        grid.setVerticalSpacing(Space.XS)
        for at, choice in enumerate(self.days):
            name = QLocale().dayName(at + 1, QLocale.FormatType.ShortFormat)
            grid.addWidget(Label(name, "caption"), 0, at)
            grid.addWidget(choice, 1, at)
        grid.setColumnStretch(len(self.days), 1)

    def _day(self, number: int, share: str) -> Select:
        choice = Select(_WIDTH)
        choice.setProperty("room", "small")
        words = {"100": self.tr("Full"), "50": self.tr("Half"), "0": self.tr("None")}
        offered = _SHARES if share in _SHARES else (share, *_SHARES)
        for each in offered:
            choice.addItem(words.get(each, f"{each} %"), each)
        choice.setCurrentIndex(choice.findData(share))
        choice.setAccessibleName(QLocale().dayName(number))
        choice.activated.connect(lambda _at: self._tell())
        return choice

    def _tell(self) -> None:
        self.changed.emit(",".join(str(choice.currentData()) for choice in self.days))
