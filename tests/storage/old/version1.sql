CREATE TABLE pack (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	merged_at INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	round TEXT NOT NULL, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	started_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE INDEX ix_attempt_started_at ON attempt (started_at);
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
CREATE TABLE action (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	undoes INTEGER, 
	undone INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE INDEX ix_action_undoes ON action (undoes);
CREATE TABLE open_action (
	action_id INTEGER NOT NULL, 
	PRIMARY KEY (action_id)
)
 STRICT

;
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
 STRICT

;
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
 STRICT

;
CREATE INDEX ix_entry_kind ON entry (kind);
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
 STRICT

;
CREATE INDEX ix_answer_attempt_id ON answer (attempt_id);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	action_id INTEGER NOT NULL, 
	statement TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(action_id) REFERENCES action (id)
)
 STRICT

;
CREATE INDEX ix_change_action_id ON change (action_id);
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
	tags TEXT DEFAULT '[]' NOT NULL, 
	provenance TEXT DEFAULT '{}' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	created_at INTEGER NOT NULL, 
	edited_at INTEGER, 
	retired_at INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (pack_id, slug), 
	FOREIGN KEY(pack_id) REFERENCES pack (id), 
	FOREIGN KEY(deck_id) REFERENCES deck (id)
)
 STRICT

;
CREATE INDEX ix_note_deck_id ON note (deck_id);
CREATE TABLE recording (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	started_at INTEGER NOT NULL, 
	seconds REAL DEFAULT '0' NOT NULL, 
	complete INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(answer_id) REFERENCES answer (id), 
	UNIQUE (file)
)
 STRICT

;
CREATE INDEX ix_recording_answer_id ON recording (answer_id);
CREATE TABLE transcript (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	recognizer TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT

;
CREATE INDEX ix_transcript_answer_id ON transcript (answer_id);
CREATE TABLE assessment (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT

;
CREATE INDEX ix_assessment_answer_id ON assessment (answer_id);
CREATE TABLE score (
	id INTEGER NOT NULL, 
	answer_id INTEGER NOT NULL, 
	criterion TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	blind INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (answer_id, criterion, blind), 
	FOREIGN KEY(answer_id) REFERENCES answer (id)
)
 STRICT

;
CREATE INDEX ix_score_answer_id ON score (answer_id);
CREATE TABLE card (
	id INTEGER NOT NULL, 
	note_id INTEGER NOT NULL, 
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
	FOREIGN KEY(note_id) REFERENCES note (id)
)
 STRICT

;
CREATE INDEX ix_card_new ON card (position) WHERE state = 0 AND suspended = 0 AND retired_at IS NULL;
CREATE INDEX ix_card_note_id ON card (note_id);
CREATE INDEX ix_card_queue ON card (state, due) WHERE suspended = 0 AND retired_at IS NULL;
CREATE TABLE review (
	id INTEGER NOT NULL, 
	card_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	rating INTEGER NOT NULL, 
	took REAL NOT NULL, 
	state_before INTEGER NOT NULL, 
	stability_before REAL, 
	difficulty_before REAL, 
	due_before INTEGER, 
	state INTEGER NOT NULL, 
	stability REAL, 
	difficulty REAL, 
	due INTEGER, 
	PRIMARY KEY (id), 
	CHECK (rating BETWEEN 1 AND 4), 
	FOREIGN KEY(card_id) REFERENCES card (id)
)
 STRICT

;
CREATE INDEX ix_review_day ON review (at, state_before);
CREATE INDEX ix_review_card_id ON review (card_id);
CREATE VIRTUAL TABLE note_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN INSERT INTO note_search (rowid, text) VALUES (new.id, new.front || char(10) || new.back || char(10) || new.extra || char(10) || coalesce((
  SELECT group_concat(json_extract(value, '$.name') || ' ' || json_extract(value, '$.meaning'), ' ')
  FROM json_each(new.steps)), '') || char(10) || coalesce((SELECT group_concat(value, ' ') FROM json_each(new.tags)), '')); END;
CREATE TRIGGER search_note_update AFTER UPDATE OF front, back, extra, steps, tags ON note BEGIN UPDATE note_search SET text = new.front || char(10) || new.back || char(10) || new.extra || char(10) || coalesce((
  SELECT group_concat(json_extract(value, '$.name') || ' ' || json_extract(value, '$.meaning'), ' ')
  FROM json_each(new.steps)), '') || char(10) || coalesce((SELECT group_concat(value, ' ') FROM json_each(new.tags)), '') WHERE rowid = new.id; END;
CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN DELETE FROM note_search WHERE rowid = old.id; END;
CREATE TRIGGER undo_deck_INSERT AFTER INSERT ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM deck' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_deck_UPDATE AFTER UPDATE ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE deck SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.pack_id IS new.pack_id THEN '' ELSE ', pack_id = ' || quote(old.pack_id) END || CASE WHEN old.slug IS new.slug THEN '' ELSE ', slug = ' || quote(old.slug) END || CASE WHEN old.title IS new.title THEN '' ELSE ', title = ' || quote(old.title) END || CASE WHEN old.about IS new.about THEN '' ELSE ', about = ' || quote(old.about) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.options IS new.options THEN '' ELSE ', options = ' || quote(old.options) END || CASE WHEN old.provenance IS new.provenance THEN '' ELSE ', provenance = ' || quote(old.provenance) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_deck_DELETE AFTER DELETE ON deck BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO deck (id, pack_id, slug, title, about, position, options, provenance, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.pack_id) || ', ' || quote(old.slug) || ', ' || quote(old.title) || ', ' || quote(old.about) || ', ' || quote(old.position) || ', ' || quote(old.options) || ', ' || quote(old.provenance) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_note_INSERT AFTER INSERT ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM note' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_note_UPDATE AFTER UPDATE ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE note SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.pack_id IS new.pack_id THEN '' ELSE ', pack_id = ' || quote(old.pack_id) END || CASE WHEN old.slug IS new.slug THEN '' ELSE ', slug = ' || quote(old.slug) END || CASE WHEN old.deck_id IS new.deck_id THEN '' ELSE ', deck_id = ' || quote(old.deck_id) END || CASE WHEN old.kind IS new.kind THEN '' ELSE ', kind = ' || quote(old.kind) END || CASE WHEN old.front IS new.front THEN '' ELSE ', front = ' || quote(old.front) END || CASE WHEN old.back IS new.back THEN '' ELSE ', back = ' || quote(old.back) END || CASE WHEN old.steps IS new.steps THEN '' ELSE ', steps = ' || quote(old.steps) END || CASE WHEN old.extra IS new.extra THEN '' ELSE ', extra = ' || quote(old.extra) END || CASE WHEN old.tags IS new.tags THEN '' ELSE ', tags = ' || quote(old.tags) END || CASE WHEN old.provenance IS new.provenance THEN '' ELSE ', provenance = ' || quote(old.provenance) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.created_at IS new.created_at THEN '' ELSE ', created_at = ' || quote(old.created_at) END || CASE WHEN old.edited_at IS new.edited_at THEN '' ELSE ', edited_at = ' || quote(old.edited_at) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_note_DELETE AFTER DELETE ON note BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO note (id, pack_id, slug, deck_id, kind, front, back, steps, extra, tags, provenance, position, created_at, edited_at, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.pack_id) || ', ' || quote(old.slug) || ', ' || quote(old.deck_id) || ', ' || quote(old.kind) || ', ' || quote(old.front) || ', ' || quote(old.back) || ', ' || quote(old.steps) || ', ' || quote(old.extra) || ', ' || quote(old.tags) || ', ' || quote(old.provenance) || ', ' || quote(old.position) || ', ' || quote(old.created_at) || ', ' || quote(old.edited_at) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_card_INSERT AFTER INSERT ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM card' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_card_UPDATE AFTER UPDATE ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE card SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.note_id IS new.note_id THEN '' ELSE ', note_id = ' || quote(old.note_id) END || CASE WHEN old.template IS new.template THEN '' ELSE ', template = ' || quote(old.template) END || CASE WHEN old.position IS new.position THEN '' ELSE ', position = ' || quote(old.position) END || CASE WHEN old.state IS new.state THEN '' ELSE ', state = ' || quote(old.state) END || CASE WHEN old.step IS new.step THEN '' ELSE ', step = ' || quote(old.step) END || CASE WHEN old.stability IS new.stability THEN '' ELSE ', stability = ' || quote(old.stability) END || CASE WHEN old.difficulty IS new.difficulty THEN '' ELSE ', difficulty = ' || quote(old.difficulty) END || CASE WHEN old.due IS new.due THEN '' ELSE ', due = ' || quote(old.due) END || CASE WHEN old.last_review IS new.last_review THEN '' ELSE ', last_review = ' || quote(old.last_review) END || CASE WHEN old.reps IS new.reps THEN '' ELSE ', reps = ' || quote(old.reps) END || CASE WHEN old.lapses IS new.lapses THEN '' ELSE ', lapses = ' || quote(old.lapses) END || CASE WHEN old.suspended IS new.suspended THEN '' ELSE ', suspended = ' || quote(old.suspended) END || CASE WHEN old.buried_until IS new.buried_until THEN '' ELSE ', buried_until = ' || quote(old.buried_until) END || CASE WHEN old.flag IS new.flag THEN '' ELSE ', flag = ' || quote(old.flag) END || CASE WHEN old.retired_at IS new.retired_at THEN '' ELSE ', retired_at = ' || quote(old.retired_at) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_card_DELETE AFTER DELETE ON card BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO card (id, note_id, template, position, state, step, stability, difficulty, due, last_review, reps, lapses, suspended, buried_until, flag, retired_at) VALUES (' || quote(old.id) || ', ' || quote(old.note_id) || ', ' || quote(old.template) || ', ' || quote(old.position) || ', ' || quote(old.state) || ', ' || quote(old.step) || ', ' || quote(old.stability) || ', ' || quote(old.difficulty) || ', ' || quote(old.due) || ', ' || quote(old.last_review) || ', ' || quote(old.reps) || ', ' || quote(old.lapses) || ', ' || quote(old.suspended) || ', ' || quote(old.buried_until) || ', ' || quote(old.flag) || ', ' || quote(old.retired_at) || ')' FROM open_action; END;
CREATE TRIGGER undo_review_INSERT AFTER INSERT ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM review' || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_review_UPDATE AFTER UPDATE ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE review SET id = id' || CASE WHEN old.id IS new.id THEN '' ELSE ', id = ' || quote(old.id) END || CASE WHEN old.card_id IS new.card_id THEN '' ELSE ', card_id = ' || quote(old.card_id) END || CASE WHEN old.at IS new.at THEN '' ELSE ', at = ' || quote(old.at) END || CASE WHEN old.rating IS new.rating THEN '' ELSE ', rating = ' || quote(old.rating) END || CASE WHEN old.took IS new.took THEN '' ELSE ', took = ' || quote(old.took) END || CASE WHEN old.state_before IS new.state_before THEN '' ELSE ', state_before = ' || quote(old.state_before) END || CASE WHEN old.stability_before IS new.stability_before THEN '' ELSE ', stability_before = ' || quote(old.stability_before) END || CASE WHEN old.difficulty_before IS new.difficulty_before THEN '' ELSE ', difficulty_before = ' || quote(old.difficulty_before) END || CASE WHEN old.due_before IS new.due_before THEN '' ELSE ', due_before = ' || quote(old.due_before) END || CASE WHEN old.state IS new.state THEN '' ELSE ', state = ' || quote(old.state) END || CASE WHEN old.stability IS new.stability THEN '' ELSE ', stability = ' || quote(old.stability) END || CASE WHEN old.difficulty IS new.difficulty THEN '' ELSE ', difficulty = ' || quote(old.difficulty) END || CASE WHEN old.due IS new.due THEN '' ELSE ', due = ' || quote(old.due) END || ' WHERE ' || 'id = ' || quote(new.id) FROM open_action; END;
CREATE TRIGGER undo_review_DELETE AFTER DELETE ON review BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO review (id, card_id, at, rating, took, state_before, stability_before, difficulty_before, due_before, state, stability, difficulty, due) VALUES (' || quote(old.id) || ', ' || quote(old.card_id) || ', ' || quote(old.at) || ', ' || quote(old.rating) || ', ' || quote(old.took) || ', ' || quote(old.state_before) || ', ' || quote(old.stability_before) || ', ' || quote(old.difficulty_before) || ', ' || quote(old.due_before) || ', ' || quote(old.state) || ', ' || quote(old.stability) || ', ' || quote(old.difficulty) || ', ' || quote(old.due) || ')' FROM open_action; END;
CREATE TRIGGER undo_setting_INSERT AFTER INSERT ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'DELETE FROM setting' || ' WHERE ' || 'key = ' || quote(new.key) FROM open_action; END;
CREATE TRIGGER undo_setting_UPDATE AFTER UPDATE ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'UPDATE setting SET key = key' || CASE WHEN old.key IS new.key THEN '' ELSE ', key = ' || quote(old.key) END || CASE WHEN old.value IS new.value THEN '' ELSE ', value = ' || quote(old.value) END || ' WHERE ' || 'key = ' || quote(new.key) FROM open_action; END;
CREATE TRIGGER undo_setting_DELETE AFTER DELETE ON setting BEGIN INSERT INTO change (action_id, statement) SELECT action_id, 'INSERT INTO setting (key, value) VALUES (' || quote(old.key) || ', ' || quote(old.value) || ')' FROM open_action; END;
INSERT INTO pack VALUES ('core', 'Core', 'h', 1);
INSERT INTO deck (id, pack_id, slug, title) VALUES (1, 'core', 'release', 'Release');
INSERT INTO note (id, pack_id, slug, deck_id, kind, front, back, created_at) VALUES (7, 'core', 'canary', 1, 'basic', 'What is a **canary**?', 'A few hosts first.', 1);
INSERT INTO card (id, note_id, template, position, state, stability, difficulty, due, last_review, reps) VALUES (9, 7, 'forward', 3, 2, 4.5, 5.0, 432000000000, 86400000000, 2);
INSERT INTO review (id, card_id, at, rating, took, state_before, due_before, state, due) VALUES (1, 9, 0, 3, 2.5, 0, NULL, 2, 86400000000);
INSERT INTO review (id, card_id, at, rating, took, state_before, due_before, state, due) VALUES (2, 9, 86400000000, 3, 2.5, 2, 86400000000, 2, 432000000000);
INSERT INTO action (id, at, label) VALUES (1, 1, 'Good: canary');
INSERT INTO change (action_id, statement) VALUES (1, 'DELETE FROM review WHERE id = 2');
PRAGMA application_id = 0x74706D64;
PRAGMA user_version = 1;
