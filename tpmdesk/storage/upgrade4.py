"""Version 3 to 4: exercises in writing and by drawing, stories, and the person's own diagrams."""

from __future__ import annotations

from sqlalchemy import Connection

from tpmdesk.storage import search

_STATEMENTS = (
    """CREATE TABLE exercise (
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  entry TEXT DEFAULT '' NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  ended_at INTEGER,
  attempt_id INTEGER,
  PRIMARY KEY (id),
  FOREIGN KEY(attempt_id) REFERENCES attempt (id)
)
 STRICT""",
    "CREATE INDEX ix_exercise_started_at ON exercise (started_at)",
    "CREATE INDEX ix_exercise_attempt_id ON exercise (attempt_id)",
    """CREATE TABLE story (
  id INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (id)
)
 STRICT""",
    """CREATE TABLE own_diagram (
  id INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (id)
)
 STRICT""",
)


def to_version_4(connection: Connection) -> None:
    """Bring a file of version 3 up to version 4, within the caller's transaction."""
    search.remove(connection)
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
