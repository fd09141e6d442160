"""Notes of every kind, made up by hypothesis."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from tpmdesk.app.transfer import (
    Deck,
    ForeignCard,
    ForeignNote,
    ForeignReview,
    TransferError,
    no_progress,
)
from tpmdesk.domain.cards import CardState, Face, Memory, NoteKind, NoteStep, NoteText

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ODD = (
    *("# a", "## b", "---", "Q: x", "A: y", "Tags: z", "```", "~~~"),
    *("\\# c", "\\\\---", "1. **n**: m"),
)
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
LINE = st.text(CHARACTERS, min_size=1, max_size=40) | st.sampled_from(ODD)
PROSE = st.lists(LINE, min_size=1, max_size=5).map("\n".join).map(str.strip)
FILLED = PROSE.filter(bool)
WORD = st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=12)
NAME = st.text(CHARACTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
TAGS = st.lists(WORD, max_size=3, unique=True).map(tuple)
STEPS = st.lists(st.builds(NoteStep, NAME, FILLED), min_size=1, max_size=3).map(tuple)
FACES = st.lists(
    st.builds(Face, WORD, FILLED, FILLED, WORD | st.just("")),
    min_size=1,
    max_size=3,
    unique_by=lambda face: face.template,
).map(tuple)
PLAIN_KINDS = st.sampled_from(
    [NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE, NoteKind.TYPED, NoteKind.CONTRAST]
)


def _texts(kind, **more):
    given = {"extra": PROSE, "tags": TAGS, "mnemonic": PROSE} | more
    return st.builds(NoteText, kind, FILLED, PROSE, **given)


PLAIN_TEXTS = _texts(PLAIN_KINDS)
STEP_TEXTS = _texts(st.just(NoteKind.STEPS), steps=STEPS)
SIDE_TEXTS = _texts(st.just(NoteKind.SIDES), sides=FACES)
TEXTS = PLAIN_TEXTS | STEP_TEXTS | SIDE_TEXTS

TIMES = st.integers(0, 2**51)
DAYS = st.none() | st.floats(0, 36500)
STABILITIES = st.none() | st.floats(1e-3, 36500)
MOMENTS = st.none() | TIMES.map(lambda micros: EPOCH + timedelta(microseconds=micros))
MEMORIES = st.builds(
    Memory,
    st.sampled_from(CardState),
    st.none() | st.integers(0, 5),
    STABILITIES,
    st.none() | st.floats(1, 10),
    MOMENTS,
    MOMENTS,
)
REVIEWS = st.builds(
    ForeignReview,
    at=TIMES,
    kind=st.sampled_from([0, 3, 4, 5]),
    rating=st.integers(0, 4),
    took=st.floats(0, 600),
    state_before=st.integers(0, 3),
    interval_before=DAYS,
    interval=DAYS,
    state=st.integers(0, 3),
    stability=STABILITIES,
    difficulty=st.none() | st.floats(1, 10),
)
LOGS = st.lists(REVIEWS, max_size=4, unique_by=lambda line: line.at).map(
    lambda lines: sorted(lines, key=lambda line: line.at)
)
CARDS = st.builds(
    ForeignCard,
    template=WORD,
    deck=NAME,
    memory=MEMORIES,
    reps=st.integers(0, 999),
    lapses=st.integers(0, 99),
    suspended=st.booleans(),
    flag=st.integers(0, 7),
    position=st.integers(0, 10_000),
    reviews=LOGS,
)
NOTES = st.builds(
    ForeignNote,
    guid=WORD,
    deck=NAME,
    text=TEXTS,
    cards=st.lists(CARDS, max_size=2),
    created=TIMES,
    edited=TIMES,
    original=st.none() | PROSE.map(json.dumps),
)


def plain_notes(texts=TEXTS, deck=NAME):
    return st.lists(st.tuples(WORD, deck, texts).map(lambda parts: ForeignNote(*parts)), max_size=4)


def read_or_refused(reader, file):
    """The notes of any file; none when it was refused, which names the file."""
    try:
        return list(reader(file).notes())
    except TransferError as error:
        return refusal(error, file)


def refusal(error, file):
    assert file.name in str(error)
    assert str(error).rstrip().endswith(".")
    return []


def written(writer, file, notes, models=()):
    return writer(file, Deck(len(notes), iter(notes), models), no_progress)
