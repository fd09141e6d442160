"""Cards by what they are about, and why some were brought forward."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from tpmdesk.app.nudging import Pull
from tpmdesk.app.ports import Replan
from tpmdesk.domain.attempts import AnswerId
from tpmdesk.domain.cards import CardId, Memory, NoteId, ReviewKind
from tpmdesk.domain.nudges import NudgeCard
from tpmdesk.storage import replanning, search
from tpmdesk.storage.cardrows import as_memory
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import Utc

_MOST = 200
_CARD = """SELECT card.id, card.note_id, card.template, card.suspended, card.state, card.step,
  card.stability, card.difficulty, card.due, card.last_review, note.plain,
  (SELECT json_group_array(value ->> '$.name') FROM json_each(note.steps)) AS steps,
  coalesce(note.provenance -> '$.covers', '[]') AS covers
FROM note JOIN card ON card.note_id = note.id AND card.retired_at IS NULL
WHERE note.retired_at IS NULL"""
# Notes of packs only: those of the person's own or of other programs cover nothing.
_COVERING = f"""{_CARD} AND note.pack_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM json_each(note.provenance, '$.covers')
  WHERE value IN (SELECT value FROM json_each(?)))
ORDER BY card.id"""
_NAMING = f"""{_CARD} AND note.id IN (
  SELECT rowid FROM note_search WHERE note_search MATCH ? LIMIT {_MOST}) ORDER BY card.id"""
_MEMORIES = """SELECT card.id, card.state, card.step, card.stability, card.difficulty, card.due,
  card.last_review
FROM card JOIN note ON note.id = card.note_id AND note.retired_at IS NULL
WHERE card.retired_at IS NULL AND NOT card.suspended
  AND card.id IN (SELECT value FROM json_each(?))"""
_FIRST = "UPDATE card SET position = (SELECT min(position) - 1 FROM card) WHERE id = ?"
_KEEP = "INSERT INTO nudge (card_id, answer_id, at, reason) VALUES (?, ?, ?, ?)"
_PULLED = "SELECT card_id FROM nudge WHERE answer_id = ?"
_REASONS = "SELECT reason FROM nudge WHERE card_id = ? AND at >= ? ORDER BY id DESC"


class SqlNudgeStore:
    """A NudgeStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def covering(self, covers: Sequence[str]) -> list[NudgeCard]:
        return self._cards(_COVERING, json.dumps(list(covers)))

    def naming(self, words: str) -> list[NudgeCard]:
        phrases = [word for word in words.split() if search.has_words(word)]
        if not phrases:
            return []
        query = " AND ".join(search.phrase(word, columns="front") for word in phrases)
        return self._cards(_NAMING, query)

    def memories(self, cards: Iterable[CardId]) -> Mapping[CardId, Memory]:
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_MEMORIES, (json.dumps(list(cards)),))
            return {CardId(row.id): as_memory(row) for row in rows}

    def pull(self, label: str, pulls: Sequence[Pull], answer: AnswerId) -> None:
        now = self._database.clock()
        moved = [Replan(each.card_id, each.before, each.after) for each in pulls if each.after]
        with self._database.action(label) as connection:
            replanning.replan(connection, moved, ReviewKind.RESCHEDULED, now)
            # The last first, so that the first of them ends up at the head.
            for each in reversed(pulls):
                if each.after is None:
                    connection.exec_driver_sql(_FIRST, (each.card_id,))
            _keep(connection, pulls, answer, now)

    def reasons(self, card: CardId, since: datetime | None) -> list[str]:
        with self._database.read() as connection:
            found = connection.exec_driver_sql(_REASONS, (card, Utc.micros(since) or 0))
            return list(found.scalars())

    def pulled(self, answer: AnswerId) -> frozenset[CardId]:
        with self._database.read() as connection:
            return frozenset(connection.exec_driver_sql(_PULLED, (answer,)).scalars())

    def _cards(self, query: str, value: str) -> list[NudgeCard]:
        with self._database.read() as connection:
            return [_as_card(row) for row in connection.exec_driver_sql(query, (value,))]


def _keep(connection: Connection, pulls: Sequence[Pull], answer: AnswerId, now: datetime) -> None:
    lines = [(each.card_id, answer, Utc.micros(now), each.reason) for each in pulls]
    connection.exec_driver_sql(_KEEP, lines)


def _as_card(row: Row[Any]) -> NudgeCard:
    return NudgeCard(
        id=CardId(row.id),
        note_id=NoteId(row.note_id),
        template=row.template,
        front=row.plain,
        steps=tuple(json.loads(row.steps)),
        covers=tuple(json.loads(row.covers)),
        memory=as_memory(row),
        suspended=bool(row.suspended),
    )
