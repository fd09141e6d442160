"""What is asked of a foreign collection.

Every number is cast, so that a column of the wrong type costs its value and nothing else. Notes
come by id, cards by note and id, and the log by note, card and time, so that one pass over the
three in step puts them together.
"""

from __future__ import annotations


def _int(*columns: str) -> str:
    return ", ".join(f"ifnull(CAST({column} AS INTEGER), 0)" for column in columns)


_SANE = "r.ease BETWEEN 0 AND 4 AND r.type BETWEEN 0 AND 5 AND r.id BETWEEN 0 AND 32503680000000"


def _days(column: str) -> str:
    """An interval of the log in days: below 0 it is in seconds. A whole number of days given in
    seconds is made a hair less, which tells it apart."""
    whole = _int(column)
    limited = f"max(min({whole}, 36500), -315360000)"
    return f"CASE WHEN {whole} < 0 THEN -{limited} / 86400.0 * (1 - 1e-12) ELSE {limited} * 1.0 END"


NOTES = f"""SELECT id, {_int("mid", "mod")}, guid, CAST(flds AS BLOB), CAST(tags AS BLOB)
FROM notes ORDER BY id"""

CARDS = f"""SELECT {
    _int(
        "id",
        "nid",
        "did",
        "ord",
        "type",
        "queue",
        "due",
        "ivl",
        "factor",
        "reps",
        "lapses",
        "left",
        "odue",
        "odid",
        "flags",
    )
}, CAST(data AS BLOB)
FROM cards ORDER BY nid, id"""

# The columns from the second on are those of a ForeignReview, of which the last three are not
# known; then factor and type in one.
LOG = f"""SELECT c.id, r.id * 1000,
  CASE WHEN r.type = 5 THEN 5 WHEN r.type = 4 OR r.ease = 0 THEN 4
       WHEN r.type = 3 AND {_int("r.factor")} = 0 THEN 3 ELSE 0 END,
  CASE WHEN r.type > 3 THEN 0 ELSE CAST(r.ease AS INTEGER) END,
  max(min({_int("r.time")}, 86400000), 0) / 1000.0,
  CASE r.type WHEN 0 THEN 1 WHEN 2 THEN 3 ELSE 2 END,
  CASE WHEN {_int("r.lastIvl")} = 0 THEN NULL ELSE {_days("r.lastIvl")} END,
  {_days("r.ivl")}, NULL, NULL, NULL,
  max(min({_int("r.factor")}, 1000000), 0) * 10 + CAST(r.type AS INTEGER)
FROM cards c CROSS JOIN revlog r ON r.cid = c.id
WHERE {_SANE} ORDER BY c.nid, c.id, r.id"""

COUNT_LOG = "SELECT count(*) FROM revlog"
COUNT_NOTES = "SELECT count(*) FROM notes"
COUNT_CARDS = "SELECT count(*) FROM cards"
KEYS = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN ('notes', 'cards', 'revlog')"
