"""Attempts at rounds, saved as they happen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Update, delete, func, insert, literal, select, update

from tpmdesk.app.ports import AttemptLine, NotFoundError
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import (
    Asked,
    Attempt,
    AttemptId,
    LoopId,
    MomentId,
    Recording,
    RecordingId,
    Score,
)
from tpmdesk.domain.report import FriendScores
from tpmdesk.domain.roundstate import RoundState
from tpmdesk.domain.transcript import Transcript
from tpmdesk.storage import attemptrows as rows
from tpmdesk.storage import tables
from tpmdesk.storage.database import Database
from tpmdesk.storage.notes import as_json


class SqlAttemptStore:
    """An AttemptStore in the profile's database. Attempts are no undo steps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The sitting

    def begin(
        self,
        round_id: str,
        title: str,
        state: RoundState,
        at: datetime,
        *,
        loop: tuple[LoopId, int] | None = None,
    ) -> AttemptId:
        row = {"round": round_id, "title": title, "state": as_json(state), "started_at": at}
        if loop is not None:
            row |= {"loop_id": loop[0], "loop_position": loop[1]}
        with self._database.write() as connection:
            made = rows.add(connection, tables.attempt, row)
            connection.execute(insert(tables.answer), rows.answer_rows(made, state))
        return AttemptId(made)

    def save_state(self, attempt: AttemptId, state: RoundState) -> None:
        with self._database.write() as connection:
            _change(connection, attempt, state=as_json(state))
            rows.follow_questions(connection, attempt, state)

    def finish(self, attempt: AttemptId, at: datetime) -> None:
        ended = func.coalesce(tables.attempt.c.ended_at, literal(at, tables.Utc()))
        with self._database.write() as connection:
            _change(connection, attempt, ended_at=ended)

    # What is kept of an answer

    def add_recording(self, attempt: AttemptId, position: int, at: datetime) -> Recording:
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            of_answer = select(tables.recording.c.id).where(
                tables.recording.c.answer_id == answer_id
            )
            take = len(connection.execute(of_answer).all()) + 1
            file = f"attempt-{attempt}/answer-{position + 1}-take-{take}.wav"
            row = {"answer_id": answer_id, "file": file, "started_at": at}
            made = rows.add(connection, tables.recording, row)
        return Recording(RecordingId(made), file, seconds=0.0, complete=False)

    def close_recording(self, recording: RecordingId, seconds: float) -> None:
        self._change_recording(recording, seconds=seconds, complete=1)

    def reopen_recording(self, recording: RecordingId) -> None:
        self._change_recording(recording, complete=0)

    def rename_recording(self, recording: RecordingId, file: str) -> None:
        self._change_recording(recording, file=file)

    def wipe_recording(self, recording: RecordingId, at: datetime) -> None:
        self._change_recording(recording, wiped_at=at)

    def _change_recording(self, recording: RecordingId, **values: Any) -> None:
        changed = update(tables.recording).where(tables.recording.c.id == recording)
        with self._database.write() as connection:
            if not connection.execute(changed.values(values)).rowcount:
                raise NotFoundError(f"There is no recording {recording}.")

    def save_transcript(
        self,
        attempt: AttemptId,
        position: int,
        transcript: Transcript,
        at: datetime,
        *,
        rewrite: bool = False,
    ) -> None:
        row = {"recognizer": transcript.recognizer, "made_at": at, "body": as_json(transcript)}
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            if not (rewrite and rows.rewrite_typed(connection, answer_id, row)):
                connection.execute(insert(tables.transcript).values(answer_id=answer_id, **row))

    def save_assessment(
        self, attempt: AttemptId, position: int, assessment: Assessment, at: datetime
    ) -> None:
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            row = {"answer_id": answer_id, "made_at": at, "body": as_json(assessment)}
            connection.execute(insert(tables.assessment).values(row))

    def save_scores(self, attempt: AttemptId, position: int, scores: Sequence[Score]) -> None:
        with self._database.write() as connection:
            rows.replace_scores(connection, _answer_id(connection, attempt, position), scores)

    def clear_scores(self, attempt: AttemptId, position: int) -> None:
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            connection.execute(delete(tables.score).where(tables.score.c.answer_id == answer_id))

    def save_notes(self, attempt: AttemptId, position: int, notes: str) -> None:
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            noted = update(tables.answer).where(tables.answer.c.id == answer_id).values(notes=notes)
            connection.execute(noted)

    def save_friend(self, attempt: AttemptId, friend: FriendScores) -> None:
        with self._database.write() as connection:
            rows.forget_friend(connection, attempt, friend.by)
            for position, scores in friend.scores.items():
                rows.replace_scores(connection, _answer_id(connection, attempt, position), scores)
            for remark in friend.remarks:
                answer_id = _answer_id(connection, attempt, remark.position)
                row = {"answer_id": answer_id, "at": remark.at, "text": remark.text}
                rows.add(connection, tables.moment, row | {"scorer": friend.by})

    def add_moment(
        self, attempt: AttemptId, position: int, at: float, text: str, by: str = ""
    ) -> MomentId:
        with self._database.write() as connection:
            answer_id = _answer_id(connection, attempt, position)
            row = {"answer_id": answer_id, "at": at, "text": text, "scorer": by}
            return MomentId(rows.add(connection, tables.moment, row))

    def edit_moment(self, moment: MomentId, text: str) -> None:
        self._on_moment(update(tables.moment).values(text=text), moment)

    def remove_moment(self, moment: MomentId) -> None:
        self._on_moment(delete(tables.moment), moment)

    def _on_moment(self, statement: Update | Delete, moment: MomentId) -> None:
        with self._database.write() as connection:
            if not connection.execute(statement.where(tables.moment.c.id == moment)).rowcount:
                raise NotFoundError(f"There is no remark {moment}.")

    # Reading

    def attempt(self, attempt: AttemptId) -> Attempt:
        found = select(tables.attempt).where(tables.attempt.c.id == attempt)
        with self._database.read() as connection:
            row = connection.execute(found).one_or_none()
            if row is None:
                raise _no_attempt(attempt)
            return rows.as_attempt(connection, row)

    def attempts(self) -> list[AttemptLine]:
        newest = select(tables.attempt).order_by(
            tables.attempt.c.started_at.desc(), tables.attempt.c.id.desc()
        )
        with self._database.read() as connection:
            means = rows.mean_levels(connection)
            return [rows.as_line(row, means.get(row.id)) for row in connection.execute(newest)]

    def unfinished(self) -> Attempt | None:
        newest = (
            select(tables.attempt)
            .where(tables.attempt.c.ended_at.is_(None), tables.attempt.c.loop_id.is_(None))
            .order_by(tables.attempt.c.started_at.desc(), tables.attempt.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(newest).one_or_none()
            return None if row is None else rows.as_attempt(connection, row)

    def asking(self, prompt: str) -> list[AttemptId]:
        of_prompt = (
            select(tables.attempt.c.id)
            .join(tables.answer, tables.answer.c.attempt_id == tables.attempt.c.id)
            .where(tables.answer.c.prompt == prompt)
            .order_by(tables.attempt.c.started_at, tables.attempt.c.id)
            .distinct()
        )
        with self._database.read() as connection:
            return [AttemptId(found) for found in connection.execute(of_prompt).scalars()]

    def asked(self) -> list[Asked]:
        oldest = select(tables.attempt).order_by(tables.attempt.c.started_at, tables.attempt.c.id)
        with self._database.read() as connection:
            means = rows.answer_means(connection)
            attempts = connection.execute(oldest).all()
            return [
                asked for row in attempts for asked in rows.as_asked(row, means.get(row.id, {}))
            ]

    def incomplete_recordings(self) -> list[Recording]:
        cut = (
            select(tables.recording)
            .where(tables.recording.c.complete == 0)
            .order_by(tables.recording.c.id)
        )
        with self._database.read() as connection:
            return [rows.as_recording(row) for row in connection.execute(cut)]


def _change(connection: Connection, attempt: AttemptId, **values: Any) -> None:
    changed = update(tables.attempt).where(tables.attempt.c.id == attempt).values(values)
    if not connection.execute(changed).rowcount:
        raise _no_attempt(attempt)


def _answer_id(connection: Connection, attempt_id: AttemptId, position: int) -> int:
    found = select(tables.answer.c.id).where(
        tables.answer.c.attempt_id == attempt_id, tables.answer.c.position == position
    )
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFoundError(f"Attempt {attempt_id} has no answer {position + 1}.")
    return int(row.id)


def _no_attempt(attempt_id: AttemptId) -> NotFoundError:
    return NotFoundError(
        f"There is no attempt {attempt_id}. The command `attempts` lists those there are."
    )
