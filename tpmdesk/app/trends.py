"""How rounds go over time, and how well the person judges themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.calibration import Calibration, calibration


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One attempt that has ended, in figures; None where nothing was scored or judged.

    `level` is the mean of the levels given beside the evidence, `covered` the share in 0 to 1 of
    all steps looked for, `pace` in words a minute, `fillers` a minute. `gaps` are the blind levels
    less the seen ones.
    """

    attempt: AttemptId
    round: str
    title: str
    started: datetime
    level: float | None
    covered: float | None
    pace: float | None
    fillers: float | None
    gaps: tuple[int, ...] = ()

    @property
    def gap(self) -> float | None:
        return sum(self.gaps) / len(self.gaps) if self.gaps else None


class TrendStore(Protocol):
    """Reads the figures of attempts."""

    def round_figures(self) -> list[RoundFigures]:
        """Those of all attempts that have ended, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Trends:
    """The attempts by round, oldest first, rounds in the order of their latest attempt; and the
    calibration over all of them."""

    rounds: tuple[tuple[RoundFigures, ...], ...]
    calibration: Calibration | None


def trends(store: TrendStore) -> Trends:
    """What the attempts so far come to."""
    figures = store.round_figures()
    return Trends(_by_round(figures), calibration([each.gaps for each in figures]))


def _by_round(figures: Sequence[RoundFigures]) -> tuple[tuple[RoundFigures, ...], ...]:
    groups: dict[str, list[RoundFigures]] = {}
    for each in figures:
        groups.setdefault(each.round, []).append(each)
    newest_first = sorted(groups.values(), key=lambda group: group[-1].started, reverse=True)
    return tuple(tuple(group) for group in newest_first)
