"""Progress: figures that can be checked by hand, what matters first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from tpmdesk.app.ports import AttemptLine, Background, DeckLine
from tpmdesk.app.statistics import Period, Report
from tpmdesk.app.trends import Trends
from tpmdesk.domain.querytokens import QueryError
from tpmdesk.ui.newest import Newest
from tpmdesk.ui.pages.page import ATTEMPT, MOCK, REVIEW, Page
from tpmdesk.ui.pages.progress.days import (
    AddedPanel,
    AnswersPanel,
    CalendarPanel,
    ForecastPanel,
)
from tpmdesk.ui.pages.progress.retention import RetentionPanel
from tpmdesk.ui.pages.progress.rounds import RoundsPanel
from tpmdesk.ui.pages.progress.scope import ScopeBar
from tpmdesk.ui.pages.progress.spreads import (
    ButtonsPanel,
    HoursPanel,
    StandingPanel,
    spread_panels,
)
from tpmdesk.ui.pages.progress.tiles import Tiles
from tpmdesk.ui.pages.progress.trends import TrendsPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import EmptyState, Label, Scroll, Title

_WIDTH = 1120


class Figures(Protocol):
    """What this page reads of cards."""

    def look(self, query: str = "", period: Period = Period.ALL) -> Report: ...


class Decks(Protocol):
    """What this page reads of decks."""

    def decks(self) -> list[DeckLine]: ...


class Attempts(Protocol):
    """What this page reads of mock rounds."""

    def attempts(self) -> list[AttemptLine]: ...


class Part(Protocol):
    """A part of the page that shows some of the figures."""

    def show_report(self, report: Report) -> None: ...


@dataclass(frozen=True, slots=True)
class _Found:
    report: Report
    decks: Sequence[DeckLine]
    attempts: Sequence[AttemptLine]
    trends: Trends


class ProgressPage(Page):
    """Reads anew at each visit, beside the window's thread; what was read before stays until the
    new figures come."""

    def __init__(
        self,
        theme: Theme,
        statistics: Figures,
        decks: Decks,
        mocking: Attempts,
        background: Background,
        trends: Callable[[], Trends] = lambda: Trends((), None),
    ) -> None:
        super().__init__()
        self.title = self.tr("Progress")
        self._statistics, self._decks, self._mocking = statistics, decks, mocking
        self._trends = trends
        self._reading: Newest[_Found] = Newest(background, self._show, self._fail)
        self.scope = ScopeBar(theme)
        self.scope.changed.connect(self._read)
        self.note = Label("", "muted", wrap=True)
        self.tiles = Tiles()
        self.retention = RetentionPanel()
        self.forecast = ForecastPanel(theme)
        self.calendar = CalendarPanel(theme)
        self.answers = AnswersPanel(theme)
        self.hours = HoursPanel(theme)
        self.buttons = ButtonsPanel(theme)
        self.standing = StandingPanel(theme)
        self.added = AddedPanel(theme)
        self.spreads = spread_panels(theme)
        self._parts: list[Part] = [
            self.tiles,
            self.retention,
            self.forecast,
            self.calendar,
            self.answers,
            self.hours,
            self.buttons,
            self.standing,
            self.added,
            *self.spreads,
        ]
        self.rounds = RoundsPanel(theme)
        self.rounds.chosen.connect(lambda attempt: self.go.emit(MOCK, f"{ATTEMPT}{attempt}"))
        self.trends = TrendsPanel(theme)
        self.empty = EmptyState(
            theme,
            "chart-no-axes-column",
            self.tr("Nothing to show yet. Figures appear after your first answer."),
            self.tr("Review cards"),
        )
        self.empty.action.clicked.connect(lambda: self.go.emit(REVIEW, ""))
        self._lay_out()

    def entered(self, what: str = "") -> None:
        del what
        self._read()

    def leave(self) -> bool:
        self._reading.drop()
        return True

    def _read(self) -> None:
        query, period = self.scope.query, self.scope.chosen_period

        def work() -> _Found:
            return _Found(
                self._statistics.look(query, period),
                self._decks.decks(),
                self._mocking.attempts(),
                self._trends(),
            )

        self._reading.ask(work)

    def _show(self, found: _Found) -> None:
        report = found.report
        nothing = report.is_empty and not found.attempts and not report.query
        self._layers.setCurrentWidget(self.empty if nothing else self._scroll)
        self.scope.show_decks(found.decks)
        self.scope.search.mark(None)
        self._say(self._words(report))
        self.rounds.show_attempts(found.attempts)
        self.rounds.show()
        self.trends.show_trends(found.trends)
        for part in self._parts:
            part.show_report(report)
        self._body.setVisible(not report.is_empty)

    def _words(self, report: Report) -> str:
        if not report.cards.all and report.query:
            return self.tr("No card is found. Choose another deck or search.")
        if report.is_empty:
            return self.tr("These cards have no answers yet.")
        return ""

    def _fail(self, problem: Exception) -> None:
        if not isinstance(problem, QueryError):
            raise problem
        self.scope.mark(problem)
        self._say(problem.message)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._scroll = Scroll(_WIDTH)
        column = self._scroll.column
        column.setSpacing(Space.L)
        column.addWidget(Title(self.title))
        column.addWidget(self.scope)
        column.addWidget(self.note)
        self._say(self.tr("Working out the figures"))
        self._body = QWidget()
        self._body.hide()
        self._fill(QGridLayout(self._body))
        column.addWidget(self._body)
        column.addWidget(self.trends)
        column.addWidget(self.rounds)
        self.rounds.hide()
        column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._scroll)
        self._layers.addWidget(self.empty)

    def _fill(self, grid: QGridLayout) -> None:
        """What matters first: how well, how much comes, how steadily; then the rest in pairs."""
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.M)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.tiles, 0, 0, 1, 2)
        grid.addWidget(self.retention, 1, 0)
        grid.addWidget(self.forecast, 1, 1)
        grid.addWidget(self.calendar, 2, 0, 1, 2)
        grid.addWidget(self.answers, 3, 0, 1, 2)
        pairs = (self.hours, self.buttons, self.standing, self.added, *self.spreads)
        for n, panel in enumerate(pairs):
            grid.addWidget(panel, 4 + n // 2, n % 2)
