"""What is installed of a pack, read back as the entries that were merged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select

from tpmdesk.domain.content import (
    KINDS,
    ContentNote,
    Deck,
    Entry,
    EntryId,
    Provenance,
    entry_id,
)
from tpmdesk.domain.merge import Installed
from tpmdesk.storage.notes import as_text
from tpmdesk.storage.tables import deck, entry, note

_PROVENANCE = msgspec.json.Decoder(Provenance)

_DECKS = select(deck).where(deck.c.pack_id.is_not(None)).order_by(deck.c.pack_id, deck.c.position)
_NOTES = (
    select(note, deck.c.slug.label("deck_slug"), deck.c.pack_id.label("deck_pack"))
    .join(deck, note.c.deck_id == deck.c.id)
    .where(note.c.pack_id.is_not(None))
    .order_by(note.c.pack_id, note.c.position)
)
_ENTRIES = select(entry).order_by(entry.c.pack_id, entry.c.position, entry.c.id)


def installed(connection: Connection, pack: str) -> list[Installed]:
    """Every entry of one pack, retired ones too."""
    return [
        *_read(connection, _DECKS.where(deck.c.pack_id == pack), _deck),
        *_read(connection, _NOTES.where(note.c.pack_id == pack), _note),
        *_read(connection, _ENTRIES.where(entry.c.pack_id == pack), _entry),
    ]


def living(connection: Connection) -> list[Entry]:
    """The entries of every pack that are not retired."""
    found = (
        *_read(connection, _DECKS.where(deck.c.retired_at.is_(None)), _deck),
        *_read(connection, _NOTES.where(note.c.retired_at.is_(None)), _note),
        *_read(connection, _ENTRIES.where(entry.c.retired_at.is_(None)), _entry),
    )
    order = list(KINDS.values())
    return sorted((item.entry for item in found), key=lambda made: order.index(type(made)))


def of_kind(connection: Connection, kind: str) -> list[Installed]:
    """Every entry of one kind that the table `entry` holds, of all packs, in their order."""
    return list(_read(connection, _ENTRIES.where(entry.c.kind == kind), _entry))


def deck_id(pack: str | None, slug: str) -> EntryId:
    """The id of a deck; one that no pack brought goes by its slug alone."""
    return entry_id(pack, slug) if pack else EntryId(slug)


def _read(connection: Connection, query: Select[Any], made: Any) -> Iterator[Installed]:
    for row in connection.execute(query):
        edited = getattr(row, "edited_at", None) is not None
        yield Installed(made(row), _may_come_back(row), edited)


def _may_come_back(row: Row[Any]) -> bool:
    """Whether it is retired, but for what the person deleted, which must not be revived."""
    return row.retired_at is not None and getattr(row, "deleted_at", None) is None


def _deck(row: Row[Any]) -> Deck:
    own = deck_id(row.pack_id, row.slug)
    return Deck(own, row.title, row.about, _PROVENANCE.decode(row.provenance))


def _note(row: Row[Any]) -> ContentNote:
    home = deck_id(row.deck_pack, row.deck_slug)
    provenance = _PROVENANCE.decode(row.provenance)
    return ContentNote(entry_id(row.pack_id, row.slug), home, as_text(row), provenance)


def _entry(row: Row[Any]) -> Entry:
    made: Entry = _decoder(row.kind).decode(row.body)
    return made


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(KINDS[kind])
