"""Choosing what to sit: what was left unfinished first, then one round or a whole loop, then
what is past."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.attempts_list import AttemptsList
from tpmdesk.ui.pages.mock.cell_list import CellList, CellWords
from tpmdesk.ui.pages.mock.offer import Offer, PresetOffer, preset_words
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
    """Emits `go_on` with what is wished for (a LoopWish), or what to do with what there is."""

    go_on = Signal(object)
    resume = Signal(int)
    discard = Signal(int)
    resume_loop = Signal(int)
    discard_loop = Signal(int)
    open_attempt = Signal(int)
    open_loop = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offer = Offer((), None, ())
        self.notice = Notice(theme)
        self.unfinished = UnfinishedPanel(theme)
        self.rounds = RoundsList()
        self.loops = CellList(self.tr("Loops"))
        self.setup = SetupPanel(theme)
        self.past = AttemptsList(theme)
        self.tabs = Segmented(
            self.tr("Show"),
            {
                "rounds": self.tr("One round"),
                "loops": self.tr("A whole loop"),
                "past": self.tr("Past attempts"),
            },
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
        self.unfinished.show_left(offer.unfinished, offer.loop)
        self.rounds.show_rounds(offer.rounds)
        self.loops.show_cells(
            [
                CellWords(each.preset.id, each.preset.title, each.preset.about, preset_words(each))
                for each in offer.presets
            ]
        )
        self.past.show_past(offer.past, offer.loops)
        self.tabs.button("past").setVisible(self._has("past"))
        self.tabs.button("loops").setVisible(self._has("loops"))
        self.tabs.setVisible(self._has("past") or self._has("loops"))
        self.setup.be_second(self._is_left)
        self._turn(self.tabs.value() if self._has(self.tabs.value()) else "rounds")

    def choose_round(self, round_id: str) -> None:
        """Choose a round by its id, as another page asks for it."""
        self.tabs.set_value("rounds")
        self._turn("rounds")
        self.rounds.choose(round_id)

    def proceed(self) -> None:
        """What Enter does: resume the unfinished round, or go on with the one chosen."""
        if self._is_left:
            self.unfinished.go_on()
        elif self._offer.rounds:
            self._go_on()

    def loop_title(self, preset: str) -> str:
        """The title of a shape of loop."""
        return next((each.preset.title for each in self._presets if each.preset.id == preset), "")

    @property
    def _presets(self) -> tuple[PresetOffer, ...]:
        return self._offer.presets

    @property
    def _is_left(self) -> bool:
        return self._offer.unfinished is not None or self._offer.loop is not None

    def _go_on(self) -> None:
        wish = self.setup.wish()
        if wish is not None and self.tabs.value() != "past":
            self.go_on.emit(wish)

    def _has(self, tab: str) -> bool:
        match tab:
            case "rounds":
                return bool(self._offer.rounds)
            case "loops":
                return bool(self._offer.presets)
            case _:
                return bool(self._offer.past or self._offer.loops)

    def _turn(self, tab: str) -> None:
        self.tabs.set_value(tab)
        lists: dict[str, QWidget] = {"rounds": self.rounds, "loops": self.loops}
        empty = self._no_past if tab == "past" else self._no_rounds
        there = self._has(tab)
        self._lists.setCurrentWidget(lists.get(tab, self.past) if there else empty)
        self.setup.setVisible(tab != "past" and there)
        if tab == "loops":
            self._show_preset()
        elif tab == "rounds":
            self.setup.show_round(self.rounds.chosen)

    def _show_preset(self) -> None:
        key = self.loops.key
        chosen = next((each.preset for each in self._presets if each.preset.id == key), None)
        if chosen is not None and self.tabs.value() == "loops":
            self.setup.show_preset(chosen)

    def _show_round(self) -> None:
        if self.tabs.value() != "loops":
            self.setup.show_round(self.rounds.chosen)

    def _lay_out(self) -> None:
        for page in (self.rounds, self.loops, self.past, self._no_rounds, self._no_past):
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
        self.rounds.changed.connect(self._show_round)
        self.loops.changed.connect(self._show_preset)
        for cells in (self.rounds, self.loops):
            cells.confirmed.connect(self._go_on)
        self.setup.confirmed.connect(self._go_on)
        self.past.opened.connect(self.open_attempt)
        self.past.loop_opened.connect(self.open_loop)
        self.unfinished.resume.connect(self.resume)
        self.unfinished.discard.connect(self.discard)
        self.unfinished.resume_loop.connect(self.resume_loop)
        self.unfinished.discard_loop.connect(self.discard_loop)
