"""How values are spread: a few bins of round widths, however many values there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

_ROUND = (1, 2, 5, 7, 10, 14, 20, 30, 50, 60, 90, 120, 180, 365)


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from `low` to below `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bins, lowest first, without gaps, and the median of all values (None of none)."""

    bins: tuple[Bin, ...]
    median: float | None

    @property
    def count(self) -> int:
        return sum(each.count for each in self.bins)


def histogram(values: Mapping[int, int], width: int, scale: float = 1.0) -> Histogram:
    """Of whole values with how often each occurs; `width` is that of a bin before scaling.

    `scale` is what one whole step stands for, such as 0.1 where values are tenths.
    """
    if not values:
        return Histogram((), None)
    first, last = min(values) // width, max(values) // width
    counts = [0] * (last - first + 1)
    for value, count in values.items():
        counts[value // width - first] += count
    bins = (
        Bin(start * width * scale, (start + 1) * width * scale, count)
        for start, count in enumerate(counts, start=first)
    )
    return Histogram(tuple(bins), middle(values) * scale)


def round_width(values: Mapping[int, int], most: int, share: float = 0.95) -> int:
    """A round width for at most that many bins from 0 over the lower `share` of the values."""
    if not values:
        return 1
    end = quantile(values, share) + 1
    widths = (*_ROUND, *(365 * n for n in range(2, 1 + max(2, end // 365 + 2))))
    return next((width for width in widths if end <= width * most), widths[-1])


def middle(values: Mapping[int, int]) -> float:
    """The median of values with how often each occurs; there must be one."""
    count = sum(values.values())
    return (_at(values, (count - 1) // 2) + _at(values, count // 2)) / 2


def quantile(values: Mapping[int, int], share: float) -> int:
    """The least value that at least `share` of all do not exceed."""
    count = sum(values.values())
    return _at(values, max(0, ceil(share * count) - 1))


def capped(values: Mapping[int, int], most: int) -> dict[int, int]:
    """The same with all above `most` put there."""
    kept: dict[int, int] = {}
    for value, count in values.items():
        kept[min(value, most)] = kept.get(min(value, most), 0) + count
    return kept


def summed(values: Sequence[int], size: int) -> list[int]:
    """Sums of `size` values each, counted from the end, so that the first may be of fewer."""
    ends = range(len(values), 0, -size)
    return [sum(values[max(0, end - size) : end]) for end in ends][::-1]


def _at(values: Mapping[int, int], rank: int) -> int:
    """The value at that place of all in order, from 0."""
    passed = 0
    for value in sorted(values):
        passed += values[value]
        if passed > rank:
            return value
    raise IndexError(rank)
