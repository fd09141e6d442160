"""The settings as rows of key and JSON value."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import setting


class SqlSettingsStore:
    """A SettingsStore in the profile's database. Settings are no undo steps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self) -> dict[str, Any]:
        with self._database.read() as connection:
            rows = connection.execute(select(setting.c.key, setting.c.value)).all()
        return {row.key: json.loads(row.value) for row in rows}

    def put(self, key: str, value: Any) -> None:
        row = insert(setting).values(key=key, value=json.dumps(value))
        written = row.on_conflict_do_update(set_={"value": row.excluded.value})
        with self._database.write() as connection:
            connection.execute(written)
