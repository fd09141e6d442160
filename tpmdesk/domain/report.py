"""An attempt as it is shown to somebody else, and what that person says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tpmdesk.domain.attempts import Answer, Attempt, Moment, Score
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.roundstate import GIVEN, Question, mains
from tpmdesk.domain.rubric import check_scores

LONGEST_NAME = 60
LONGEST_REMARK = 2_000
MOST_REMARKS = 200


class FriendError(ValueError):
    """What came back from a friend cannot be taken in; the message says what, where, and why."""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """One question with what was answered; `sound` is its recording, if there is one still.

    A follow-up has `follows` set, and no scores of its own.
    """

    position: int
    question: Question
    answer: Answer
    sound: Path | None

    @property
    def follows(self) -> bool:
        return self.question.follow_up_of is not None

    @property
    def own_remarks(self) -> tuple[Moment, ...]:
        """Those of the person who answered."""
        return tuple(moment for moment in self.answer.moments if not moment.by)


@dataclass(frozen=True, slots=True)
class Report:
    """One attempt whole. `key` tells it from every other attempt, on any computer."""

    key: str
    title: str
    started: datetime
    rubric: Rubric
    answers: tuple[ReportAnswer, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a friend says at that second of an answer."""

    position: int
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class FriendScores:
    """A friend's levels by the position of the main question, and remarks."""

    key: str
    by: str
    scores: dict[int, tuple[Score, ...]]
    remarks: tuple[Remark, ...] = ()


def report_key(attempt: Attempt) -> str:
    """The id of an attempt with the time it began: nothing else began then."""
    return f"{attempt.id}-{int(attempt.started.timestamp() * 1_000_000)}"


def reported(attempt: Attempt) -> tuple[int, ...]:
    """The positions of the answers that were given."""
    return tuple(at for at, status in enumerate(attempt.state.answers) if status in GIVEN)


def check_friend(friend: FriendScores, attempt: Attempt, rubric: Rubric) -> None:
    """Raises FriendError, or ScoreError for a level that the rubric does not have."""
    if friend.key != report_key(attempt):
        raise FriendError(
            "These scores belong to another attempt. Import them on the computer and in the "
            "profile that the report came from."
        )
    if not friend.by.strip() or len(friend.by) > LONGEST_NAME:
        raise FriendError(
            f"A name of 1 to {LONGEST_NAME} letters is needed: whose scores are they?"
        )
    if not friend.scores and not friend.remarks:
        raise FriendError("There is neither a score nor a remark in it.")
    _check_positions(friend, attempt)
    for scores in friend.scores.values():
        check_scores(rubric, scores)


def _check_positions(friend: FriendScores, attempt: Attempt) -> None:
    given = frozenset(reported(attempt))
    for position in friend.scores:
        if position not in given.intersection(mains(attempt.state.questions)):
            raise FriendError(f"There is no question {position + 1} to be scored.")
    if len(friend.remarks) > MOST_REMARKS:
        raise FriendError(f"There are more than {MOST_REMARKS} remarks.")
    for remark in friend.remarks:
        if remark.position not in given or not 0 <= remark.at < 86_400:
            raise FriendError(f"The remark “{remark.text[:40]}” belongs to no answer.")
        if len(remark.text) > LONGEST_REMARK:
            raise FriendError(f"The remark “{remark.text[:40]}…” is too long.")
