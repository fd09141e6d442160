CREATE TABLE pack (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	merged_at INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE media (
	name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	bytes INTEGER NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT;
CREATE TABLE foreign_model (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT;
CREATE TABLE action (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	undone INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE open_action (
	action_id INTEGER NOT NULL, 
	PRIMARY KEY (action_id)
)
 STRICT;
CREATE TABLE removed_deck (
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
 STRICT;
CREATE TABLE removed_note (
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
 STRICT;
CREATE TABLE removed_card (
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
 STRICT;
CREATE TABLE removed_review (
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
 STRICT;
CREATE TABLE deck (
	id INTEGER NOT NULL, 
	pack_id TEXT, 
	slug TEXT NOT NULL, 
	title TEXT NOT NULL, 
	about TEXT DEFAULT '' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	options TEXT DEFAULT '{}' NOT NULL, 
	provenance TEXT DEFAULT '{}' NOT NULL, 
	retired_at INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (pack_id, slug), 
	FOREIGN KEY(pack_id) REFERENCES pack (id)
)
 STRICT;
CREATE TABLE entry (
	id INTEGER NOT NULL, 
	pack_id TEXT NOT NULL, 
	slug TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	retired_at INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (pack_id, kind, slug), 
	FOREIGN KEY(pack_id) REFERENCES pack (id)
)
 STRICT;
CREATE TABLE answer (
	id INTEGER NOT NULL, 
	attempt_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	prompt TEXT NOT NULL, 
	question TEXT NOT NULL, 
	notes TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (attempt_id, position), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
)
 STRICT;
CREATE TABLE change (
	id INTEGER NOT NULL, 
	action_id INTEGER NOT NULL, 
	statement TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(action_id) REFERENCES action (id)
)
 STRICT;
CREATE TABLE note (
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
 STRICT;
CREATE TABLE transcript (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	recognizer TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT;
CREATE TABLE assessment (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT;
CREATE TABLE card (
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
 STRICT;
CREATE TABLE review (
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
 STRICT;
CREATE TABLE loop (
  id INTEGER NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE attempt (
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
 STRICT;
CREATE TABLE recording (
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
 STRICT;
CREATE TABLE score (
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
 STRICT;
CREATE TABLE moment (
  id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  at REAL NOT NULL,
  text TEXT NOT NULL,
  scorer TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT;
CREATE TABLE nudge (
  id INTEGER NOT NULL,
  card_id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(card_id) REFERENCES card (id),
  FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT;
CREATE VIEW note_text (id, front, back, rest, tags) AS SELECT note.id, note.front, note.back, note.extra || char(10) || note.mnemonic || CASE note.steps WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.name') || char(10) || json_extract(value, '$.meaning'), char(10)) FROM json_each(note.steps)) END || CASE note.sides WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.front') || char(10) || json_extract(value, '$.back'), char(10)) FROM json_each(note.sides)) END, CASE note.tags WHEN '[]' THEN '' ELSE note.tags END FROM note;
CREATE INDEX ix_media_sha256 ON media (sha256);
CREATE INDEX ix_action_undone ON action (id) WHERE undone = 1;
CREATE INDEX ix_entry_kind ON entry (kind);
CREATE INDEX ix_answer_attempt_id ON answer (attempt_id);
CREATE INDEX ix_change_action_id ON change (action_id);
CREATE INDEX ix_note_plain ON note (plain COLLATE "NOCASE");
CREATE INDEX ix_note_deck_id ON note (deck_id);
CREATE INDEX ix_transcript_answer_id ON transcript (answer_id);
CREATE INDEX ix_assessment_answer_id ON assessment (answer_id);
CREATE INDEX ix_card_deck_id ON card (deck_id);
CREATE INDEX ix_card_queue ON card (state, due, deck_id, buried_until, suspended, retired_at, last_review, stability) WHERE suspended = 0 AND retired_at IS NULL;
CREATE INDEX ix_card_new ON card (position, deck_id, buried_until, state, suspended, retired_at) WHERE state = 0 AND suspended = 0 AND retired_at IS NULL;
CREATE INDEX ix_card_note ON card (note_id, retired_at);
CREATE INDEX ix_review_day ON review (at, kind, state_before, rating, interval_before, took, card_id);
CREATE INDEX ix_review_soon ON review (at, card_id) WHERE kind = 0 AND state_before = 2
  AND due_before - interval_before * 86400e6 > at - 90000e6;
CREATE INDEX ix_review_card_id ON review (card_id);
CREATE INDEX ix_attempt_loop_id ON attempt (loop_id);
CREATE INDEX ix_attempt_started_at ON attempt (started_at);
CREATE INDEX ix_recording_answer_id ON recording (answer_id);
CREATE INDEX ix_score_answer_id ON score (answer_id);
CREATE INDEX ix_moment_answer_id ON moment (answer_id);
CREATE INDEX ix_nudge_card_id ON nudge (card_id);
CREATE INDEX ix_nudge_answer_id ON nudge (answer_id);
CREATE VIRTUAL TABLE note_search USING fts5(front, back, rest, tags, content = 'note_text', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN INSERT INTO note_search (rowid, front, back, rest, tags) VALUES (new.id, new.front, new.back, new.extra || char(10) || new.mnemonic || CASE new.steps WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.name') || char(10) || json_extract(value, '$.meaning'), char(10)) FROM json_each(new.steps)) END || CASE new.sides WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.front') || char(10) || json_extract(value, '$.back'), char(10)) FROM json_each(new.sides)) END, CASE new.tags WHEN '[]' THEN '' ELSE new.tags END); END;
CREATE TRIGGER search_note_update AFTER UPDATE OF front, back, extra, mnemonic, steps, sides, tags ON note BEGIN INSERT INTO note_search (note_search, rowid, front, back, rest, tags) VALUES ('delete', old.id, old.front, old.back, old.extra || char(10) || old.mnemonic || CASE old.steps WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.name') || char(10) || json_extract(value, '$.meaning'), char(10)) FROM json_each(old.steps)) END || CASE old.sides WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.front') || char(10) || json_extract(value, '$.back'), char(10)) FROM json_each(old.sides)) END, CASE old.tags WHEN '[]' THEN '' ELSE old.tags END); INSERT INTO note_search (rowid, front, back, rest, tags) VALUES (new.id, new.front, new.back, new.extra || char(10) || new.mnemonic || CASE new.steps WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.name') || char(10) || json_extract(value, '$.meaning'), char(10)) FROM json_each(new.steps)) END || CASE new.sides WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.front') || char(10) || json_extract(value, '$.back'), char(10)) FROM json_each(new.sides)) END, CASE new.tags WHEN '[]' THEN '' ELSE new.tags END); END;
CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN INSERT INTO note_search (note_search, rowid, front, back, rest, tags) VALUES ('delete', old.id, old.front, old.back, old.extra || char(10) || old.mnemonic || CASE old.steps WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.name') || char(10) || json_extract(value, '$.meaning'), char(10)) FROM json_each(old.steps)) END || CASE old.sides WHEN '[]' THEN '' ELSE char(10) || (SELECT group_concat(json_extract(value, '$.front') || char(10) || json_extract(value, '$.back'), char(10)) FROM json_each(old.sides)) END, CASE old.tags WHEN '[]' THEN '' ELSE old.tags END); END;
CREATE TRIGGER undo_pack_INSERT AFTER INSERT ON pack BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM pack' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_pack_UPDATE AFTER UPDATE ON pack BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE pack SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.title IS new.title THEN '' ELSE ', title = ' || quote(old.title) END || CASE WHEN old.hash IS new.hash THEN '' ELSE ', hash = ' || quote(old.hash) END || CASE WHEN old.merged_at IS new.merged_at THEN '' ELSE ', merged_at = ' || quote(old.merged_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_pack_DELETE AFTER DELETE ON pack BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO pack (id, title, hash, merged_at) VALUES (' || quote(old.id) || ', ' || quote(old.title) || ', ' || quote(old.hash) || ', ' || quote(old.merged_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_deck_INSERT AFTER INSERT ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM deck' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_deck_UPDATE AFTER UPDATE ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE deck SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.pack_id IS new.pack_id THEN '' ELSE ', pack_id = ' || quote(old.pack_id) END || CASE WHEN old.slug IS new.slug THEN '' ELSE ', slug = ' || quote(old.slug) END || CASE WHEN old.title IS new.title THEN '' ELSE ', title = ' || quote(old.title) END || CASE WHEN old.about IS new.about THEN '' ELSE ', about = ' || quote(old.about) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.options IS new.options THEN '' ELSE ', options = ' || quote(old.options) END || CASE WHEN old.provenance IS new.provenance THEN '' ELSE ', provenance = ' || quote(old.provenance) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_deck_DELETE AFTER DELETE ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO deck (id, pack_id, slug, title, about, position, options, provenance, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.pack_id) || ', ' || quote(old.slug) || ', ' || quote(old.title) || ', ' || quote(old.about) || ', ' || quote(old.position) || ', ' || quote(old.options) || ', ' || quote(old.provenance) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_note_INSERT AFTER INSERT ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM note' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_note_UPDATE AFTER UPDATE ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE note SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.pack_id IS new.pack_id THEN '' ELSE ', pack_id = ' || quote(old.pack_id) END || CASE WHEN old.slug IS new.slug THEN '' ELSE ', slug = ' || quote(old.slug) END || CASE WHEN old.deck_id IS new.deck_id THEN '' ELSE ', deck_id = ' || quote(old.deck_id) END || CASE WHEN old.kind IS new.kind THEN '' ELSE ', kind = ' || quote(old.kind) END || CASE WHEN old.front IS new.front THEN '' ELSE ', front = ' || quote(old.front) END || CASE WHEN old.back IS new.back THEN '' ELSE ', back = ' || quote(old.back) END || CASE WHEN old.steps IS new.steps THEN '' ELSE ', steps = ' || quote(old.steps) END || CASE WHEN old.extra IS new.extra THEN '' ELSE ', extra = ' || quote(old.extra) END || CASE WHEN old.mnemonic IS new.mnemonic THEN '' ELSE ', mnemonic = ' || quote(old.mnemonic) END || CASE WHEN old.sides IS new.sides THEN '' ELSE ', sides = ' || quote(old.sides) END || CASE WHEN old.tags IS new.tags THEN '' ELSE ', tags = ' || quote(old.tags) END || CASE WHEN old.plain IS new.plain THEN '' ELSE ', plain = ' || quote(old.plain) END || CASE WHEN old.guid IS new.guid THEN '' ELSE ', guid = ' || quote(old.guid) END || CASE WHEN old.original IS new.original THEN '' ELSE ', original = ' || quote(old.original) END || CASE WHEN old.provenance IS new.provenance THEN '' ELSE ', provenance = ' || quote(old.provenance) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.created_at IS new.created_at THEN '' ELSE ', created_at = ' || quote(old.created_at) END || CASE WHEN old.edited_at IS new.edited_at THEN '' ELSE ', edited_at = ' || quote(old.edited_at) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || CASE WHEN old.deleted_at IS new.deleted_at THEN '' ELSE ', deleted_at = ' || quote(old.deleted_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_note_DELETE AFTER DELETE ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO note (id, pack_id, slug, deck_id, kind, front, back, steps, extra, mnemonic, sides, tags, plain, guid, original, provenance, position, created_at, edited_at, retired_at, deleted_at) VALUES (' || quote(old.id) || ', ' || quote(old.pack_id) || ', ' || quote(old.slug) || ', ' || quote(old.deck_id) || ', ' || quote(old.kind) || ', ' || quote(old.front) || ', ' || quote(old.back) || ', ' || quote(old.steps) || ', ' || quote(old.extra) || ', ' || quote(old.mnemonic) || ', ' || quote(old.sides) || ', ' || quote(old.tags) || ', ' || quote(old.plain) || ', ' || quote(old.guid) || ', ' || quote(old.original) || ', ' || quote(old.provenance) || ', ' || quote(old.position) || ', ' || quote(old.created_at) || ', ' || quote(old.edited_at) || ', ' || quote(old.retired_at) || ', ' || quote(old.deleted_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_card_INSERT AFTER INSERT ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM card' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_card_UPDATE AFTER UPDATE ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE card SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.note_id IS new.note_id THEN '' ELSE ', note_id = ' || quote(old.note_id) END || CASE WHEN old.deck_id IS new.deck_id THEN '' ELSE ', deck_id = ' || quote(old.deck_id) END || CASE WHEN old.template IS new.template THEN '' ELSE ', template = ' || quote(old.template) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.state IS new.state THEN '' ELSE ', state = ' || quote(old.state) END || CASE WHEN old.step IS new.step THEN '' ELSE ', step = ' || quote(old.step) END || CASE WHEN old.stability IS new.stability THEN '' ELSE ', stability = ' || quote(old.stability) END || CASE WHEN old.difficulty IS new.difficulty THEN '' ELSE ', difficulty = ' || quote(old.difficulty) END || CASE WHEN old.due IS new.due THEN '' ELSE ', due = ' || quote(old.due) END || CASE WHEN old.last_review IS new.last_review THEN '' ELSE ', last_review = ' || quote(old.last_review) END || CASE WHEN old.reps IS new.reps THEN '' ELSE ', reps = ' || quote(old.reps) END || CASE WHEN old.lapses IS new.lapses THEN '' ELSE ', lapses = ' || quote(old.lapses) END || CASE WHEN old.suspended IS new.suspended THEN '' ELSE ', suspended = ' || quote(old.suspended) END || CASE WHEN old.buried_until IS new.buried_until THEN '' ELSE ', buried_until = ' || quote(old.buried_until) END || CASE WHEN old.flag IS new.flag THEN '' ELSE ', flag = ' || quote(old.flag) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_card_DELETE AFTER DELETE ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO card (id, note_id, deck_id, template, position, state, step, stability, difficulty, due, last_review, reps, lapses, suspended, buried_until, flag, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.note_id) || ', ' || quote(old.deck_id) || ', ' || quote(old.template) || ', ' || quote(old.position) || ', ' || quote(old.state) || ', ' || quote(old.step) || ', ' || quote(old.stability) || ', ' || quote(old.difficulty) || ', ' || quote(old.due) || ', ' || quote(old.last_review) || ', ' || quote(old.reps) || ', ' || quote(old.lapses) || ', ' || quote(old.suspended) || ', ' || quote(old.buried_until) || ', ' || quote(old.flag) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_review_INSERT AFTER INSERT ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM review' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_review_UPDATE AFTER UPDATE ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE review SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.card_id IS new.card_id THEN '' ELSE ', card_id = ' || quote(old.card_id) END || CASE WHEN old.at IS new.at THEN '' ELSE ', at = ' || quote(old.at) END || CASE WHEN old.kind IS new.kind THEN '' ELSE ', kind = ' || quote(old.kind) END || CASE WHEN old.rating IS new.rating THEN '' ELSE ', rating = ' || quote(old.rating) END || CASE WHEN old.took IS new.took THEN '' ELSE ', took = ' || quote(old.took) END || CASE WHEN old.state_before IS new.state_before THEN '' ELSE ', state_before = ' || quote(old.state_before) END || CASE WHEN old.interval_before IS new.interval_before THEN '' ELSE ', interval_before = ' || quote(old.interval_before) END || CASE WHEN old.stability_before IS new.stability_before THEN '' ELSE ', stability_before = ' || quote(old.stability_before) END || CASE WHEN old.difficulty_before IS new.difficulty_before THEN '' ELSE ', difficulty_before = ' || quote(old.difficulty_before) END || CASE WHEN old.due_before IS new.due_before THEN '' ELSE ', due_before = ' || quote(old.due_before) END || CASE WHEN old.state IS new.state THEN '' ELSE ', state = ' || quote(old.state) END || CASE WHEN old.interval IS new.interval THEN '' ELSE ', interval = ' || quote(old.interval) END || CASE WHEN old.stability IS new.stability THEN '' ELSE ', stability = ' || quote(old.stability) END || CASE WHEN old.difficulty IS new.difficulty THEN '' ELSE ', difficulty = ' || quote(old.difficulty) END || CASE WHEN old.due IS new.due THEN '' ELSE ', due = ' || quote(old.due) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_review_DELETE AFTER DELETE ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO review (id, card_id, at, kind, rating, took, state_before, interval_before, stability_before, difficulty_before, due_before, state, interval, stability, difficulty, due) VALUES (' || quote(old.id) || ', ' || quote(old.card_id) || ', ' || quote(old.at) || ', ' || quote(old.kind) || ', ' || quote(old.rating) || ', ' || quote(old.took) || ', ' || quote(old.state_before) || ', ' || quote(old.interval_before) || ', ' || quote(old.stability_before) || ', ' || quote(old.difficulty_before) || ', ' || quote(old.due_before) || ', ' || quote(old.state) || ', ' || quote(old.interval) || ', ' || quote(old.stability) || ', ' || quote(old.difficulty) || ', ' || quote(old.due) || ')' FROM open_action; END;
CREATE TRIGGER undo_entry_INSERT AFTER INSERT ON entry BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM entry' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_entry_UPDATE AFTER UPDATE ON entry BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE entry SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.pack_id IS new.pack_id THEN '' ELSE ', pack_id = ' || quote(old.pack_id) END || CASE WHEN old.slug IS new.slug THEN '' ELSE ', slug = ' || quote(old.slug) END || CASE WHEN old.kind IS new.kind THEN '' ELSE ', kind = ' || quote(old.kind) END || CASE WHEN old.title IS new.title THEN '' ELSE ', title = ' || quote(old.title) END || CASE WHEN old.body IS new.body THEN '' ELSE ', body = ' || quote(old.body) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_entry_DELETE AFTER DELETE ON entry BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO entry (id, pack_id, slug, kind, title, body, position, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.pack_id) || ', ' || quote(old.slug) || ', ' || quote(old.kind) || ', ' || quote(old.title) || ', ' || quote(old.body) || ', ' || quote(old.position) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_setting_INSERT AFTER INSERT ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM setting' || ' WHERE ' || 'key = ' || quote(new.key) FROM open_action; END;
CREATE TRIGGER undo_setting_UPDATE AFTER UPDATE ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE setting SET key = key' || CASE WHEN old.key IS new.key THEN '' ELSE ', key = ' || quote(old.key) END || CASE WHEN old.value IS new.value THEN '' ELSE ', value = ' || quote(old.value) END || ' WHERE ' || 'key = ' || quote(new.key) FROM open_action; END;
CREATE TRIGGER undo_setting_DELETE AFTER DELETE ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO setting (key, value) VALUES (' || quote(old.key) || ', ' || quote(old.value) || ')' FROM open_action; END;
CREATE TRIGGER undo_nudge_INSERT AFTER INSERT ON nudge BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM nudge' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_nudge_UPDATE AFTER UPDATE ON nudge BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE nudge SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.card_id IS new.card_id THEN '' ELSE ', card_id = ' || quote(old.card_id) END || CASE WHEN old.answer_id IS new.answer_id THEN '' ELSE ', answer_id = ' || quote(old.answer_id) END || CASE WHEN old.at IS new.at THEN '' ELSE ', at = ' || quote(old.at) END || CASE WHEN old.reason IS new.reason THEN '' ELSE ', reason = ' || quote(old.reason) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_nudge_DELETE AFTER DELETE ON nudge BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO nudge (id, card_id, answer_id, at, reason) VALUES (' || quote(old.id) || ', ' || quote(old.card_id) || ', ' || quote(old.answer_id) || ', ' || quote(old.at) || ', ' || quote(old.reason) || ')' FROM open_action; END;
CREATE TRIGGER forget_removed AFTER DELETE ON change WHEN old.statement GLOB 'bulk *"restore"*' BEGIN DELETE FROM removed_deck WHERE action_id = old.action_id; DELETE FROM removed_note WHERE action_id = old.action_id; DELETE FROM removed_card WHERE action_id = old.action_id; DELETE FROM removed_review WHERE action_id = old.action_id; END;
INSERT INTO pack (id, title, hash, merged_at) VALUES ('core', 'Core', 'h', 1);
INSERT INTO setting (key, value) VALUES ('voice', '"en"');
INSERT INTO deck (id, pack_id, slug, title, about, position, options, provenance, retired_at) VALUES (1, 'core', 'release', 'Release', '', 0, '{}', '{}', NULL);
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (1, 1, 0, 'core/p1', 'How do you cut scope?', 'Say the trade-off first; it''s what they hear.');
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (2, 1, 1, 'core/p2', 'How do you say no?', '');
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (3, 2, 0, 'core/p1', 'How do you cut scope?', '');
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (4, 2, 1, 'core/p2', 'How do you say no?', '');
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (5, 3, 0, 'core/p1', 'How do you cut scope?', '');
INSERT INTO answer (id, attempt_id, position, prompt, question, notes) VALUES (6, 3, 1, 'core/p2', 'How do you say no?', '');
INSERT INTO note (id, pack_id, slug, deck_id, kind, front, back, steps, extra, mnemonic, sides, tags, plain, guid, original, provenance, position, created_at, edited_at, retired_at, deleted_at) VALUES (7, 'core', 'canary', 1, 'basic', 'What is a **canary**?', 'A few hosts first.', '[]', '', '', '[]', '[]', 'What is a canary?', 'core/canary', NULL, '{}', 0, 1, NULL, NULL, NULL);
INSERT INTO transcript (id, answer_id, recognizer, made_at, body) VALUES (1, 1, 'vosk', 1772452860000000, '{"utterances":[{"words":[{"text":"I","start":0.5,"end":0.6,"confidence":0.9},{"text":"ask.","start":0.7,"end":1.25,"confidence":0.4}]}],"recognizer":"vosk"}');
INSERT INTO transcript (id, answer_id, recognizer, made_at, body) VALUES (2, 5, 'typed', 1772625600000000, '{"utterances":[{"words":[{"text":"I","start":null,"end":null,"confidence":1.0},{"text":"write","start":null,"end":null,"confidence":1.0},{"text":"it","start":null,"end":null,"confidence":1.0},{"text":"down.","start":null,"end":null,"confidence":1.0}]}],"recognizer":"typed"}');
INSERT INTO assessment (id, answer_id, made_at, body) VALUES (1, 1, 1772452860000000, '{"framework":"core/f","steps":[{"step":"Clarify","covered":true,"evidence":[{"quote":"I ask.","start":0.5,"end":1.25}]},{"step":"Cut","covered":false,"evidence":[]}],"follow_ups":["What would you cut first?"],"delivery":{"words":2,"speech_seconds":0.65,"seconds":2.0,"words_per_minute":160.5,"time_to_first_word":0.5,"pauses":[{"start":0.6,"end":0.7}],"fillers":[{"word":"um","start":0.1}],"pace":[[0.0,150.0]]},"enough_speech":false}');
INSERT INTO card (id, note_id, deck_id, template, position, state, step, stability, difficulty, due, last_review, reps, lapses, suspended, buried_until, flag, retired_at) VALUES (9, 7, 1, 'forward', 3, 2, NULL, 4.5, 5.0, 432000000000, 86400000000, 2, 0, 0, NULL, 0, NULL);
INSERT INTO review (id, card_id, at, kind, rating, took, state_before, interval_before, stability_before, difficulty_before, due_before, state, interval, stability, difficulty, due) VALUES (1, 9, 0, 0, 3, 2.5, 0, NULL, NULL, NULL, NULL, 2, 1.0, NULL, NULL, 86400000000);
INSERT INTO review (id, card_id, at, kind, rating, took, state_before, interval_before, stability_before, difficulty_before, due_before, state, interval, stability, difficulty, due) VALUES (2, 9, 86400000000, 0, 3, 2.5, 2, 1.0, NULL, NULL, 86400000000, 2, 4.0, NULL, NULL, 432000000000);
INSERT INTO loop (id, title, state, started_at, ended_at) VALUES (1, 'Whole loop', '{}', 86400000000, NULL);
INSERT INTO attempt (id, round, title, state, started_at, ended_at, loop_id, loop_position) VALUES (1, 'core/scope', 'Scope', '{"questions":[{"prompt":"core/p1","text":"How do you cut scope?","think_seconds":30,"answer_seconds":120},{"prompt":"core/p2","text":"How do you say no?","think_seconds":20,"answer_seconds":90}],"answers":["recorded","skipped"],"phase":"debrief","index":1,"since":61.0,"by_voice":true,"ending":false,"notice":""}', 1772452800000000, 1772452980000000, 1, 0);
INSERT INTO attempt (id, round, title, state, started_at, ended_at, loop_id, loop_position) VALUES (2, 'core/other', 'Other', '{"questions":[{"prompt":"core/p1","text":"How do you cut scope?","think_seconds":30,"answer_seconds":120},{"prompt":"core/p2","text":"How do you say no?","think_seconds":20,"answer_seconds":90}],"answers":["recording","pending"],"phase":"answering","index":0,"since":3.0,"by_voice":true,"ending":false,"notice":""}', 1772539200000000, NULL, NULL, NULL);
INSERT INTO attempt (id, round, title, state, started_at, ended_at, loop_id, loop_position) VALUES (3, 'core/typed', 'Typed', '{"questions":[{"prompt":"core/p1","text":"How do you cut scope?","think_seconds":30,"answer_seconds":120},{"prompt":"core/p2","text":"How do you say no?","think_seconds":20,"answer_seconds":90}],"answers":["typed","pending"],"phase":"scoring","index":0,"since":51.0,"by_voice":false,"ending":false,"notice":""}', 1772625600000000, NULL, NULL, NULL);
INSERT INTO recording (id, answer_id, file, started_at, seconds, complete, wiped_at) VALUES (1, 1, 'attempt-1/answer-1-take-1.wav', 1772452800000000, 42.5, 1, NULL);
INSERT INTO recording (id, answer_id, file, started_at, seconds, complete, wiped_at) VALUES (2, 3, 'attempt-2/answer-1-take-1.wav', 1772539200000000, 0.0, 0, NULL);
INSERT INTO score (id, answer_id, criterion, level, blind, scorer) VALUES (1, 1, 'clarity', 3, 1, '');
INSERT INTO score (id, answer_id, criterion, level, blind, scorer) VALUES (2, 1, 'clarity', 4, 0, '');
INSERT INTO score (id, answer_id, criterion, level, blind, scorer) VALUES (3, 1, 'depth', 1, 0, '');
INSERT INTO score (id, answer_id, criterion, level, blind, scorer) VALUES (4, 1, 'clarity', 2, 0, 'Ann');
INSERT INTO moment (id, answer_id, at, text, scorer) VALUES (1, 1, 3.5, 'Good question.', 'Ann');
INSERT INTO nudge (id, card_id, answer_id, at, reason) VALUES (1, 9, 1, 86400000000, '{}');
PRAGMA application_id = 1953525092;
PRAGMA user_version = 3;
