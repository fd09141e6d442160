"""Two answers to the same prompt, side by side: what was gained and what was lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tpmdesk.domain.assessment import Assessment, Evidence
from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.bands import Measure, values


class Change(StrEnum):
    """What became of a step from the earlier answer to the later one."""

    KEPT = "kept"
    GAINED = "gained"
    LOST = "lost"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step in both answers."""

    step: str
    change: Change
    earlier: tuple[Evidence, ...] = ()
    later: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of delivery in both answers, None where it is not known."""

    measure: Measure
    earlier: float | None
    later: float | None

    @property
    def difference(self) -> float | None:
        """Later less earlier."""
        if self.earlier is None or self.later is None:
            return None
        return self.later - self.earlier


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The levels of one criterion in both answers, None where none was given."""

    criterion: str
    earlier: int | None
    later: int | None


@dataclass(frozen=True, slots=True)
class FriendChanges:
    """What one friend gave to the two answers, or to one of them."""

    by: str
    scores: tuple[ScoreChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two answers. Scores are the person's, given beside the
    evidence, and those of friends; steps and figures are left out of an answer too short to be
    judged."""

    steps: tuple[StepChange, ...]
    figures: tuple[FigureChange, ...]
    scores: tuple[ScoreChange, ...]
    friends: tuple[FriendChanges, ...] = ()

    @property
    def gained(self) -> int:
        return sum(step.change is Change.GAINED for step in self.steps)

    @property
    def lost(self) -> int:
        return sum(step.change is Change.LOST for step in self.steps)


def compare(
    earlier: Answer, later: Answer, budgets: tuple[float, float], criteria: Sequence[str]
) -> Comparison:
    """Compare two answers; `budgets` are the seconds each had, `criteria` the rubric's slugs."""
    return Comparison(
        _steps(_judged(earlier), _judged(later)),
        _figures(_judged(earlier), _judged(later), budgets),
        _scores(earlier, later, criteria),
        tuple(
            FriendChanges(by, _scores(earlier, later, criteria, by))
            for by in _friends(earlier, later)
        ),
    )


def _judged(answer: Answer) -> Assessment | None:
    found = answer.assessment
    return found if found and found.enough_speech else None


def _steps(earlier: Assessment | None, later: Assessment | None) -> tuple[StepChange, ...]:
    """Nothing when one of the two cannot be judged, or followed another framework."""
    if earlier is None or later is None or earlier.framework != later.framework:
        return ()
    before = {step.step: step for step in earlier.steps}
    return tuple(
        StepChange(
            step.step,
            _change(before[step.step].covered, step.covered),
            before[step.step].evidence,
            step.evidence,
        )
        for step in later.steps
        if step.step in before
    )


def _change(before: bool, after: bool) -> Change:
    if before:
        return Change.KEPT if after else Change.LOST
    return Change.GAINED if after else Change.MISSING


def _figures(
    earlier: Assessment | None, later: Assessment | None, budgets: tuple[float, float]
) -> tuple[FigureChange, ...]:
    first, second = _values(earlier, budgets[0]), _values(later, budgets[1])
    return tuple(
        FigureChange(measure, first.get(measure), second.get(measure))
        for measure in Measure
        if measure in first or measure in second
    )


def _values(judged: Assessment | None, budget: float) -> dict[Measure, float]:
    return values(judged.delivery, budget) if judged and judged.delivery else {}


def _friends(*answers: Answer) -> list[str]:
    return sorted({score.by for answer in answers for score in answer.scores if score.by})


def _scores(
    earlier: Answer, later: Answer, criteria: Sequence[str], by: str = ""
) -> tuple[ScoreChange, ...]:
    first = {score.criterion: score.level for score in earlier.scored(by=by)}
    second = {score.criterion: score.level for score in later.scored(by=by)}
    return tuple(
        ScoreChange(criterion, first.get(criterion), second.get(criterion))
        for criterion in criteria
        if criterion in first or criterion in second
    )
