"""Rows that an import writes, and the statements that write them.

Plain tuples in the order of their statement: an import may hold a million of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from tpmdesk.app.transfer import ForeignReview
from tpmdesk.domain.cards import CardState, Memory, NoteText
from tpmdesk.storage.notes import as_columns
from tpmdesk.storage.tables import Utc

TEXT = ("kind", "front", "back", "steps", "extra", "mnemonic", "sides", "tags")

_DAY = 86_400_000_000
_DECK = ("id", "slug", "title", "position")
_NOTE = ("id", "deck_id", "guid", "created_at", "edited_at", "original", "position", *TEXT, "plain")
_MEMORY = ("state", "step", "stability", "difficulty", "due", "last_review", "reps", "lapses")
_CARD = (
    *("id", "note_id", "deck_id", "template", "position", "retired_at", "suspended", "flag"),
    *_MEMORY,
)
_REVIEW = (
    *("card_id", "at", "kind", "rating", "took", "state_before", "interval_before"),
    *("interval", "state"),
)
_MEMORIES = ("stability_before", "difficulty_before", "due_before", "stability", "difficulty")
_GUID = "coalesce(nullif(?3, ''), lower(hex(randomblob(8))))"
_DUE = f"?2 + CAST(round(?8 * {_DAY}) AS INTEGER)"  # the time of the answer, and its interval
_TEXT_OF = itemgetter(*TEXT)


def _insert(table: str, columns: Sequence[str], **values: str) -> str:
    marks = ", ".join(values.get(name, f"?{n}") for n, name in enumerate(columns, start=1))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


def _update(table: str, columns: Sequence[str], also: str = "", **values: str) -> str:
    marks = [f"{name} = {values.get(name, f'?{n}')}" for n, name in enumerate(columns, start=1)]
    return f"UPDATE {table} SET {', '.join(marks)}{also} WHERE id = ?"


def _json(mark: str) -> str:
    """The value where it is JSON: a file may say anything."""
    return f"iif(json_valid({mark}), {mark}, NULL)"


_STATEMENTS = {
    "revived": _update("deck", (), "retired_at = NULL"),
    "decks": _insert("deck", _DECK),
    "notes": _insert("note", _NOTE, guid=_GUID, original=_json("?6")),
    "texts": _update(
        "note",
        ("edited_at", "original", *TEXT, "plain"),
        ", retired_at = NULL, deleted_at = NULL",
        original=_json("?2"),
    ),
    "cards": _insert("card", _CARD),
    "standings": _update("card", ("retired_at",)),
    "memories": _update("card", _MEMORY),
    "reviews": _insert("review", (*_REVIEW, "due"), due=_DUE),
    "memorised": _insert("review", (*_REVIEW, *_MEMORIES, "due"), due=_DUE),
}


@dataclass(slots=True)
class Rows:
    """What is still to be written."""

    revived: list[tuple[Any, ...]] = field(default_factory=list)
    decks: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[tuple[Any, ...]] = field(default_factory=list)
    standings: list[tuple[Any, ...]] = field(default_factory=list)
    memories: list[tuple[Any, ...]] = field(default_factory=list)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)
    memorised: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """In the order in which rows refer to one another."""
        for name, statement in _STATEMENTS.items():
            rows = getattr(self, name)
            if rows:
                connection.exec_driver_sql(statement, rows)
        self.clear()

    def clear(self) -> None:
        for name in _STATEMENTS:
            getattr(self, name).clear()


def text_values(text: NoteText) -> tuple[tuple[Any, ...], str]:
    """The columns TEXT, and the plain line."""
    columns = as_columns(text)
    return _TEXT_OF(columns), columns["plain"]


def memory_values(memory: Memory, reps: int, lapses: int) -> tuple[Any, ...]:
    """The columns that say how a card stands. One that was seen is due at some time, whatever the
    file says, for nobody would be asked it again otherwise."""
    due, last_review = Utc.micros(memory.due), Utc.micros(memory.last_review)
    if due is None and memory.state is not CardState.NEW:
        due = last_review or 0
    return (
        int(memory.state),
        memory.step,
        memory.stability,
        memory.difficulty,
        due,
        last_review,
        reps,
        lapses,
    )


def bare_log(
    card_id: int, reviews: Sequence[ForeignReview], last_state: CardState
) -> list[tuple[Any, ...]]:
    """The log of a card whose lines say nothing of memories. The state after an answer is the one
    before the next."""
    states = [line[4] for line in reviews[1:]]
    states.append(int(last_state))
    return [
        (card_id, *line[:7], after if line[7] is None else line[7])
        for line, after in zip(reviews, states, strict=True)
    ]


def full_log(
    card_id: int, reviews: Sequence[ForeignReview], last_state: CardState
) -> list[tuple[Any, ...]]:
    """The log of a card; the memory before an answer is the one after the answer before."""
    rows = []
    stability: float | None = None
    difficulty: float | None = None
    due: int | None = None
    for row, line in zip(bare_log(card_id, reviews, last_state), reviews, strict=True):
        rows.append((*row, stability, difficulty, due, line.stability, line.difficulty))
        stability, difficulty = line.stability, line.difficulty
        due = None if line.interval is None else line.at + round(line.interval * _DAY)
    return rows
