"""Packs as the reader gives them."""

from __future__ import annotations

from dataclasses import replace

from tpmdesk.domain.cards import NoteKind, NoteStep, NoteText
from tpmdesk.domain.content import (
    ContentNote,
    Criterion,
    Deck,
    FollowUp,
    Framework,
    FrameworkStep,
    Level,
    ModelAnswer,
    Pack,
    Prompt,
    Provenance,
    Round,
    Rubric,
    entry_id,
)
from tpmdesk.domain.merge import plan_merge
from tpmdesk.storage.content import SqlContentStore

DECK = Deck(entry_id("p", "basics"), "Basics", "What to know first", Provenance(("d-1",)))
FRAMEWORK = Framework(
    entry_id("p", "walk"),
    "A walk",
    "anything",
    (FrameworkStep("Look", "See.", ("What?",), ("look* at",)), FrameworkStep("Decide", "Choose.")),
    Provenance(("fw-walk", "shared"), "tpmdesk", "A book"),
)
RUBRIC = Rubric(
    entry_id("p", "talk"),
    "Talk",
    (Criterion("clarity", "Clarity", "Clear?", (Level(1, "None", "Lost."),)),),
)
ROUND = Round(
    entry_id("p", "first"),
    "First",
    "What it checks.",
    RUBRIC.id,
    FRAMEWORK.id,
    order=2,
    provenance=Provenance(("desc-first", "shared")),
)
EARLIER = replace(ROUND, id=entry_id("p", "screen"), title="Screen", order=1)
PROMPT = Prompt(
    entry_id("p", "tell"),
    ROUND.id,
    "Tell me.",
    FRAMEWORK.id,
    follow_ups=(FollowUp("Then?", "Decide"),),
    strong=ModelAnswer("I looked.", "It names what was seen."),
    provenance=Provenance(("q-1",)),
)
STEPS = (NoteStep("Look", "See."), NoteStep("Decide", "Choose."))


def basic(slug: str, front: str = "front", *was: str) -> ContentNote:
    text = NoteText(NoteKind.BASIC, front, "back", tags=("t",))
    return ContentNote(entry_id("p", slug), DECK.id, text, Provenance(was=was))


def stepped(slug: str, steps: tuple[NoteStep, ...] = STEPS) -> ContentNote:
    return ContentNote(entry_id("p", slug), DECK.id, NoteText(NoteKind.STEPS, "Walk", "", steps))


def pack(*notes: ContentNote) -> Pack:
    return Pack(
        "p",
        "Pack",
        (DECK,),
        notes,
        (FRAMEWORK,),
        (RUBRIC,),
        (ROUND, EARLIER),
        (PROMPT, replace(PROMPT, id=entry_id("p", "why"), text="Why?")),
    )


def merge(store: SqlContentStore, made: Pack, digest: str = "hash") -> None:
    store.merge(plan_merge(made, store.installed(made.id)), digest)
