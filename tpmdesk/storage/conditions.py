"""Leaves of a search as SQL conditions on a row of `card`, with what they bind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tpmdesk.domain import forgetting
from tpmdesk.domain import querytree as tree
from tpmdesk.domain.deckoptions import LEECH_TAG, DeckOptions
from tpmdesk.domain.querytree import Comparison, Property, Standing
from tpmdesk.domain.studyday import Calendar
from tpmdesk.storage import search
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.patterns import Wildcards
from tpmdesk.storage.tables import Utc

DAY = 86_400e6  # microseconds


class Condition(NamedTuple):
    """SQL on `card`, and the values of its question marks. Never true where it is unknown."""

    sql: str
    values: tuple[Any, ...] = ()


class DeckRow(NamedTuple):
    """A deck as far as searches name it."""

    id: int
    names: tuple[str, ...]
    options: DeckOptions


@dataclass(frozen=True, slots=True)
class Leaves:
    """Leaves as conditions, for one moment and the decks there are.

    `matching` finds the notes that a regular expression matches.
    """

    calendar: Calendar
    decks: Sequence[DeckRow]
    matching: Callable[[str], Sequence[int]]

    def condition(self, leaf: tree.Query) -> Condition:
        match leaf:
            case tree.Everything():
                return ALL
            case tree.Text() | tree.Tagged() | tree.OfKind() | tree.NoteIds() | tree.Matching():
                return self._of_note(leaf)
            case tree.Rated() | tree.Within():
                return self._past(leaf)
            case _:
                return self._of_card(leaf)

    def _of_card(self, leaf: tree.Query) -> Condition:
        match leaf:
            case tree.InDeck(name):
                return self._in_deck(name)
            case tree.Is(standing):
                return self._is(standing)
            case tree.Flag(number):
                return Condition("card.flag = ?", (number,))
            case tree.Having():
                return self._having(leaf)
            case tree.CardIds(ids):
                return _among("card.id", ids)
            case _:
                raise TypeError(f"{leaf} is no leaf of a search")

    # Conditions on the note

    def _of_note(self, leaf: tree.Query) -> Condition:
        match leaf:
            case tree.Text():
                return text(leaf)
            case tree.Tagged(name):
                return tagged(name)
            case tree.OfKind(kind):
                return of_notes("note.kind = ?", kind.value)
            case tree.NoteIds(ids):
                return _among("card.note_id", ids)
            case tree.Matching(pattern):
                return _among("card.note_id", self.matching(pattern))
            case _:
                raise TypeError(f"{leaf} asks nothing of a note")

    def _in_deck(self, name: str) -> Condition:
        wanted = Wildcards(name)
        return _among(
            "card.deck_id",
            [deck.id for deck in self.decks if any(map(wanted.holds_or_is_above, deck.names))],
        )

    # Conditions on the schedule

    def _is(self, standing: Standing) -> Condition:
        now, today = Utc.micros(self.calendar.now), self.calendar.today
        match standing:
            case Standing.DUE:
                return Condition(_DUE, (Utc.micros(today.end), now, now))
            case Standing.BURIED:
                return Condition("coalesce(card.buried_until > ?, 0)", (now,))
            case Standing.LEECH:
                return tagged(LEECH_TAG)
            case _:
                return Condition(_STANDINGS[standing])

    def _having(self, leaf: tree.Having) -> Condition:
        match leaf.property:
            case Property.DUE:
                return self._due(leaf.comparison, int(leaf.number))
            case Property.RETRIEVABILITY:
                return self._retrievable(leaf.comparison, leaf.number)
            case _:
                return _compared(
                    _PROPERTIES[leaf.property],
                    leaf.comparison,
                    leaf.number,
                    _SHOWN.get(leaf.property, 0.5),
                )

    def _due(self, comparison: Comparison, day: int) -> Condition:
        begins, ends = (Utc.micros(self.calendar.begins(n)) for n in (day, day + 1))
        sql, *values = {
            Comparison.LESS: ("card.due < ?", begins),
            Comparison.AT_MOST: ("card.due < ?", ends),
            Comparison.EQUAL: ("card.due >= ? AND card.due < ?", begins, ends),
            Comparison.UNEQUAL: ("(card.due < ? OR card.due >= ?)", begins, ends),
            Comparison.AT_LEAST: ("card.due >= ?", begins),
            Comparison.MORE: ("card.due >= ?", ends),
        }[comparison]
        return Condition(f"card.due IS NOT NULL AND {sql}", tuple(values))

    def _retrievable(self, comparison: Comparison, number: float) -> Condition:
        """Compares the days since the last review with those after which it falls to a number."""
        now = Utc.micros(self.calendar.now)
        days = f"max((? - card.last_review) / {int(DAY)}, 0)"  # whole days, as FSRS counts them
        if comparison in (Comparison.EQUAL, Comparison.UNEQUAL):
            low, high = number - _SHOWN[Property.RETRIEVABILITY], number + 0.005
            inside = f"{days} <= {self._share(low)} AND {days} > {self._share(high)}"
            negated = "NOT " if comparison is Comparison.UNEQUAL else ""
            return _seen(f"{negated}({inside})", (now, now))
        share = self._share(number)
        turned = {"<": ">", "<=": ">=", ">=": "<=", ">": "<"}[comparison.value]
        return _seen(f"{days} {turned} {share}", (now,))

    def _share(self, number: float) -> str:
        """SQL for the days after which a card's retrievability is that number."""
        usual = forgetting.days_for_stability(number, DeckOptions())
        own = {
            deck.id: forgetting.days_for_stability(number, deck.options)
            for deck in self.decks
            if deck.options.parameters
        }
        cases = "".join(f" WHEN {deck} THEN {share!r}" for deck, share in own.items())
        factor = f"CASE card.deck_id{cases} ELSE {usual!r} END" if own else repr(usual)
        return f"card.stability * ({factor})"

    # Conditions on what happened

    def _past(self, leaf: tree.Query) -> Condition:
        match leaf:
            case tree.Rated(days, rating):
                since = self._since(days)
                return (
                    Condition(_RATED_SO, (since, rating)) if rating else Condition(_RATED, (since,))
                )
            case tree.Within(tree.Event.ADDED, days):
                return of_notes("note.created_at >= ?", self._since(days))
            case tree.Within(tree.Event.EDITED, days):
                return of_notes("note.edited_at >= ?", self._since(days))
            case tree.Within(tree.Event.INTRODUCED, days):
                return Condition(_INTRODUCED, (self._since(days), self._since(days)))
            case _:
                raise TypeError(f"{leaf} asks nothing of the past")

    def _since(self, days: int) -> int | None:
        return Utc.micros(self.calendar.begins(1 - days))


ALL = Condition("1")
NONE = Condition("0")

_DUE = """card.suspended = 0 AND card.state IN (1, 2, 3) AND card.due < ?
  AND (card.state = 2 OR card.due <= ?) AND (card.buried_until IS NULL OR card.buried_until <= ?)"""
_STANDINGS: Mapping[Standing, str] = {
    Standing.NEW: "card.state = 0",
    Standing.LEARNING: "card.state IN (1, 3)",
    Standing.REVIEW: "card.state = 2",
    Standing.SUSPENDED: "card.suspended = 1",
    Standing.FLAGGED: "card.flag > 0",
}
_PROPERTIES: Mapping[Property, str] = {
    Property.INTERVAL: f"(card.due - card.last_review) / {DAY}",
    Property.STABILITY: "card.stability",
    Property.DIFFICULTY: "card.difficulty",
    Property.REPS: "card.reps",
    Property.LAPSES: "card.lapses",
}
_SHOWN = {Property.DIFFICULTY: 0.05, Property.RETRIEVABILITY: 0.005}  # half of the last digit shown
_RATED = "card.id IN (SELECT card_id FROM review WHERE at >= ? AND kind = 0)"
_RATED_SO = "card.id IN (SELECT card_id FROM review WHERE at >= ? AND kind = 0 AND rating = ?)"
_INTRODUCED = """card.id IN (SELECT card_id FROM review
    WHERE at >= ? AND state_before = 0 AND kind = 0)
  AND NOT EXISTS (SELECT 1 FROM review WHERE card_id = card.id AND at < ? AND kind = 0)"""


def of_notes(condition: str, *values: Any) -> Condition:
    """Cards of the notes that fulfil a condition on `note`."""
    return Condition(f"card.note_id IN (SELECT note.id FROM note WHERE {condition})", values)


def found_by_index(match: str) -> Condition:
    """Cards of the notes that the full-text index finds."""
    found = "SELECT rowid FROM note_search WHERE note_search MATCH ?"
    return Condition(f"card.note_id IN ({found})", (match,))


def index_query(leaf: tree.Query) -> str:
    """The full-text index's query for a leaf of text; "" where the index cannot tell."""
    if not isinstance(leaf, tree.Text) or not search.has_words(leaf.text):
        return ""
    return search.phrase(leaf.text, beginning=not leaf.phrase, columns=leaf.side.value)


def text(leaf: tree.Text) -> Condition:
    """Cards of notes with that text."""
    match = index_query(leaf)
    return found_by_index(match) if match else _signs(leaf)


def _signs(leaf: tree.Text) -> Condition:
    """Text without a letter or digit is looked for as it stands."""
    columns = [leaf.side.value] if leaf.side.value else ["front", "back", "rest", "tags"]
    held = " OR ".join(f"instr({column}, ?)" for column in columns)
    return Condition(
        f"card.note_id IN (SELECT id FROM note_text WHERE {held})", (leaf.text,) * len(columns)
    )


def tagged(name: str) -> Condition:
    """The index narrows the notes down where it can, then each tag is compared."""
    if name.lower() == "none":
        return of_notes("note.tags = '[]'")
    like = Wildcards(name).like
    compared = (
        "EXISTS (SELECT 1 FROM json_each(note.tags) "
        "WHERE value LIKE ? ESCAPE '\\' OR value LIKE ? ESCAPE '\\')"
    )
    start = name.partition("*")[0]
    if not search.has_words(start):
        return of_notes(f"note.tags <> '[]' AND {compared}", like, f"{like}::%")
    match = search.phrase(as_json(start)[1:-1], beginning="*" in name, columns="tags")
    narrowed = "note.id IN (SELECT rowid FROM note_search WHERE note_search MATCH ?)"
    return of_notes(f"{narrowed} AND {compared}", match, like, f"{like}::%")


def _among(column: str, ids: Sequence[int]) -> Condition:
    if not ids:
        return NONE
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (as_json(list(ids)),))


def _seen(sql: str, values: tuple[Any, ...]) -> Condition:
    known = "card.stability IS NOT NULL AND card.last_review IS NOT NULL"
    return Condition(f"{known} AND {sql}", values)


def _compared(expression: str, comparison: Comparison, number: float, half: float) -> Condition:
    """Never true for a card that lacks the property."""
    match comparison:
        case Comparison.EQUAL:
            sql = f"{expression} >= ? AND {expression} < ?"
            values: tuple[float, ...] = (number - half, number + half)
        case Comparison.UNEQUAL:
            sql = f"({expression} < ? OR {expression} >= ?)"
            values = (number - half, number + half)
        case _:
            sql, values = f"{expression} {comparison.value} ?", (number,)
    return Condition(f"({expression}) IS NOT NULL AND {sql}", values)
