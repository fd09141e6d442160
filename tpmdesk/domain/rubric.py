"""Facts about scores: are they valid, what do they say of a round, and what would one recommend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from tpmdesk.domain.attempts import Score
from tpmdesk.domain.content import Criterion, Level, Rubric


class ScoreError(ValueError):
    """A score does not fit the rubric; the message says which, and what would fit."""


class Recommendation(StrEnum):
    """What an interviewer would write at the end of the form."""

    STRONG_NO = "strong no"
    NO = "no"
    YES = "yes"
    STRONG_YES = "strong yes"


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """One criterion and the mean of the levels given for it over a round's answers."""

    criterion: Criterion
    mean: float


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """What the scores of a round say.

    `went_well` is the highest criterion and `to_fix` the lowest; `next_level` is what `to_fix`
    has to reach next, None when it is at the top. Both are None where all criteria are equal
    or fewer than two were scored, as there is nothing to choose between.
    """

    criteria: tuple[CriterionMean, ...]
    mean: float | None
    went_well: CriterionMean | None
    to_fix: CriterionMean | None
    next_level: Level | None
    recommendation: Recommendation | None


def check_scores(rubric: Rubric, scores: Iterable[Score]) -> None:
    """Raises ScoreError for an unknown criterion, an unknown level, or a criterion given twice."""
    seen: set[str] = set()
    for score in scores:
        criterion = _criterion(rubric, score.criterion)
        levels = [level.score for level in criterion.levels]
        if score.level not in levels:
            raise ScoreError(
                f"{score.criterion}: there is no level {score.level}; "
                f"give {min(levels)} to {max(levels)}."
            )
        if score.criterion in seen:
            raise ScoreError(f"{score.criterion} is scored twice; give one level.")
        seen.add(score.criterion)


def mean_level(scores: Iterable[Score]) -> float | None:
    """The mean of the levels; None when nothing was scored."""
    levels = [score.level for score in scores]
    return fmean(levels) if levels else None


def summarize(rubric: Rubric, answers: Sequence[Sequence[Score]]) -> RoundSummary:
    """The summary of a round from the scores of each of its answers.

    Scores for criteria that the rubric no longer has are left out. Of criteria that are equally
    high or low, the one that the rubric names first is taken.
    """
    known = {criterion.slug for criterion in rubric.criteria}
    scores = [score for answer in answers for score in answer if score.criterion in known]
    means = _means(rubric, scores)
    best = max(means, key=lambda found: found.mean, default=None)
    worst = min(means, key=lambda found: found.mean, default=None)
    if best is None or worst is None or best.mean == worst.mean:
        best = worst = None
    return RoundSummary(
        criteria=means,
        mean=mean_level(scores),
        went_well=best,
        to_fix=worst,
        next_level=_next_level(worst) if worst else None,
        recommendation=recommend(means),
    )


def recommend(means: Sequence[CriterionMean]) -> Recommendation | None:
    """The recommendation that the means amount to; None when nothing was scored.

    Each mean is placed between the criterion's lowest level (0) and its highest (1). With m the
    mean of these places and w the weakest of them:

    - strong yes: m >= 0.8 and w >= 0.6
    - yes: m >= 0.55 and w >= 0.3
    - strong no: m < 0.3
    - no: everything else

    So one weak criterion turns a yes into a no, as it does in a debrief among interviewers.
    """
    if not means:
        return None
    places = [_place(found) for found in means]
    middle, weakest = fmean(places), min(places)
    if middle >= 0.8 and weakest >= 0.6:
        return Recommendation.STRONG_YES
    if middle >= 0.55 and weakest >= 0.3:
        return Recommendation.YES
    return Recommendation.STRONG_NO if middle < 0.3 else Recommendation.NO


def _criterion(rubric: Rubric, slug: str) -> Criterion:
    for criterion in rubric.criteria:
        if criterion.slug == slug:
            return criterion
    known = ", ".join(criterion.slug for criterion in rubric.criteria)
    raise ScoreError(f"The rubric {rubric.id} has no criterion {slug}; it has {known}.")


def _means(rubric: Rubric, scores: Sequence[Score]) -> tuple[CriterionMean, ...]:
    given = (
        (criterion, mean_level(score for score in scores if score.criterion == criterion.slug))
        for criterion in rubric.criteria
    )
    return tuple(CriterionMean(criterion, mean) for criterion, mean in given if mean is not None)


def _next_level(found: CriterionMean) -> Level | None:
    """The first level above the mean, if there is one."""
    return next((level for level in found.criterion.levels if level.score > found.mean), None)


def _place(found: CriterionMean) -> float:
    levels = [level.score for level in found.criterion.levels]
    low, high = min(levels), max(levels)
    return (found.mean - low) / (high - low) if high > low else 1.0
