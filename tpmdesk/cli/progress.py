"""`progress`: everything that the Progress page draws."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from tpmdesk.app.browsing import QueryError
from tpmdesk.app.statistics import Period, Report
from tpmdesk.app.trends import RoundFigures, trends
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.facts import line_facts
from tpmdesk.domain.calibration import Calibration
from tpmdesk.domain.cardfigures import Forecast
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.histogram import Histogram
from tpmdesk.domain.statistics import DayAnswers, Retention, Share, Stage, of_stages, recalled

_HOUR = 3600
_LEARNING = (Stage.NEW, Stage.LEARNING)
_STAGES = {"learning": _LEARNING, "young": (Stage.YOUNG,), "mature": (Stage.MATURE,)}


def progress(desk: Desk, options: Namespace) -> dict[str, Any]:
    """The figures of all cards, or of those that a query finds."""
    try:
        report = desk.statistics.look(options.query, Period(options.period))
    except QueryError as error:
        raise CommandError(f"--query: {error}") from error
    found = trends(desk.round_figures)
    return _facts(report) | {
        "rounds": [line_facts(line) for line in desk.mocking.attempts()],
        "round_trends": [_trend(group) for group in found.rounds],
        "calibration": _calibration(found.calibration),
    }


def _trend(group: Sequence[RoundFigures]) -> dict[str, Any]:
    return {
        "round": group[-1].round,
        "title": group[-1].title,
        "attempts": [
            {
                "attempt": str(each.attempt),
                "started": each.started.isoformat(),
                "mean_level": _rounded(each.level),
                "covered": _rounded(each.covered),
                "words_per_minute": _rounded(each.pace),
                "fillers_per_minute": _rounded(each.fillers),
                "blind_gap": _rounded(each.gap),
            }
            for each in group
        ],
    }


def _calibration(found: Calibration | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "attempts": found.attempts,
        "recent_gap": _rounded(found.recent),
        "earlier_gap": _rounded(found.before),
        "mean_error": _rounded(found.error),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _facts(report: Report) -> dict[str, Any]:
    return {
        "period": report.period.value,
        "query": report.query,
        "answers": report.answers,
        "today": _day(report.today),
        "retention": {name: _retention(each) for name, each in report.retention.items()},
        "streak": {
            "current": report.regularity.current,
            "longest": report.regularity.longest,
            "active_days": report.regularity.active,
            "days": report.regularity.days,
        },
        "calendar": [{"date": day.date.isoformat(), "answers": day.answers} for day in report.year],
        "days": [_day(day) for day in report.days],
        "added": list(report.added),
        "hours": _hours(report),
        "buttons": _buttons(report),
        "time": {
            "seconds": round(report.time.total, 1),
            "seconds_per_day": round(report.time.per_day, 1),
            "median_seconds": report.time.median,
        },
        "forecast": _forecast(report.forecast),
        **_cards(report),
    }


def _day(day: DayAnswers) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "answers": day.answers,
        "recalled": day.recalled,
        "new": day.new_cards,
        **{name: of_stages(day.tally, *stages) for name, stages in _STAGES.items()},
        "seconds": round(day.seconds, 1),
    }


def _retention(found: Retention) -> dict[str, Any]:
    return {
        "young": _share(found.young),
        "mature": _share(found.mature),
        "all": _share(found.both),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"recalled": share.part, "reviews": share.of, "share": share.value}


def _hours(report: Report) -> list[dict[str, Any]]:
    return [
        {"hour": hour, "answers": found.answers, **_share(found.reviews)}
        for hour, found in enumerate(report.hours)
    ]


def _buttons(report: Report) -> dict[str, Any]:
    return {
        name: {
            rating.name.lower(): sum(report.buttons.get((stage, rating), 0) for stage in stages)
            for rating in Rating
        }
        | {"share": recalled(report.buttons, *stages).value}
        for name, stages in _STAGES.items()
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    days = [
        {"learning": day.learning, "young": day.young, "mature": day.mature}
        for day in forecast.days
    ]
    return {"backlog": forecast.backlog, "days": days}


def _cards(report: Report) -> dict[str, Any]:
    spread = report.spread
    return {
        "cards": {standing.value: n for standing, n in report.cards.standings.items()},
        "leeches": report.cards.leeches,
        "seen": report.cards.seen,
        "remembered": round(report.cards.remembered, 1),
        "intervals": _histogram(spread.intervals),
        "stability": _histogram(spread.stability),
        "difficulty": _histogram(spread.difficulty),
        "retrievability": _histogram(spread.recall),
    }


def _histogram(found: Histogram) -> dict[str, Any]:
    bins = [{"from": each.low, "to": each.high, "cards": each.count} for each in found.bins]
    return {"median": found.median, "bins": bins}


def _words(result: Mapping[str, Any]) -> str:
    if not result["answers"]:
        return "No answers yet. Figures appear after the first."
    today, cards = result["today"], result["cards"]
    return "\n".join(
        [
            f"Today {today['answers']} answers, {today['seconds'] / 60:.0f} min.",
            _retention_words(result["retention"]),
            f"In all {result['answers']} answers, {result['time']['seconds'] / _HOUR:.1f} h in "
            "this period.",
            f"Backlog {result['forecast']['backlog']}; due in the next 7 days: "
            f"{_due(result['forecast']['days'][:7])}.",
            f"Remembered now, as expected: {result['remembered']:.0f} of {result['seen']} seen.",
            "Cards: " + ", ".join(f"{n} {name}" for name, n in cards.items()) + ".",
        ]
    )


def _retention_words(found: Mapping[str, Any]) -> str:
    shares = (f"{name} {_percent(each['all']['share'])}" for name, each in found.items())
    return "Retention: " + ", ".join(shares) + "."


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"


def _due(days: Sequence[Mapping[str, int]]) -> int:
    return sum(sum(day.values()) for day in days)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--query", default="", metavar="QUERY", help="only cards that it finds, as in `search`"
    )
    parser.add_argument(
        "--period",
        choices=[period.value for period in Period],
        default=Period.ALL.value,
        help="how far back; default: all",
    )


COMMANDS = (Command("progress", "show how reviewing goes", progress, _words, _arguments),)
