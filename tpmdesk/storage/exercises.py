"""Exercises in the profile's database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.storage.database import Database
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.tables import exercise as table

_WORK = msgspec.json.Decoder(Work)


class SqlExerciseStore:
    """An ExerciseStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        kind: ExerciseKind,
        entry: str,
        title: str,
        work: Work,
        at: datetime,
        attempt: AttemptId | None = None,
    ) -> ExerciseId:
        row = insert(table).values(
            kind=kind.value,
            entry=entry,
            title=title,
            body=as_json(work),
            started_at=at,
            saved_at=at,
            attempt_id=attempt,
        )
        with self._database.write() as connection:
            made = connection.execute(row).inserted_primary_key
        assert made is not None
        return ExerciseId(made[0])

    def save(self, exercise: ExerciseId, work: Work, at: datetime, *, ended: bool) -> None:
        changed = update(table).where(table.c.id == exercise)
        changed = changed.values(body=as_json(work), saved_at=at)
        with self._database.write() as connection:
            if not connection.execute(changed).rowcount:
                raise _unknown(exercise)
            if ended:
                first = update(table).where(table.c.id == exercise, table.c.ended_at.is_(None))
                connection.execute(first.values(ended_at=at))

    def exercise(self, exercise: ExerciseId) -> Exercise:
        with self._database.read() as connection:
            row = connection.execute(select(table).where(table.c.id == exercise)).first()
        if row is None:
            raise _unknown(exercise)
        return _exercise(row)

    def exercises(self, kinds: Sequence[ExerciseKind] = (), limit: int = 200) -> list[Exercise]:
        query = select(table).order_by(table.c.started_at.desc(), table.c.id.desc()).limit(limit)
        if kinds:
            query = query.where(table.c.kind.in_([kind.value for kind in kinds]))
        with self._database.read() as connection:
            return [_exercise(row) for row in connection.execute(query)]

    def remove(self, exercise: ExerciseId) -> None:
        with self._database.write() as connection:
            connection.execute(delete(table).where(table.c.id == exercise))


def _exercise(row: Row[Any]) -> Exercise:
    return Exercise(
        ExerciseId(row.id),
        ExerciseKind(row.kind),
        row.entry,
        row.title,
        _WORK.decode(row.body),
        row.started_at,
        row.saved_at,
        row.ended_at,
        None if row.attempt_id is None else AttemptId(row.attempt_id),
    )


def _unknown(exercise: ExerciseId) -> NotFoundError:
    return NotFoundError(f"There is no exercise {exercise}.")
