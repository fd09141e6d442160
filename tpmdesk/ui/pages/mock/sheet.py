"""Everything that the debrief of one answer shows, gathered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tpmdesk.app.library import Library
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.attempts import Answer, Attempt, AttemptId, Recording
from tpmdesk.domain.content import Framework, Prompt, Rubric
from tpmdesk.domain.roundstate import (
    GIVEN,
    AnswerStatus,
    Question,
    RoundState,
    group_of,
    main_of,
    mains,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One answer with what belongs to it. `recording` is None when there is nothing to play.

    It is main question `number` (from 1) of `count`, or one asked back after that.

    `prompt`, `framework` and `rubric` are None when the content no longer holds them. `pending`
    while the transcript or the assessment is still to come. `follow_ups` are what was asked back
    after a main question. `asked_before` when there is another answer to the question.
    """

    attempt: AttemptId
    round_title: str
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
    follow_ups: tuple[AnswerSheet, ...] = ()
    asked_before: bool = False

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def judged_steps(answer: Answer) -> tuple[StepCoverage, ...]:
    """The steps of an answer; none when there was not enough of it to judge."""
    judged = answer.assessment is not None and answer.assessment.enough_speech
    return answer.assessment.steps if judged and answer.assessment else ()


def shown_steps(sheet: AnswerSheet) -> tuple[StepCoverage, ...]:
    """The steps to show beside an answer: a short answer back walks no whole framework, so what
    is missing in it is not held against it."""
    steps = judged_steps(sheet.answer)
    if sheet.question.follow_up_of is None:
        return steps
    return tuple(step for step in steps if step.covered)


class Sheets:
    """Makes answer sheets from the library; what was retired since is left out.

    `files` tells where the sound of a recording lies, `asked_before` whether a prompt was answered
    in more than one attempt.
    """

    def __init__(
        self,
        library: Library,
        files: Callable[[Recording], Path],
        asked_before: Callable[[str], bool] = lambda _prompt: False,
    ) -> None:
        self._library = library
        self._files = files
        self._asked_before = asked_before

    def sheet(
        self,
        attempt: Attempt,
        position: int,
        *,
        state: RoundState | None = None,
        pending: bool = False,
    ) -> AnswerSheet:
        """The sheet of the main question that the answer belongs to, with those of its follow-ups;
        `state` where more is known of the round than is kept."""
        known = state or attempt.state
        position = main_of(known.questions, position)
        main, *others = (
            self._one(attempt, at, known, pending=pending)
            for at in group_of(known.questions, position)
            if at < len(attempt.answers)
        )
        before = main.status in GIVEN and self._asked_before(main.answer.prompt)
        return replace(main, follow_ups=tuple(others), asked_before=before)

    def _one(
        self, attempt: Attempt, position: int, state: RoundState, *, pending: bool
    ) -> AnswerSheet:
        answer = attempt.answers[position]
        prompt = _found(lambda: self._library.prompt(answer.prompt))
        main = mains(state.questions)
        return AnswerSheet(
            attempt=attempt.id,
            round_title=attempt.title,
            position=position,
            number=main.index(main_of(state.questions, position)) + 1,
            count=len(main),
            question=state.questions[position],
            status=state.answers[position],
            answer=answer,
            recording=self._file(answer, state.answers[position]),
            prompt=prompt,
            framework=self._framework(attempt.round, prompt),
            rubric=self.rubric(attempt.round),
            pending=pending,
            notice=state.notice,
        )

    def _file(self, answer: Answer, status: AnswerStatus) -> Path | None:
        if answer.recording is None or status is AnswerStatus.TYPED:
            return None
        file = self._files(answer.recording)
        return file if file.is_file() else None

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
