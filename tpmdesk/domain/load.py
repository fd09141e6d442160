"""Which day, of those that a card may come back on, it does: busy days and easy days get fewer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import floor
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


@dataclass(frozen=True, slots=True)
class Load:
    """Chooses by how full the days are.

    `due` tells how many cards fall due already on each of some days from `today`. `easy` is the
    share of an ordinary day's reviews, in 0 to 1, that each weekday may get, Monday first. A day
    is weighed by its share, by the square of how empty it is for that share, and by how soon it
    is, since a card that comes a little early is remembered and one that comes late may not be.
    Each weight is the day's own, whichever range it is in, which keeps the chooser's promise.
    """

    today: date
    due: Callable[[range], Sequence[int]]
    easy: tuple[float, ...] = EVERY_DAY

    def __call__(self, days: range, draw: float) -> int:
        due = self.due(days)
        shares = [self.easy[(self.today.weekday() + day) % 7] for day in days]
        weights = _weights(days, due, shares if any(shares) else [1.0] * len(days))
        return days[_pick(weights, draw)]


def _weights(days: range, due: Sequence[int], shares: Sequence[float]) -> list[float]:
    return [
        share / (1 + count / share) ** 2 / day if share else 0.0
        for day, count, share in zip(days, due, shares, strict=True)
    ]


def _pick(weights: Sequence[float], draw: float) -> int:
    """The index of a weight above 0, each as often as it weighs."""
    sums = list(accumulate(weights))
    last = bisect_left(sums, sums[-1])
    return min(bisect_right(sums, draw * sums[-1]), last)
