"""What a whole attempt adds up to: means, the strongest criterion, and the one to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.content import Criterion, Level, Rubric
from tpmdesk.domain.rubric import mean_level


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """The mean level of a criterion over the answers that were scored for it."""

    criterion: Criterion
    mean: float
    answers: int

    @property
    def top(self) -> int:
        return max(level.score for level in self.criterion.levels)

    @property
    def reached(self) -> Level | None:
        """The highest level that the mean has reached, or None below the first."""
        below = [level for level in self.criterion.levels if level.score <= self.mean]
        return max(below, key=lambda level: level.score, default=None)

    @property
    def next_level(self) -> Level | None:
        """The lowest level above the mean, or None at the top."""
        above = [level for level in self.criterion.levels if level.score > self.mean]
        return min(above, key=lambda level: level.score, default=None)


def means(
    rubric: Rubric, answers: Sequence[Answer], *, blind: bool = False, by: str = ""
) -> tuple[CriterionMean, ...]:
    """One for each criterion that was scored at least once in that way, in the rubric's order."""
    scores = [score for answer in answers for score in answer.scored(blind=blind, by=by)]
    given = {
        criterion.slug: [score.level for score in scores if score.criterion == criterion.slug]
        for criterion in rubric.criteria
    }
    return tuple(
        CriterionMean(criterion, fmean(given[criterion.slug]), len(given[criterion.slug]))
        for criterion in rubric.criteria
        if given[criterion.slug]
    )


def friends(answers: Sequence[Answer]) -> tuple[str, ...]:
    """Who else has given scores."""
    return tuple(sorted({score.by for answer in answers for score in answer.scores if score.by}))


def answer_mean(answer: Answer) -> float | None:
    """The mean level given to one answer beside its evidence, or None when it was not scored."""
    return mean_level(answer.scored())


def strongest(found: Sequence[CriterionMean]) -> CriterionMean | None:
    """The best criterion; None when it is no better than the rest."""
    best = max(found, key=_share, default=None)
    weakest = min(found, key=_share, default=None)
    return best if best and weakest and _share(best) > _share(weakest) else None


def work_on(found: Sequence[CriterionMean]) -> CriterionMean | None:
    """The weakest criterion that can still rise."""
    rising = [one for one in found if one.next_level is not None]
    return min(rising, key=_share, default=None)


def _share(one: CriterionMean) -> float:
    return one.mean / one.top
