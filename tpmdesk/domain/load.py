"""Which day, of those that a card may come back on, it does: busy days and easy days get fewer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate
from math import floor, isnan, nan
from typing import Protocol

EVERY_DAY = (1.0,) * 7


class DayChooser(Protocol):
    """Chooses one of the days, each so many days from now; `draw` in 0 to 1 makes the choice.

    For the same draw, a range that begins and ends later never gets an earlier day: so a better
    rating never brings a card back sooner.
    """

    def __call__(self, days: range, draw: float) -> int: ...


def evenly(days: range, draw: float) -> int:
    """Every day alike."""
    return days.start + floor(draw * len(days))


class Load:
    """Chooses by how full the days are.

    `read` tells how many cards fall due already on each of some days from `today`; a day is read
    once, and `moved` tells what has changed since. `easy` is the share of an ordinary day's
    reviews, in 0 to 1, that each weekday may get, Monday first. A day is weighed by its share, by
    the square of how empty it is for that share, and by how soon it is, since a card that comes a
    little early is remembered and one that comes late may not be. Each weight is the day's own,
    whichever range it is in, which keeps the chooser's promise.
    """

    def __init__(
        self,
        today: date,
        read: Callable[[range], Sequence[int]],
        easy: tuple[float, ...] = EVERY_DAY,
    ) -> None:
        self._weekday = today.weekday()
        self._read = read
        self._easy = easy
        self._due: dict[int, int] = {}
        self._weights: list[float] = []

    def __call__(self, days: range, draw: float) -> int:
        sums = self._sums(days)
        if sums[-1] == 0:
            sums = list(accumulate(_weight(day, self._due[day], 1.0) for day in days))
        return days[_pick(sums, draw)]

    def moved(self, day: int, by: int) -> None:
        """So many more cards fall due on that day than when it was read."""
        if day in self._due:
            self._due[day] += by
            self._weights[day] = _weight(day, self._due[day], self._share(day))

    def _sums(self, days: range) -> list[float]:
        """The weights of the days added up, from slices and sums in C: there may be hundreds."""
        sums = list(accumulate(self._weights[days.start : days.stop]))
        if len(sums) < len(days) or isnan(sums[-1]):
            self._weigh(days)
            sums = list(accumulate(self._weights[days.start : days.stop]))
        return sums

    def _weigh(self, days: range) -> None:
        self._weights += [nan] * (days.stop - len(self._weights))
        unread = [day for day in days if day not in self._due]
        if unread:
            self._learn(range(unread[0], unread[-1] + 1))
        for day in days:
            if isnan(self._weights[day]):
                self._weights[day] = _weight(day, self._due[day], self._share(day))

    def _learn(self, days: range) -> None:
        for day, due in zip(days, self._read(days), strict=True):
            self._due.setdefault(day, due)

    def _share(self, day: int) -> float:
        return self._easy[(self._weekday + day) % 7]


def _weight(day: int, due: int, share: float) -> float:
    return share / (1 + due / share) ** 2 / day if share else 0.0


def _pick(sums: Sequence[float], draw: float) -> int:
    """The index of a weight above 0, each as often as it weighs; `sums` are theirs up to each."""
    last = bisect_left(sums, sums[-1])
    return min(bisect_right(sums, draw * sums[-1]), last)
