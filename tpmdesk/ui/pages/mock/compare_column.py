"""One of two answers that are compared: which one, its sound, and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tpmdesk.app.comparing import Take
from tpmdesk.app.ports import Background
from tpmdesk.ui.pages.mock.offer import ago, capitalized
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.replay import ReplayPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel

_NARROWEST = 280  # of a player, in pixels


class TakeColumn(QWidget):
    """Emits `chosen` when another answer is chosen. `words` is what was said, to be put where
    there is room for it; `key` plays this answer."""

    chosen = Signal()

    def __init__(
        self, theme: Theme, name: str, key: str, sound: SoundDesk, background: Background
    ) -> None:
        super().__init__()
        self.setMinimumWidth(_NARROWEST)
        self.picker = QComboBox()
        self.picker.setAccessibleName(name)
        self.replay = ReplayPanel(theme, sound, background, mendable=False, key=key)
        self.words = self._words(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(name, "overline"))
        column.addWidget(self.picker)
        column.addWidget(self.replay)
        column.addStretch(1)
        self.picker.activated.connect(lambda _: self.chosen.emit())

    @property
    def place(self) -> int:
        return self.picker.currentIndex()

    def offer(self, takes: Sequence[Take], place: int) -> None:
        """Offer all answers, oldest first, with the one at `place` chosen."""
        self.picker.clear()
        for number, take in enumerate(takes, start=1):
            words = self.tr("{n}. {when}").format(n=number, when=capitalized(ago(take.started)))
            self.picker.addItem(words)
        self.picker.setCurrentIndex(place)

    def _words(self, name: str) -> Panel:
        panel = Panel()
        panel.column.addWidget(Label(name, "overline"))
        self.replay.put_words_into(panel.column)
        panel.column.addStretch(1)
        panel.setMinimumWidth(_NARROWEST)
        panel.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return panel
