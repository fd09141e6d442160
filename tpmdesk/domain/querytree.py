"""What a search asks for, as a tree: leaves that a card fulfils or not, and how they combine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tpmdesk.domain.cards import CardId, NoteId, NoteKind, Rating


class Side(StrEnum):
    """Where words are looked for: anywhere in a note (its tags too), or on one side of it."""

    ANY = ""
    FRONT = "front"
    BACK = "back"


class Standing(StrEnum):
    """What `is:` can ask for. `DUE` is what today's queue would show, its limits aside."""

    DUE = "due"
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"
    FLAGGED = "flagged"


class Property(StrEnum):
    """What `prop:` can compare. `INTERVAL` and `STABILITY` are in days, `DUE` in study days from
    today, `RETRIEVABILITY` in 0 to 1 as of now, `DIFFICULTY` in 1 to 10."""

    INTERVAL = "ivl"
    DUE = "due"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    REPS = "reps"
    LAPSES = "lapses"


class Comparison(StrEnum):
    """Equal means equal as shown, so `stability=12` finds 11.5 up to 12.5."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    UNEQUAL = "!="
    AT_LEAST = ">="
    MORE = ">"


class Event(StrEnum):
    """What happened to a card or its note within some days."""

    ADDED = "added"
    EDITED = "edited"
    INTRODUCED = "introduced"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every card."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or its beginning; or, as a phrase, whole words in that order."""

    text: str
    phrase: bool = False
    side: Side = Side.ANY


@dataclass(frozen=True, slots=True)
class Matching:
    """A note with a text that the regular expression is found in, capitals or not."""

    pattern: str


@dataclass(frozen=True, slots=True)
class InDeck:
    """In a deck of that title or id, or one below it; `*` stands for any text."""

    name: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """With that tag or one below it; `*` stands for any text, and "none" for no tag at all."""

    name: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """Made from a note of that kind."""

    kind: NoteKind


@dataclass(frozen=True, slots=True)
class Is:
    """In that standing."""

    standing: Standing


@dataclass(frozen=True, slots=True)
class Flag:
    """With that flag, 1 to 7; 0 for none."""

    number: int


@dataclass(frozen=True, slots=True)
class Having:
    """With a property that compares so with the number; a card that lacks it never does."""

    property: Property
    comparison: Comparison
    number: float


@dataclass(frozen=True, slots=True)
class Rated:
    """Answered within the last days, today being one; so rated, or at all."""

    days: int
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """That happened within the last days, today being one."""

    event: Event
    days: int


@dataclass(frozen=True, slots=True)
class NoteIds:
    """Of one of these notes."""

    ids: tuple[NoteId, ...]


@dataclass(frozen=True, slots=True)
class CardIds:
    """One of these cards."""

    ids: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but that."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of these, two or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these, two or more."""

    parts: tuple[Query, ...]


Leaf: TypeAlias = (
    Everything
    | Text
    | Matching
    | InDeck
    | Tagged
    | OfKind
    | Is
    | Flag
    | Having
    | Rated
    | Within
    | NoteIds
    | CardIds
)
Query: TypeAlias = Leaf | Not | And | Or
