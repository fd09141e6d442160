"""The person's own programs as stories, and what the bank of them still lacks.

A story has the parts of STAR and the specific mechanism that the person has run since: a lesson
without one is vague (guide, behavioral and leadership round).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

StoryId = NewType("StoryId", int)

_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|twice|double|doubled|"
    r"halved|tripled|percent|dozen)\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(every|each|daily|weekly|monthly|quarterly|before|after|when(ever)?|at the (start|end)|"
    r"once a|twice a|on (mon|tues|wednes|thurs|fri)days?|gate|template|checklist|review|rule|"
    r"threshold|alert|drill|rehearsal)\b",
    re.IGNORECASE,
)


class Part(StrEnum):
    """The parts of a story, in the order of telling."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    MECHANISM = "mechanism"
    NUMBERS = "numbers"


class Theme(StrEnum):
    """What interviewers ask stories about: the guide's behavioral questions, and its hiring
    manager's and partner's."""

    FAILURE = "failure"
    PUSHBACK = "pushback"
    CHANGE = "change"
    TRUST = "trust"
    COMPLEX = "complex"
    DISAGREEMENT = "disagreement"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Story:
    """One program of the person's. `prompts` are the ids of the questions that it can answer."""

    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    mechanism: str = ""
    numbers: str = ""
    themes: tuple[Theme, ...] = ()
    prompts: tuple[str, ...] = ()

    def part(self, part: Part) -> str:
        """What is written of one part."""
        text: str = getattr(self, part.value)
        return text.strip()


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story as it is kept."""

    id: StoryId
    story: Story


class Lack(StrEnum):
    """What a story may lack."""

    PART = "part"
    FIGURE = "figure"
    VAGUE = "vague"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class StoryGap:
    """Something that one story lacks: a part, a figure anywhere in result or numbers, a
    mechanism that says when it runs, or a question that it answers."""

    lack: Lack
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class BankGap:
    """Something that the whole bank lacks: a story on a theme, or, where there is one, a story on
    it that ends on a mechanism."""

    theme: Theme
    has_story: bool


def story_gaps(story: Story) -> tuple[StoryGap, ...]:
    """What one story lacks, in the order of telling."""
    told = [part for part in Part if part is not Part.NUMBERS]
    gaps = [StoryGap(Lack.PART, part) for part in told if not story.part(part)]
    if story.mechanism.strip() and not is_specific(story.mechanism):
        gaps.append(StoryGap(Lack.VAGUE, Part.MECHANISM))
    if story.part(Part.RESULT) and not _NUMBER.search(f"{story.result} {story.numbers}"):
        gaps.append(StoryGap(Lack.FIGURE, Part.NUMBERS))
    if not story.prompts:
        gaps.append(StoryGap(Lack.PROMPT))
    return tuple(gaps)


def is_specific(mechanism: str) -> bool:
    """Whether a mechanism says when it runs or what it is: a rhythm, a gate, a review."""
    return _RHYTHM.search(mechanism) is not None


def bank_gaps(stories: Iterable[Story]) -> tuple[BankGap, ...]:
    """The themes on which nothing can be told, or nothing that ends on a mechanism."""
    told = list(stories)
    gaps = []
    for theme in Theme:
        on_it = [story for story in told if theme in story.themes]
        if not any(is_specific(story.mechanism) for story in on_it):
            gaps.append(BankGap(theme, has_story=bool(on_it)))
    return tuple(gaps)


def unanswered(stories: Iterable[Story], prompts: Sequence[str]) -> tuple[str, ...]:
    """Those of the questions that no story answers, in their order."""
    answered = {prompt for story in stories for prompt in story.prompts}
    return tuple(prompt for prompt in prompts if prompt not in answered)
