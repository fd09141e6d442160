"""What the library shows of cards, and the port to the store that it is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.cards import (
    Card,
    CardId,
    CardState,
    NoteId,
    NoteKind,
    NoteText,
    Rating,
    ReviewKind,
)
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import LEECH_TAG
from tpmdesk.domain.querytree import Query
from tpmdesk.domain.replacing import NoteField
from tpmdesk.domain.studyday import Calendar


class Column(StrEnum):
    """What a list of cards can be sorted by."""

    FRONT = "front"
    DECK = "deck"
    DUE = "due"
    STATE = "state"
    INTERVAL = "interval"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    REPS = "reps"
    LAPSES = "lapses"
    ADDED = "added"
    EDITED = "edited"
    KIND = "kind"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list. Cards without a value come last, whichever way it goes."""

    column: Column = Column.DECK
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BrowseLine:
    """One card in a list. `front` is one plain line, `deck` an id; `interval_days` is from the
    last answer to when the card is due. `edited` is None for a text as it came."""

    id: CardId
    note_id: NoteId
    front: str
    deck: EntryId
    deck_title: str
    kind: NoteKind
    template: str
    state: CardState
    due: datetime | None
    interval_days: float | None
    stability: float | None
    difficulty: float | None
    reps: int
    lapses: int
    suspended: bool
    buried: bool
    flag: int
    tags: tuple[str, ...]
    added: datetime
    edited: datetime | None

    @property
    def leech(self) -> bool:
        return LEECH_TAG in self.tags


class LogLine(NamedTuple):
    """A line of a card's review log: what it was, and the memory after it. `rating` is None where
    nothing was rated; `took` in seconds, `interval` in days."""

    at: datetime
    kind: ReviewKind
    rating: Rating | None
    took: float
    interval: float | None
    stability: float | None
    difficulty: float | None


@dataclass(frozen=True, slots=True)
class CardInfo:
    """Everything about one card. `reviews` are oldest first; `retrievability` is the probability
    of recall now, None for a card never seen; `retention` is the one desired."""

    card: Card
    line: BrowseLine
    reviews: tuple[LogLine, ...]
    retrievability: float | None
    retention: float


class TagLine(NamedTuple):
    """A tag by its full name ("a::b"), and how many notes have it or one below it."""

    name: str
    notes: int


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Notes whose fronts say the same, or nearly so; `fronts` are plain lines, in their order."""

    text: str
    notes: tuple[NoteId, ...]
    fronts: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to find in notes and what to put there; no `fields` means all. With `regex`, `find` is
    a regular expression of Python's and `put` may name its groups (\\1, \\g<name>)."""

    find: str
    put: str
    fields: tuple[NoteField, ...] = ()
    regex: bool = False
    match_case: bool = True


class Change(NamedTuple):
    """What a replacement does to one note: a line around the first change, before and after."""

    note_id: NoteId
    before: str
    after: str


class BulkError(Exception):
    """Something cannot be done to cards as asked; the message says why and what to do."""


class LogbookCard(NamedTuple):
    """What a store knows for CardInfo."""

    card: Card
    line: BrowseLine
    reviews: tuple[LogLine, ...]


class SearchStore(Protocol):
    """Cards found and shown. `calendar` says when it is, and which study day."""

    def find(
        self, query: Query, sort: Sort | None, calendar: Calendar, limit: int | None
    ) -> Sequence[CardId]: ...

    def count(self, query: Query, calendar: Calendar) -> int: ...

    def lines(self, ids: Sequence[CardId], now: datetime) -> list[BrowseLine]:
        """In that order; without those that are gone."""
        ...

    def logbook(self, card_id: CardId, now: datetime) -> LogbookCard:
        """Raises NotFoundError."""
        ...

    def decks(self) -> list[DeckLine]: ...

    def tags(self) -> list[TagLine]: ...

    def fronts(self, query: Query, calendar: Calendar) -> list[tuple[NoteId, str]]:
        """The notes of the cards found, and their fronts as one plain line."""
        ...


class CardBulkStore(Protocol):
    """Changes to many cards at once. Each is one undo step, named in words, and returns how many
    cards changed; where nothing changes there is no undo step."""

    def suspend(self, ids: Sequence[CardId], suspended: bool) -> int: ...

    def bury(self, ids: Sequence[CardId], until: datetime) -> int: ...

    def unbury(self, ids: Sequence[CardId]) -> int: ...

    def flag(self, ids: Sequence[CardId], flag: int) -> int: ...

    def move(self, ids: Sequence[CardId], deck: EntryId) -> int:
        """Raises NotFoundError."""
        ...

    def forget(self, ids: Sequence[CardId], keep_counts: bool) -> int: ...

    def set_due(self, ids: Sequence[CardId], days: Sequence[datetime]) -> int:
        """The cards in their order are spread evenly over the days."""
        ...

    def delete(self, ids: Sequence[CardId]) -> int:
        """The notes of these cards, and all cards of those notes; how many notes."""
        ...


class NoteBulkStore(Protocol):
    """Changes to the notes of many cards at once, with the same rules; how many notes changed."""

    def add_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int: ...

    def remove_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int: ...

    def rename_tag(self, old: str, new: str) -> int: ...

    def preview_replace(self, wish: Replacement, ids: Sequence[CardId]) -> list[Change]: ...

    def replace(self, wish: Replacement, ids: Sequence[CardId]) -> int: ...


class NoteStore(Protocol):
    """Notes and decks, one at a time. Raises NotFoundError."""

    def note(self, note_id: NoteId) -> NoteText: ...

    def create(self, deck: EntryId, text: NoteText) -> NoteId: ...

    def edit_note(self, note_id: NoteId, text: NoteText) -> None: ...

    def new_deck(self, title: str) -> EntryId: ...

    def rename_deck(self, deck: EntryId, title: str) -> None: ...
