"""Which backups are worth keeping, the further back the fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

_EVERY = timedelta(days=3)
_DAILY = timedelta(days=30)
_WEEKLY = timedelta(days=182)
_GUARDED = timedelta(days=30)


class Made(NamedTuple):
    """A backup's name, when it was made, and whether it is the way back from a large step."""

    name: str
    at: datetime
    guarded: bool = False


def kept(backups: Iterable[Made], now: datetime) -> set[str]:
    """The names to keep: all of the last three days, then the newest of each day for a month, of
    each week for half a year, and of each month for good; guarded ones for a month. The newest
    of all is always among them."""
    newest_first = sorted(backups, key=lambda made: made.at, reverse=True)
    keep = {made.name for made in newest_first[:1]}
    keep |= {made.name for made in newest_first if _is_recent(made, now)}
    for span, period in ((_DAILY, _day), (_WEEKLY, _week), (None, _month)):
        within = [made for made in newest_first if span is None or now - made.at <= span]
        keep |= _first_of_each(within, period)
    return keep


def _is_recent(made: Made, now: datetime) -> bool:
    return now - made.at <= (_GUARDED if made.guarded else _EVERY)


def _first_of_each(backups: Sequence[Made], period: Callable[[datetime], object]) -> set[str]:
    first: dict[object, str] = {}
    for made in backups:
        first.setdefault(period(made.at), made.name)
    return set(first.values())


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month
