"""The cards, counted in one pass: a text with a few marks for each card, see `statistics`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import Connection

from tpmdesk.app.statistics import Wish
from tpmdesk.domain import forgetting
from tpmdesk.domain.cardfigures import CardCounts, Standing
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions
from tpmdesk.domain.statistics import MATURE_DAYS, Stage
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.storage.options import read_options
from tpmdesk.storage.tables import Utc

_DAY = 86_400_000_000
_WHOLE_DAY = timedelta(days=1)
_MARKS = 6
_LONGEST = 50_000  # days; what is longer counts as this
_SUSPENDED, _BURIED = 8, 4  # added to the stage
_STANDINGS = 9
_FINE = 10_000

# Marks begin at 1, where what is missing goes: a text cannot hold the sign 0.
_PASS = f"""SELECT group_concat(char(
  1 + CASE WHEN suspended THEN {_SUSPENDED} ELSE {{stage}} + CASE WHEN buried_until > :now
      THEN {_BURIED} ELSE 0 END END
    + CASE WHEN suspended OR state = 0 OR due IS NULL OR due >= :horizon THEN 0
      ELSE {_STANDINGS} * (1 + max(0, 1 + {{due_day}})) END,
  CASE WHEN state = 2 AND due >= last_review
    THEN 2 + min((due - last_review) / {_DAY}, {_LONGEST}) ELSE 1 END,
  CASE WHEN {{seen}} THEN 2 + CAST(min(stability, {_LONGEST}) AS INTEGER) ELSE 1 END,
  CASE WHEN {{seen}} THEN 2 + CAST(round(difficulty * 10) AS INTEGER) ELSE 1 END,
  CASE WHEN {{seen}} THEN 2 + CAST({_FINE} * {{recall}} AS INTEGER) ELSE 1 END,
  1 + max(0, {{added_day}})), '')
FROM card JOIN note ON note.id = card.note_id WHERE card.retired_at IS NULL {{scope}}"""

_STAGE = f"""CASE state WHEN 0 THEN {Stage.NEW} WHEN 2
  THEN {Stage.YOUNG} + (coalesce(due - last_review, 0) >= {MATURE_DAYS * _DAY})
  ELSE {Stage.LEARNING} END"""
_SEEN = "state > 0 AND stability > 0"

_LEECHES = """SELECT count(*) FROM note WHERE tags LIKE '%"leech"%' AND retired_at IS NULL
AND EXISTS (SELECT 1 FROM card WHERE note_id = note.id AND retired_at IS NULL {scope})"""


def read(connection: Connection, wish: Wish) -> CardCounts:
    """Count the cards that are wished for; those of a scope are in `temp.scope`."""
    scope = "" if wish.cards is None else "AND card.id IN temp.scope"
    query = _PASS.format(
        stage=_STAGE,
        seen=_SEEN,
        due_day=_day_number("due", wish.ahead),
        added_day=_day_number("created_at", wish.days),
        recall=_recall(connection),
        scope=scope,
    )
    values = {"now": Utc.micros(wish.now), "horizon": Utc.micros(wish.ahead[-1].end)}
    text = connection.exec_driver_sql(query, values).scalar()
    leeches = connection.exec_driver_sql(_LEECHES.format(scope=scope)).scalar_one()
    return _counts(text or "", leeches)


def _counts(text: str, leeches: int) -> CardCounts:
    columns = [_numbers(text[n::_MARKS]) for n in range(_MARKS)]
    places, intervals, stability, difficulty, recall, added = columns
    found = _from_two(recall)
    return CardCounts(
        standings=_standings(places),
        due=_due(places),
        intervals=_from_two(intervals),
        stability=_from_two(stability),
        difficulty=_from_two(difficulty),
        recall=_percents(found),
        remembered=sum(min(each + 0.5, _FINE) * count for each, count in found.items()) / _FINE,
        seen=sum(found.values()),
        added={mark - 1: count for mark, count in added.items()},
        leeches=leeches,
    )


def _numbers(marks: str) -> dict[int, int]:
    return {ord(mark): count for mark, count in Counter(marks).items()}


def _from_two(marks: Mapping[int, int]) -> dict[int, int]:
    """Without the cards that have no such value."""
    return {mark - 2: count for mark, count in marks.items() if mark > 1}


def _percents(recall: Mapping[int, int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for each, count in recall.items():
        found[each * 100 // _FINE] += count
    return found


def _standings(places: Mapping[int, int]) -> dict[Standing, int]:
    found = dict.fromkeys(Standing, 0)
    for place, count in places.items():
        found[_standing((place - 1) % _STANDINGS)] += count
    return found


def _standing(number: int) -> Standing:
    if number >= _SUSPENDED:
        return Standing.SUSPENDED
    return Standing.BURIED if number >= _BURIED else Standing(Stage(number).name.lower())


def _due(places: Mapping[int, int]) -> Counter[tuple[Stage, int]]:
    """By stage, buried or not, and day; overdue ones at the day -1."""
    found: Counter[tuple[Stage, int]] = Counter()
    for place, count in places.items():
        day, standing = divmod(place - 1, _STANDINGS)
        if day:
            found[Stage(standing % _BURIED), day - 2] += count
    return found


def _day_number(column: str, days: Sequence[StudyDay]) -> str:
    """SQL for which of `days` holds the time in a column, below 0 before the first.

    The days are taken in runs of 24 hours each, which end where the clocks change.
    """
    runs = list(_runs(days))
    parts = [
        f"WHEN {column} >= {start} THEN {number} + ({column} - {start}) / {_DAY}"
        for number, start in reversed(runs)
    ]
    return f"CASE {' '.join(parts)} ELSE -1 END"


def _runs(days: Sequence[StudyDay]) -> Iterator[tuple[int, int]]:
    yield 0, Utc.micros(days[0].start) or 0
    lengths = [day.end - day.start for day in days]
    for number, (before, length) in enumerate(pairwise(lengths), start=1):
        if before != _WHOLE_DAY or length != _WHOLE_DAY:
            yield number, Utc.micros(days[number].start) or 0


def _recall(connection: Connection) -> str:
    """SQL for a card's retrievability at `:now`, with the parameters of its deck.

    It is `scheduling.retrievability`, whose days elapsed are whole.
    """
    _ensure_power(connection)
    decks = connection.exec_driver_sql("SELECT id, options FROM deck").all()
    own = {deck: options for deck, text in decks if (options := read_options(text)).parameters}
    factor = _by_deck(own, forgetting.factor)
    decay = _by_deck(own, forgetting.decay)
    return f"pow(1 + {factor} * max(0, (:now - last_review) / {_DAY}) / stability, {decay})"


def _by_deck(own: Mapping[int, DeckOptions], value: Callable[[DeckOptions], float]) -> str:
    if not own:
        return repr(value(DEFAULTS))
    cases = " ".join(f"WHEN {deck} THEN {value(options)!r}" for deck, options in own.items())
    return f"CASE card.deck_id {cases} ELSE {value(DEFAULTS)!r} END"


def _ensure_power(connection: Connection) -> None:
    """Some builds of SQLite come without mathematics."""
    has = connection.exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_MATH_FUNCTIONS')")
    driver = connection.connection.driver_connection
    if not has.scalar() and driver is not None:
        driver.create_function("pow", 2, math.pow, deterministic=True)
