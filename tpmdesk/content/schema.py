"""The format of content files, schema 1. Each description says what a field is expected to be."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

SCHEMA = 1

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[
    str,
    Meta(
        pattern=_SLUG,
        max_length=80,
        description="lower-case words joined by hyphens, like 'canary-release'",
    ),
]
Prose = Annotated[str, Meta(pattern=r"\S", max_length=20_000, description="some text")]
Line = Annotated[
    str,
    Meta(pattern=r"^[^\S\n]*\S[^\n]*$", max_length=1000, description="one line of text"),
]
Cue = Annotated[
    str,
    Meta(
        pattern=r"^[^\sA-Z][^A-Z\n]*$",
        max_length=200,
        description="a phrase in lower case, like 'roll* back'",
    ),
]
Seconds = Annotated[
    int, Meta(ge=0, le=7200, description="a whole number of seconds from 0 to 7200")
]
Positive = Annotated[int, Meta(ge=1, le=7200, description="a whole number from 1 to 7200")]
Rank = Annotated[int, Meta(ge=0, le=10_000, description="a whole number from 0 to 10000")]
Origin = Literal["guide", "tpmdesk"]
CardKind = Literal["basic", "reversed", "cloze", "typed", "steps", "contrast"]


class Entry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What every entry may say of itself."""

    slug: Slug
    covers: list[Slug] = []
    origin: Origin = "guide"
    source: str = ""
    was: list[Slug] = []


class DeckEntry(Entry, frozen=True, kw_only=True):
    """`[[deck]]`."""

    title: Line
    about: str = ""


class NamedStep(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One step of a card."""

    name: Line
    meaning: Prose


class CardEntry(Entry, frozen=True, kw_only=True):
    """`[[card]]`. A card of steps takes them from `framework`, or lists its own.

    A cloze hides the gaps of its front, written `{{c1::words::hint}}`; its back may be empty. A
    typed card expects its back to be typed, so it should be short; more goes in `extra`.
    """

    deck: Slug
    kind: CardKind = "basic"
    front: Prose
    back: str = ""
    framework: Slug | None = None
    steps: list[NamedStep] = []
    tags: list[Line] = []
    extra: str = ""


class StepEntry(NamedStep, frozen=True, kw_only=True):
    """`[[framework.step]]`."""

    asks: list[Prose] = []
    cues: list[Cue] = []


class FrameworkEntry(Entry, frozen=True, kw_only=True):
    """`[[framework]]`."""

    title: Line
    use_for: Prose
    step: Annotated[list[StepEntry], Meta(min_length=1)]


class LevelEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One level of a criterion."""

    score: Annotated[int, Meta(ge=1, le=5, description="a whole number from 1 to 5")]
    name: Line
    anchor: Prose


class CriterionEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[[rubric.criterion]]`."""

    slug: Slug
    name: Line
    question: Prose
    levels: list[LevelEntry]


class RubricEntry(Entry, frozen=True, kw_only=True):
    """`[[rubric]]`."""

    title: Line
    criterion: Annotated[list[CriterionEntry], Meta(min_length=1)]


class RoundEntry(Entry, frozen=True, kw_only=True):
    """`[[round]]`."""

    title: Line
    about: Prose
    rubric: Slug
    framework: Slug | None = None
    order: Rank = 0
    minutes: Positive = 45
    think_seconds: Seconds = 30
    answer_seconds: Positive = 180
    terms: list[Line] = []


class FollowUpEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What the interviewer asks back."""

    ask: Prose
    missing: str = ""


class ModelAnswerEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """An example answer."""

    text: Prose
    why: Prose


class PromptEntry(Entry, frozen=True, kw_only=True):
    """`[[prompt]]`."""

    round: Slug
    text: Prose
    framework: Slug | None = None
    hint: str = ""
    terms: list[Line] = []
    follow_ups: list[FollowUpEntry] = []
    weak: ModelAnswerEntry | None = None
    strong: ModelAnswerEntry | None = None
    think_seconds: Seconds = 0
    answer_seconds: Seconds = 0


class FactEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A fact of a scenario."""

    what: Line
    cues: list[Cue] = []


class ScenarioEntry(Entry, frozen=True, kw_only=True):
    """`[[scenario]]`."""

    title: Line
    text: Prose
    minutes: Positive = 30
    facts: list[FactEntry] = []
    strong: ModelAnswerEntry | None = None


class DefectEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[[document.defect]]`."""

    depth: Literal["structural", "surface"]
    what: Line
    why: Prose
    quote: str = ""


class DocumentEntry(Entry, frozen=True, kw_only=True):
    """`[[document]]`."""

    title: Line
    text: Prose
    about: str = ""
    defect: list[DefectEntry] = []


class WeaknessEntry(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[[diagram.weakness]]`."""

    name: Line
    kind: Line
    where: Annotated[list[Line], Meta(min_length=1)]
    why: Prose
    ask: Prose
    rank: Rank = 0
    cues: list[Cue] = []


class DiagramEntry(Entry, frozen=True, kw_only=True):
    """`[[diagram]]`."""

    title: Line
    about: Prose
    diagram: Prose
    use: Literal["system", "map"] = "system"
    weakness: list[WeaknessEntry] = []


class Header(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The top of a file. Exactly one file of a pack gives its title; any may give an outline, the
    ids of what the pack is to cover."""

    schema: Annotated[
        int, Meta(ge=SCHEMA, le=SCHEMA, description=f"{SCHEMA}, the only one this version reads")
    ]
    pack: Slug
    title: Line | None = None
    outline: list[Slug] = []


ENTRIES: dict[str, type[Entry]] = {
    "deck": DeckEntry,
    "card": CardEntry,
    "framework": FrameworkEntry,
    "rubric": RubricEntry,
    "round": RoundEntry,
    "prompt": PromptEntry,
    "scenario": ScenarioEntry,
    "document": DocumentEntry,
    "diagram": DiagramEntry,
}
