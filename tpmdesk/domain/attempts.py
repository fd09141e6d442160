"""An attempt at a round, and what is kept of each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.rounds import RoundState
from tpmdesk.domain.transcript import Transcript

AttemptId = NewType("AttemptId", int)
AnswerId = NewType("AnswerId", int)
RecordingId = NewType("RecordingId", int)


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file of an answer; `file` is relative to the recordings folder.

    `complete` is False while it grows, and for one that a crash cut until it has been repaired.
    """

    id: RecordingId
    file: str
    seconds: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The level given for one criterion; `blind` when given before the evidence was seen."""

    criterion: str
    level: int
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything kept of one answer, at `position` (from 0) in its round."""

    id: AnswerId
    position: int
    prompt: str
    text: str
    recording: Recording | None = None
    transcript: Transcript | None = None
    assessment: Assessment | None = None
    scores: tuple[Score, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of one round. `ended` is None while it can be resumed. Times are aware UTC."""

    id: AttemptId
    round: str
    title: str
    started: datetime
    ended: datetime | None
    state: RoundState
    answers: tuple[Answer, ...]
