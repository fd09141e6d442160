"""Charts along the days: what falls due, what was answered, what was added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.statistics import DAYS, Period, Report
from tpmdesk.domain.cardfigures import DueDay
from tpmdesk.domain.histogram import summed
from tpmdesk.domain.statistics import DayAnswers, Stage, of_stages
from tpmdesk.ui.pages.progress.panels import ChartPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.column_chart import Column, ColumnChart, Series
from tpmdesk.ui.widgets.heat_map import HeatMap, Square
from tpmdesk.ui.words import cards, counted, number, worked, written

_WEEK, _MONTH = 7, 30
_MOST_COLUMNS = 60


def stages() -> tuple[Series, Series, Series]:
    """Learning, young and mature cards, from the palest."""
    return (
        Series(_tr("Learning"), Role.EDGE, 0.55),
        Series(_tr("Young"), Role.ACCENT, 0.5),
        Series(_tr("Mature"), Role.ACCENT),
    )


class CalendarPanel(ChartPanel):
    """A year of days."""

    def __init__(self, theme: Theme) -> None:
        self.map = HeatMap(theme, _tr("Answers a day, one year"), _tr("none"), _tr("more"))
        how = _tr(
            "Every answer, on its study day. The four shades part your days with answers into "
            "quarters."
        )
        super().__init__(_tr("Calendar"), self.map, how)

    def show_report(self, report: Report) -> None:
        squares = [Square(day.date, day.answers, _answered(day)) for day in report.year]
        found = report.regularity
        summary = _tr(
            "Days with answers: {active} of {days}; in a row up to now: {current}"
        ).format(active=found.active, days=found.days, current=found.current)
        if not found.active:
            summary = _tr("No answers in the last year")
        self.map.show_squares(squares, summary, _months(report.year))


class AnswersPanel(ChartPanel):
    """Answers by day, or by week or longer where there are many days."""

    def __init__(self, theme: Theme) -> None:
        self.columns = ColumnChart(theme, _tr("Answers"), stages())
        how = _tr(
            "Every answer, by where its card stood before it: learning (new and relearned ones "
            "too), young, or mature from an interval of 21 days. Time is from front to rating."
        )
        super().__init__(_tr("Answers and time"), self.columns, how)

    def show_report(self, report: Report) -> None:
        days = report.days
        size = _size(len(days))
        kinds = ((Stage.NEW, Stage.LEARNING), (Stage.YOUNG,), (Stage.MATURE,))
        parts = [summed([of_stages(day.tally, *kind) for day in days], size) for kind in kinds]
        seconds = summed([round(day.seconds) for day in days], size)
        starts = _starts([day.date for day in days], size)

        def said(n: int, sums: tuple[int, ...]) -> str:
            answers = counted(sum(sums), _tr("{n} answer"), _tr("{n} answers"))
            return f"{_span(starts[n], size)}: {answers}, {worked(seconds[n])}"

        self.columns.show_columns(_columns(parts, starts, said), _time_words(report))


class AddedPanel(ChartPanel):
    """Cards added."""

    def __init__(self, theme: Theme) -> None:
        self.columns = ColumnChart(theme, _tr("Cards added"))
        how = _tr(
            "Cards you have now, on the day their note was made. Those from before your first "
            "answer, if that is over a year ago, stand with it."
        )
        super().__init__(_tr("Added"), self.columns, how)

    def show_report(self, report: Report) -> None:
        size = _size(len(report.days))
        starts = _starts([day.date for day in report.days], size)
        sums = summed(report.added, size)

        def said(n: int, parts: tuple[int, ...]) -> str:
            return f"{_span(starts[n], size)}: {cards(sum(parts))}"

        summary = _tr("{cards} in this time").format(cards=cards(sum(sums)))
        self.columns.show_columns(_columns([sums], starts, said), summary)


class ForecastPanel(ChartPanel):
    """What falls due."""

    def __init__(self, theme: Theme) -> None:
        self.columns = ColumnChart(theme, _tr("Cards due"), stages())
        how = _tr(
            "Cards on the day they fall due, if you answered nothing until then. The backlog, in "
            "review and due before today, is not in the columns; nor are new and suspended cards."
        )
        super().__init__(_tr("Forecast"), self.columns, how)

    def show_report(self, report: Report) -> None:
        ahead = DAYS.get(report.period, DAYS[Period.YEAR])
        days = list(report.forecast.days[:ahead])
        days += [DueDay(0, 0, 0)] * (min(ahead, _MONTH) - len(days))
        size = _size(len(days))
        days += [DueDay(0, 0, 0)] * (-len(days) % size)
        first = report.today.date
        starts = _starts([first + timedelta(days=n) for n in range(len(days))], size)
        parts = [
            summed([day.learning for day in days], size),
            summed([day.young for day in days], size),
            summed([day.mature for day in days], size),
        ]

        def said(n: int, sums: tuple[int, ...]) -> str:
            kinds = ", ".join(
                f"{number(count)} {series.name.lower()}"
                for count, series in zip(sums, stages(), strict=True)
                if count
            )
            more = f" ({kinds})" if kinds else ""
            return f"{_span(starts[n], size)}: {cards(sum(sums))}{more}"

        self.columns.show_columns(_columns(parts, starts, said), _forecast_words(report))


Said = Callable[[int, tuple[int, ...]], str]


def _columns(parts: Sequence[Sequence[int]], starts: Sequence[date], said: Said) -> list[Column]:
    """A column for each start, with its date below."""
    form = "d MMM" if (starts[-1] - starts[0]).days < DAYS[Period.YEAR] else "MMM yyyy"
    return [
        Column(sums, written(starts[n], form), said(n, sums))
        for n, sums in enumerate(zip(*parts, strict=True))
    ]


def _size(days: int) -> int:
    """How many days a column holds."""
    if days <= DAYS[Period.QUARTER]:
        return 1
    weeks = -(-days // _WEEK)
    return _WEEK if weeks <= _MOST_COLUMNS else _MONTH * -(-days // (_MONTH * _MOST_COLUMNS))


def _starts(days: Sequence[date], size: int) -> list[date]:
    """The first day of each sum; the very first sum may begin before the days do."""
    ends = range(len(days), 0, -size)
    return [days[-1] - timedelta(days=len(days) - end + size - 1) for end in ends][::-1]


def _span(start: date, size: int) -> str:
    if size == 1:
        return written(start, "ddd d MMM")
    end = start + timedelta(days=size - 1)
    return f"{written(start, 'd MMM yyyy')} – {written(end, 'd MMM yyyy')}"


def _answered(day: DayAnswers) -> str:
    answers = counted(day.answers, _tr("{n} answer"), _tr("{n} answers"))
    time = f", {worked(day.seconds)}" if day.answers else ""
    return f"{written(day.date, 'ddd d MMM yyyy')}: {answers}{time}"


def _months(days: Sequence[DayAnswers]) -> str:
    sums: dict[str, int] = {}
    for day in days:
        month = day.date.isoformat()[:7]
        sums[month] = sums.get(month, 0) + day.answers
    return "; ".join(
        f"{written(date.fromisoformat(f'{month}-01'), 'MMMM yyyy')}: {number(count)}"
        for month, count in sums.items()
    )


def _time_words(report: Report) -> str:
    time = report.time
    answers = counted(
        sum(day.answers for day in report.days), _tr("{n} answer"), _tr("{n} answers")
    )
    if time.median is None:
        return answers
    words = _tr("{answers}, {total}; {each} on a day with answers; median answer {median} s")
    return words.format(
        answers=answers,
        total=worked(time.total),
        each=worked(time.per_day),
        median=f"{time.median:.1f}",
    )


def _forecast_words(report: Report) -> str:
    days = report.forecast.days
    tomorrow = days[1].all if len(days) > 1 else 0
    words = _tr("{today} today, {tomorrow} tomorrow; backlog {backlog}")
    return words.format(
        today=number(days[0].all),
        tomorrow=number(tomorrow),
        backlog=cards(report.forecast.backlog),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Progress", text)
