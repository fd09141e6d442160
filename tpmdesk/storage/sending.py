"""Notes on their way out: read in pieces, in one view of the data, with their cards and logs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.transfer import (
    Deck,
    ForeignCard,
    ForeignModel,
    ForeignNote,
    ForeignReview,
    MediaFile,
)
from tpmdesk.domain.cards import CardId, CardState, Memory
from tpmdesk.domain.medianames import references
from tpmdesk.storage import driver
from tpmdesk.storage.identity import as_list
from tpmdesk.storage.notes import TEXT_COLUMNS, text_of
from tpmdesk.storage.tables import Utc

_AT_ONCE = 200  # few enough to stay in the processor's cache
_STATES = tuple(CardState)
_NEW = Memory()
_LIVING = """FROM card JOIN note ON note.id = card.note_id JOIN deck ON deck.id = card.deck_id
WHERE card.retired_at IS NULL AND note.retired_at IS NULL AND deck.retired_at IS NULL"""
_IDS = f"SELECT card.id, card.note_id {_LIVING}"
_AMONG = " AND card.id IN (SELECT value FROM json_each(:cards))"
_BELOW = " AND (deck.title = :title OR substr(deck.title, 1, length(:title) + 2) = :title || '::')"
_NOTES = f"""SELECT note.id, note.guid, deck.title, note.created_at, note.edited_at, note.original,
  {TEXT_COLUMNS} FROM note JOIN deck ON deck.id = note.deck_id
WHERE note.id IN (SELECT value FROM json_each(?))"""
_CARDS = """SELECT card.id, card.note_id, card.template, deck.title, state, step, stability,
  difficulty, due, last_review, reps, lapses, suspended, flag, card.position
FROM card JOIN deck ON deck.id = card.deck_id
WHERE card.id IN (SELECT value FROM json_each(?)) ORDER BY card.id"""
_REVIEWS = """SELECT card_id, at, kind, rating, took, state_before, interval_before, interval,
  state, stability, difficulty FROM review
WHERE card_id IN (SELECT value FROM json_each(?)) ORDER BY card_id, at, id"""
_WITH_MEDIA = f"""SELECT {TEXT_COLUMNS} FROM note WHERE id IN (SELECT value FROM json_each(?))
  AND instr(front || back || extra || mnemonic || steps || sides, '](media:')"""
_ORDER = " ORDER BY note.deck_id, note.position, note.id, card.id"
_DECK = "SELECT title FROM deck WHERE coalesce(pack_id || '/', '') || slug = ? OR slug = ?"


class Sender:
    """The notes chosen, within the caller's transaction."""

    def __init__(self, connection: Connection, folder: Path, *, history: bool) -> None:
        self._connection = connection
        self._folder = folder
        self._history = history

    def deck(self, cards: Sequence[CardId] | None, deck: str, *, media: bool) -> Deck:
        """What to write: see `TransferStore.deck`."""
        chosen = self._chosen(cards, self._title(deck) if deck else "")
        return Deck(
            notes_count=len(chosen),
            notes=self._notes(chosen),
            models=self._models(),
            media=self._media(list(chosen)) if media else (),
            history=self._history,
        )

    def _chosen(self, cards: Sequence[CardId] | None, title: str) -> dict[int, list[int]]:
        """The cards of each note, notes in the order of their decks."""
        among = "" if cards is None else _AMONG
        found: dict[int, list[int]] = {}
        rows = driver.run(
            self._connection,
            _IDS + among + (_BELOW if title else "") + _ORDER,
            {"cards": as_list(cards or ()), "title": title},
        )
        for card_id, note_id in rows:
            found.setdefault(note_id, []).append(card_id)
        return found

    def _title(self, deck: str) -> str:
        titles = self._connection.exec_driver_sql(_DECK, (deck, deck)).scalars().all()
        if len(titles) != 1:
            few = "is no deck" if not titles else "are several decks"
            raise NotFoundError(
                f"There {few} {deck!r}. `content list` and `search` show their ids."
            )
        return str(titles[0])

    def _notes(self, chosen: dict[int, list[int]]) -> Iterator[ForeignNote]:
        ids = iter(chosen)
        while piece := list(islice(ids, _AT_ONCE)):
            rows = {row[0]: row for row in self._listed(_NOTES, piece)}
            cards = self._cards([card for each in piece for card in chosen[each]])
            for note_id in piece:
                yield _note(rows[note_id], cards[note_id])

    def _cards(self, ids: Sequence[int]) -> defaultdict[int, list[ForeignCard]]:
        logs = self._logs(ids) if self._history else {}
        found: defaultdict[int, list[ForeignCard]] = defaultdict(list)
        for card_id, note_id, *row in self._listed(_CARDS, ids):
            made = _card(row, logs.get(card_id, ())) if self._history else _new_card(row)
            found[note_id].append(made)
        return found

    def _logs(self, ids: Sequence[int]) -> dict[int, list[ForeignReview]]:
        found: defaultdict[int, list[ForeignReview]] = defaultdict(list)
        new, kind = tuple.__new__, ForeignReview
        for row in self._listed(_REVIEWS, ids):
            found[row[0]].append(new(kind, row[1:]))
        return found

    def _models(self) -> list[ForeignModel]:
        rows = self._connection.exec_driver_sql("SELECT id, name, body FROM foreign_model")
        return [ForeignModel(*row) for row in rows]

    def _media(self, ids: Sequence[int]) -> list[tuple[MediaFile, Path]]:
        """The files that the notes name and that are there, by name."""
        held = {row[0] for row in self._connection.exec_driver_sql("SELECT name FROM media")}
        if not held:
            return []
        named: set[str] = set()
        for row in self._listed(_WITH_MEDIA, ids):
            named.update(references(" ".join(row)))
        paths = ((name, self._folder / name) for name in sorted(named & held))
        return [(MediaFile(n, path.stat().st_size), path) for n, path in paths if path.is_file()]

    def _listed(self, query: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        return driver.run(self._connection, query, (as_list(ids),)).fetchall()


def _note(row: Sequence[Any], cards: Sequence[ForeignCard]) -> ForeignNote:
    _, guid, title, created, edited, original, *text = row
    return ForeignNote(guid, title, text_of(*text), cards, created, edited or 0, original)


def _card(row: Sequence[Any], reviews: Sequence[ForeignReview]) -> ForeignCard:
    template, title, state, step, stability, difficulty, due, last, *rest = row
    reps, lapses, suspended, flag, position = rest
    memory = Memory(_STATES[state], step, stability, difficulty, Utc.time(due), Utc.time(last))
    return ForeignCard(
        template, title, memory, reps, lapses, suspended != 0, flag, position, reviews
    )


def _new_card(row: Sequence[Any]) -> ForeignCard:
    template, title, *_, position = row
    return ForeignCard(template, title, _NEW, position=position)
