"""Find and replace over the notes of some cards: which change, and to what.

Notes are read a lot at a time: a hundred thousand of them at once would hold up every other
thread whenever Python looks through them or lets go of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters, digits
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row

from tpmdesk.app.browsestore import BulkError, Change, Replacement
from tpmdesk.domain.cards import CardId, NoteId, NoteText
from tpmdesk.domain.replacing import NoteField, first_change, pieces, with_pieces
from tpmdesk.storage import notes
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.regexes import Regexes

_LOT = 500
_REGEX_LOT = 5_000  # each lot starts a child
_CHOSEN = """SELECT group_concat(id) FROM (SELECT id FROM note WHERE retired_at IS NULL
  AND id IN (SELECT note_id FROM card
    WHERE retired_at IS NULL AND id IN (SELECT value FROM json_each(:ids)))
  AND ({holds}) ORDER BY id)"""
_TEXTS = f"""SELECT id, {notes.TEXT_COLUMNS},
  (SELECT max(position) FROM card WHERE card.note_id = note.id) AS card_position
FROM note WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id"""
_COLUMNS = {
    NoteField.FRONT: ("front", "sides"),
    NoteField.BACK: ("back", "sides"),
    NoteField.EXTRA: ("extra",),
    NoteField.MNEMONIC: ("mnemonic",),
    NoteField.STEPS: ("steps",),
}
_LONGEST_PATTERN = 200
# Letters that other signs count as, capitals or not (the sign for Kelvin is a k), are left open.
_SAME_EVERYWHERE = frozenset(ascii_letters + digits + " ") - frozenset("ikstIKST")
_NUMBERS = msgspec.json.Decoder(list[int])


class Edit(NamedTuple):
    """A note's row, and its text before and after."""

    row: Row[Any]
    before: NoteText
    after: NoteText


def edits(
    connection: Connection, wish: Replacement, ids: Sequence[CardId], regexes: Regexes
) -> Iterator[Edit]:
    """The notes of these cards that change. Raises BulkError."""
    if not wish.find:
        raise BulkError("There is nothing to find. Write the text to replace.")
    lot = _REGEX_LOT if wish.regex else _LOT
    found = _candidates(connection, wish, ids)
    for start in range(0, len(found), lot):
        values = {"ids": as_json(found[start : start + lot])}
        rows = connection.exec_driver_sql(_TEXTS, values).all()
        yield from _edited(rows, wish, regexes)


def fields(wish: Replacement) -> tuple[NoteField, ...]:
    """Where the replacement looks."""
    return wish.fields or tuple(NoteField)


def change(edit: Edit, wish: Replacement) -> Change:
    """The edit in two lines."""
    parts = zip(pieces(edit.before, fields(wish)), pieces(edit.after, fields(wish)), strict=True)
    before, after = next((one, other) for one, other in parts if one != other)
    return Change(NoteId(edit.row.id), *first_change(before, after))


def _candidates(connection: Connection, wish: Replacement, ids: Sequence[CardId]) -> list[int]:
    """The notes that may change, and as few others as SQLite can tell."""
    columns = sorted({column for field in fields(wish) for column in _COLUMNS[field]})
    holds = " OR ".join(_holds(column, wish) for column in columns)
    values = {"ids": as_json(list(ids)), **_wanted(wish)}
    listed = connection.exec_driver_sql(_CHOSEN.format(holds=holds), values).scalar_one()
    return _NUMBERS.decode(f"[{listed or ''}]")


def _holds(column: str, wish: Replacement) -> str:
    if wish.regex or len(wish.find) > _LONGEST_PATTERN:
        return "1"
    json = "_in_json" if column in {"steps", "sides"} else ""
    return f"instr({column}, :find{json})" if wish.match_case else f"{column} LIKE :like"


def _wanted(wish: Replacement) -> dict[str, str]:
    """What the conditions look for. In JSON some signs are written as two."""
    like = "".join(sign if sign in _SAME_EVERYWHERE else "%" for sign in wish.find)
    return {"find": wish.find, "find_in_json": as_json(wish.find)[1:-1], "like": f"%{like}%"}


def _edited(rows: Sequence[Row[Any]], wish: Replacement, regexes: Regexes) -> Iterator[Edit]:
    texts = [notes.as_text(row) for row in rows]
    held = [pieces(text, fields(wish)) for text in texts]
    put = iter(_replaced([piece for each in held for piece in each], wish, regexes))
    for row, text, before in zip(rows, texts, held, strict=True):
        after = [next(put) for _ in before]
        if after != before:
            yield Edit(row, text, with_pieces(text, fields(wish), after))


def _replaced(texts: Sequence[str], wish: Replacement, regexes: Regexes) -> Sequence[str]:
    if wish.regex:
        return regexes.replace(wish.find, wish.put, texts, match_case=wish.match_case)
    if wish.match_case:
        return [text.replace(wish.find, wish.put) for text in texts]
    pattern = re.compile(re.escape(wish.find), re.IGNORECASE)
    return [pattern.sub(lambda _: wish.put, text) for text in texts]
