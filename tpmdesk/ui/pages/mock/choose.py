"""Choosing a round: an unfinished one first, then the rounds of a loop, then past attempts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.attempts_list import AttemptsList
from tpmdesk.ui.pages.mock.offer import Offer
from tpmdesk.ui.pages.mock.parts import Notice
from tpmdesk.ui.pages.mock.rounds_list import RoundsList
from tpmdesk.ui.pages.mock.setup_panel import SetupPanel
from tpmdesk.ui.pages.mock.unfinished_panel import UnfinishedPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import EmptyState, Title, beside

_LIST_WIDTH = 320


class ChooseView(QWidget):
    """Emits `go_on(round id, questions, by voice)`, or what to do with an attempt."""

    go_on = Signal(str, int, bool)
    resume = Signal(int)
    discard = Signal(int)
    open_attempt = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offer = Offer((), None, ())
        self.notice = Notice(theme)
        self.unfinished = UnfinishedPanel(theme)
        self.rounds = RoundsList()
        self.setup = SetupPanel(theme)
        self.past = AttemptsList(theme)
        self.tabs = Segmented(
            self.tr("Show"),
            {"rounds": self.tr("Rounds"), "past": self.tr("Past attempts")},
            "rounds",
        )
        self._lists = QStackedWidget()
        self._no_rounds = EmptyState(
            theme, "inbox", self.tr("There is no round yet. Import a content pack that has rounds.")
        )
        self._no_past = EmptyState(
            theme, "history", self.tr("Your attempts appear here once you have finished a round.")
        )
        self._lay_out()
        self._connect()

    def show_offer(self, offer: Offer) -> None:
        """Draw what there is to choose from; the round chosen before stays chosen."""
        self._offer = offer
        self.notice.say("")
        self.unfinished.show_attempt(offer.unfinished)
        self.rounds.show_rounds(offer.rounds)
        self.past.show_attempts(offer.past)
        self.tabs.setVisible(bool(offer.past))
        self.setup.be_second(offer.unfinished is not None)
        self._turn(self.tabs.value() if offer.past else "rounds")

    def choose_round(self, round_id: str) -> None:
        """Choose a round by its id, as another page asks for it."""
        self.tabs.set_value("rounds")
        self._turn("rounds")
        self.rounds.choose(round_id)

    def proceed(self) -> None:
        """What Enter does: resume the unfinished round, or go on with the one chosen."""
        if self._offer.unfinished is not None:
            self.resume.emit(self._offer.unfinished.id)
        elif self._offer.rounds:
            self._go_on()

    def _go_on(self) -> None:
        chosen = self.rounds.chosen
        if chosen is not None:
            self.go_on.emit(chosen.round.id, self.setup.questions, self.setup.by_voice)

    def _turn(self, tab: str) -> None:
        self.tabs.set_value(tab)
        filled: QWidget = self.rounds if tab == "rounds" else self.past
        empty = self._no_rounds if tab == "rounds" else self._no_past
        there = bool(self._offer.rounds if tab == "rounds" else self._offer.past)
        self._lists.setCurrentWidget(filled if there else empty)
        self.setup.setVisible(tab == "rounds" and there)

    def _lay_out(self) -> None:
        for page in (self.rounds, self.past, self._no_rounds, self._no_past):
            self._lists.addWidget(page)
        self._lists.setMinimumWidth(_LIST_WIDTH)
        inner = QWidget()
        inner.setMaximumWidth(1080)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addLayout(beside(Title(self.tr("Mock rounds")), 1, self.tabs))
        column.addWidget(self.notice)
        column.addWidget(self.unfinished)
        body = QHBoxLayout()
        body.setSpacing(Space.XL)
        body.addWidget(self._lists, 1)
        body.addWidget(self.setup, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(body, 1)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.XL)
        around.addStretch(1)
        around.addWidget(inner, 100)
        around.addStretch(1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._turn)
        self.rounds.changed.connect(lambda: self.setup.show_round(self.rounds.chosen))
        self.rounds.confirmed.connect(self._go_on)
        self.setup.confirmed.connect(self._go_on)
        self.past.opened.connect(self.open_attempt)
        self.unfinished.resume.connect(self.resume)
        self.unfinished.discard.connect(self.discard)
