"""Rows of cards as lines of a list, and a card with its whole log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from tpmdesk.app.browsestore import BrowseLine, LogLine
from tpmdesk.domain.cards import CardId, CardState, NoteId, Rating, ReviewKind
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.storage import notes
from tpmdesk.storage.conditions import DAY
from tpmdesk.storage.installed import deck_id
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.tables import Utc

_LINES = f"""SELECT card.id, card.note_id, card.template, card.state, card.due,
  (card.due - card.last_review) / {DAY} AS interval, card.stability, card.difficulty, card.reps,
  card.lapses, card.suspended, card.flag, coalesce(card.buried_until > ?, 0) AS buried,
  note.created_at, note.edited_at, {notes.TEXT_COLUMNS}, deck.pack_id, deck.slug, deck.title
FROM json_each(?) AS wanted CROSS JOIN card ON card.id = wanted.value
JOIN note ON note.id = card.note_id JOIN deck ON deck.id = card.deck_id
WHERE card.retired_at IS NULL ORDER BY wanted.key"""

_LOG = """SELECT at, kind, rating, took, interval, stability, difficulty FROM review
WHERE card_id = ? ORDER BY at, id"""


def lines(connection: Connection, ids: Sequence[int], now: datetime) -> list[BrowseLine]:
    """The living cards among these, in their order."""
    values = (Utc.micros(now), as_json(list(ids)))
    return [_line(row) for row in connection.exec_driver_sql(_LINES, values).all()]


def log(connection: Connection, card_id: int) -> tuple[LogLine, ...]:
    """The review log of a card, oldest first."""
    rows = connection.exec_driver_sql(_LOG, (card_id,)).all()
    return tuple(
        LogLine(_time(at), ReviewKind(kind), Rating(rating) if rating else None, *rest)
        for at, kind, rating, *rest in rows
    )


def _line(row: Row[Any]) -> BrowseLine:
    text = notes.as_text(row)
    return BrowseLine(
        id=CardId(row.id),
        note_id=NoteId(row.note_id),
        front=excerpt(notes.face_of(text, row.template).front),
        deck=deck_id(row.pack_id, row.slug),
        deck_title=row.title,
        kind=text.kind,
        template=row.template,
        state=CardState(row.state),
        due=Utc.time(row.due),
        interval_days=row.interval,
        stability=row.stability,
        difficulty=row.difficulty,
        reps=row.reps,
        lapses=row.lapses,
        suspended=bool(row.suspended),
        buried=bool(row.buried),
        flag=row.flag,
        tags=text.tags,
        added=_time(row.created_at),
        edited=Utc.time(row.edited_at),
    )


def _time(micros: int) -> datetime:
    time = Utc.time(micros)
    assert time is not None
    return time
