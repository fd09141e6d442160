"""The person's own systems in the profile's database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from tpmdesk.app.drawing_room import OwnDiagram, OwnDiagramId
from tpmdesk.app.ports import NotFoundError
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import own_diagram as table


class SqlOwnDiagramStore:
    """An OwnDiagramStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def diagrams(self) -> list[OwnDiagram]:
        with self._database.read() as connection:
            return [_diagram(row) for row in connection.execute(select(table).order_by(table.c.id))]

    def diagram(self, diagram: OwnDiagramId) -> OwnDiagram:
        with self._database.read() as connection:
            row = connection.execute(select(table).where(table.c.id == diagram)).first()
        if row is None:
            raise _unknown(diagram)
        return _diagram(row)

    def add(self, label: str, title: str, text: str, at: datetime) -> OwnDiagramId:
        row = insert(table).values(title=title, body=text, created_at=at, edited_at=at)
        with self._database.action(label) as connection:
            made = connection.execute(row).inserted_primary_key
        assert made is not None
        return OwnDiagramId(made[0])

    def change(self, diagram: OwnDiagramId, title: str, text: str, at: datetime) -> None:
        changed = update(table).where(table.c.id == diagram)
        with self._database.write() as connection:
            done = connection.execute(changed.values(title=title, body=text, edited_at=at))
            if not done.rowcount:
                raise _unknown(diagram)

    def remove(self, label: str, diagram: OwnDiagramId) -> None:
        with self._database.action(label) as connection:
            connection.execute(delete(table).where(table.c.id == diagram))


def _diagram(row: Row[Any]) -> OwnDiagram:
    return OwnDiagram(OwnDiagramId(row.id), row.title, row.body, row.edited_at)


def _unknown(diagram: OwnDiagramId) -> NotFoundError:
    return NotFoundError(f"There is no diagram {diagram} any more.")
