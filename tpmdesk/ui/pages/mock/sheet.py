"""Everything that the debrief of one answer shows, gathered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tpmdesk.app.library import Library
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.content import Framework, Prompt, Rubric
from tpmdesk.domain.roundstate import AnswerStatus, Question, RoundState, main_of, mains

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One answer with what belongs to it. `recording` is None when there is nothing to play.

    It is main question `number` (from 1) of `count`, or one asked back after that.

    `prompt`, `framework` and `rubric` are None when the content no longer holds them. `pending`
    while the transcript or the assessment is still to come.
    """

    position: int
    number: int
    count: int
    question: Question
    status: AnswerStatus
    answer: Answer
    recording: Path | None
    prompt: Prompt | None
    framework: Framework | None
    rubric: Rubric | None
    pending: bool = False
    notice: str = ""

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def judged_steps(answer: Answer) -> tuple[StepCoverage, ...]:
    """The steps of an answer; none when there was not enough of it to judge."""
    judged = answer.assessment is not None and answer.assessment.enough_speech
    return answer.assessment.steps if judged and answer.assessment else ()


class Sheets:
    """Makes answer sheets from the library; what was retired since is left out."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def sheet(
        self,
        round_id: str,
        state: RoundState,
        answer: Answer,
        recording: Path | None,
        *,
        pending: bool = False,
    ) -> AnswerSheet:
        prompt = _found(lambda: self._library.prompt(answer.prompt))
        main = mains(state.questions)
        return AnswerSheet(
            position=answer.position,
            number=main.index(main_of(state.questions, answer.position)) + 1,
            count=len(main),
            question=state.questions[answer.position],
            status=state.answers[answer.position],
            answer=answer,
            recording=recording,
            prompt=prompt,
            framework=self._framework(round_id, prompt),
            rubric=self.rubric(round_id),
            pending=pending,
            notice=state.notice,
        )

    def rubric(self, round_id: str) -> Rubric | None:
        """The rubric of a round, or None when either is gone."""
        return _found(lambda: self._library.rubric(self._library.round(round_id).rubric))

    def _framework(self, round_id: str, prompt: Prompt | None) -> Framework | None:
        own = prompt.framework if prompt else None
        ref = own or _found(lambda: self._library.round(round_id).framework)
        return _found(lambda: self._library.framework(ref)) if ref else None


def _found(look_up: Callable[[], T]) -> T | None:
    try:
        return look_up()
    except NotFoundError:
        return None
