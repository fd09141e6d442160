"""Progress: plain figures, each with how it is computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedLayout

from tpmdesk.app.ports import AttemptLine, DayTally
from tpmdesk.app.review import Reviewing
from tpmdesk.domain.cards import Rating
from tpmdesk.ui.pages.page import ATTEMPT, MOCK, REVIEW, Page
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.bar_chart import Bar, BarChart
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import (
    EmptyState,
    Label,
    Panel,
    Scroll,
    SectionTitle,
    StatTile,
    Title,
    beside,
    clear,
    stacked,
)
from tpmdesk.ui.words import counted, moment, written

_MINUTE = 60
_PAST_DAYS = 30
_NEXT_DAYS = 14
_LABEL_EVERY = 7
_SHOWN_ATTEMPTS = 12

History = Sequence[tuple[date, DayTally]]


class Attempts(Protocol):
    """What this page reads of mock rounds."""

    def attempts(self) -> list[AttemptLine]: ...


class ProgressPage(Page):
    """Reads anew at each visit."""

    def __init__(self, theme: Theme, reviewing: Reviewing, mocking: Attempts) -> None:
        super().__init__()
        self.title = self.tr("Progress")
        self._theme = theme
        self._reviewing = reviewing
        self._mocking = mocking
        self.answers = StatTile(self.tr("Answers today"), self.tr("Every rating you gave today."))
        self.retention = StatTile(
            self.tr("Recalled today"),
            self.tr("Share of today's answers rated Hard, Good or Easy."),
        )
        self.minutes = StatTile(
            self.tr("Minutes today"), self.tr("From front to rating, at most 60 s a card.")
        )
        self.new = StatTile(
            self.tr("New cards today"), self.tr("Cards answered for the first time.")
        )
        self.past = BarChart(theme, self.tr("Answers a day"))
        self.next = BarChart(theme, self.tr("Cards due a day"))
        self.average = Label("", "caption", wrap=True)
        self._attempts = stacked(spacing=Space.M)
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
        history = self._reviewing.history(_PAST_DAYS)
        attempts = self._mocking.attempts()
        nothing = not attempts and not any(_count(tally) for _, tally in history)
        self._layers.setCurrentWidget(self.empty if nothing else self._scroll)
        if not nothing:
            self._show_today(history[-1][1])
            self._show_past(history)
            self._show_next(self._reviewing.forecast(_NEXT_DAYS))
            self._show_attempts(attempts)

    def _show_today(self, tally: DayTally) -> None:
        count = _count(tally)
        recalled = count - tally.answers.get(Rating.AGAIN, 0)
        self.answers.show_value(str(count))
        self.retention.show_value(f"{recalled / count:.0%}" if count else self.tr("none"))
        self.minutes.show_value(_whole_minutes(tally))
        self.new.show_value(str(tally.new_cards))

    def _show_past(self, history: History) -> None:
        days = [(day, _count(tally)) for day, tally in history]
        self.past.show_bars(
            self._bars(days, len(days) - 1, self.tr("{n} answer"), self.tr("{n} answers"))
        )
        active = sum(1 for _, count in days if count)
        self.average.setText(
            self.tr("You answered on {active} of the last {days} days.").format(
                active=active, days=len(days)
            )
        )

    def _show_next(self, forecast: Sequence[tuple[date, int]]) -> None:
        self.next.show_bars(self._bars(forecast, 0, self.tr("{n} card"), self.tr("{n} cards")))

    def _bars(
        self, days: Sequence[tuple[date, int]], anchor: int, one: str, many: str
    ) -> list[Bar]:
        """Bars with a date under every seventh, counted from the one at `anchor`."""
        return [
            Bar(
                count,
                written(day, "d MMM") if (anchor - n) % _LABEL_EVERY == 0 else "",
                f"{written(day, 'ddd d MMM')}: {counted(count, one, many)}",
            )
            for n, (day, count) in enumerate(days)
        ]

    def _open_button(self, line: AttemptLine) -> Button:
        """Leads to the debrief; a round that is not over is resumed instead."""
        over = line.ended is not None
        button = Button(self._theme, self.tr("Open") if over else self.tr("Resume"))
        button.setAccessibleName(f"{button.text()}: {line.title}")
        target = f"{ATTEMPT}{line.id}"
        button.clicked.connect(lambda: self.go.emit(MOCK, target))
        return button

    def _show_attempts(self, attempts: Sequence[AttemptLine]) -> None:
        clear(self._attempts)
        now = datetime.now().astimezone()
        for line in attempts[:_SHOWN_ATTEMPTS]:
            words = stacked(
                Label(line.title), Label(moment(line.started, now), "caption"), spacing=2
            )
            entry = beside()
            entry.addLayout(words, 1)
            entry.addWidget(Label(self._answered(line), "small"))
            entry.addSpacing(Space.XL)
            scored = line.mean_level is not None
            level = Label(self._level(line), "strong" if scored else "muted")
            level.setMinimumWidth(96)
            level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            entry.addWidget(level)
            entry.addSpacing(Space.L)
            entry.addWidget(self._open_button(line))
            self._attempts.addLayout(entry)
        if not attempts:
            self._attempts.addWidget(Label(self.tr("No round sat yet."), "muted"))

    def _answered(self, line: AttemptLine) -> str:
        words = self.tr("{answered} of {questions} answered")
        return words.format(answered=line.answered, questions=line.questions)

    def _level(self, line: AttemptLine) -> str:
        if line.mean_level is None:
            return self.tr("not scored")
        return self.tr("level {mean}").format(mean=f"{line.mean_level:.1f}")

    def _lay_out(self) -> None:
        self._scroll = Scroll(880)
        self._scroll.column.setSpacing(Space.XL)
        self._scroll.column.addWidget(Title(self.title))
        tiles = QGridLayout()
        tiles.setSpacing(Space.M)
        for n, tile in enumerate((self.answers, self.retention, self.minutes, self.new)):
            tiles.addWidget(tile, 0, n)
            tiles.setColumnStretch(n, 1)
        self._scroll.column.addLayout(tiles)
        self._scroll.column.addWidget(
            _section(
                self.tr("Answers a day, last {n} days").format(n=_PAST_DAYS),
                self.past,
                self.average,
            )
        )
        self._scroll.column.addWidget(
            _section(
                self.tr("Due in the next {n} days").format(n=_NEXT_DAYS),
                self.next,
                Label(
                    self.tr(
                        "Cards you have learned, on the day they fall due. New ones come on top."
                    ),
                    "caption",
                    wrap=True,
                ),
            )
        )
        self._scroll.column.addWidget(self._attempts_section())
        self._scroll.column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._scroll)
        self._layers.addWidget(self.empty)

    def _attempts_section(self) -> Panel:
        panel = Panel()
        panel.column.setSpacing(Space.L)
        panel.column.addWidget(SectionTitle(self.tr("Mock rounds")))
        panel.column.addLayout(self._attempts)
        how = self.tr("The level is the mean of all the levels you gave yourself in that round.")
        panel.column.addWidget(Label(how, "caption", wrap=True))
        return panel


def _section(name: str, chart: BarChart, caption: Label) -> Panel:
    panel = Panel()
    panel.column.addWidget(SectionTitle(name))
    panel.column.addWidget(chart)
    panel.column.addWidget(caption)
    return panel


def _whole_minutes(tally: DayTally) -> str:
    if _count(tally) and tally.seconds < _MINUTE:
        return "< 1"
    return str(round(tally.seconds / _MINUTE))


def _count(tally: DayTally) -> int:
    return sum(tally.answers.values())
