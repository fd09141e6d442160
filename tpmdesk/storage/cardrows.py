"""The statements about single cards, and rows turned into cards.

Written as SQL by hand, for every answer runs them: a statement that SQLAlchemy has to build costs
several times what SQLite needs to run it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from tpmdesk.app.ports import Lapse
from tpmdesk.domain.cards import Card, CardId, CardState, Memory, NoteId, Review, ReviewKind
from tpmdesk.domain.content import Provenance
from tpmdesk.storage import notes
from tpmdesk.storage.options import read_options
from tpmdesk.storage.tables import Utc

_PROVENANCE = msgspec.json.Decoder(Provenance)

CARD = f"""SELECT card.id, card.note_id, card.template, card.state, card.step, card.stability,
  card.difficulty, card.due, card.last_review, card.reps, card.lapses, card.suspended,
  card.flag, {notes.TEXT_COLUMNS}, note.provenance, deck.pack_id, deck.slug, deck.title,
  deck.options
FROM card JOIN note ON note.id = card.note_id JOIN deck ON deck.id = card.deck_id
WHERE card.id = ? AND card.retired_at IS NULL"""

FRONT = """SELECT note.plain FROM card JOIN note ON note.id = card.note_id
WHERE card.id = ? AND card.retired_at IS NULL"""

LAPSES = """SELECT review.card_id, at, interval_before, stability_before, took
FROM review JOIN card ON card.id = review.card_id
WHERE card.note_id = ? AND review.kind = 0 AND rating = 1 AND state_before = 2
ORDER BY at, review.id"""

NOTE = f"""SELECT {notes.TEXT_COLUMNS},
  (SELECT max(position) FROM card WHERE card.note_id = note.id) AS card_position
FROM note WHERE id = ? AND retired_at IS NULL"""

UPDATE_NOTE = """UPDATE note SET kind = :kind, front = :front, back = :back, steps = :steps,
  extra = :extra, tags = :tags, mnemonic = :mnemonic, sides = :sides, plain = :plain,
  original = json_remove(original, '$.fields'), edited_at = :edited_at WHERE id = :id"""

REMEMBER = """UPDATE card SET state = :state, step = :step, stability = :stability,
  difficulty = :difficulty, due = :due, last_review = :at, reps = reps + 1,
  lapses = lapses + :lapse
WHERE id = :card_id AND state = :state_before AND last_review IS :last_before
  AND suspended = 0 AND retired_at IS NULL"""

INSERT_REVIEW = """INSERT INTO review (card_id, at, kind, rating, took,
  state_before, interval_before, stability_before, difficulty_before, due_before,
  state, interval, stability, difficulty, due)
VALUES (:card_id, :at, :kind, :rating, :took,
  :state_before, :interval_before, :stability_before, :difficulty_before, :due_before,
  :state, :interval, :stability, :difficulty, :due)"""

BURY_SIBLINGS = """UPDATE card SET buried_until = :until
WHERE note_id = (SELECT note_id FROM card WHERE id = :card_id) AND id != :card_id
  AND (state = 0 OR (state = 2 AND due < :until))
  AND (buried_until IS NULL OR buried_until < :until)"""

TALLY = """SELECT rating, count(*) AS answers, sum(took) AS seconds,
  sum(state_before = 0) AS new_cards
FROM review WHERE at >= ? AND at < ? AND kind = 0 GROUP BY rating"""


def as_card(row: Row[Any]) -> Card:
    """A card from a row of CARD."""
    text = notes.as_text(row)
    return Card(
        id=CardId(row.id),
        note_id=NoteId(row.note_id),
        deck=_deck_id(row),
        deck_title=row.title,
        face=notes.face_of(text, row.template),
        kind=text.kind,
        memory=as_memory(row),
        reps=row.reps,
        lapses=row.lapses,
        suspended=bool(row.suspended),
        flag=row.flag,
        tags=text.tags,
        source=_PROVENANCE.decode(row.provenance).source,
        options=read_options(row.options),
    )


def _deck_id(row: Row[Any]) -> str:
    return f"{row.pack_id}/{row.slug}" if row.pack_id else str(row.slug)


def as_memory(row: Row[Any]) -> Memory:
    """The memory in a row that has its columns of `card`."""
    return Memory(
        state=CardState(row.state),
        step=row.step,
        stability=row.stability,
        difficulty=row.difficulty,
        due=Utc.time(row.due),
        last_review=Utc.time(row.last_review),
    )


def as_lapse(row: Row[Any]) -> Lapse:
    """A lapse from a row of LAPSES."""
    at = Utc.time(row.at)
    assert at is not None
    return Lapse(CardId(row.card_id), at, row.interval_before, row.stability_before, row.took)


def memory_values(review: Review) -> dict[str, Any]:
    """The values of REMEMBER."""
    return {
        "card_id": review.card_id,
        "at": Utc.micros(review.at),
        "state": int(review.after.state),
        "step": review.after.step,
        "stability": review.after.stability,
        "difficulty": review.after.difficulty,
        "due": Utc.micros(review.after.due),
        "lapse": int(review.is_lapse),
        "state_before": int(review.before.state),
        "last_before": Utc.micros(review.before.last_review),
    }


def review_values(review: Review) -> dict[str, Any]:
    """The values of INSERT_REVIEW."""
    line = log_values(review.card_id, review.at, review.before, review.after)
    return {
        **line,
        "kind": int(ReviewKind.ANSWER),
        "rating": int(review.rating),
        "took": review.took,
    }


def log_values(card_id: CardId, at: datetime, before: Memory, after: Memory) -> dict[str, Any]:
    """The values of INSERT_REVIEW that say how the schedule changed."""
    return {
        "card_id": card_id,
        "at": Utc.micros(at),
        "state_before": int(before.state),
        "interval_before": _days(before.last_review, before.due),
        "stability_before": before.stability,
        "difficulty_before": before.difficulty,
        "due_before": Utc.micros(before.due),
        "state": int(after.state),
        "interval": _days(at, after.due),
        "stability": after.stability,
        "difficulty": after.difficulty,
        "due": Utc.micros(after.due),
    }


def _days(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else (end - start) / timedelta(days=1)
