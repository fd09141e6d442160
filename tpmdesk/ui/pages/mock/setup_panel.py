"""How to sit what was chosen: how much, aloud or by typing, for practice or as an exam."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.loopshapes import LoopWish
from tpmdesk.domain.looppresets import Preset
from tpmdesk.ui.pages.mock.offer import RoundOffer, time_words
from tpmdesk.ui.pages.mock.parts import Fold
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import Label, Panel

_MOST = 5
_USUAL = 3
_WIDTH = 288
_BY_COUNT = "count"


class SetupPanel(Panel):
    """Emits `confirmed` when the person wants to go on."""

    confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.XL)
        self.setFixedWidth(_WIDTH)
        self._offer: RoundOffer | None = None
        self._preset: Preset | None = None
        self._wanted = _USUAL
        lengths = {
            _BY_COUNT: self.tr("Questions"),
            "round-45": self.tr("45 min"),
            "round-60": self.tr("60 min"),
        }
        self.length = Segmented(self.tr("Length"), lengths, _BY_COUNT)
        counts = {str(n): str(n) for n in range(1, _MOST + 1)}
        self.count = Segmented(self.tr("Questions"), counts, str(_USUAL))
        ways = {"voice": self.tr("Aloud"), "typing": self.tr("By typing")}
        self.way = Segmented(self.tr("Answer"), ways, "voice")
        modes = {"practice": self.tr("Practice"), "exam": self.tr("Exam")}
        self.mode = Segmented(self.tr("How"), modes, "practice")
        backs = {"0": self.tr("None"), "1": self.tr("One"), "2": self.tr("Two")}
        self.backs = Segmented(self.tr("Follow-up questions"), backs, "1")
        self._mode_words = Label("", "caption", wrap=True)
        self._time = Label("", "caption", wrap=True)
        self.more = Fold(theme, self.tr("More choices"), self._more())
        self.first = PrimaryButton(theme, self.tr("Continue"), key="Enter")
        self.second = Button(theme, self.tr("Begin a new round"), Kind.SECONDARY)
        self.second.hide()
        self._lay_out()
        self._say_mode(self.mode.value())
        self.count.chosen.connect(self._want)
        self.length.chosen.connect(self._take_length)
        self.mode.chosen.connect(self._say_mode)
        for button in (self.first, self.second):
            button.clicked.connect(self.confirmed)

    @property
    def questions(self) -> int:
        return int(self.count.value())

    @property
    def by_voice(self) -> bool:
        return self.way.value() == "voice"

    def wish(self) -> LoopWish | None:
        """What is to be sat; None while nothing is chosen."""
        if self._preset is None and self._offer is None:
            return None
        manner = LoopWish(
            preset=self._preset.id if self._preset else self._one_round,
            exam=self.mode.value() == "exam",
            by_voice=self.by_voice,
            follow_ups=int(self.backs.value()),
        )
        if self._preset is not None or self._offer is None:
            return manner
        rounds = (str(self._offer.round.id),)
        return replace(manner, rounds=rounds, questions=self.questions if self._by_count else 0)

    @property
    def _by_count(self) -> bool:
        return self.length.value() == _BY_COUNT

    @property
    def _one_round(self) -> str:
        return "question" if self._by_count else self.length.value()

    def show_round(self, one: RoundOffer | None) -> None:
        """Offer no more questions than the round has."""
        if one is None:
            return
        self._offer, self._preset = one, None
        self.second.set_text(self.tr("Begin a new round"))
        for n in range(1, _MOST + 1):
            self.count.button(str(n)).setVisible(n <= one.prompts)
        self.count.set_value(str(min(self._wanted, one.prompts)))
        self._show_count(on=True)
        self._retell()

    def show_preset(self, preset: Preset) -> None:
        """A loop brings its own number of questions."""
        self._preset = preset
        self._show_count(on=False)
        self._time.setText(self.tr("You see the whole plan next, before anything begins."))
        self.second.set_text(self.tr("Plan a new loop"))

    def be_second(self, second: bool) -> None:
        """Step back while an unfinished round is offered: one primary action a page."""
        self.first.setVisible(not second)
        self.second.setVisible(second)

    def _show_count(self, *, on: bool) -> None:
        self._count_label.setVisible(on)
        self.length.setVisible(on)
        self.count.setVisible(on and self._by_count)

    def _take_length(self) -> None:
        self._show_count(on=self._preset is None)
        self._retell()

    def _want(self, count: str) -> None:
        """Kept, so that a round with few questions does not shorten the next one."""
        self._wanted = int(count)
        self._retell()

    def _retell(self) -> None:
        if self._offer is not None and self._by_count:
            self._time.setText(time_words(self._offer.round, self.questions))
        elif self._offer is not None:
            self._time.setText(self.tr("As many questions as fit into that time."))

    def _say_mode(self, mode: str) -> None:
        self._mode_words.setText(
            self.tr("One take, no pause, no hint. You score at the end.")
            if mode == "exam"
            else self.tr("Pause, look at a hint, answer again. You score after each question.")
        )

    def _more(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(self.tr("How"), "strong"))
        column.addWidget(self.mode)
        column.addWidget(self._mode_words)
        column.addSpacing(Space.S)
        column.addWidget(Label(self.tr("Follow-up questions"), "strong"))
        column.addWidget(self.backs)
        column.addWidget(
            Label(
                self.tr("The interviewer asks back about what you left out."), "caption", wrap=True
            )
        )
        return inside

    def _lay_out(self) -> None:
        column = self.column
        self._count_label = Label(self.tr("Length"), "strong")
        for part in (self._count_label, self.length, self.count):
            column.addWidget(part)
        column.addWidget(self._time)
        column.addSpacing(Space.L)
        column.addWidget(Label(self.tr("Answer"), "strong"))
        column.addWidget(self.way)
        column.addSpacing(Space.S)
        column.addWidget(self.more)
        column.addSpacing(Space.L)
        column.addWidget(self.first)
        column.addWidget(self.second)
