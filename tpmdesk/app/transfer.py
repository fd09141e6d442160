"""Decks of other programs, in and out: what passes between files and the profile.

A reader turns a file into `ForeignNote`s, one after another, so that a large file is never held
whole; a writer takes the same. Rows that there may be a million of are plain tuples.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from tpmdesk.domain.cards import Memory, NoteText


class TransferError(Exception):
    """A file cannot be read or written; the message says what, where and what to do."""


class Cancelled(Exception):  # noqa: N818  no error: the person asked for it
    """The person cancelled; nothing was changed."""


class ForeignReview(NamedTuple):
    """A line of a review log. `at` in microseconds of UTC since 1970, `took` in seconds, the
    intervals in days; `kind` is a ReviewKind and `rating` 0 where nothing was rated. What a file
    does not say of the memory after the answer is None, and follows from the next line."""

    at: int
    kind: int
    rating: int
    took: float
    state_before: int
    interval_before: float | None
    interval: float | None
    state: int | None = None
    stability: float | None = None
    difficulty: float | None = None


class ForeignCard(NamedTuple):
    """A card of a note, with its memory and its log. `position` orders new cards."""

    template: str
    deck: str
    memory: Memory
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    flag: int = 0
    position: int = 0
    reviews: Sequence[ForeignReview] = ()


class ForeignNote(NamedTuple):
    """A note. `guid` is "" where the file has none. `deck` is a deck's full name, its parts
    joined by "::". `created` and `edited` in microseconds of UTC since 1970, 0 unknown.

    `original` is how the file had the note, as JSON, where its text was changed to become ours:
    `{"model": id, "fields": [...]}` with the model among the reader's `models`.
    """

    guid: str
    deck: str
    text: NoteText
    cards: Sequence[ForeignCard] = ()
    created: int = 0
    edited: int = 0
    original: str | None = None


class ForeignModel(NamedTuple):
    """A kind of note of another program: its id there, its name, and the rest as JSON."""

    id: int
    name: str
    body: str


class MediaFile(NamedTuple):
    """A picture or sound of a file: its name, safe to use in a folder, and its bytes in size."""

    name: str
    size: int


class MediaRow(NamedTuple):
    """A file in the profile's folder of media."""

    name: str
    sha256: str
    size: int


class Skipped(NamedTuple):
    """What was left out of an import, and why."""

    what: str
    why: str


class DeckReader(Protocol):
    """An opened file. Raises TransferError; closing it removes whatever it unpacked."""

    @property
    def notes_count(self) -> int:
        """How many notes there are, for showing progress; 0 when unknown."""
        ...

    @property
    def models(self) -> Sequence[ForeignModel]: ...

    @property
    def skipped(self) -> Sequence[Skipped]:
        """What has been left out so far."""
        ...

    def notes(self) -> Iterator[ForeignNote]:
        """All notes, anew at each call."""
        ...

    def media(self) -> Sequence[MediaFile]: ...

    def media_bytes(self, name: str) -> bytes: ...

    def close(self) -> None: ...


class Progress(Protocol):
    """Is told how far work has come; raises Cancelled to end it."""

    def __call__(self, done: int, total: int) -> None: ...


def no_progress(done: int, total: int) -> None:
    """A Progress for whoever does not watch."""


class Deck(NamedTuple):
    """What to export: `notes` come one after another, those of one deck together.

    The original of a note names one of `models`. `media` are the files that the notes' text
    names, each with where it lies. Without `history` the notes' cards are as new, and have no
    reviews.
    """

    notes_count: int
    notes: Iterator[ForeignNote]
    models: Sequence[ForeignModel] = ()
    media: Sequence[tuple[MediaFile, Path]] = ()
    history: bool = True
    form: str = ""


class DeckWriter(Protocol):
    """Writes a deck to a new file, which nobody sees before it is whole. Raises TransferError."""

    def __call__(self, file: Path, deck: Deck, progress: Progress, /) -> ExportReport: ...


class OpenDeck(Protocol):
    """Opens a file for reading. Raises TransferError."""

    def __call__(self, file: Path, mapping: ColumnMapping | None, /) -> DeckReader: ...


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: notes added, changed and left as they were."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    reviews: int = 0
    media: int = 0
    cards: int = 0
    decks: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, and some of its notes to look at."""

    report: ImportReport
    samples: tuple[ForeignNote, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote."""

    cards: int
    reviews: int
    media: int


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What to export: `query` in the search language, "" for everything."""

    file: Path
    query: str = ""
    deck: str = ""  # the id of a deck, which brings those below it
    history: bool = True
    media: bool = True
    form: str = ""  # a writer of several formats is told which, by its name


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the columns of a CSV file become notes. `columns` has a target for each: "front",
    "back", "extra", "mnemonic", "tags", "deck", "kind", "guid" or "" to leave it out."""

    columns: tuple[str, ...]
    delimiter: str = ","
    header: bool = True
    deck: str = "Imported"
    kind: str = "basic"
    html: bool = False
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How the columns of a file seem to be meant, and its first rows, the header left out."""

    mapping: ColumnMapping
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"
