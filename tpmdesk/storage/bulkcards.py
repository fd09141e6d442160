"""Changes to many cards at once, each one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from tpmdesk.app.ports import NotFoundError, Replan
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import CardId, ReviewKind
from tpmdesk.domain.content import EntryId
from tpmdesk.storage import journal
from tpmdesk.storage.cardrows import as_memory
from tpmdesk.storage.database import Database
from tpmdesk.storage.installed import deck_id
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.options import read_options
from tpmdesk.storage.replanning import replan
from tpmdesk.storage.tables import Utc

_CHOSEN = "card.id IN (SELECT value FROM json_each(:ids)) AND card.retired_at IS NULL"
_NOTES = f"SELECT note_id FROM card WHERE {_CHOSEN}"
_DECKS = "SELECT id, pack_id, slug, title FROM deck WHERE retired_at IS NULL"

_MEMORIES = """SELECT card.id, card.state, card.step, card.stability, card.difficulty, card.due,
  card.last_review, deck.options
FROM json_each(:ids) AS chosen CROSS JOIN card ON card.id = chosen.value
JOIN deck ON deck.id = card.deck_id WHERE card.retired_at IS NULL ORDER BY chosen.key"""

_LOG_FORGETTING = f"""INSERT INTO review (card_id, at, kind, rating, took, state_before,
  interval_before, stability_before, difficulty_before, due_before, state)
SELECT id, :at, {int(ReviewKind.MANUAL)}, 0, 0, state, (due - last_review) / 86400e6, stability,
  difficulty, due, 0 FROM card WHERE {_CHOSEN} AND state <> 0"""
_FORGET = """state = 0, step = NULL, stability = NULL, difficulty = NULL, due = NULL,
  last_review = NULL"""


class SqlCardBulk:
    """A CardBulkStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def suspend(self, ids: Sequence[CardId], suspended: bool) -> int:
        verb = "Suspend" if suspended else "Resume"
        return self._set(verb, ids, "suspended = :to", "suspended <> :to", to=int(suspended))

    def bury(self, ids: Sequence[CardId], until: datetime) -> int:
        awake = "(buried_until IS NULL OR buried_until < :to)"
        return self._set("Bury", ids, "buried_until = :to", awake, to=Utc.micros(until))

    def unbury(self, ids: Sequence[CardId]) -> int:
        resting = "buried_until > :now"
        now = Utc.micros(self._database.clock())
        return self._set("Unbury", ids, "buried_until = NULL", resting, now=now)

    def flag(self, ids: Sequence[CardId], flag: int) -> int:
        verb = "Flag" if flag else "Unflag"
        return self._set(verb, ids, "flag = :to", "flag <> :to", to=flag)

    def move(self, ids: Sequence[CardId], deck: EntryId) -> int:
        """New cards of the person's own notes go where their cards went; a pack's stay with it."""
        chosen = _bound(ids)
        with self._database.write() as connection:
            to, title = find_deck(connection, deck)
            count = _count(connection, "deck_id <> :to", chosen | {"to": to})
            if not count:
                return 0
            with self._recording(connection, f"Move {cards(count)} to {title}"):
                values = chosen | {"to": to}
                connection.exec_driver_sql(
                    f"UPDATE note SET deck_id = :to WHERE pack_id IS NULL AND id IN ({_NOTES})",
                    values,
                )
                _update(connection, "deck_id = :to", "deck_id <> :to", values)
            return count

    def forget(self, ids: Sequence[CardId], keep_counts: bool) -> int:
        values = _bound(ids) | {"at": Utc.micros(self._database.clock())}
        counts = "" if keep_counts else ", reps = 0, lapses = 0"
        with self._database.write() as connection:
            count = _count(connection, "state <> 0", values)
            if not count:
                return 0
            with self._recording(connection, f"Forget {cards(count)}"):
                connection.exec_driver_sql(_LOG_FORGETTING, values)
                _update(connection, f"{_FORGET}{counts}", "state <> 0", values)
            return count

    def set_due(self, ids: Sequence[CardId], days: Sequence[datetime]) -> int:
        now = self._database.clock()
        with self._database.write() as connection:
            rows = connection.exec_driver_sql(_MEMORIES, _bound(ids)).all()
            changes = [
                _due_on(row, days[n * len(days) // len(rows)], now) for n, row in enumerate(rows)
            ]
            changes = [change for change in changes if change.before != change.after]
            if not changes:
                return 0
            with self._recording(connection, f"Set the due date of {cards(len(changes))}"):
                replan(connection, changes, ReviewKind.MANUAL, now)
            return len(changes)

    def delete(self, ids: Sequence[CardId]) -> int:
        values = _bound(ids) | {"at": Utc.micros(self._database.clock())}
        with self._database.write() as connection:
            of_notes = f"SELECT count(DISTINCT note_id) FROM card WHERE {_CHOSEN}"
            count = int(connection.exec_driver_sql(of_notes, values).scalar_one())
            if not count:
                return 0
            with self._recording(connection, f"Delete {counted(count, 'note')}"):
                connection.exec_driver_sql(
                    "UPDATE note SET retired_at = :at, deleted_at = :at "
                    f"WHERE retired_at IS NULL AND id IN ({_NOTES})",
                    values,
                )
                connection.exec_driver_sql(
                    "UPDATE card SET retired_at = :at WHERE retired_at IS NULL AND note_id IN "
                    f"({_NOTES})",
                    values,
                )
            return count

    def _set(self, verb: str, ids: Sequence[CardId], change: str, where: str, **values: Any) -> int:
        """Change the cards for which there is something to change."""
        bound = _bound(ids) | values
        with self._database.write() as connection:
            count = _count(connection, where, bound)
            if count:
                with self._recording(connection, f"{verb} {cards(count)}"):
                    _update(connection, change, where, bound)
            return count

    def _recording(self, connection: Connection, label: str) -> Any:
        return journal.recording(connection, label, self._database.clock())


def counted(count: int, what: str) -> str:
    """How many, in words for a label: "1 card", "12 cards"."""
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def cards(count: int) -> str:
    """How many cards, in words."""
    return counted(count, "card")


def _bound(ids: Sequence[CardId]) -> dict[str, Any]:
    return {"ids": as_json(list(ids))}


def _count(connection: Connection, where: str, values: dict[str, Any]) -> int:
    query = f"SELECT count(*) FROM card WHERE {_CHOSEN} AND {where}"
    return int(connection.exec_driver_sql(query, values).scalar_one())


def _update(connection: Connection, change: str, where: str, values: dict[str, Any]) -> None:
    connection.exec_driver_sql(f"UPDATE card SET {change} WHERE {_CHOSEN} AND {where}", values)


def find_deck(connection: Connection, wanted: EntryId) -> tuple[int, str]:
    """The row's id and the title. Raises NotFoundError."""
    for row in connection.exec_driver_sql(_DECKS).all():
        if deck_id(row.pack_id, row.slug) == wanted:
            return row.id, row.title
    raise NotFoundError(f"There is no deck {wanted}. It may have been removed meanwhile.")


def _due_on(row: Row[Any], due: datetime, now: datetime) -> Replan:
    before = as_memory(row)
    after = scheduling.set_due(before, due, now, read_options(row.options))
    return Replan(CardId(row.id), before, after)
