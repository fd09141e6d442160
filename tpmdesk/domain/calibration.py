"""How well somebody judges themselves: scores given blind, against those beside the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tpmdesk.domain.attempts import Answer, Score

RECENT = 5
"""So many attempts make up what is recent."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion scored both ways. Above 0: rated higher before the evidence was seen."""

    criterion: str
    blind: int
    seen: int

    @property
    def size(self) -> int:
        return self.blind - self.seen


@dataclass(frozen=True, slots=True)
class Calibration:
    """Gaps of several attempts, in levels. `recent` is the mean over the last few of them,
    `before` over those before, None where there were none; `error` is the mean of the recent gaps'
    sizes without their signs, so that too high and too low do not cancel out."""

    attempts: int
    recent: float
    before: float | None
    error: float

    @property
    def improves(self) -> bool | None:
        """Whether the recent gap is nearer to none; None where there is nothing to compare."""
        return None if self.before is None else abs(self.recent) < abs(self.before)


def gaps(scores: Iterable[Score]) -> tuple[Gap, ...]:
    """The person's criteria of one answer that were scored both ways, in the order given."""
    own = [score for score in scores if not score.by]
    blind = {score.criterion: score.level for score in own if score.blind}
    seen = {score.criterion: score.level for score in own if not score.blind}
    return tuple(Gap(name, blind[name], seen[name]) for name in blind if name in seen)


def mean_gap(answers: Iterable[Answer]) -> float | None:
    """The mean gap of an attempt; None when nothing was scored both ways."""
    found = [gap.size for answer in answers for gap in gaps(answer.scores)]
    return fmean(found) if found else None


def calibration(by_attempt: Sequence[Sequence[int]]) -> Calibration | None:
    """The calibration from the gap sizes of attempts, oldest first; None without any."""
    scored = [sizes for sizes in by_attempt if sizes]
    if not scored:
        return None
    recent, before = scored[-RECENT:], scored[:-RECENT]
    return Calibration(
        attempts=len(recent),
        recent=fmean(fmean(sizes) for sizes in recent),
        before=fmean(fmean(sizes) for sizes in before) if before else None,
        error=fmean(fmean(map(abs, sizes)) for sizes in recent),
    )
