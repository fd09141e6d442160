"""Answers to the same prompt, over all attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tpmdesk.app.kept import sound_of
from tpmdesk.app.ports import AttemptStore, ContentStore
from tpmdesk.domain.attempts import Answer, Attempt, AttemptId
from tpmdesk.domain.comparing import Comparison, compare
from tpmdesk.domain.content import Prompt, Rubric
from tpmdesk.domain.roundstate import GIVEN, Question, mains


@dataclass(frozen=True, slots=True)
class Take:
    """One answer to a prompt as a main question. `sound` is None when there is nothing to play."""

    attempt: AttemptId
    position: int
    started: datetime
    question: Question
    answer: Answer
    sound: Path | None


class Comparing:
    """Finds the answers to a prompt, and tells two of them apart."""

    def __init__(self, content: ContentStore, attempts: AttemptStore, recordings: Path) -> None:
        self._content = content
        self._attempts = attempts
        self._recordings = recordings

    def has_more(self, prompt: str) -> bool:
        """Whether the prompt was asked in more than one attempt."""
        return len(self._attempts.asking(prompt)) > 1

    def takes(self, prompt: str) -> tuple[Take, ...]:
        """Every answer to the prompt as a main question, oldest first."""
        return tuple(
            take
            for attempt_id in self._attempts.asking(prompt)
            for take in self._takes_of(attempt_id)
            if take.answer.prompt == prompt
        )

    def prompt(self, ref: str) -> Prompt:
        """Raises NotFoundError."""
        return self._content.prompt(ref)

    def rubric(self, prompt: Prompt) -> Rubric:
        """By which answers to the prompt are scored. Raises NotFoundError."""
        return self._content.rubric(self._content.round(prompt.round).rubric)

    def compare(self, earlier: Take, later: Take, rubric: Rubric) -> Comparison:
        budgets = (earlier.question.answer_seconds, later.question.answer_seconds)
        slugs = [criterion.slug for criterion in rubric.criteria]
        return compare(earlier.answer, later.answer, budgets, slugs)

    def _takes_of(self, attempt_id: AttemptId) -> list[Take]:
        attempt = self._attempts.attempt(attempt_id)
        return [
            _take(attempt, position, self._recordings)
            for position in mains(attempt.state.questions)
            if attempt.state.answers[position] in GIVEN
        ]


def _take(attempt: Attempt, position: int, recordings: Path) -> Take:
    answer = attempt.answers[position]
    sound = sound_of(answer.recording, recordings)
    question = attempt.state.questions[position]
    return Take(attempt.id, position, attempt.started, question, answer, sound)
