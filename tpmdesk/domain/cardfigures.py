"""Figures about cards as they stand: what falls due, how well they are known, how they spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tpmdesk.domain.histogram import Histogram, capped, histogram, quantile, round_width
from tpmdesk.domain.statistics import Stage

_BINS = 20
_MOST_DIFFICULT = 99  # tenths: 10.0 belongs to the last bin


class Standing(StrEnum):
    """Where a card stands. A suspended card is nothing else, and a buried one only buried."""

    NEW = "new"
    LEARNING = "learning"
    YOUNG = "young"
    MATURE = "mature"
    SUSPENDED = "suspended"
    BURIED = "buried"


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards, counted.

    `due` goes by the stage and the day from today on which a card falls due: those overdue at
    the day -1, those beyond the forecast left out, suspended and new ones too. `intervals` are
    whole days of cards in review, `stability` whole days, `difficulty` tenths, `recall` whole
    percents of retrievability now, of all cards seen. `remembered` is the sum of retrievability
    over `seen` cards. `added` goes by the number of the day asked for. `leeches` are notes.
    """

    standings: Mapping[Standing, int] = field(default_factory=dict)
    due: Mapping[tuple[Stage, int], int] = field(default_factory=dict)
    intervals: Mapping[int, int] = field(default_factory=dict)
    stability: Mapping[int, int] = field(default_factory=dict)
    difficulty: Mapping[int, int] = field(default_factory=dict)
    recall: Mapping[int, int] = field(default_factory=dict)
    remembered: float = 0.0
    seen: int = 0
    added: Mapping[int, int] = field(default_factory=dict)
    leeches: int = 0

    @property
    def all(self) -> int:
        return sum(self.standings.values())


@dataclass(frozen=True, slots=True)
class DueDay:
    """What falls due on one day from today (0)."""

    learning: int
    young: int
    mature: int

    @property
    def all(self) -> int:
        return self.learning + self.young + self.mature


@dataclass(frozen=True, slots=True)
class Forecast:
    """What falls due if nothing is answered meanwhile. `backlog` are cards in review that were
    due before today; `days` begin with today, without the backlog."""

    backlog: int
    days: tuple[DueDay, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How cards are spread. Intervals and stability in days, the highest twentieth of them left
    to the last bin; difficulty 1 to 10; retrievability in percent."""

    intervals: Histogram
    stability: Histogram
    difficulty: Histogram
    recall: Histogram


def forecast(cards: CardCounts) -> Forecast:
    """Learning cards that wait already count today."""
    last = max((day for _, day in cards.due), default=0)
    due = Counter(cards.due)
    due[Stage.LEARNING, 0] += due.pop((Stage.LEARNING, -1), 0)
    days = (
        DueDay(due[Stage.LEARNING, n], due[Stage.YOUNG, n], due[Stage.MATURE, n])
        for n in range(max(0, last) + 1)
    )
    return Forecast(due[Stage.YOUNG, -1] + due[Stage.MATURE, -1], tuple(days))


def spread(cards: CardCounts) -> Spread:
    """The histograms that are drawn."""
    return Spread(
        intervals=_long_tailed(cards.intervals),
        stability=_long_tailed(cards.stability),
        difficulty=histogram(capped(cards.difficulty, _MOST_DIFFICULT), 5, 0.1),
        recall=histogram(capped(cards.recall, 99), 5),
    )


def _long_tailed(values: Mapping[int, int]) -> Histogram:
    """The last bin holds all values that are higher."""
    width = round_width(values, _BINS)
    end = (quantile(values, 0.95) // width + 1) * width - 1 if values else 0
    found = histogram(capped(values, end), width)
    return Histogram(found.bins, histogram(values, 1).median)
