"""All tags and the parents that their names imply, with how many notes each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection

from tpmdesk.app.browsestore import TagLine

PARENT = "::"
_TAGS = msgspec.json.Decoder(tuple[str, ...])
_SETS = """SELECT tags, count(*) AS notes FROM note
WHERE retired_at IS NULL AND tags <> '[]' GROUP BY tags"""


def tags(connection: Connection) -> list[TagLine]:
    """In the order of their names, capitals or not, children right after their parents."""
    counts: Counter[str] = Counter()
    for row in connection.exec_driver_sql(_SETS).all():
        for name in _with_parents(_TAGS.decode(row.tags)):
            counts[name] += row.notes
    return [TagLine(name, counts[name]) for name in sorted(counts, key=_place)]


def _with_parents(names: Sequence[str]) -> Iterable[str]:
    """Each once, so that a note counts once for a parent of two of its tags."""
    parts = (name.split(PARENT) for name in names)
    return {PARENT.join(each[:n]) for each in parts for n in range(1, len(each) + 1)}


def _place(name: str) -> tuple[list[str], str]:
    return name.casefold().split(PARENT), name
