"""What statistics are made of, in few passes over the review log and the cards.

SQLite groups by sorting, and sorting 400,000 answers takes longer than everything else. So rows
are walked in the order of an index, stretch of time by stretch, and what is counted in each comes
as one text that holds a mark for every row: counting within a text takes next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import product
from typing import Any

import msgspec
from sqlalchemy import Connection

from tpmdesk.app.statistics import Found, Wish
from tpmdesk.domain.cardfigures import CardCounts
from tpmdesk.domain.cards import CardId, Rating
from tpmdesk.domain.spans import Span
from tpmdesk.domain.statistics import (
    MATURE_DAYS,
    DayAnswers,
    HourAnswers,
    Stage,
    Tally,
    recalled,
)
from tpmdesk.storage import cardfigures
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import SOON, Utc

_HOUR = 3_600_000_000
_RECENT = 10_000

# A mark is a letter for each stage and rating: taken from constants, for that is the quickest.
_MARKS = {
    (stage, rating): chr(ord("a") + 4 * stage + rating - 1)
    for stage, rating in product(Stage, Rating)
}


def _letter(stage: Stage) -> str:
    """SQL for the mark of an answer to a card of that stage."""
    usual, *others = sorted(Rating, key=lambda rating: rating is not Rating.GOOD)
    cases = (f"WHEN {rating:d} THEN '{_MARKS[stage, rating]}'" for rating in (usual, *others))
    return f"CASE rating {' '.join(cases)} END"


_MARK = f"""CASE WHEN state_before = 2 THEN
    CASE WHEN interval_before >= {MATURE_DAYS} THEN {_letter(Stage.MATURE)}
    ELSE {_letter(Stage.YOUNG)} END
  WHEN state_before = 0 THEN {_letter(Stage.NEW)} ELSE {_letter(Stage.LEARNING)} END"""
_OF_MARK = {mark: of for of, mark in _MARKS.items()}
_REVIEWS = [(stage, rating) for stage, rating in _MARKS if stage >= Stage.YOUNG]

_SPANS = (
    "CREATE TEMP TABLE span (id INTEGER PRIMARY KEY, start INTEGER, stop INTEGER, hour INTEGER)"
)
_FILL_SPANS = """INSERT INTO temp.span SELECT key,
  json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM json_each(?)"""
_HOURS = "CREATE TEMP TABLE hour (id INTEGER PRIMARY KEY)"
_FILL_HOURS = "INSERT INTO temp.hour SELECT key FROM json_each(?)"
_HOURS_A_SPAN = 26  # a day of 25 hours that begins within an hour
_SCOPE = "CREATE TEMP TABLE scope (id INTEGER PRIMARY KEY)"
_FILL_SCOPE = "INSERT OR IGNORE INTO temp.scope SELECT value FROM json_each(?)"

# `span.hour` is when the local hour began within which the span does.
_ANSWERS = f"""SELECT span.id, hour.id, group_concat({_MARK}, ''), sum(took)
FROM temp.span CROSS JOIN temp.hour CROSS JOIN review INDEXED BY ix_review_day
  ON at >= max(span.start, span.hour + hour.id * {_HOUR})
  AND at < min(span.stop, span.hour + (hour.id + 1) * {_HOUR})
WHERE kind = 0 AND rating > 0 {{scope}} GROUP BY span.id, hour.id"""

_TOOK = """SELECT took FROM review INDEXED BY ix_review_day
WHERE at >= ? AND at < ? AND kind = 0 AND rating > 0 {scope} ORDER BY at DESC LIMIT 10000"""

_SECOND = f"""SELECT at, {_MARK}, (SELECT max(earlier.at) FROM review AS earlier
  WHERE earlier.card_id = review.card_id AND earlier.at < review.at AND earlier.kind = 0)
FROM review INDEXED BY ix_review_soon WHERE {SOON} AND rating > 0 {{scope}}"""

_FIRST = """SELECT at FROM review INDEXED BY ix_review_day
WHERE kind = 0 AND rating > 0 ORDER BY at LIMIT 1"""


class SqlStatisticsStore:
    """A StatisticsStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_answer(self) -> datetime | None:
        with self._database.read() as connection:
            return Utc.time(connection.exec_driver_sql(_FIRST).scalar())

    def look(self, wish: Wish) -> Found:
        """The log and the cards are read side by side, each in a transaction of its own."""
        with ThreadPoolExecutor(1) as beside:
            cards = beside.submit(self._cards, wish)
            days, hours, seconds = self._log(wish)
            return Found(days, hours, seconds, cards.result())

    def _cards(self, wish: Wish) -> CardCounts:
        with self._database.read() as connection:
            _choose(connection, wish.cards)
            return cardfigures.read(connection, wish)

    def _log(self, wish: Wish) -> tuple[list[DayAnswers], list[HourAnswers], list[float]]:
        scope = "" if wish.cards is None else "AND card_id IN temp.scope"
        bounds = (Utc.micros(wish.since), Utc.micros(wish.days[-1].end))
        with self._database.read() as connection:
            _choose(connection, wish.cards)
            _cut(connection, wish.spans)
            rows = connection.exec_driver_sql(_ANSWERS.format(scope=scope)).all()
            second = connection.exec_driver_sql(_SECOND.format(scope=scope)).all()
            took = connection.exec_driver_sql(_TOOK.format(scope=scope), bounds).scalars().all()
        repeated = _repeated(second, wish)
        return _by_day(rows, wish.spans, repeated), _by_hour(rows, wish), list(took)


def _choose(connection: Connection, cards: Sequence[CardId] | None) -> None:
    """Put the cards of the scope into `temp.scope`."""
    _create(connection, "scope", _SCOPE)
    if cards is not None:
        connection.exec_driver_sql(_FILL_SCOPE, (_json(list(cards)),))


def _cut(connection: Connection, spans: Sequence[Span]) -> None:
    """Put the stretches of time into `temp.span`."""
    _create(connection, "span", _SPANS)
    _create(connection, "hour", _HOURS)
    times = [(span.start, span.end, span.start - span.into) for span in spans]
    bounds = [tuple(map(Utc.micros, each)) for each in times]
    connection.exec_driver_sql(_FILL_SPANS, (_json(bounds),))
    connection.exec_driver_sql(_FILL_HOURS, (_json([0] * _HOURS_A_SPAN),))


def _create(connection: Connection, name: str, statement: str) -> None:
    """The connection may have been used for statistics before."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")
    connection.exec_driver_sql(statement)


def _json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode()


def _by_day(
    rows: Sequence[Any], spans: Sequence[Span], repeated: Mapping[date, Tally]
) -> list[DayAnswers]:
    marks: dict[date, list[str]] = defaultdict(list)
    seconds: dict[date, float] = defaultdict(float)
    for number, _, text, took in rows:
        day = spans[number].date
        marks[day].append(text)
        seconds[day] += took
    return [
        DayAnswers(day, _tally("".join(texts)), seconds[day], repeated.get(day, {}))
        for day, texts in marks.items()
    ]


def _by_hour(rows: Sequence[Any], wish: Wish) -> list[HourAnswers]:
    """From the period's beginning on; 24 of them."""
    first = bisect_right(wish.spans, wish.since, key=lambda span: span.end)
    marks: list[list[str]] = [[] for _ in range(24)]
    for number, hour, text, _ in rows:
        if number >= first:
            marks[(wish.spans[number].hour + hour) % 24].append(text)
    return [_of_hour("".join(texts)) for texts in marks]


def _of_hour(marks: str) -> HourAnswers:
    reviews = {of: marks.count(_MARKS[of]) for of in _REVIEWS}
    return HourAnswers(len(marks), recalled(reviews, Stage.YOUNG, Stage.MATURE))


def _tally(marks: str) -> Tally:
    found = {of: marks.count(mark) for of, mark in _MARKS.items()}
    return {of: count for of, count in found.items() if count}


def _repeated(rows: Sequence[Any], wish: Wish) -> dict[date, Counter[tuple[Stage, Rating]]]:
    """Which of the answers that came soon after another came on the same day, by day."""
    starts = [Utc.micros(day.start) or 0 for day in wish.days]
    last = Utc.micros(wish.days[-1].end) or 0
    found: dict[date, Counter[tuple[Stage, Rating]]] = defaultdict(Counter)
    for at, mark, before in rows:
        day = bisect_right(starts, at) - 1
        if day >= 0 and at < last and before is not None and before >= starts[day]:
            found[wish.days[day].date][_OF_MARK[mark]] += 1
    return found
