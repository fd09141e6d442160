"""Full-text search over notes: an FTS5 index that triggers keep in step with the table."""

from __future__ import annotations

from sqlalchemy import Connection

_LAST = 2**63 - 1
_STEPS = """coalesce((
  SELECT group_concat(json_extract(value, '$.name') || ' ' || json_extract(value, '$.meaning'), ' ')
  FROM json_each(new.steps)), '')"""
_TAGS = "coalesce((SELECT group_concat(value, ' ') FROM json_each(new.tags)), '')"
_NEW = " || char(10) || ".join(("new.front", "new.back", "new.extra", _STEPS, _TAGS))

_STATEMENTS = (
    "CREATE VIRTUAL TABLE note_search USING "
    "fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN "
    f"INSERT INTO note_search (rowid, text) VALUES (new.id, {_NEW}); END",
    "CREATE TRIGGER search_note_update AFTER UPDATE OF front, back, extra, steps, tags ON note "
    f"BEGIN UPDATE note_search SET text = {_NEW} WHERE rowid = new.id; END",
    "CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN "
    "DELETE FROM note_search WHERE rowid = old.id; END",
)


def install(connection: Connection) -> None:
    """Make the index and its triggers, and index the notes there are."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    fill(connection)


def fill(connection: Connection, first: int = 0, last: int = _LAST) -> None:
    """Index the notes with ids from `first` to `last`, none of which is indexed yet."""
    of_note = _NEW.replace("new.", "note.")
    connection.exec_driver_sql(
        f"INSERT INTO note_search (rowid, text) SELECT note.id, {of_note} FROM note "
        "WHERE note.id BETWEEN ? AND ?",
        (first, last),
    )


def remove(connection: Connection) -> None:
    """Take the index and its triggers away, before the table of notes is rebuilt."""
    for happening in ("insert", "update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS search_note_{happening}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS note_search")


def matching(words: str) -> str:
    """An FTS5 query for notes that hold every word or its beginning; "" when there is no word.

    Each word is quoted, so that no character of it acts as an operator.
    """
    spoken = (word for word in words.split() if any(map(str.isalnum, word)))
    return " ".join('"' + word.replace('"', '""') + '"*' for word in spoken)
