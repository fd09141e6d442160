"""What a person's answers and cards come to: the report that the Progress page draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

from tpmdesk.app.ports import Clock
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain import statistics
from tpmdesk.domain.cardfigures import CardCounts, Forecast, Spread, forecast, spread
from tpmdesk.domain.cards import CardId
from tpmdesk.domain.spans import Span, spans
from tpmdesk.domain.statistics import DayAnswers, HourAnswers, Regularity, Retention, Tally
from tpmdesk.domain.studyday import Calendar, StudyDay

AHEAD = 365
YEAR = 365
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # no program for flashcards is older


class Period(StrEnum):
    """How far back the report looks."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


DAYS: Mapping[Period, int] = {Period.MONTH: 30, Period.QUARTER: 91, Period.YEAR: YEAR}


@dataclass(frozen=True, slots=True)
class Wish:
    """What to read. `days` are all days up to today without gaps, and `spans` the same by the
    local clock; hours and seconds are counted from `since` on. `ahead` are today and the days
    that follow. `cards` None means all."""

    now: datetime
    days: Sequence[StudyDay]
    spans: Sequence[Span]
    since: datetime
    ahead: Sequence[StudyDay]
    cards: Sequence[CardId] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: the days that have answers, tallies by local hour, and the seconds that the
    newest 10,000 answers took. There are 24 hours."""

    days: Sequence[DayAnswers]
    hours: Sequence[HourAnswers]
    seconds: Sequence[float]
    cards: CardCounts


class StatisticsStore(Protocol):
    """Reads the review log and the cards. Only answers count, and cards not retired."""

    def first_answer(self) -> datetime | None: ...

    def look(self, wish: Wish) -> Found: ...


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Seconds answering: in all, on a day with answers, and the median of an answer."""

    total: float
    per_day: float
    median: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the Progress page draws of cards.

    `retention` goes by "today", "week", "month", "year" and "all". `year` are the last 365 days,
    `days` those of the period, both without gaps and ending today. `added` are cards added on
    each of `days`, those earlier than the first answer and a year with the first. `hours` go from
    0 to 23, local time.
    """

    period: Period
    query: str
    today: DayAnswers
    retention: Mapping[str, Retention]
    regularity: Regularity
    year: Sequence[DayAnswers]
    days: Sequence[DayAnswers]
    hours: Sequence[HourAnswers]
    buttons: Tally
    time: TimeSpent
    forecast: Forecast
    cards: CardCounts
    spread: Spread
    added: Sequence[int] = field(default_factory=tuple)
    answers: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no answer has ever been given to these cards."""
        return self.answers == 0


_RETENTION = {"today": 1, "week": 7, "month": 30, "year": YEAR, "all": None}


class Statistics:
    """Figures about one person's cards. `zone` None means the computer's own; `find` gives the
    cards that a query of the library finds."""

    def __init__(
        self,
        store: StatisticsStore,
        settings: SettingsDesk,
        clock: Clock,
        find: Callable[[str], Sequence[CardId]],
        zone: tzinfo | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._find = find
        self._zone = zone

    def look(self, query: str = "", period: Period = Period.ALL) -> Report:
        """The figures of all cards, or of those that `query` finds. Raises QueryError."""
        calendar = Calendar(self._clock(), self._zone, self._settings.current.rollover_hour)
        days = self._days(calendar)
        shown = days[-DAYS.get(period, len(days)) :]
        found = self._store.look(self._wish(calendar, days, shown[0].start, query))
        return _report(found, days, len(shown), period, query)

    def _wish(
        self, calendar: Calendar, days: Sequence[StudyDay], since: datetime, query: str
    ) -> Wish:
        return Wish(
            now=calendar.now,
            days=days,
            spans=spans(days, self._zone),
            since=since,
            ahead=_days_from(calendar, calendar.today.date, AHEAD),
            cards=self._find(query) if query.strip() else None,
        )

    def _days(self, calendar: Calendar) -> list[StudyDay]:
        """At least a year of days, up to today."""
        today = calendar.today
        begins = max(self._store.first_answer() or today.start, _EARLIEST)
        back = max(YEAR, (today.start - begins) // timedelta(days=1) + 2)
        days = _days_from(calendar, today.date - timedelta(days=back - 1), back)
        surplus = next((n for n, day in enumerate(days) if day.end > begins), back)
        return days[min(surplus, back - YEAR) :]


def _days_from(calendar: Calendar, first: date, count: int) -> list[StudyDay]:
    dates = [first + timedelta(days=n) for n in range(count + 1)]
    bounds = [calendar.day_begins(day) for day in dates]
    return [StudyDay(dates[n], bounds[n], bounds[n + 1]) for n in range(count)]


def _report(
    found: Found, days: Sequence[StudyDay], shown: int, period: Period, query: str
) -> Report:
    by_date = {day.date: day for day in found.days}
    every = [by_date.get(day.date) or DayAnswers(day.date, {}) for day in days]
    answered = next((n for n, day in enumerate(every) if day.answers), len(every) - 1)
    # "All" begins with the first answer, or with the first card added within a year before.
    start = min(answered, min(found.cards.added, default=answered))
    within = every[-shown:] if period is not Period.ALL else every[start:]
    return Report(
        period=period,
        query=query,
        today=every[-1],
        retention={
            name: statistics.retention(every[-count:] if count else every)
            for name, count in _RETENTION.items()
        },
        regularity=statistics.regularity(every[-YEAR:]),
        year=every[-YEAR:],
        days=within,
        hours=found.hours,
        buttons=statistics.total(day.tally for day in within),
        time=_time(within, found.seconds),
        forecast=forecast(found.cards),
        cards=found.cards,
        spread=spread(found.cards),
        added=[found.cards.added.get(n, 0) for n in range(len(every) - len(within), len(every))],
        answers=sum(day.answers for day in every),
    )


def _time(days: Sequence[DayAnswers], seconds: Sequence[float]) -> TimeSpent:
    total = sum(day.seconds for day in days)
    active = sum(1 for day in days if day.answers)
    ordered = sorted(seconds)
    count = len(ordered)
    median = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2 if count else None
    return TimeSpent(total, total / active if active else 0.0, median)
