"""Notes, the cards made from them, and what a memory of a card is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions

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
    """What cards a note makes.

    `SIDES` is for notes of other programs whose cards follow no pattern of ours: each card has a
    front and a back of its own.
    """

    BASIC = "basic"
    REVERSED = "reversed"
    CLOZE = "cloze"
    TYPED = "typed"
    STEPS = "steps"
    CONTRAST = "contrast"
    SIDES = "sides"


@dataclass(frozen=True, slots=True)
class NoteStep:
    """One step of an ordered note: its name, and what it asks for (Markdown)."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Face:
    """The two sides of one card of a note. `template` names the card within its note, for good.

    A face with an `answer` asks for it to be typed; plain text, no Markdown.
    """

    template: str
    front: str
    back: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NoteText:
    """The editable text of a note, Markdown throughout.

    `steps` is filled for `NoteKind.STEPS` only, and `sides` for `NoteKind.SIDES` only. A
    `NoteKind.CLOZE` has its gaps in the front, as `{{c1::text::hint}}`. A `NoteKind.TYPED` expects
    the back to be typed. For `NoteKind.CONTRAST` the front shows the weak answer and the back says
    what is wrong with it and what a strong one says. `mnemonic` is the person's own memory aid,
    shown with the answer.
    """

    kind: NoteKind
    front: str
    back: str
    steps: tuple[NoteStep, ...] = ()
    extra: str = ""
    tags: tuple[str, ...] = ()
    mnemonic: str = ""
    sides: tuple[Face, ...] = ()


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
    """One card as it is reviewed: its faces, its memory, and where it belongs.

    `options` are those of its deck.
    """

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
    flag: int = 0
    tags: tuple[str, ...] = ()
    source: str = ""
    options: DeckOptions = DEFAULTS


class ReviewKind(IntEnum):
    """What a line of the review log is; the values are those of Anki's log where it has one.

    Only an `ANSWER` counts as a review. A `CRAM` is an answer that did not move the schedule;
    `MANUAL` and `RESCHEDULED` are changes of a due date, and carry no rating (0 in the log).
    """

    ANSWER = 0
    CRAM = 3
    MANUAL = 4
    RESCHEDULED = 5


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to one card: `took` is seconds from the front shown to the rating."""

    card_id: CardId
    at: datetime
    rating: Rating
    before: Memory
    after: Memory
    took: float = 0.0

    @property
    def is_lapse(self) -> bool:
        """Whether a card in review was forgotten."""
        return self.before.state is CardState.REVIEW and self.rating is Rating.AGAIN
