"""Rows of attempts and answers, to and from the domain's shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import (
    Answer,
    AnswerId,
    Asked,
    Attempt,
    AttemptId,
    Moment,
    MomentId,
    Recording,
    RecordingId,
    Score,
)
from tpmdesk.domain.roundstate import AnswerStatus, RoundState, mains
from tpmdesk.domain.transcript import TYPED, Transcript
from tpmdesk.storage.tables import answer, assessment, moment, recording, score, transcript

T = TypeVar("T")

_STATE = msgspec.json.Decoder(RoundState)
_TRANSCRIPT = msgspec.json.Decoder(Transcript)
_ASSESSMENT = msgspec.json.Decoder(Assessment)
_ANSWERED = (AnswerStatus.RECORDED, AnswerStatus.TYPED)


def add(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert a row; its id."""
    made = insert(table).values(row).returning(table.c.id)
    return int(connection.execute(made).scalar_one())


def answer_rows(attempt_id: int, state: RoundState) -> list[dict[str, Any]]:
    """One row for each question that will be asked."""
    return [
        {
            "attempt_id": attempt_id,
            "position": position,
            "prompt": question.prompt,
            "question": question.text,
        }
        for position, question in enumerate(state.questions)
    ]


def follow_questions(connection: Connection, attempt_id: int, state: RoundState) -> None:
    """Questions asked back push those to come further on; nothing is kept of these yet."""
    of_attempt = select(answer.c.position, answer.c.prompt, answer.c.question)
    there = connection.execute(of_attempt.where(answer.c.attempt_id == attempt_id)).all()
    known = {row.position: (row.prompt, row.question) for row in there}
    for row in answer_rows(attempt_id, state):
        position, asked = row["position"], (row["prompt"], row["question"])
        if position not in known:
            connection.execute(insert(answer).values(row))
        elif known[position] != asked:
            at = (answer.c.attempt_id == attempt_id) & (answer.c.position == position)
            connection.execute(update(answer).where(at).values(prompt=asked[0], question=asked[1]))


def rewrite_typed(connection: Connection, answer_id: int, row: dict[str, Any]) -> bool:
    """Put the row in the place of the answer's last transcript; False when that was not typed."""
    last = select(func.max(transcript.c.id)).where(transcript.c.answer_id == answer_id)
    there = (transcript.c.id == last.scalar_subquery()) & (transcript.c.recognizer == TYPED)
    return bool(connection.execute(update(transcript).where(there).values(row)).rowcount)


def replace_scores(connection: Connection, answer_id: int, scores: Sequence[Score]) -> None:
    """These scores in place of those given in the same way; none given: the person's own, seen."""
    kinds = {(each.blind, each.by) for each in scores} or {(False, "")}
    for blind, by in kinds:
        same = (score.c.answer_id == answer_id, score.c.blind == int(blind), score.c.scorer == by)
        connection.execute(delete(score).where(*same))
    if scores:
        connection.execute(insert(score), score_rows(answer_id, scores))


def forget_friend(connection: Connection, attempt_id: int, by: str) -> None:
    """Everything that the friend said of the attempt."""
    of_attempt = select(answer.c.id).where(answer.c.attempt_id == attempt_id)
    for table in (score, moment):
        said = (table.c.answer_id.in_(of_attempt), table.c.scorer == by)
        connection.execute(delete(table).where(*said))


def score_rows(answer_id: int, scores: Sequence[Score]) -> list[dict[str, Any]]:
    """One row for each criterion scored."""
    return [
        {
            "answer_id": answer_id,
            "criterion": each.criterion,
            "level": each.level,
            "blind": int(each.blind),
            "scorer": each.by,
        }
        for each in scores
    ]


def as_attempt(connection: Connection, row: Row[Any]) -> Attempt:
    """An attempt with all its answers, from a row of `attempt`."""
    of_attempt = select(answer).where(answer.c.attempt_id == row.id).order_by(answer.c.position)
    answers = connection.execute(of_attempt).all()
    return Attempt(
        id=AttemptId(row.id),
        round=row.round,
        title=row.title,
        started=row.started_at,
        ended=row.ended_at,
        state=_STATE.decode(row.state),
        answers=tuple(_as_answer(connection, each) for each in answers),
        loop=row.loop_id,
        loop_position=row.loop_position,
    )


def _as_answer(connection: Connection, row: Row[Any]) -> Answer:
    recordings = [as_recording(each) for each in _of_answer(connection, recording, row.id)]
    return Answer(
        id=AnswerId(row.id),
        position=row.position,
        prompt=row.prompt,
        text=row.question,
        recording=_best(recordings),
        transcript=_latest(connection, transcript, row.id, _TRANSCRIPT),
        assessment=_latest(connection, assessment, row.id, _ASSESSMENT),
        scores=tuple(
            Score(each.criterion, each.level, bool(each.blind), each.scorer)
            for each in _of_answer(connection, score, row.id)
        ),
        notes=row.notes,
        moments=tuple(
            Moment(MomentId(each.id), each.at, each.text, each.scorer)
            for each in sorted(_of_answer(connection, moment, row.id), key=lambda at: at.at)
        ),
    )


def as_recording(row: Row[Any]) -> Recording:
    """A recording from a row of `recording`."""
    wiped = row.wiped_at is not None
    return Recording(RecordingId(row.id), row.file, row.seconds, bool(row.complete), wiped)


def _best(recordings: Sequence[Recording]) -> Recording | None:
    """The last take that is whole, else the longest (of equals the last)."""

    def worth(take: Recording) -> tuple[bool, float, int]:
        whole = take.complete and take.seconds > 0
        return whole, 0.0 if whole else take.seconds, take.id

    return max(recordings, key=worth, default=None)


def _latest(
    connection: Connection, table: Table, answer_id: int, decoder: msgspec.json.Decoder[T]
) -> T | None:
    rows = _of_answer(connection, table, answer_id)
    return decoder.decode(rows[-1].body) if rows else None


def _of_answer(connection: Connection, table: Table, answer_id: int) -> Sequence[Row[Any]]:
    """Its rows of that table, oldest first."""
    of_answer = select(table).where(table.c.answer_id == answer_id).order_by(table.c.id)
    return connection.execute(of_answer).all()


def mean_levels(connection: Connection) -> dict[int, float]:
    """The mean of the levels that the person gave in each attempt after seeing the evidence."""
    means = (
        select(answer.c.attempt_id, func.avg(score.c.level))
        .join(score, score.c.answer_id == answer.c.id)
        .where(score.c.blind == 0, score.c.scorer == "")
        .group_by(answer.c.attempt_id)
    )
    return {row[0]: row[1] for row in connection.execute(means)}


def as_line(row: Row[Any], mean_level: float | None) -> AttemptLine:
    """A line from a row of `attempt`."""
    state = _STATE.decode(row.state)
    return AttemptLine(
        id=AttemptId(row.id),
        round=row.round,
        title=row.title,
        started=row.started_at,
        ended=row.ended_at,
        answered=sum(state.answers[at] in _ANSWERED for at in mains(state.questions)),
        questions=len(mains(state.questions)),
        mean_level=mean_level,
        loop=row.loop_id,
        loop_position=row.loop_position,
    )


def as_asked(row: Row[Any], means: Mapping[int, float]) -> list[Asked]:
    """What was asked in an attempt, from its row, and the mean level of each of its answers."""
    state = _STATE.decode(row.state)
    return [
        Asked(state.questions[at].prompt, row.started_at, means.get(at))
        for at in mains(state.questions)
        if state.answers[at] is not AnswerStatus.PENDING
    ]


def answer_means(connection: Connection) -> dict[int, dict[int, float]]:
    """As `mean_levels`, for each answer: by attempt, then by position."""
    means = (
        select(answer.c.attempt_id, answer.c.position, func.avg(score.c.level))
        .join(score, score.c.answer_id == answer.c.id)
        .where(score.c.blind == 0, score.c.scorer == "")
        .group_by(answer.c.id)
    )
    found: dict[int, dict[int, float]] = {}
    for attempt_id, position, mean in connection.execute(means):
        found.setdefault(attempt_id, {})[position] = mean
    return found
