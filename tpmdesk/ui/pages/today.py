"""Today: what there is to do, and the one thing to begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tpmdesk.app.ports import AttemptLine, DayTally
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.attempts import Attempt
from tpmdesk.domain.content import Round
from tpmdesk.ui.pages.catching_up import CatchingUp
from tpmdesk.ui.pages.page import DRAW, MOCK, RESUME, REVIEW, SETTINGS, WRITE, Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Scroll, Title, stacked
from tpmdesk.ui.widgets.today_panels import (
    CardsPanel,
    LeftPanel,
    MockPanel,
    OfferPanel,
    WelcomePanel,
)
from tpmdesk.ui.widgets.trouble_panel import TroublePanel
from tpmdesk.ui.words import cards, counted, minutes, moment

if TYPE_CHECKING:
    from tpmdesk.app.loopshapes import Loop

_PACE_DAYS = 7
_PACE_ANSWERS = 20
_START_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Rounds(Protocol):
    """What this page reads of mock rounds."""

    def rounds(self) -> list[Round]: ...

    def attempts(self) -> list[AttemptLine]: ...

    def unfinished(self) -> Attempt | None: ...


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """What the three buttons of the model's offer do."""

    accept: Callable[[], None]
    later: Callable[[], None]
    never: Callable[[], None]


@dataclass(frozen=True, slots=True)
class LeftPiece:
    """A piece of writing or drawing to go on with: its kind (an ExerciseKind), its title ("" for
    one of the person's own programs), and when it was begun."""

    kind: str
    title: str
    started: datetime


class TodayPage(Page):
    """Greets with what there is to do."""

    def __init__(
        self,
        theme: Theme,
        reviewing: Reviewing,
        mocking: Rounds,
        settings: SettingsDesk,
        offer: ModelOffer | None = None,
        catching_up: CatchingUp | None = None,
        unfinished_loop: Callable[[], Loop | None] = lambda: None,
        left_piece: Callable[[], LeftPiece | None] = lambda: None,
    ) -> None:
        super().__init__()
        self.title = self.tr("Today")
        self._reviewing = reviewing
        self._mocking = mocking
        self._unfinished_loop = unfinished_loop
        self._left_piece = left_piece
        self._left_page = ""
        self._settings = settings
        self._mock_target = ""
        self.greeting = Title()
        self.interview = Label("", "muted", wrap=True)
        self.welcome = WelcomePanel(theme)
        self.cards = CardsPanel(theme)
        self.mock = MockPanel(theme)
        self.left = LeftPanel(theme)
        self.done = Label("", "muted", wrap=True)
        self.offer = OfferPanel(theme)
        self.trouble = TroublePanel(theme)
        self._catching_up = catching_up
        self.offer.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._lay_out()
        self._connect(offer)

    def entered(self, what: str = "") -> None:
        del what
        first = not self._settings.current.welcomed
        counts = self._reviewing.counts()
        self.welcome.setVisible(first)
        self.cards.setVisible(not first)
        self.cards.show_counts(counts, self._pace())
        self.greeting.setText(self._greet(counts.total, first=first))
        self._show_mock(primary=not first and counts.total == 0)
        self._show_left()
        self._show_facts()
        if self._catching_up is not None:
            self._catching_up.look(self._reviewing.today().date)

    def show_offer(self, size: str) -> None:
        """Offer the Vosk model; `size` such as "41 MB"."""
        self.offer.offer(size)
        self.offer.show()

    def hide_offer(self) -> None:
        self.offer.hide()

    def handle_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in _START_KEYS:
            self._start()
        elif event.key() == Qt.Key.Key_M:
            self._to_mock()
        elif event.key() == Qt.Key.Key_W and self._left_page:
            self._to_left()
        else:
            return False
        return True

    def _start(self) -> None:
        if not self._settings.current.welcomed:
            self._settings.change(welcomed=True)
        self.go.emit(REVIEW, "")

    def _to_mock(self) -> None:
        self.go.emit(MOCK, self._mock_target)

    def _to_left(self) -> None:
        self.go.emit(self._left_page, RESUME)

    def _greet(self, left: int, *, first: bool) -> str:
        if first:
            return self.tr("Welcome to tpmdesk")
        if left:
            return self.tr("{cards} for today").format(cards=cards(left))
        return self.tr("Your cards are done for today")

    def _pace(self) -> float | None:
        """Seconds an answer over the last week; None when there were too few to tell."""
        tallies = [tally for _, tally in self._reviewing.history(_PACE_DAYS)]
        answers = sum(sum(tally.answers.values()) for tally in tallies)
        if answers < _PACE_ANSWERS:
            return None
        return sum(tally.seconds for tally in tallies) / answers

    def _show_mock(self, *, primary: bool) -> None:
        loop = self._unfinished_loop()
        if loop is not None:
            self._mock_target = RESUME
            self.mock.show_loop(loop, datetime.now().astimezone(), primary=primary)
            return
        unfinished = self._mocking.unfinished()
        if unfinished is not None:
            self._mock_target = RESUME
            self.mock.show_unfinished(unfinished, datetime.now().astimezone(), primary=primary)
            return
        rounds, attempts = self._mocking.rounds(), self._mocking.attempts()
        suggested = _least_sat(rounds, attempts)
        if suggested is None:
            self._mock_target = ""
            self.mock.show_nothing()
            return
        self._mock_target = str(suggested.id)
        self.mock.show_suggestion(suggested, _times(suggested, attempts), primary=primary)

    def _show_left(self) -> None:
        left = self._left_piece()
        self._left_page = ""
        if left is None:
            self.left.show_left("")
            return
        self._left_page, said = self._places()[left.kind]
        self.left.show_left(
            said.format(
                title=left.title or self.tr("a program of your own"),
                when=moment(left.started, datetime.now().astimezone()),
            )
        )

    def _places(self) -> dict[str, tuple[str, str]]:
        """By the kind of a piece: where it is gone on with, and how it is offered."""
        return {
            "brief": (WRITE, self.tr("A brief is not finished: {title}, begun {when}.")),
            "critique": (WRITE, self.tr("A critique is not finished: {title}, begun {when}.")),
            "risks": (DRAW, self.tr("A search for risks is not finished: {title}, begun {when}.")),
            "recall": (DRAW, self.tr("A drawing is not finished: {title}, begun {when}.")),
            "map": (DRAW, self.tr("A dependency map is not finished: {title}, begun {when}.")),
        }

    def _show_facts(self) -> None:
        today = self._reviewing.today().date
        date = self._settings.current.interview_date
        self.interview.setVisible(date is not None and date >= today)
        if date is not None:
            self.interview.setText(self._until((date - today).days))
        self.done.setVisible(self._settings.current.welcomed)
        self.done.setText(self._done_today(self._reviewing.summary().tally))

    def _until(self, days: int) -> str:
        if days == 0:
            return self.tr("The interview is today.")
        return counted(
            days,
            self.tr("{n} day to the interview."),
            self.tr("{n} days to the interview."),
        )

    def _done_today(self, tally: DayTally) -> str:
        count = sum(tally.answers.values())
        if not count:
            return self.tr("Nothing answered yet today.")
        return self.tr("Done today: {answers} in {minutes}, {new} of them new.").format(
            answers=counted(count, self.tr("{n} answer"), self.tr("{n} answers")),
            minutes=minutes(tally.seconds),
            new=tally.new_cards,
        )

    def _lay_out(self) -> None:
        scroll = Scroll()
        scroll.column.setSpacing(Space.XL)
        scroll.column.addLayout(stacked(self.greeting, self.interview, spacing=Space.XS))
        scroll.column.addWidget(self.trouble)
        tasks = QHBoxLayout()
        tasks.setSpacing(Space.L)
        for panel in (self.welcome, self.cards, self.mock):
            tasks.addWidget(panel, 1)
        scroll.column.addLayout(tasks)
        scroll.column.addWidget(self.left)
        if self._catching_up is not None:
            scroll.column.addWidget(self._catching_up.panel)
        scroll.column.addWidget(self.done)
        scroll.column.addWidget(self.offer)
        scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self, offer: ModelOffer | None) -> None:
        if self._catching_up is not None:
            self._catching_up.done.connect(self._caught_up)
            self._catching_up.failed.connect(self.notice)
        self.trouble.wanted.connect(lambda: self.go.emit(SETTINGS, "backups"))
        self.welcome.begun.connect(self._start)
        self.cards.begun.connect(self._start)
        self.mock.begun.connect(self._to_mock)
        self.left.begun.connect(self._to_left)
        for signal, call in zip(self._offer_signals(), _calls(offer), strict=True):
            signal.connect(self.hide_offer)
            signal.connect(call)

    def _caught_up(self, said: str) -> None:
        self.notice.emit(said)
        self.entered()

    def _offer_signals(self) -> tuple[SignalInstance, ...]:
        return (self.offer.accepted, self.offer.postponed, self.offer.declined)


def _calls(offer: ModelOffer | None) -> tuple[Callable[[], None], ...]:
    if offer is None:
        return (_nothing,) * 3
    return (offer.accept, offer.later, offer.never)


def _nothing() -> None:
    """For an offer that nobody made."""


def _least_sat(rounds: Sequence[Round], attempts: Sequence[AttemptLine]) -> Round | None:
    """The round sat fewest times; the first in the order of a loop among equals."""
    return min(rounds, key=lambda r: (_times(r, attempts), r.order), default=None)


def _times(round_: Round, attempts: Sequence[AttemptLine]) -> int:
    return Counter(line.round for line in attempts)[round_.id]
