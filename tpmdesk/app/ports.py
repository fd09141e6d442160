"""The ports: what the use cases need from the edges, and nothing about how it is done.

Speech ports call back on the thread that called them. Every writing method is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import (
    Asked,
    Attempt,
    AttemptId,
    LoopId,
    MomentId,
    Recording,
    RecordingId,
    Score,
)
from tpmdesk.domain.cards import (
    Card,
    CardId,
    Memory,
    NoteId,
    NoteText,
    Rating,
    Review,
    ReviewKind,
)
from tpmdesk.domain.content import (
    DiagramEntry,
    Document,
    EntryId,
    Framework,
    Prompt,
    Round,
    Rubric,
    Scenario,
)
from tpmdesk.domain.dayqueue import Gathered
from tpmdesk.domain.report import FriendScores
from tpmdesk.domain.roundstate import RoundState
from tpmdesk.domain.soundcheck import SoundTrouble
from tpmdesk.domain.studyday import StudyDay
from tpmdesk.domain.transcript import Transcript

T = TypeVar("T")


class NotFoundError(LookupError):
    """There is no such card, entry or attempt; the message says which, and what to try."""


class ReviewError(Exception):
    """A card cannot be answered or edited as asked; the message says why and what to do."""


class StoreError(Exception):
    """The profile's database cannot be used; the message says what is safe and what to do."""


# Reviewing cards


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a study day may hold."""

    new_per_day: int
    reviews_per_day: int


@dataclass(frozen=True, slots=True)
class QueueWish:
    """How a study day's cards are wanted.

    `new_order` is "position" or "random"; `review_order` is "due" (longest overdue first),
    "retrievability" (likeliest to be remembered first) or "random"; a random order is the same
    all day. `until` is when the reviews fall due that may be shown, None the day's end.
    """

    limits: Limits
    new_order: str = "position"
    review_order: str = "due"
    until: datetime | None = None
    deck_limits: bool = True


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What is left of today's queue."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.review


@dataclass(frozen=True, slots=True)
class DayTally:
    """What was done on one study day. `seconds` is the time spent answering."""

    answers: Mapping[Rating, int]
    seconds: float
    new_cards: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """A time when a card in review was forgotten: the interval in days it was not remembered
    over, the stability it had, and the seconds the answer took."""

    card_id: CardId
    at: datetime
    interval: float | None
    stability: float | None
    took: float


@dataclass(frozen=True, slots=True)
class AfterAnswer:
    """What an answer does besides: siblings rest until then, if not None; the note is marked as
    a leech; the card is suspended."""

    siblings_until: datetime | None = None
    leech: bool = False
    suspend: bool = False


class Replan(NamedTuple):
    """A change of a card's schedule that is no answer."""

    card_id: CardId
    before: Memory
    after: Memory


class CardStore(Protocol):
    """Cards, their memories and their review log."""

    @property
    def writes(self) -> int:
        """Grows with each change of the profile's data, whoever makes it in this process."""
        ...

    def waiting(self, day: StudyDay, now: datetime, wish: QueueWish) -> Gathered:
        """What may be shown on that day, as far as limits allow."""
        ...

    def card(self, card_id: CardId) -> Card:
        """Raises NotFoundError."""
        ...

    def record(self, review: Review, then: AfterAnswer) -> None:
        """Store the answer and what follows from it, as one undo step.

        Siblings that rest are those that are new or in review. Raises ReviewError when the card
        is suspended, or its memory no longer `review.before`.
        """
        ...

    def replan(
        self, label: str, changes: Sequence[Replan], kind: ReviewKind, *, reset: bool = False
    ) -> None:
        """Change schedules, with a line in the log for each, as one undo step. `reset` sets the
        counts of reviews and lapses to none."""
        ...

    def bury(self, card_id: CardId, until: datetime) -> None: ...

    def unbury(self, card_id: CardId) -> None: ...

    def flag(self, card_id: CardId, flag: int) -> None: ...

    def suspend(self, card_id: CardId, suspended: bool) -> None: ...

    def note(self, note_id: NoteId) -> NoteText: ...

    def edit_note(self, note_id: NoteId, text: NoteText) -> None:
        """Change the text and keep every card's history."""
        ...

    def undo(self) -> str | None:
        """Take back the last action; its name in words, or None when there is nothing to undo."""
        ...

    def undoable(self) -> str | None:
        """What `undo` would take back, in words."""
        ...

    def redo(self) -> str | None:
        """Do again what was undone last; its name in words, or None when there is nothing."""
        ...

    def redoable(self) -> str | None: ...

    def undo_weight(self) -> int:
        """About how many rows `undo` would change."""
        ...

    def redo_weight(self) -> int: ...

    def lapses(self, note_id: NoteId) -> list[Lapse]:
        """The lapses of the note's cards, oldest first."""
        ...

    def tally(self, day: StudyDay) -> DayTally: ...

    def tallies(self, days: Sequence[StudyDay]) -> list[DayTally]: ...

    def due_between(self, start: datetime, end: datetime) -> int:
        """How many cards in review or learning fall due in that time."""
        ...

    def due_by_day(self, start: datetime, days: range) -> list[int]:
        """How many reviews fall due in each period of 24 hours, numbered from `start`."""
        ...


# Content


@dataclass(frozen=True, slots=True)
class DeckLine:
    """A deck and the number of its cards."""

    id: EntryId
    title: str
    about: str
    cards: int
    seen: int


class ContentStore(Protocol):
    """The merged content. Look-ups take an id "pack/slug", a slug alone when it is unique, or a
    covered inventory id when it is unique; they raise NotFoundError."""

    def decks(self) -> list[DeckLine]: ...

    def rounds(self) -> list[Round]: ...

    def round(self, ref: str) -> Round: ...

    def prompts(self, round_id: EntryId) -> list[Prompt]: ...

    def prompt(self, ref: str) -> Prompt: ...

    def rubric(self, ref: str) -> Rubric: ...

    def frameworks(self) -> list[Framework]: ...

    def scenarios(self) -> list[Scenario]: ...

    def documents(self) -> list[Document]: ...

    def diagrams(self) -> list[DiagramEntry]: ...

    def framework(self, ref: str) -> Framework: ...


# Attempts at rounds


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One row of a list of attempts; `mean_level` is None when nothing was scored."""

    id: AttemptId
    round: str
    title: str
    started: datetime
    ended: datetime | None
    answered: int
    questions: int
    mean_level: float | None
    loop: LoopId | None = None
    loop_position: int | None = None


class AttemptStore(Protocol):
    """Attempts, saved as they happen. `position` counts questions from 0."""

    def begin(
        self,
        round_id: str,
        title: str,
        state: RoundState,
        at: datetime,
        *,
        loop: tuple[LoopId, int] | None = None,
    ) -> AttemptId:
        """`loop` is the loop that the attempt belongs to, and its place in it."""
        ...

    def save_state(self, attempt: AttemptId, state: RoundState) -> None:
        """The answers not yet given follow the questions that the state has now."""
        ...

    def add_recording(self, attempt: AttemptId, position: int, at: datetime) -> Recording:
        """A row for a recording about to begin, with the name of its file (not yet there)."""
        ...

    def close_recording(self, recording: RecordingId, seconds: float) -> None: ...

    def reopen_recording(self, recording: RecordingId) -> None:
        """It grows again: incomplete until it is closed."""
        ...

    def rename_recording(self, recording: RecordingId, file: str) -> None: ...

    def wipe_recording(self, recording: RecordingId, at: datetime) -> None:
        """Its sound is gone; its transcript, assessment and scores stay."""
        ...

    def save_transcript(
        self,
        attempt: AttemptId,
        position: int,
        transcript: Transcript,
        at: datetime,
        *,
        rewrite: bool = False,
    ) -> None:
        """Transcripts made before are kept, the last one counts. `rewrite` puts a typed one in
        the place of the last, where that was typed too: an answer that grows is kept once."""
        ...

    def save_assessment(
        self, attempt: AttemptId, position: int, assessment: Assessment, at: datetime
    ) -> None: ...

    def save_scores(self, attempt: AttemptId, position: int, scores: Sequence[Score]) -> None:
        """Replace the scores given for that answer by the same people in the same way (blind or
        not)."""
        ...

    def clear_scores(self, attempt: AttemptId, position: int) -> None:
        """Take back every score given for that answer: it is another answer now."""
        ...

    def save_notes(self, attempt: AttemptId, position: int, notes: str) -> None: ...

    def save_friend(self, attempt: AttemptId, friend: FriendScores) -> None:
        """Keep a friend's scores and remarks, in place of those of the same friend before."""
        ...

    def add_moment(
        self, attempt: AttemptId, position: int, at: float, text: str, by: str = ""
    ) -> MomentId:
        """Keep a remark at that second of the recording; `by` is "" for the person."""
        ...

    def edit_moment(self, moment: MomentId, text: str) -> None: ...

    def remove_moment(self, moment: MomentId) -> None: ...

    def finish(self, attempt: AttemptId, at: datetime) -> None:
        """An attempt that is over already ended when it did."""
        ...

    def attempt(self, attempt: AttemptId) -> Attempt: ...

    def attempts(self) -> list[AttemptLine]:
        """All attempts, newest first."""
        ...

    def asking(self, prompt: str) -> list[AttemptId]:
        """The attempts with that prompt among their questions, oldest first."""
        ...

    def unfinished(self) -> Attempt | None:
        """The newest attempt that can be resumed and is part of no loop."""
        ...

    def asked(self) -> list[Asked]:
        """Every time a main question was answered or skipped, oldest first."""
        ...

    def incomplete_recordings(self) -> list[Recording]: ...


# Settings


class SettingsStore(Protocol):
    """Values by key, as JSON-like data."""

    def values(self) -> dict[str, Any]: ...

    def put(self, key: str, value: Any) -> None: ...


# Speech


class Speaker(Protocol):
    """Reads text aloud, one at a time."""

    def say(self, text: str, done: Callable[[str], None], round_id: str = "") -> None:
        """Calls `done("")` at the end, or `done(problem)` when it could not be read aloud.
        Never calls `done` after `stop`. Each round may have an interviewer's voice of its own."""
        ...

    def stop(self) -> None: ...


class MicrophoneListener(Protocol):
    """Who wants to know what the microphone does."""

    def sound_arrived(self) -> None: ...

    def level(self, peak: float, seconds: float) -> None:
        """The peak of the last moment in 0 to 1, and the seconds recorded so far."""
        ...

    def trouble(self, trouble: SoundTrouble | None) -> None:
        """Something is wrong with the sound, though it arrives; None when it is well again."""
        ...

    def lost(self, problem: str) -> None: ...


class Microphone(Protocol):
    """Records into a growing WAV, which is on disk within a second of being spoken."""

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:
        """`append` goes on at the end of a recording that there is, at its own rate."""
        ...

    def stop(self) -> float:
        """Close the file; the seconds recorded."""
        ...


Heard = Callable[[Transcript], None]
Done = Callable[[Transcript | None, str], None]


class Transcriber(Protocol):
    """Turns recordings into words. `hints` are terms to favour.

    `done(transcript, problem)` is called once: with a transcript, or with None and the reason.
    """

    def warm_up(self) -> None:
        """Load the model now, so that the first words come soon."""
        ...

    def follow(self, file: Path, hints: Sequence[str], heard: Heard) -> None:
        """Transcribe a file that is still growing; `heard` gets all that is known so far."""
        ...

    def finish(self, done: Done) -> None:
        """The file followed has ended."""
        ...

    def transcribe(self, file: Path, hints: Sequence[str], done: Done) -> None: ...

    def cancel(self) -> None:
        """Forget what is under way; nothing more is called back."""
        ...


class Background(Protocol):
    """Runs work beside the caller's thread; `done` or `failed` come back on the caller's."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        """Returns what cancels it: neither is called after that."""
        ...


VoiceActivity = Callable[[Path], Sequence[tuple[float, float]]]
"""The stretches of a recording in which someone speaks, as (start, end) in seconds."""

Clock = Callable[[], datetime]
