"""Loops, saved as they happen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, select, update

from tpmdesk.app.loopshapes import KeptLoop
from tpmdesk.app.ports import AttemptLine, NotFoundError
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.loops import LoopState
from tpmdesk.storage import attemptrows as rows
from tpmdesk.storage import tables
from tpmdesk.storage.database import Database
from tpmdesk.storage.notes import as_json

_STATE = msgspec.json.Decoder(LoopState)


class SqlLoopStore:
    """A LoopStore in the profile's database. Loops are no undo steps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, state: LoopState, at: datetime) -> LoopId:
        row = {"title": state.plan.title, "state": as_json(state), "started_at": at}
        with self._database.write() as connection:
            return LoopId(rows.add(connection, tables.loop, row))

    def save(self, loop: LoopId, state: LoopState, ended: datetime | None) -> None:
        values = {"state": as_json(state), "ended_at": ended}
        changed = update(tables.loop).where(tables.loop.c.id == loop).values(values)
        with self._database.write() as connection:
            if not connection.execute(changed).rowcount:
                raise _no_loop(loop)

    def loop(self, loop: LoopId) -> KeptLoop:
        with self._database.read() as connection:
            found = select(tables.loop).where(tables.loop.c.id == loop)
            row = connection.execute(found).one_or_none()
            if row is None:
                raise _no_loop(loop)
            return _as_loop(row)

    def loops(self) -> list[KeptLoop]:
        newest = select(tables.loop).order_by(
            tables.loop.c.started_at.desc(), tables.loop.c.id.desc()
        )
        with self._database.read() as connection:
            return [_as_loop(row) for row in connection.execute(newest)]

    def attempts(self, loop: LoopId) -> list[AttemptLine]:
        oldest = (
            select(tables.attempt)
            .where(tables.attempt.c.loop_id == loop)
            .order_by(tables.attempt.c.id)
        )
        with self._database.read() as connection:
            means = rows.mean_levels(connection)
            return [rows.as_line(row, means.get(row.id)) for row in connection.execute(oldest)]


def _as_loop(row: Row[Any]) -> KeptLoop:
    return KeptLoop(
        id=LoopId(row.id),
        title=row.title,
        state=_STATE.decode(row.state),
        started=row.started_at,
        ended=row.ended_at,
    )


def _no_loop(loop: LoopId) -> NotFoundError:
    return NotFoundError(f"There is no loop {loop}. The command `loop list` lists those there are.")
