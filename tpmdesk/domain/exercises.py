"""Exercises that are done in writing or by drawing, and what is kept of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tpmdesk.domain.attempts import AttemptId

ExerciseId = NewType("ExerciseId", int)


class ExerciseKind(StrEnum):
    """What is done: `BRIEF` is written against a clock, `SKIM` is read for a minute and told,
    `CRITIQUE` names what is wrong with a document, `RISKS` the risks of a system, `RECALL` draws
    a system from memory, `MAP` draws the dependency map of a program."""

    BRIEF = "brief"
    SKIM = "skim"
    CRITIQUE = "critique"
    RISKS = "risks"
    RECALL = "recall"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Work:
    """What the person made and how it fared.

    `text` is what was written: Markdown, or a diagram in its text format. `seconds` is the time
    spent so far, `limit` the time given (0: none). `replies` are short answers by the name of
    what was asked, `found` the planted things that were named, in the order of naming, and
    `levels` the person's own scores by criterion.
    """

    text: str = ""
    seconds: float = 0.0
    limit: float = 0.0
    replies: Mapping[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. `entry` is the id of what it is done on, or of an own diagram or exercise as
    its kind says ("" for something free); `ended` is None while it can be gone on with."""

    id: ExerciseId
    kind: ExerciseKind
    entry: str
    title: str
    work: Work
    started: datetime
    saved: datetime
    ended: datetime | None = None
    attempt: AttemptId | None = None
