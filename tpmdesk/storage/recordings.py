"""All recordings of the profile, with the attempts that they belong to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from tpmdesk.app.kept import Kept
from tpmdesk.domain.attempts import AttemptId, RecordingId
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import answer, attempt, recording


class SqlRecordingStore(SqlAttemptStore):
    """A RecordingStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._recordings = database

    def recordings(self) -> list[Kept]:
        columns = (
            recording,
            answer.c.position,
            attempt.c.id.label("attempt_id"),
            attempt.c.title,
            attempt.c.started_at.label("begun_at"),
            attempt.c.ended_at,
        )
        oldest = (attempt.c.started_at, attempt.c.id, answer.c.position, recording.c.id)
        found = select(*columns).join_from(recording, answer).join(attempt).order_by(*oldest)
        with self._recordings.read() as connection:
            return [_kept(row) for row in connection.execute(found)]


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        id=RecordingId(row.id),
        attempt=AttemptId(row.attempt_id),
        title=row.title,
        started=row.begun_at,
        over=row.ended_at is not None,
        position=row.position,
        file=row.file,
        seconds=row.seconds,
        complete=bool(row.complete),
        wiped=row.wiped_at is not None,
    )
