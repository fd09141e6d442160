"""What a pack of content holds: decks, notes, frameworks, rounds, prompts, rubrics, and what
exercises are done on: scenarios, documents and diagrams.

An entry's identity is (pack, slug), never its text; `EntryId` writes it as "pack/slug".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from tpmdesk.domain.cards import NoteText

EntryId = NewType("EntryId", str)


def entry_id(pack: str, slug: str) -> EntryId:
    """The id of an entry, as shown on the command line."""
    return EntryId(f"{pack}/{slug}")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an entry comes from.

    `covers` lists ids of the guide's inventory; `origin` is "guide" or "tpmdesk"; `source` names
    a book, paper or specification behind a stated fact; `was` lists the slugs it had before.
    """

    covers: tuple[str, ...] = ()
    origin: str = "guide"
    source: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """A named group of notes."""

    id: EntryId
    title: str
    about: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class ContentNote:
    """A note as a pack gives it; `deck` is the id of its deck."""

    id: EntryId
    deck: EntryId
    text: NoteText
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class FrameworkStep:
    """One step: what it means, what to ask there, and phrases that show it was really spoken of.

    `cues` are lower-case phrases; a word ending in `*` matches any ending ("roll* back").
    """

    name: str
    meaning: str
    asks: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """An ordered way through a kind of question."""

    id: EntryId
    title: str
    use_for: str
    steps: tuple[FrameworkStep, ...]
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Level:
    """One anchored level of a criterion: `score` counts from 1, `anchor` says what is observed."""

    score: int
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a rubric judges, with four or five anchored levels, weakest first."""

    slug: str
    name: str
    question: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria by which the answers of a round are scored."""

    id: EntryId
    title: str
    criteria: tuple[Criterion, ...]
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the interviewer asks back; `missing` names the step whose absence prompts it."""

    ask: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An example answer and why it is weak or strong."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One interview question. Times are seconds; 0 means the round's own."""

    id: EntryId
    round: EntryId
    text: str
    framework: EntryId | None = None
    hint: str = ""
    terms: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    weak: ModelAnswer | None = None
    strong: ModelAnswer | None = None
    think_seconds: int = 0
    answer_seconds: int = 0
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a loop: what it checks, how long its parts last, and its rubric.

    `terms` are the words of the trade to listen for in its answers, the likeliest first.
    """

    id: EntryId
    title: str
    about: str
    rubric: EntryId
    framework: EntryId | None = None
    order: int = 0
    minutes: int = 45
    think_seconds: int = 30
    answer_seconds: int = 180
    terms: tuple[str, ...] = ()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something in a scenario that the brief should not leave out; `cues` are as in a step."""

    what: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What to write a one-page brief from: Markdown with the facts scattered in it.

    `strong` is an example brief, and why it serves.
    """

    id: EntryId
    title: str
    text: str
    minutes: int = 30
    facts: tuple[Fact, ...] = ()
    strong: ModelAnswer | None = None
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class PlantedDefect:
    """What is wrong with a document, at the passage `quote` ("" for what is not there at all).

    `depth` is "structural" (order, missing parts, no decision) or "surface" (wording, typos).
    """

    depth: str
    what: str
    why: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A written document: one with planted `defects` to critique, or, without any, a brief to
    skim."""

    id: EntryId
    title: str
    text: str
    about: str = ""
    defects: tuple[PlantedDefect, ...] = ()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Weakness:
    """A risk planted in a diagram; `where` names its nodes, or edges as "from -> to".

    `rank` counts from 1, the one to name first. `ask` is the question that would bring it to
    light, `cues` are phrases that show it was meant.
    """

    name: str
    kind: str
    where: tuple[str, ...]
    why: str
    ask: str
    rank: int = 0
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiagramEntry:
    """A system or a dependency map, in the text format of diagrams.

    `use` is "system" (find its risks, draw it from memory) or "map" (draw the dependency map of
    the program told in `about`; the diagram is the key).
    """

    id: EntryId
    title: str
    about: str
    diagram: str
    use: str = "system"
    weaknesses: tuple[Weakness, ...] = ()
    provenance: Provenance = Provenance()


Entry = (
    Deck | ContentNote | Framework | Rubric | Round | Prompt | Scenario | Document | DiagramEntry
)

KINDS: Mapping[str, type[Entry]] = {
    "deck": Deck,
    "card": ContentNote,
    "framework": Framework,
    "rubric": Rubric,
    "round": Round,
    "prompt": Prompt,
    "scenario": Scenario,
    "document": Document,
    "diagram": DiagramEntry,
}
_KIND_OF = {made: kind for kind, made in KINDS.items()}


def kind_of(entry: Entry) -> str:
    """The entry's kind, as files and the command line name it."""
    return _KIND_OF[type(entry)]


def slug_of(entry: EntryId) -> str:
    """The part of an id after its pack."""
    return entry.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Pack:
    """All valid entries of one pack, each kind in file order."""

    id: str
    title: str
    decks: tuple[Deck, ...] = ()
    notes: tuple[ContentNote, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    rounds: tuple[Round, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    documents: tuple[Document, ...] = ()
    diagrams: tuple[DiagramEntry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, those that others refer to first."""
        return (
            *self.decks,
            *self.notes,
            *self.frameworks,
            *self.rubrics,
            *self.rounds,
            *self.prompts,
            *self.scenarios,
            *self.documents,
            *self.diagrams,
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind, kinds without any left out."""
        return dict(Counter(kind_of(entry) for entry in self.entries))
