"""What became of the rounds of a loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tpmdesk.app.loopshapes import Loop
from tpmdesk.app.mock import Mocking
from tpmdesk.domain.attempts import Attempt, AttemptId
from tpmdesk.domain.roundstate import GIVEN, mains
from tpmdesk.domain.rubric import Recommendation, summarize
from tpmdesk.ui.pages.mock.sheet import Sheets


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What the scores amount to, None without any; how many answers are still to be scored."""

    recommendation: Recommendation | None = None
    unscored: int = 0


Results = Mapping[AttemptId, RoundResult]


def results_of(loop: Loop, mocking: Mocking, sheets: Sheets) -> Results:
    """A result for each round that is over. Reads whole attempts, so run it in the background."""
    over = [line.id for line in loop.attempts if line is not None and line.ended is not None]
    return {each: _result(mocking.attempt(each), sheets) for each in over}


def _result(attempt: Attempt, sheets: Sheets) -> RoundResult:
    given = [
        attempt.answers[at]
        for at in mains(attempt.state.questions)
        if attempt.state.answers[at] in GIVEN
    ]
    scores = [answer.scored() for answer in given]
    rubric = sheets.rubric(attempt.round)
    if rubric is None:
        return RoundResult()
    return RoundResult(summarize(rubric, scores).recommendation, scores.count(()))
