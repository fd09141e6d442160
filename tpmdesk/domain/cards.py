"""Notes, the cards made from them, and what a memory of a card is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

NoteId = NewType("NoteId", int)
CardId = NewType("CardId", int)


class Rating(IntEnum):
    """How well a card was recalled; the four grades of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class CardState(IntEnum):
    """Where a card stands in its schedule; the values of py-fsrs, and 0 for never seen."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class NoteKind(StrEnum):
    """What cards a note makes."""

    BASIC = "basic"
    REVERSED = "reversed"
    STEPS = "steps"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class NoteStep:
    """One step of an ordered note: its name, and what it asks for (Markdown)."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """The editable text of a note, Markdown throughout.

    `steps` is filled for `NoteKind.STEPS` only. For `NoteKind.CONTRAST` the front shows the weak
    answer and the back says what is wrong with it and what a strong one says.
    """

    kind: NoteKind
    front: str
    back: str
    steps: tuple[NoteStep, ...] = ()
    extra: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """The two sides of one card of a note. `template` names the card within its note, for good."""

    template: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The scheduling state of one card.

    `stability` is the interval in days at which retrievability falls to 90 %; `difficulty` lies
    in 1 to 10 (both None until the first review). `due` is None for a card never seen. Times are
    aware UTC. Source: the FSRS-6 model, github.com/open-spaced-repetition.
    """

    state: CardState = CardState.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due: datetime | None = None
    last_review: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it is reviewed: its faces, its memory, and where it belongs."""

    id: CardId
    note_id: NoteId
    deck: str
    deck_title: str
    face: Face
    kind: NoteKind
    memory: Memory
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    tags: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to one card: `took` is seconds from the front shown to the rating."""

    card_id: CardId
    at: datetime
    rating: Rating
    before: Memory
    after: Memory
    took: float = 0.0


def faces(note: NoteText) -> tuple[Face, ...]:
    """The cards that a note makes, in order. Template names never change with the text."""
    match note.kind:
        case NoteKind.REVERSED:
            return (
                Face("forward", note.front, _with_extra(note.back, note.extra)),
                Face("reverse", note.back, _with_extra(note.front, note.extra)),
            )
        case NoteKind.STEPS:
            return _step_faces(note)
        case _:
            return (Face("forward", note.front, _with_extra(note.back, note.extra)),)


def _step_faces(note: NoteText) -> tuple[Face, ...]:
    recital = "\n".join(
        f"{n}. **{step.name}**: {step.meaning}" for n, step in enumerate(note.steps, start=1)
    )
    whole = Face("recite", note.front, _with_extra(recital, note.back, note.extra))
    alone = (
        Face(f"step-{n}", _step_question(note, n), f"**{step.name}**\n\n{step.meaning}")
        for n, step in enumerate(note.steps, start=1)
    )
    return (whole, *alone)


def _step_question(note: NoteText, n: int) -> str:
    count = len(note.steps)
    before = f", after **{note.steps[n - 2].name}**" if n > 1 else ""
    return f"Step {n} of {count}{before}: which is it, and what does it ask?\n\n{note.front}"


def _with_extra(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
