"""Carries out a merge plan, within the caller's transaction. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    Update,
    bindparam,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from tpmdesk.domain.cards import NoteKind
from tpmdesk.domain.content import (
    ContentNote,
    Deck,
    Entry,
    Prompt,
    kind_of,
    slug_of,
)
from tpmdesk.domain.faces import faces
from tpmdesk.domain.merge import Key, MergePlan, key_of
from tpmdesk.storage import placing
from tpmdesk.storage.notes import as_columns, as_json, as_text, match_cards
from tpmdesk.storage.tables import card, deck, entry, note, pack

T = TypeVar("T", bound=Entry)
Values = dict[str, Any]

_TABLES: Mapping[str, Table] = {"deck": deck, "card": note}


def carry_out(connection: Connection, plan: MergePlan, digest: str, at: datetime) -> None:
    """Merge: afterwards the pack is installed as planned, and `digest` is its hash."""
    first = placing.first_position(connection, plan.pack)
    _put_pack(connection, plan, digest, at)
    _rename(connection, plan)
    _set_retired(connection, plan.pack, plan.revived, None)
    _put_decks(connection, plan)
    _put_notes(connection, plan, at)
    _put_entries(connection, plan)
    _retire(connection, plan, at)
    _place(connection, plan)
    placing.place_cards(connection, plan.pack, first)


def _put_pack(connection: Connection, plan: MergePlan, digest: str, at: datetime) -> None:
    values = {"title": plan.title, "hash": digest, "merged_at": at}
    connection.execute(
        upsert(pack)
        .values(id=plan.pack, **values)
        .on_conflict_do_update(index_elements=[pack.c.id], set_=values)
    )


def _rename(connection: Connection, plan: MergePlan) -> None:
    for rename in plan.renamed:
        row = _where(plan.pack, (rename.kind, rename.old)) | {"slug": rename.new}
        _many(connection, _update(rename.kind), [row])


def _put_decks(connection: Connection, plan: MergePlan) -> None:
    added, updated = _only(Deck, plan.added), _only(Deck, plan.updated)
    _many(connection, insert(deck), [_own(plan.pack, e) | _deck_columns(e) for e in added])
    _change(connection, plan.pack, [(e, _deck_columns(e)) for e in updated])


def _deck_columns(made: Deck) -> Values:
    return {"title": made.title, "about": made.about, "provenance": as_json(made.provenance)}


def _put_notes(connection: Connection, plan: MergePlan, at: datetime) -> None:
    added, updated = _only(ContentNote, plan.added), _only(ContentNote, plan.updated)
    decks = _ids(connection, deck, plan.pack)
    homes = _homes(connection, plan.pack)
    guids = _guids(connection, added)
    rows = [
        _own(plan.pack, e) | _note_columns(e, decks) | {"created_at": at, "guid": guids[e.id]}
        for e in added
    ]
    _many(connection, insert(note), rows)
    _change(connection, plan.pack, [(e, _note_columns(e, decks)) for e in updated])
    _move_cards(connection, homes, _homes(connection, plan.pack))
    _add_cards(connection, added, _ids(connection, note, plan.pack), decks)
    changed = {key_of(item) for item in updated} | set(plan.revived)
    slugs = {slug for kind, slug in changed if kind == "card"} | _with_steps(plan)
    _match_cards(connection, plan.pack, slugs, at)


def _guids(connection: Connection, added: Iterable[ContentNote]) -> dict[str, str]:
    """A pack's note has the same guid everywhere, so that exports find it in other profiles; one
    that an imported note has taken is left to that."""
    wanted = [made.id for made in added]
    taken = set(connection.execute(select(note.c.guid)).scalars()) if wanted else set()
    return {each: token_hex(8) if each in taken else each for each in wanted}


def _with_steps(plan: MergePlan) -> set[str]:
    """Notes of steps: those merged by an earlier version lack the cards that ask by meaning."""
    notes = _only(ContentNote, plan.order)
    return {slug_of(each.id) for each in notes if each.text.kind is NoteKind.STEPS}


def _note_columns(made: ContentNote, decks: Mapping[str, int]) -> Values:
    home, provenance = decks[slug_of(made.deck)], as_json(made.provenance)
    return {"deck_id": home, "provenance": provenance, **as_columns(made.text)}


def _homes(connection: Connection, of: str) -> dict[int, int]:
    """The deck of each note of the pack."""
    rows = connection.execute(select(note.c.id, note.c.deck_id).where(note.c.pack_id == of))
    return {row.id: row.deck_id for row in rows}


def _move_cards(
    connection: Connection, before: Mapping[int, int], after: Mapping[int, int]
) -> None:
    """Cards go where the pack has moved their note, but for those that the person has moved."""
    moved = [
        {"its_note": of, "its_deck": before[of], "deck_id": after[of]}
        for of in before
        if before[of] != after[of]
    ]
    found = update(card).where(
        card.c.note_id == bindparam("its_note"), card.c.deck_id == bindparam("its_deck")
    )
    _many(connection, found, moved)


def _add_cards(
    connection: Connection,
    added: Iterable[ContentNote],
    notes: Mapping[str, int],
    decks: Mapping[str, int],
) -> None:
    rows = [
        {
            "note_id": notes[slug_of(made.id)],
            "deck_id": decks[slug_of(made.deck)],
            "template": face.template,
            "position": 0,
        }
        for made in added
        for face in faces(made.text)
    ]
    _many(connection, insert(card), rows)


def _match_cards(connection: Connection, of: str, slugs: set[str], at: datetime) -> None:
    """Give living notes the cards of their text."""
    living = select(note).where(note.c.pack_id == of, note.c.retired_at.is_(None))
    rows = connection.execute(living).all() if slugs else ()
    for row in rows:
        if row.slug in slugs:
            match_cards(connection, row.id, as_text(row), 0, at)


def _put_entries(connection: Connection, plan: MergePlan) -> None:
    added = [e for e in plan.added if kind_of(e) not in _TABLES]
    updated = [e for e in plan.updated if kind_of(e) not in _TABLES]
    rows = [_own(plan.pack, e) | {"kind": kind_of(e)} | _entry_columns(e) for e in added]
    _many(connection, insert(entry), rows)
    _change(connection, plan.pack, [(e, _entry_columns(e)) for e in updated])


def _entry_columns(made: Entry) -> Values:
    match made:
        case Prompt():
            title = made.text
        case Deck() | ContentNote():
            raise TypeError(f"{type(made).__name__} has a table of its own")
        case _:
            title = made.title
    return {"title": title, "body": as_json(made)}


def _retire(connection: Connection, plan: MergePlan, at: datetime) -> None:
    """Retire what vanished, but no deck that still holds notes, which may be the person's own."""
    _set_retired(connection, plan.pack, [key for key in plan.retired if key[0] != "deck"], at)
    rest = select(note.c.id).where(note.c.pack_id == plan.pack, note.c.retired_at.is_not(None))
    connection.execute(
        update(card)
        .where(card.c.note_id.in_(rest), card.c.retired_at.is_(None))
        .values(retired_at=at)
    )
    holds_notes = exists().where(note.c.deck_id == deck.c.id, note.c.retired_at.is_(None))
    holds_cards = exists().where(card.c.deck_id == deck.c.id, card.c.retired_at.is_(None))
    used = holds_notes | holds_cards
    rows = [_where(plan.pack, key) | {"retired_at": at} for key in plan.retired if key[0] == "deck"]
    _many(connection, _update("deck").where(~used), rows)


def _set_retired(connection: Connection, of: str, keys: Iterable[Key], at: datetime | None) -> None:
    for key in keys:
        _many(connection, _update(key[0]), [_where(of, key) | {"retired_at": at}])


def _place(connection: Connection, plan: MergePlan) -> None:
    """Positions follow the order of the pack."""
    _change(connection, plan.pack, [(e, {"position": n}) for n, e in enumerate(plan.order)])


# One row of a pack, by its key


def _own(of: str, made: Entry) -> Values:
    return {"pack_id": of, "slug": slug_of(made.id)}


def _where(of: str, key: Key) -> Values:
    kind, slug = key
    own = {"its_pack": of, "its_slug": slug}
    return own if kind in _TABLES else own | {"its_kind": kind}


def _update(kind: str) -> Update:
    """An update of the row that `_where` gives."""
    table = _TABLES.get(kind, entry)
    found = update(table).where(
        table.c.pack_id == bindparam("its_pack"), table.c.slug == bindparam("its_slug")
    )
    return found if kind in _TABLES else found.where(entry.c.kind == bindparam("its_kind"))


def _change(connection: Connection, of: str, changes: Sequence[tuple[Entry, Values]]) -> None:
    """Set columns of entries, the same ones for all entries of a kind."""
    by_kind: dict[str, list[Values]] = {}
    for made, values in changes:
        by_kind.setdefault(kind_of(made), []).append(_where(of, key_of(made)) | values)
    for kind, rows in by_kind.items():
        _many(connection, _update(kind), rows)


def _many(connection: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(statement, rows)


def _ids(connection: Connection, table: Table, of: str) -> dict[str, int]:
    rows = connection.execute(select(table.c.slug, table.c.id).where(table.c.pack_id == of))
    return {row.slug: row.id for row in rows}


def _only(made: type[T], entries: Iterable[Entry]) -> list[T]:
    return [item for item in entries if isinstance(item, made)]
