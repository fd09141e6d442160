"""Whether there is a loop to go on with: all that the first screen asks of loops."""

from __future__ import annotations

from sqlalchemy import exists, select

from tpmdesk.storage import tables
from tpmdesk.storage.database import Database


def has_open_loop(database: Database) -> bool:
    """Whether a loop was begun that is not over."""
    with database.read() as connection:
        found = select(exists().where(tables.loop.c.ended_at.is_(None)))
        return bool(connection.execute(found).scalar_one())
