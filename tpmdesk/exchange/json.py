"""tpmdesk's own format: whole notes with their cards, memories and logs, exactly, as JSON.

    {"format": "tpmdesk deck", "version": 1, "models": [...], "notes": [...]}

Every note stands on a line of its own, in the fields of `_Note`. Times of a note and of a log are
microseconds of UTC since 1970, those of a memory ISO 8601, intervals days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from tpmdesk.app.transfer import (
    ColumnMapping,
    Deck,
    DeckReader,
    ExportReport,
    ForeignCard,
    ForeignModel,
    ForeignNote,
    ForeignReview,
    Progress,
    Skipped,
    TransferError,
)
from tpmdesk.domain.cards import CardState, Memory, NoteText
from tpmdesk.domain.faces import templates
from tpmdesk.exchange.listed import ListedNotes
from tpmdesk.exchange.textfile import read_bytes

_FORMAT = "tpmdesk deck"
_VERSION = 1

_Time = Annotated[int, Meta(ge=0, le=2**60)]
_Aware = Annotated[datetime, Meta(tz=True)]
_Days = Annotated[float, Meta(ge=-1e6, le=1e6)]
_Count = Annotated[int, Meta(ge=0, le=2**31)]
_Stability = Annotated[float, Meta(gt=0, le=1e6)]
_Difficulty = Annotated[float, Meta(ge=0, le=10)]
_State = Annotated[int, Meta(ge=0, le=3)]
_Name = Annotated[str, Meta(min_length=1, max_length=200)]


class _Review(Struct, omit_defaults=True, forbid_unknown_fields=True):
    at: _Time
    rating: Annotated[int, Meta(ge=0, le=4)]
    took: Annotated[float, Meta(ge=0, le=1e9)]
    state_before: _State
    kind: Annotated[int, Meta(ge=0, le=5)] = 0
    interval_before: _Days | None = None
    interval: _Days | None = None
    state: _State | None = None
    stability: _Stability | None = None
    difficulty: _Difficulty | None = None


class _Memory(Struct, omit_defaults=True, forbid_unknown_fields=True):
    state: _State = 0
    step: _Count | None = None
    stability: _Stability | None = None
    difficulty: _Difficulty | None = None
    due: _Aware | None = None
    last_review: _Aware | None = None


class _Card(Struct, omit_defaults=True, forbid_unknown_fields=True):
    template: _Name
    deck: str
    memory: _Memory = msgspec.field(default_factory=_Memory)
    reps: _Count = 0
    lapses: _Count = 0
    suspended: bool = False
    flag: Annotated[int, Meta(ge=0, le=7)] = 0
    position: _Count = 0
    reviews: list[_Review] = []


class _Note(Struct, omit_defaults=True, forbid_unknown_fields=True):
    deck: str
    text: NoteText
    guid: Annotated[str, Meta(max_length=200)] = ""
    cards: list[_Card] = []
    created: _Time = 0
    edited: _Time = 0
    original: str | None = None


class _Model(Struct):
    id: Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
    name: str
    body: str


class _File(Struct):
    format: Literal["tpmdesk deck"]
    version: Literal[1]
    notes: list[_Note]
    models: list[_Model] = []


_DECODER = msgspec.json.Decoder(_File)
_ENCODER = msgspec.json.Encoder()


def open_json(file: Path, _mapping: ColumnMapping | None = None) -> DeckReader:
    """Read a deck. Raises TransferError that says where the file is not as it must be."""
    try:
        read = _DECODER.decode(read_bytes(file))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TransferError(
            f"{file} is no deck that tpmdesk {_VERSION} has written: {error}. Export it again, "
            "or mend that place."
        ) from error
    models = [ForeignModel(model.id, model.name, model.body) for model in read.models]
    notes, skipped = [], []
    for number, note in enumerate(read.notes, start=1):
        if templates(note.text):
            notes.append(_foreign(note))
        else:
            skipped.append(Skipped(f"note {number}", "it has no sides, so no card"))
    return ListedNotes(notes, skipped, models)


def write_json(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    """Write a deck; media stay behind, for text files hold none."""
    cards = reviews = 0
    with file.open("wb") as out:
        out.write(_ENCODER.encode({"format": _FORMAT, "version": _VERSION})[:-1])
        models = [_Model(*model) for model in deck.models]
        out.write(b',\n"models": ' + _ENCODER.encode(models) + b',\n"notes": [')
        for done, note in enumerate(_counted(deck, progress)):
            out.write((b",\n" if done else b"\n") + _ENCODER.encode(_entry(note)))
            cards += len(note.cards)
            reviews += sum(len(card.reviews) for card in note.cards)
        out.write(b"\n]}\n")
    return ExportReport(cards, reviews, 0)


def _counted(deck: Deck, progress: Progress) -> Iterator[ForeignNote]:
    for done, note in enumerate(deck.notes):
        if done % 1000 == 0:
            progress(done, deck.notes_count)
        yield note


def _entry(note: ForeignNote) -> _Note:
    cards = [
        _Card(
            card.template,
            card.deck,
            _Memory(
                int(card.memory.state),
                card.memory.step,
                card.memory.stability,
                card.memory.difficulty,
                card.memory.due,
                card.memory.last_review,
            ),
            *(card.reps, card.lapses, card.suspended, card.flag, card.position),
            [_line(review) for review in card.reviews],
        )
        for card in note.cards
    ]
    return _Note(note.deck, note.text, note.guid, cards, note.created, note.edited, note.original)


def _line(review: ForeignReview) -> _Review:
    return _Review(
        review.at,
        review.rating,
        review.took,
        review.state_before,
        review.kind,
        review.interval_before,
        review.interval,
        review.state,
        review.stability,
        review.difficulty,
    )


def _foreign(note: _Note) -> ForeignNote:
    return ForeignNote(
        note.guid,
        note.deck,
        note.text,
        [_foreign_card(card) for card in note.cards],
        note.created,
        note.edited,
        note.original,
    )


def _foreign_card(card: _Card) -> ForeignCard:
    held = card.memory
    memory = Memory(
        CardState(held.state),
        held.step,
        held.stability,
        held.difficulty,
        held.due,
        held.last_review,
    )
    reviews = sorted({line.at: _foreign_line(line) for line in card.reviews}.values())
    return ForeignCard(
        card.template,
        card.deck,
        memory,
        *(card.reps, card.lapses, card.suspended, card.flag, card.position),
        reviews,
    )


def _foreign_line(line: _Review) -> ForeignReview:
    return ForeignReview(
        *(line.at, line.kind, line.rating, line.took, line.state_before),
        *(line.interval_before, line.interval, line.state, line.stability, line.difficulty),
    )
