"""Version 2 to 3: loops of rounds, remarks at moments of an answer, a friend's scores, recordings
that were wiped, and why a round brought a card forward."""

from __future__ import annotations

from sqlalchemy import Connection

from tpmdesk.storage import search

_STATEMENTS = (
    """CREATE TABLE loop (
  id INTEGER NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (id)
)
 STRICT""",
    "ALTER TABLE attempt RENAME TO old_attempt",
    "DROP INDEX ix_attempt_started_at",
    """CREATE TABLE attempt (
  id INTEGER NOT NULL,
  round TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  loop_id INTEGER,
  loop_position INTEGER,
  PRIMARY KEY (id),
  FOREIGN KEY(loop_id) REFERENCES loop (id)
)
 STRICT""",
    """INSERT INTO attempt (id, round, title, state, started_at, ended_at)
SELECT id, round, title, state, started_at, ended_at FROM old_attempt""",
    "DROP TABLE old_attempt",
    "CREATE INDEX ix_attempt_loop_id ON attempt (loop_id)",
    "CREATE INDEX ix_attempt_started_at ON attempt (started_at)",
    "ALTER TABLE recording RENAME TO old_recording",
    "DROP INDEX ix_recording_answer_id",
    """CREATE TABLE recording (
  id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  file TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  seconds REAL DEFAULT '0' NOT NULL,
  complete INTEGER DEFAULT '0' NOT NULL,
  wiped_at INTEGER,
  PRIMARY KEY (id),
  FOREIGN KEY(answer_id) REFERENCES answer (id),
  UNIQUE (file)
)
 STRICT""",
    """INSERT INTO recording (id, answer_id, file, started_at, seconds, complete)
SELECT id, answer_id, file, started_at, seconds, complete FROM old_recording""",
    "DROP TABLE old_recording",
    "CREATE INDEX ix_recording_answer_id ON recording (answer_id)",
    "ALTER TABLE score RENAME TO old_score",
    "DROP INDEX ix_score_answer_id",
    """CREATE TABLE score (
  id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  level INTEGER NOT NULL,
  blind INTEGER DEFAULT '0' NOT NULL,
  scorer TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (answer_id, criterion, blind, scorer),
  FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT""",
    """INSERT INTO score (id, answer_id, criterion, level, blind)
SELECT id, answer_id, criterion, level, blind FROM old_score""",
    "DROP TABLE old_score",
    "CREATE INDEX ix_score_answer_id ON score (answer_id)",
    """CREATE TABLE moment (
  id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  at REAL NOT NULL,
  text TEXT NOT NULL,
  scorer TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT""",
    "CREATE INDEX ix_moment_answer_id ON moment (answer_id)",
    """CREATE TABLE nudge (
  id INTEGER NOT NULL,
  card_id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(card_id) REFERENCES card (id),
  FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT""",
    "CREATE INDEX ix_nudge_card_id ON nudge (card_id)",
    "CREATE INDEX ix_nudge_answer_id ON nudge (answer_id)",
)


def to_version_3(connection: Connection) -> None:
    """Bring a file of version 2 up to version 3, within the caller's transaction."""
    search.remove(connection)
    # Other tables go on naming the table that is made anew, not the one that was put aside.
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    try:
        for statement in _STATEMENTS:
            connection.exec_driver_sql(statement)
    finally:
        connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
