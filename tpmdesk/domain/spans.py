"""Study days as stretches of time within which the local clock does not jump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from tpmdesk.domain.studyday import StudyDay

_SECOND = timedelta(seconds=1)


class Span(NamedTuple):
    """A part of a study day. `start` and `end` (excluded) are aware UTC; `hour` is the local hour
    at the start, and `into` how long that hour had begun by then: nothing, nearly always."""

    date: date
    start: datetime
    end: datetime
    hour: int
    into: timedelta


def spans(days: Sequence[StudyDay], zone: tzinfo | None) -> list[Span]:
    """Each day whole, or in two where the clocks change within it. `zone` None is the
    computer's own."""
    return [span for day in days for span in _of_day(day, zone)]


def _of_day(day: StudyDay, zone: tzinfo | None) -> Iterator[Span]:
    start = day.start
    before, after = _offset(start, zone), _offset(day.end - _SECOND, zone)
    if before != after:
        change = _change(day, before, zone)
        yield _span(day.date, start, change, zone)
        start = change
    yield _span(day.date, start, day.end, zone)


def _span(day: date, start: datetime, end: datetime, zone: tzinfo | None) -> Span:
    local = start.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return Span(day, start, end, local.hour, into)


def _change(day: StudyDay, before: timedelta, zone: tzinfo | None) -> datetime:
    """The second at which the offset is no longer `before`."""
    low, high = 0, (day.end - day.start) // _SECOND
    while high - low > 1:
        between = (low + high) // 2
        same = _offset(day.start + between * _SECOND, zone) == before
        low, high = (between, high) if same else (low, between)
    return day.start + high * _SECOND


def _offset(moment: datetime, zone: tzinfo | None) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
