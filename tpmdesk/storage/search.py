"""Full-text search over notes: an FTS5 index that triggers keep in step with the table.

The index keeps no copy of the text: it reads the view `note_text` where it needs it, so what the
triggers index and take out must be what the view shows. There is no index of word beginnings: a
common beginning is found as soon without, and adding notes would take half as long again.
"""

from __future__ import annotations

from sqlalchemy import Connection

_LAST = 2**63 - 1
_COLUMNS = "front, back, rest, tags"


def _parts(note: str) -> str:
    """The text of a row in the columns of the index; JSON is read only where there is any."""
    steps = _each(f"{note}.steps", "name", "meaning")
    sides = _each(f"{note}.sides", "front", "back")
    rest = f"{note}.extra || char(10) || {note}.mnemonic || {steps} || {sides}"
    tags = f"CASE {note}.tags WHEN '[]' THEN '' ELSE {note}.tags END"
    return f"{note}.front, {note}.back, {rest}, {tags}"


def _each(column: str, *keys: str) -> str:
    """The text under these keys in a JSON list of objects."""
    text = " || char(10) || ".join(f"json_extract(value, '$.{key}')" for key in keys)
    lines = f"(SELECT group_concat({text}, char(10)) FROM json_each({column}))"
    return f"CASE {column} WHEN '[]' THEN '' ELSE char(10) || {lines} END"


_VIEW = f"CREATE VIEW note_text (id, {_COLUMNS}) AS SELECT note.id, {_parts('note')} FROM note"
_TABLE = (
    f"CREATE VIRTUAL TABLE note_search USING fts5({_COLUMNS}, content = 'note_text', "
    "content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')"
)
_PUT_IN = f"INSERT INTO note_search (rowid, {_COLUMNS}) VALUES (new.id, {_parts('new')});"
_TAKE_OUT = (
    f"INSERT INTO note_search (note_search, rowid, {_COLUMNS}) "
    f"VALUES ('delete', old.id, {_parts('old')});"
)
_TEXT = "front, back, extra, mnemonic, steps, sides, tags"
_STATEMENTS = (
    _VIEW,
    _TABLE,
    f"CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER search_note_update AFTER UPDATE OF {_TEXT} ON note "
    f"BEGIN {_TAKE_OUT} {_PUT_IN} END",
    f"CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN {_TAKE_OUT} END",
)


def install(connection: Connection) -> None:
    """Make the index and its triggers, and index the notes there are."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    fill(connection)


def fill(connection: Connection, first: int = 0, last: int = _LAST) -> None:
    """Index the notes with ids from `first` to `last`, none of which is indexed yet."""
    connection.exec_driver_sql(
        f"INSERT INTO note_search (rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM note_text "
        "WHERE id BETWEEN ? AND ?",
        (first, last),
    )


def remove(connection: Connection) -> None:
    """Take the index and its triggers away, before the table of notes is rebuilt."""
    for happening in ("insert", "update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS search_note_{happening}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS note_search")
    connection.exec_driver_sql("DROP VIEW IF EXISTS note_text")


def has_words(text: str) -> bool:
    """Whether the index can find the text: it holds letters and digits only."""
    return any(map(str.isalnum, text))


def phrase(text: str, *, beginning: bool = False, columns: str = "") -> str:
    """An FTS5 query for these words in a row, the last one whole or as a beginning.

    Quoted, so that no character of it acts as an operator. `columns` as FTS5 has them.
    """
    quoted = '"' + text.replace('"', '""') + '"' + ("*" if beginning else "")
    return f"{{{columns}}} : {quoted}" if columns else quoted
