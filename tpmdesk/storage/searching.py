"""A search as SQL: which cards it finds, in which order. Every value is bound, none written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tpmdesk.app.browsestore import Column, Sort
from tpmdesk.domain.querytree import And, Not, Or, Query
from tpmdesk.storage.conditions import ALL, Condition, Leaves, found_by_index, index_query


class Search(NamedTuple):
    """The cards of a search: SQL from its FROM on, and the values of its question marks."""

    sql: str
    values: tuple[Any, ...]


_NOTE = "JOIN note ON note.id = card.note_id"
_DECK = "JOIN deck ON deck.id = card.deck_id"
_JOINS: Mapping[Column, str] = {
    Column.FRONT: _NOTE,
    Column.DECK: _DECK,
    Column.ADDED: _NOTE,
    Column.EDITED: _NOTE,
    Column.KIND: _NOTE,
    Column.TAGS: _NOTE,
}
_ORDERS: Mapping[Column, str] = {
    Column.FRONT: "note.plain COLLATE NOCASE",
    Column.DECK: "deck.title COLLATE NOCASE",
    Column.DUE: "card.due",
    Column.STATE: "card.state",
    Column.INTERVAL: "card.due - card.last_review",
    Column.STABILITY: "card.stability",
    Column.DIFFICULTY: "card.difficulty",
    Column.REPS: "card.reps",
    Column.LAPSES: "card.lapses",
    Column.ADDED: "note.created_at",
    Column.EDITED: "note.edited_at",
    Column.KIND: "note.kind",
    Column.TAGS: "nullif(note.tags, '[]')",
}
_TIES: Mapping[Column, str] = {Column.DECK: ", card.note_id"}


def found(query: Query, leaves: Leaves, sort: Sort | None = None) -> Search:
    """The living cards that the query finds."""
    matches, rest = _by_index_first(query)
    condition = _condition(rest, leaves)
    source, values = _source(matches)
    joined = _JOINS.get(sort.column, "") if sort else ""
    where = f"card.retired_at IS NULL AND ({condition.sql})"
    if matches:
        where = f"note_search MATCH ? AND {where}"
    order = _order(sort) if sort else ""
    return Search(f"FROM {source} {joined} WHERE {where} {order}", (*values, *condition.values))


def _source(match: str) -> tuple[str, tuple[str, ...]]:
    """CROSS JOIN is SQLite's way to say: begin with the notes that the index finds."""
    if not match:
        return "card", ()
    return "note_search CROSS JOIN card ON card.note_id = note_search.rowid", (match,)


def _order(sort: Sort) -> str:
    way = "DESC" if sort.descending else "ASC"
    ties = _TIES.get(sort.column, "")
    return f"ORDER BY {_ORDERS[sort.column]} {way} NULLS LAST{ties}, card.id"


def _by_index_first(query: Query) -> tuple[str, Iterable[Query]]:
    """The full-text query that every card found must fulfil ("" for none), and the other parts."""
    parts = query.parts if isinstance(query, And) else (query,)
    matches = [(part, index_query(part)) for part in parts]
    return " AND ".join(m for _, m in matches if m), [part for part, m in matches if not m]


def _condition(parts: Iterable[Query], leaves: Leaves) -> Condition:
    return _joined([_of(part, leaves) for part in parts], " AND ") if parts else ALL


def _of(query: Query, leaves: Leaves) -> Condition:
    match query:
        case And():
            matches, rest = _by_index_first(query)
            found = [found_by_index(matches)] if matches else []
            return _joined([*found, *(_of(part, leaves) for part in rest)], " AND ")
        case Or(parts):
            return _joined([_of(part, leaves) for part in parts], " OR ")
        case Not(part):
            inner = _of(part, leaves)
            return Condition(f"({inner.sql}) IS NOT TRUE", inner.values)
        case _:
            return leaves.condition(query)


def _joined(conditions: list[Condition], word: str) -> Condition:
    return Condition(
        word.join(f"({each.sql})" for each in conditions),
        tuple(value for each in conditions for value in each.values),
    )
