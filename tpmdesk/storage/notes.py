"""Notes as rows, and the cards that follow from a note's text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from tpmdesk.domain import cloze
from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.faces import face, templates
from tpmdesk.storage.tables import Utc

_STEPS = msgspec.json.Decoder(tuple[NoteStep, ...])
_SIDES = msgspec.json.Decoder(tuple[Face, ...])
_TAGS = msgspec.json.Decoder(tuple[str, ...])
_KINDS = {kind.value: kind for kind in NoteKind}
_NONE = "[]"

TEXT_COLUMNS = (
    "note.kind, note.front, note.back, note.steps, note.extra, note.tags, note.mnemonic, note.sides"
)


def as_columns(text: NoteText) -> dict[str, str]:
    """The columns of `note` that hold its text."""
    return {
        "kind": text.kind.value,
        "front": text.front,
        "back": text.back,
        "steps": as_json(text.steps),
        "extra": text.extra,
        "tags": _tags_json(text.tags),
        "mnemonic": text.mnemonic,
        "sides": as_json(text.sides),
        "plain": plain_line(text),
    }


def as_text(row: Row[Any]) -> NoteText:
    """The text in a row that has the TEXT_COLUMNS."""
    return text_of(
        *(row.kind, row.front, row.back, row.steps),
        *(row.extra, row.tags, row.mnemonic, row.sides),
    )


def text_of(
    kind: str, front: str, back: str, steps: str, extra: str, tags: str, mnemonic: str, sides: str
) -> NoteText:
    """The text that the TEXT_COLUMNS hold, in their order."""
    return NoteText(
        _KINDS[kind],
        front,
        back,
        () if steps == _NONE else _STEPS.decode(steps),
        extra,
        _tags(tags),
        mnemonic,
        () if sides == _NONE else _SIDES.decode(sides),
    )


@lru_cache(maxsize=4096)
def _tags_json(tags: tuple[str, ...]) -> str:
    return as_json(tags)


@lru_cache(maxsize=4096)
def _tags(tags: str) -> tuple[str, ...]:
    """Many notes have the same."""
    return _TAGS.decode(tags)


def plain_line(text: NoteText) -> str:
    """The front as one plain line, gaps filled."""
    front = cloze.parse(text.front).filled if text.kind is NoteKind.CLOZE else text.front
    return excerpt(front)


def as_json(value: Any) -> str:
    """What a JSON column holds."""
    return msgspec.json.encode(value).decode() if value != () else _NONE


def face_of(text: NoteText, template: str) -> Face:
    """The face of one card; a card whose template the text no longer has shows the whole note."""
    return face(text, template) or Face(template, text.front, text.back)


def match_cards(
    connection: Connection, note_id: int, text: NoteText, position: int, now: datetime
) -> None:
    """Give a note the cards of its text: missing ones are added, those without a face retired.

    A card that comes back is the card it was, with its history. `position` is for new ones.
    """
    wanted_names = templates(text)
    rows = connection.exec_driver_sql(
        "SELECT id, template, retired_at FROM card WHERE note_id = ?", (note_id,)
    )
    existing = {row.template: row for row in rows.all()}
    for template, row in existing.items():
        wanted = template in wanted_names
        if wanted == (row.retired_at is not None):
            _retire(connection, row.id, None if wanted else now)
    _add(connection, note_id, [t for t in wanted_names if t not in existing], position)


def _retire(connection: Connection, card_id: int, at: datetime | None) -> None:
    connection.exec_driver_sql(
        "UPDATE card SET retired_at = ? WHERE id = ?", (Utc.micros(at), card_id)
    )


def _add(connection: Connection, note_id: int, templates: Sequence[str], position: int) -> None:
    for template in templates:
        connection.exec_driver_sql(
            "INSERT INTO card (note_id, deck_id, template, position) "
            "SELECT id, deck_id, ?, ? FROM note WHERE id = ?",
            (template, position, note_id),
        )
