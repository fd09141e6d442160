"""What there is to go on with: all that the first screen asks of loops and exercises."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from tpmdesk.storage import tables
from tpmdesk.storage.database import Database


def has_open_loop(database: Database) -> bool:
    """Whether a loop was begun that is not over."""
    with database.read() as connection:
        found = select(exists().where(tables.loop.c.ended_at.is_(None)))
        return bool(connection.execute(found).scalar_one())


def open_exercise(database: Database) -> tuple[str, str, datetime] | None:
    """Kind, title and start of the exercise that was begun last and not ended. Skims, which are
    over within a minute, are not gone on with."""
    table = tables.exercise
    found = (
        select(table.c.kind, table.c.title, table.c.started_at)
        .where(table.c.ended_at.is_(None), table.c.kind != "skim")
        .order_by(table.c.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = connection.execute(found).first()
    return (row[0], row[1], row[2]) if row else None
