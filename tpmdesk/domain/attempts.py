"""An attempt at a round, and what is kept of each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.roundstate import RoundState
from tpmdesk.domain.transcript import Transcript

AttemptId = NewType("AttemptId", int)
AnswerId = NewType("AnswerId", int)
RecordingId = NewType("RecordingId", int)
LoopId = NewType("LoopId", int)
MomentId = NewType("MomentId", int)


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file of an answer; `file` is relative to the recordings folder.

    `complete` is False while it grows, and for one that a crash cut until it has been repaired.
    Of a `wiped` one the sound is gone.
    """

    id: RecordingId
    file: str
    seconds: float
    complete: bool
    wiped: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The level given for one criterion; `blind` when given before the evidence was seen.

    `by` is "" for the person, else the friend's name.
    """

    criterion: str
    level: int
    blind: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A remark at a moment of an answer, in seconds of its recording; `by` as in a score."""

    id: MomentId
    at: float
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything kept of one answer, at `position` (from 0) in its round.

    The scores of an answer to a main question stand for its follow-ups too, which have none.
    """

    id: AnswerId
    position: int
    prompt: str
    text: str
    recording: Recording | None = None
    transcript: Transcript | None = None
    assessment: Assessment | None = None
    scores: tuple[Score, ...] = ()
    notes: str = ""
    moments: tuple[Moment, ...] = ()

    def scored(self, *, blind: bool = False, by: str = "") -> tuple[Score, ...]:
        """The scores of one kind."""
        return tuple(each for each in self.scores if (each.blind, each.by) == (blind, by))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of one round. `ended` is None while it can be resumed. Times are aware UTC.

    In a loop, `loop_position` is the place of its round, from 0.
    """

    id: AttemptId
    round: str
    title: str
    started: datetime
    ended: datetime | None
    state: RoundState
    answers: tuple[Answer, ...]
    loop: LoopId | None = None
    loop_position: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One time a question was asked. `level` is the mean of the levels that the person gave with
    the evidence in view, None when the answer was skipped or not scored."""

    prompt: str
    at: datetime
    level: float | None = None
