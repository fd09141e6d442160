"""What version 2 made anew, as it was released: never changed again."""

from __future__ import annotations

from collections.abc import Mapping

TABLES: Mapping[str, tuple[str, ...]] = {
    "note": (
        """CREATE TABLE note (
  id INTEGER NOT NULL,
  pack_id TEXT,
  slug TEXT,
  deck_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  front TEXT NOT NULL,
  back TEXT NOT NULL,
  steps TEXT DEFAULT '[]' NOT NULL,
  extra TEXT DEFAULT '' NOT NULL,
  mnemonic TEXT DEFAULT '' NOT NULL,
  sides TEXT DEFAULT '[]' NOT NULL,
  tags TEXT DEFAULT '[]' NOT NULL,
  plain TEXT DEFAULT '' NOT NULL,
  guid TEXT DEFAULT (lower(hex(randomblob(8)))) NOT NULL,
  original TEXT,
  provenance TEXT DEFAULT '{}' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  retired_at INTEGER,
  deleted_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (pack_id, slug),
  FOREIGN KEY(pack_id) REFERENCES pack (id),
  FOREIGN KEY(deck_id) REFERENCES deck (id),
  UNIQUE (guid)
)
 STRICT""",
        """CREATE INDEX ix_note_deck_id ON note (deck_id)""",
        """CREATE INDEX ix_note_plain ON note (plain COLLATE "NOCASE")""",
    ),
    "card": (
        """CREATE TABLE card (
  id INTEGER NOT NULL,
  note_id INTEGER NOT NULL,
  deck_id INTEGER NOT NULL,
  template TEXT NOT NULL,
  position INTEGER NOT NULL,
  state INTEGER DEFAULT '0' NOT NULL,
  step INTEGER,
  stability REAL,
  difficulty REAL,
  due INTEGER,
  last_review INTEGER,
  reps INTEGER DEFAULT '0' NOT NULL,
  lapses INTEGER DEFAULT '0' NOT NULL,
  suspended INTEGER DEFAULT '0' NOT NULL,
  buried_until INTEGER,
  flag INTEGER DEFAULT '0' NOT NULL,
  retired_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (note_id, template),
  CHECK (state BETWEEN 0 AND 3),
  FOREIGN KEY(note_id) REFERENCES note (id),
  FOREIGN KEY(deck_id) REFERENCES deck (id)
)
 STRICT""",
        """CREATE INDEX ix_card_deck_id ON card (deck_id)""",
        """CREATE INDEX ix_card_new
  ON card (position, deck_id, buried_until, state, suspended, retired_at)
  WHERE state = 0 AND suspended = 0 AND retired_at IS NULL""",
        """CREATE INDEX ix_card_note ON card (note_id, retired_at)""",
        """CREATE INDEX ix_card_queue
  ON card (state, due, deck_id, buried_until, suspended, retired_at, last_review, stability)
  WHERE suspended = 0 AND retired_at IS NULL""",
    ),
    "review": (
        """CREATE TABLE review (
  id INTEGER NOT NULL,
  card_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind INTEGER DEFAULT '0' NOT NULL,
  rating INTEGER NOT NULL,
  took REAL NOT NULL,
  state_before INTEGER NOT NULL,
  interval_before REAL,
  stability_before REAL,
  difficulty_before REAL,
  due_before INTEGER,
  state INTEGER NOT NULL,
  interval REAL,
  stability REAL,
  difficulty REAL,
  due INTEGER,
  PRIMARY KEY (id),
  CHECK (rating BETWEEN 0 AND 4),
  CHECK (kind BETWEEN 0 AND 5),
  FOREIGN KEY(card_id) REFERENCES card (id)
)
 STRICT""",
        """CREATE INDEX ix_review_card_id ON review (card_id)""",
        """CREATE INDEX ix_review_day
  ON review (at, kind, state_before, rating, interval_before, took, card_id)""",
        """CREATE INDEX ix_review_soon
  ON review (at, card_id)
  WHERE kind = 0 AND state_before = 2
  AND due_before - interval_before * 86400e6 > at - 90000e6""",
    ),
    "action": (
        """CREATE TABLE action (
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  undone INTEGER DEFAULT '0' NOT NULL,
  PRIMARY KEY (id)
)
 STRICT""",
        """CREATE INDEX ix_action_undone ON action (id) WHERE undone = 1""",
    ),
    "change": (
        """CREATE TABLE change (
  id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(action_id) REFERENCES action (id)
)
 STRICT""",
        """CREATE INDEX ix_change_action_id ON change (action_id)""",
    ),
    "media": (
        """CREATE TABLE media (
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (name)
)
 STRICT""",
        """CREATE INDEX ix_media_sha256 ON media (sha256)""",
    ),
    "foreign_model": (
        """CREATE TABLE foreign_model (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT""",
    ),
    "removed_deck": (
        """CREATE TABLE removed_deck (
  action_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  pack_id TEXT,
  slug TEXT,
  title TEXT,
  about TEXT,
  position INTEGER,
  options TEXT,
  provenance TEXT,
  retired_at INTEGER,
  PRIMARY KEY (action_id, id)
)
 WITHOUT ROWID,
 STRICT""",
    ),
    "removed_note": (
        """CREATE TABLE removed_note (
  action_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  pack_id TEXT,
  slug TEXT,
  deck_id INTEGER,
  kind TEXT,
  front TEXT,
  back TEXT,
  steps TEXT,
  extra TEXT,
  mnemonic TEXT,
  sides TEXT,
  tags TEXT,
  plain TEXT,
  guid TEXT,
  original TEXT,
  provenance TEXT,
  position INTEGER,
  created_at INTEGER,
  edited_at INTEGER,
  retired_at INTEGER,
  deleted_at INTEGER,
  PRIMARY KEY (action_id, id)
)
 WITHOUT ROWID,
 STRICT""",
    ),
    "removed_card": (
        """CREATE TABLE removed_card (
  action_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  note_id INTEGER,
  deck_id INTEGER,
  template TEXT,
  position INTEGER,
  state INTEGER,
  step INTEGER,
  stability REAL,
  difficulty REAL,
  due INTEGER,
  last_review INTEGER,
  reps INTEGER,
  lapses INTEGER,
  suspended INTEGER,
  buried_until INTEGER,
  flag INTEGER,
  retired_at INTEGER,
  PRIMARY KEY (action_id, id)
)
 WITHOUT ROWID,
 STRICT""",
    ),
    "removed_review": (
        """CREATE TABLE removed_review (
  action_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  card_id INTEGER,
  at INTEGER,
  kind INTEGER,
  rating INTEGER,
  took REAL,
  state_before INTEGER,
  interval_before REAL,
  stability_before REAL,
  difficulty_before REAL,
  due_before INTEGER,
  state INTEGER,
  interval REAL,
  stability REAL,
  difficulty REAL,
  due INTEGER,
  PRIMARY KEY (action_id, id)
)
 WITHOUT ROWID,
 STRICT""",
    ),
}
