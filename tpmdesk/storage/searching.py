"""A search as SQL: which cards it finds, in which order. Every value is bound, none written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tpmdesk.app.browsestore import Column, Sort
from tpmdesk.domain.querytree import And, Everything, Not, Or, Query
from tpmdesk.storage.conditions import ALL, Condition, Leaves, found_by_index, index_query


class Search(NamedTuple):
    """The cards of a search: SQL from its FROM on, and the values of its question marks."""

    sql: str
    values: tuple[Any, ...]


_NOTE = "JOIN note ON note.id = card.note_id"
_IN_ORDER_OF_FRONTS = "note INDEXED BY ix_note_plain CROSS JOIN card ON card.note_id = note.id"
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
    Column.FRONT: "note.plain COLLATE NOCASE {way}, note.id {way}",
    Column.DECK: "deck.title COLLATE NOCASE {way}, card.note_id {way}",
    Column.DUE: "card.due {way} NULLS LAST",
    Column.STATE: "card.state {way}",
    Column.INTERVAL: "card.due - card.last_review {way} NULLS LAST",
    Column.STABILITY: "card.stability {way} NULLS LAST",
    Column.DIFFICULTY: "card.difficulty {way} NULLS LAST",
    Column.REPS: "card.reps {way}",
    Column.LAPSES: "card.lapses {way}",
    Column.ADDED: "note.created_at {way}",
    Column.EDITED: "note.edited_at {way} NULLS LAST",
    Column.KIND: "note.kind {way}",
    Column.TAGS: "nullif(note.tags, '[]') {way} NULLS LAST",
}


def found(query: Query, leaves: Leaves, sort: Sort | None = None) -> Search:
    """The living cards that the query finds."""
    match, rest = _by_index_first(query)
    condition = _condition(rest, leaves)
    where = f"card.retired_at IS NULL AND ({condition.sql})"
    if match:
        where = f"note_search MATCH ? AND {where}"
    values = (match, *condition.values) if match else condition.values
    by_front = sort is not None and sort.column is Column.FRONT and query == Everything()
    source = _IN_ORDER_OF_FRONTS if by_front else _source(match, sort)
    return Search(f"FROM {source} WHERE {where} {_order(sort)}", values)


def _source(match: str, sort: Sort | None) -> str:
    """CROSS JOIN is SQLite's way to say: begin with the notes that the index finds."""
    joined = _JOINS.get(sort.column, "") if sort else ""
    first = "note_search CROSS JOIN card ON card.note_id = note_search.rowid" if match else "card"
    return f"{first} {joined}"


def _order(sort: Sort | None) -> str:
    if sort is None:
        return ""
    way = "DESC" if sort.descending else "ASC"
    return f"ORDER BY {_ORDERS[sort.column].format(way=way)}, card.id {way}"


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
