"""Where the cards of a pack stand among all new cards."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection, bindparam, func, select, update

from tpmdesk.domain.neworder import new_order
from tpmdesk.storage.tables import card, note


def first_position(connection: Connection, pack: str) -> int:
    """Where the pack begins: where it began before, or after every other card."""
    own = (
        select(func.min(card.c.position))
        .join(note, card.c.note_id == note.c.id)
        .where(note.c.pack_id == pack)
    )
    after = select(func.coalesce(func.max(card.c.position) + 1, 0))
    return int(
        connection.execute(
            select(func.coalesce(own.scalar_subquery(), after.scalar_subquery()))
        ).scalar_one()
    )


def place_cards(connection: Connection, pack: str, first: int) -> None:
    """Put the pack's cards in the order in which new cards are met, from `first` on."""
    rows = connection.execute(
        select(card.c.id, card.c.note_id, card.c.position)
        .join(note, card.c.note_id == note.c.id)
        .where(note.c.pack_id == pack, note.c.retired_at.is_(None), card.c.retired_at.is_(None))
        .order_by(note.c.position, note.c.id, card.c.id)
    )
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.note_id)]
    order = new_order([len(group) for group in groups])
    moved = [
        {"its_id": groups[of][which].id, "position": place}
        for place, (of, which) in enumerate(order, start=first)
        if groups[of][which].position != place
    ]
    if moved:
        statement = update(card).where(card.c.id == bindparam("its_id"))
        connection.execute(statement.values(position=bindparam("position")), moved)
