"""Charts of how things are spread: over the hours, the buttons, and the cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.statistics import Report
from tpmdesk.domain.cardfigures import Standing
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.histogram import Histogram
from tpmdesk.domain.statistics import HourAnswers, Stage, Tally, of_stages, recalled
from tpmdesk.ui.pages.progress.panels import ChartPanel
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.column_chart import Column, ColumnChart, Series
from tpmdesk.ui.widgets.row_chart import Row, RowChart
from tpmdesk.ui.words import cards, counted, number, percent

_SHOWN_HOURS = 3
_FEW = 5  # reviews in an hour, below which a share says nothing


class HoursPanel(ChartPanel):
    """Answers and retention by the hour of the day."""

    def __init__(self, theme: Theme) -> None:
        retention = _tr("Recalled in review")
        self.columns = ColumnChart(
            theme,
            _tr("Answers by hour"),
            (Series(_tr("Answers"), Role.ACCENT, 0.5),),
            line=retention,
        )
        how = _tr(
            "By your local clock. The line is the share of reviews rated Hard, Good or Easy, "
            "where an hour has at least 5 of them."
        )
        super().__init__(_tr("Hours of the day"), self.columns, how)

    def show_report(self, report: Report) -> None:
        columns = [self._column(n, hour) for n, hour in enumerate(report.hours)]
        most = max(range(24), key=lambda n: report.hours[n].answers)
        summary = _tr("Most answers from {start}:00 to {end}:00").format(start=most, end=most + 1)
        self.columns.show_columns(columns, summary if report.hours[most].answers else "")

    def _column(self, n: int, hour: HourAnswers) -> Column:
        enough = hour.reviews.of >= _FEW
        answers = counted(hour.answers, _tr("{n} answer"), _tr("{n} answers"))
        said = f"{n}:00 – {n + 1}:00: {answers}"
        if hour.reviews.of:
            said += _tr(", {share} of {n} reviews recalled").format(
                share=percent(hour.reviews.value), n=number(hour.reviews.of)
            )
        line = hour.reviews.value if enough else None
        return Column((hour.answers,), str(n) if n % _SHOWN_HOURS == 0 else "", said, line)


class ButtonsPanel(ChartPanel):
    """How often each button was pressed."""

    def __init__(self, theme: Theme) -> None:
        self._series = (
            Series(_tr("Again"), Role.AGAIN),
            Series(_tr("Hard"), Role.HARD),
            Series(_tr("Good"), Role.GOOD),
            Series(_tr("Easy"), Role.EASY),
        )
        self.columns = ColumnChart(
            theme, _tr("Answer buttons"), self._series, group=len(self._series)
        )
        how = _tr(
            "Answers in this period by the button pressed: Again, Hard, Good, Easy from the left, "
            "for cards that were learning, young and mature."
        )
        super().__init__(_tr("Answer buttons"), self.columns, how)

    def show_report(self, report: Report) -> None:
        groups = (
            (_tr("Learning"), (Stage.NEW, Stage.LEARNING)),
            (_tr("Young"), (Stage.YOUNG,)),
            (_tr("Mature"), (Stage.MATURE,)),
        )
        columns = [c for name, of in groups for c in self._group(name, of, report.buttons)]
        shares = (percent(recalled(report.buttons, *of).value) for _, of in groups)
        summary = _tr("Not Again: {shares}").format(shares=", ".join(shares))
        self.columns.show_columns(columns, summary)

    def _group(self, name: str, of: tuple[Stage, ...], tally: Tally) -> list[Column]:
        whole = of_stages(tally, *of)
        columns: list[Column] = []
        for rating, series in zip(Rating, self._series, strict=True):
            count = sum(tally.get((stage, rating), 0) for stage in of)
            share = percent(count / whole if whole else None)
            said = f"{name}, {series.name}: {number(count)}, {share}"
            columns.append(Column((count,), "" if columns else name, said))
        return columns


class StandingPanel(ChartPanel):
    """Cards by where they stand."""

    def __init__(self, theme: Theme) -> None:
        self.rows = RowChart(theme, _tr("Cards by state"), len(Standing))
        how = _tr(
            "Cards as they stand now. Learning includes relearning; mature is an interval of 21 "
            "days or more. A leech is a note that was forgotten again and again."
        )
        super().__init__(_tr("Cards"), self.rows, how)

    def show_report(self, report: Report) -> None:
        counts = report.cards.standings
        names = {
            Standing.NEW: _tr("New"),
            Standing.LEARNING: _tr("Learning"),
            Standing.YOUNG: _tr("Young"),
            Standing.MATURE: _tr("Mature"),
            Standing.SUSPENDED: _tr("Suspended"),
            Standing.BURIED: _tr("Buried"),
        }
        rows = [
            Row(name, counts.get(standing, 0), f"{name}: {cards(counts.get(standing, 0))}")
            for standing, name in names.items()
        ]
        leeches = counted(report.cards.leeches, _tr("{n} leech"), _tr("{n} leeches"))
        self.rows.show_rows(rows, f"{cards(report.cards.all)}, {leeches}")


class SpreadPanel(ChartPanel):
    """A histogram of cards; `unit` says a value, such as "12 d"."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        how: str,
        of: Callable[[Report], Histogram],
        unit: Callable[[float], str],
        *,
        open_end: bool = False,
    ) -> None:
        self.columns = ColumnChart(theme, title)
        self._of, self._unit, self._open_end = of, unit, open_end
        super().__init__(title, self.columns, how)

    def show_report(self, report: Report) -> None:
        found = self._of(report)
        last = len(found.bins) - 1
        columns = [
            Column(
                (each.count,),
                f"{each.low:g}" + ("+" if self._open_end and n == last else ""),
                f"{self._range(each.low, each.high, n == last)}: {cards(each.count)}",
            )
            for n, each in enumerate(found.bins)
        ]
        summary = _tr("No cards yet")
        if found.median is not None:
            summary = _tr("{cards}, median {median}").format(
                cards=cards(found.count), median=self._unit(found.median)
            )
        self.columns.show_columns(columns, summary)

    def _range(self, low: float, high: float, last: bool) -> str:
        if last and self._open_end:
            return _tr("{low} and more").format(low=self._unit(low))
        return _tr("{low} to below {high}").format(low=f"{low:g}", high=self._unit(high))


def spread_panels(theme: Theme) -> list[SpreadPanel]:
    """Intervals, stability, difficulty, retrievability."""
    return [
        SpreadPanel(
            theme,
            _tr("Intervals"),
            _tr("Days from the last answer to the due date, of cards in review."),
            lambda report: report.spread.intervals,
            _days,
            open_end=True,
        ),
        SpreadPanel(
            theme,
            _tr("Stability"),
            _tr("Days until the chance to recall a card falls to 90 %, by FSRS, of cards seen."),
            lambda report: report.spread.stability,
            _days,
            open_end=True,
        ),
        SpreadPanel(
            theme,
            _tr("Difficulty"),
            _tr("From 1, easy, to 10: how little an answer adds to stability, by FSRS."),
            lambda report: report.spread.difficulty,
            lambda value: f"{value:.1f}",
        ),
        SpreadPanel(
            theme,
            _tr("Retrievability"),
            _tr("The chance to recall a card now, by FSRS, of cards seen."),
            lambda report: report.spread.recall,
            lambda value: percent(value / 100),
        ),
    ]


def _days(value: float) -> str:
    return counted(round(value), _tr("{n} day"), _tr("{n} days"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Progress", text)
