"""Figures about answers: how many, how well recalled, how regular. Pure functions of tallies.

A day is a study day throughout. Only real answers count, no crammed ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from tpmdesk.domain.cards import Rating

MATURE_DAYS = 21  # as Anki has it: docs.ankiweb.net, "Types of cards"


class Stage(IntEnum):
    """Where a card stood before an answer, or stands now.

    `LEARNING` includes relearning. A card in review is `YOUNG` while its interval is below 21
    days, and `MATURE` from then on.
    """

    NEW = 0
    LEARNING = 1
    YOUNG = 2
    MATURE = 3


Tally = Mapping[tuple[Stage, Rating], int]
"""How many answers of each rating were given to cards of each stage."""


@dataclass(frozen=True, slots=True)
class DayAnswers:
    """The answers of one day. `repeated` counts those to a card in review that had an answer on
    the same day before; `seconds` is the time from fronts shown to ratings given."""

    date: date
    tally: Tally
    seconds: float = 0.0
    repeated: Tally = field(default_factory=dict)

    @property
    def answers(self) -> int:
        return sum(self.tally.values())

    @property
    def new_cards(self) -> int:
        return of_stages(self.tally, Stage.NEW)

    @property
    def recalled(self) -> int:
        """Answers that were Hard, Good or Easy."""
        return self.answers - sum(n for (_, rating), n in self.tally.items() if rating == 1)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """In 0 to 1; None of nothing."""
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class HourAnswers:
    """The answers of one hour of the day, and of those to cards in review, the ones recalled."""

    answers: int
    reviews: Share


@dataclass(frozen=True, slots=True)
class Retention:
    """How many reviews were recalled: of young cards, of mature ones, of both."""

    young: Share
    mature: Share

    @property
    def both(self) -> Share:
        return Share(self.young.part + self.mature.part, self.young.of + self.mature.of)


@dataclass(frozen=True, slots=True)
class Regularity:
    """Days with an answer: the run of days that ends today, or yesterday while today has none
    yet; the longest run; and how many in all, out of how many days since the first."""

    current: int
    longest: int
    active: int
    days: int


def total(tallies: Iterable[Tally]) -> Counter[tuple[Stage, Rating]]:
    """All of them together."""
    found: Counter[tuple[Stage, Rating]] = Counter()
    for tally in tallies:
        found.update(tally)
    return found


def of_stages(tally: Tally, *stages: Stage) -> int:
    """How many answers were given to cards of these stages."""
    return sum(n for (stage, _), n in tally.items() if stage in stages)


def retention(days: Sequence[DayAnswers]) -> Retention:
    """True retention: of the reviews that were the first answer of the day to their card, the
    share rated Hard, Good or Easy.

    Answers to cards in learning or relearning do not count, for they are not yet remembered
    overnight. Source: docs.ankiweb.net, "Statistics", "True Retention".
    """
    first = total(day.tally for day in days)
    first.subtract(total(day.repeated for day in days))
    return Retention(recalled(first, Stage.YOUNG), recalled(first, Stage.MATURE))


def recalled(tally: Tally, *stages: Stage) -> Share:
    """The answers to cards of these stages that were Hard, Good or Easy."""
    of = of_stages(tally, *stages)
    forgotten = sum(tally.get((stage, Rating.AGAIN), 0) for stage in stages)
    return Share(of - forgotten, of)


def regularity(days: Sequence[DayAnswers]) -> Regularity:
    """`days` are without gaps, oldest first, and end today."""
    active = [day.answers > 0 for day in days]
    first = active.index(True) if True in active else len(active)
    runs = _runs(active)
    ends_yesterday = len(active) > 1 and not active[-1] and active[-2]
    current = runs[-2] if ends_yesterday else (runs[-1] if runs else 0)
    return Regularity(current, max(runs, default=0), sum(active), len(active) - first)


def _runs(active: Sequence[bool]) -> list[int]:
    """For each day, the length of the run of active days that ends with it."""
    runs: list[int] = []
    for each in active:
        runs.append((runs[-1] if runs else 0) + 1 if each else 0)
    return runs
