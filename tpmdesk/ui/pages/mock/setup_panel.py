"""How to sit the round that was chosen: how many questions, and aloud or by typing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from tpmdesk.ui.pages.mock.offer import RoundOffer, time_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import Label, Panel

_MOST = 5
_USUAL = 3
_WIDTH = 288


class SetupPanel(Panel):
    """Emits `confirmed` when the person wants to go on."""

    confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.XL)
        self.setFixedWidth(_WIDTH)
        self._offer: RoundOffer | None = None
        self._wanted = _USUAL
        counts = {str(n): str(n) for n in range(1, _MOST + 1)}
        self.count = Segmented(self.tr("Questions"), counts, str(_USUAL))
        ways = {"voice": self.tr("Aloud"), "typing": self.tr("By typing")}
        self.way = Segmented(self.tr("Answer"), ways, "voice")
        self._time = Label("", "caption", wrap=True)
        self.first = PrimaryButton(theme, self.tr("Continue"), key="Enter")
        self.second = Button(theme, self.tr("Begin a new round"), Kind.SECONDARY)
        self.second.hide()
        self._lay_out()
        self.count.chosen.connect(self._want)
        for button in (self.first, self.second):
            button.clicked.connect(self.confirmed)

    @property
    def questions(self) -> int:
        return int(self.count.value())

    @property
    def by_voice(self) -> bool:
        return self.way.value() == "voice"

    def show_round(self, one: RoundOffer | None) -> None:
        """Offer no more questions than the round has."""
        if one is None:
            return
        self._offer = one
        for n in range(1, _MOST + 1):
            self.count.button(str(n)).setVisible(n <= one.prompts)
        self.count.set_value(str(min(self._wanted, one.prompts)))
        self._retell()

    def be_second(self, second: bool) -> None:
        """Step back while an unfinished round is offered: one primary action a page."""
        self.first.setVisible(not second)
        self.second.setVisible(second)

    def _want(self, count: str) -> None:
        """Kept, so that a round with few questions does not shorten the next one."""
        self._wanted = int(count)
        self._retell()

    def _retell(self) -> None:
        if self._offer is not None:
            self._time.setText(time_words(self._offer.round, self.questions))

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(Label(self.tr("Questions"), "strong"))
        column.addWidget(self.count)
        column.addWidget(self._time)
        column.addSpacing(Space.L)
        column.addWidget(Label(self.tr("Answer"), "strong"))
        column.addWidget(self.way)
        column.addSpacing(Space.XL)
        column.addWidget(self.first)
        column.addWidget(self.second)
