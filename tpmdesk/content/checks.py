"""What must hold between the entries of a pack, and inside an entry beyond its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from tpmdesk.content.documents import Draft, Key
from tpmdesk.content.schema import (
    CardEntry,
    CriterionEntry,
    DiagramEntry,
    DocumentEntry,
    Entry,
    FrameworkEntry,
    PromptEntry,
    RoundEntry,
    RubricEntry,
    ScenarioEntry,
)
from tpmdesk.domain import cloze
from tpmdesk.domain.critique import STRUCTURAL
from tpmdesk.domain.diagram import parse

E = TypeVar("E", bound=Entry)

_FEW = 8
LEVEL_COUNTS = (4, 5)
_REFERENCES: Mapping[str, Sequence[str]] = {
    "card": ("deck", "framework"),
    "round": ("rubric", "framework"),
    "prompt": ("round", "framework"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What a pack's entries may refer to; `former` counts how often each old slug is claimed."""

    pack: str
    drafts: Mapping[Key, Draft]
    former: Mapping[Key, int]

    def find(self, made: type[E], kind: str, slug: str | None) -> E | None:
        draft = self.drafts.get((kind, slug or ""))
        return draft.entry if draft and isinstance(draft.entry, made) else None


def names_of(pack: str, drafts: Mapping[Key, Draft]) -> Names:
    """Index the drafts of a pack."""
    former = Counter((kind, old) for (kind, _), d in drafts.items() for old in set(d.entry.was))
    return Names(pack, drafts, former)


def references(draft: Draft) -> Iterator[Key]:
    """The entries that this one refers to, by fields that are named like their kind."""
    for kind in _REFERENCES.get(draft.kind, ()):
        slug = getattr(draft.entry, kind)
        if slug and draft.fits(kind):
            yield kind, slug


def mistakes(draft: Draft, names: Names) -> Iterator[str]:
    """Everything wrong with one entry, given the rest of its pack."""
    yield from _former_slugs(draft, names)
    yield from (_unresolved(key, names) for key in references(draft) if key not in names.drafts)
    match draft.entry:
        case CardEntry() as card if draft.fits("kind", "back", "framework", "steps"):
            yield from _card(card)
            yield from _gaps(card) if draft.fits("front") else ()
        case FrameworkEntry() as framework if draft.fits("step"):
            yield from _repeats("step", [step.name for step in framework.step])
        case RubricEntry() as rubric if draft.fits("criterion"):
            yield from _rubric(rubric)
        case PromptEntry() as prompt if draft.fits("round", "framework", "follow_ups"):
            yield from _prompt(prompt, names)
        case ScenarioEntry() as scenario if draft.fits("facts"):
            yield from _scenario(scenario)
        case DocumentEntry() as document if draft.fits("text", "defect"):
            yield from _document(document)
        case DiagramEntry() as diagram if draft.fits("diagram", "weakness"):
            yield from _diagram(diagram)
        case _:
            pass


def _former_slugs(draft: Draft, names: Names) -> Iterator[str]:
    for old in dict.fromkeys(draft.entry.was):
        key = (draft.kind, old)
        if key in names.drafts:
            yield f"was: {old!r} is the slug of a living {draft.kind}; name only slugs given up"
        elif names.former[key] > 1:
            yield f"was: {old!r} is claimed by {names.former[key]} entries; only one can have it"


def _unresolved(key: Key, names: Names) -> str:
    kind, slug = key
    there = sorted(other for of, other in names.drafts if of == kind)
    said = f"{kind}: there is no {kind} {slug!r} in pack {names.pack!r}"
    if close := get_close_matches(slug, there, n=1):
        return f"{said}; did you mean {close[0]!r}?"
    if not there:
        return f"{said}, nor any other {kind}; add a [[{kind}]]"
    more = ", …" if len(there) > _FEW else ""
    return f"{said}; there are: {', '.join(there[:_FEW])}{more}"


def _card(card: CardEntry) -> Iterator[str]:
    if card.kind == "steps":
        if card.framework and card.steps:
            yield "steps: give either framework or steps, not both"
        if not card.framework and not card.steps:
            yield "steps are missing; a card of kind 'steps' needs framework or steps"
        yield from _repeats("step", [step.name for step in card.steps])
        return
    if card.kind != "cloze" and not card.back.strip():
        yield f"back is missing; a card of kind {card.kind!r} needs text on its back"
    for name, given in (("framework", card.framework), ("steps", card.steps)):
        if given:
            yield f"{name} is only read on a card of kind 'steps', and this one is {card.kind!r}"


def _gaps(card: CardEntry) -> Iterator[str]:
    if card.kind == "cloze":
        yield from (f"front: {problem}" for problem in cloze.parse(card.front).problems)


def _rubric(rubric: RubricEntry) -> Iterator[str]:
    yield from _repeats("criterion", [criterion.slug for criterion in rubric.criterion])
    for criterion in rubric.criterion:
        yield from _levels(criterion)


def _levels(criterion: CriterionEntry) -> Iterator[str]:
    scores = [level.score for level in criterion.levels]
    where = f"criterion {criterion.slug!r}"
    if len(scores) not in LEVEL_COUNTS:
        yield f"{where} has {len(scores)} levels; expected 4 or 5"
    elif scores != list(range(1, len(scores) + 1)):
        wanted = ", ".join(map(str, range(1, len(scores) + 1)))
        given = ", ".join(map(str, scores))
        yield f"{where} has levels scored {given}; expected {wanted}, weakest first"


def framework_of(prompt: PromptEntry, names: Names) -> str | None:
    """The framework a prompt is answered with: its own, else its round's."""
    held = names.find(RoundEntry, "round", prompt.round)
    return prompt.framework or (held.framework if held else None)


def _prompt(prompt: PromptEntry, names: Names) -> Iterator[str]:
    asked = [(n, f.missing) for n, f in enumerate(prompt.follow_ups, start=1) if f.missing]
    slug = framework_of(prompt, names)
    if slug is None and _usable(("round", prompt.round), "framework", names):
        yield from (f"{_missing(n)} names a step, but there is no framework" for n, _ in asked)
    framework = names.find(FrameworkEntry, "framework", slug)
    if framework is None or not _usable(("framework", framework.slug), "step", names):
        return
    steps = [step.name for step in framework.step]
    for number, step in asked:
        if step not in steps:
            yield f"{_missing(number)} is {step!r}, not a step of {slug!r}: {', '.join(steps)}"


def _scenario(scenario: ScenarioEntry) -> Iterator[str]:
    for number, fact in enumerate(scenario.facts, start=1):
        if not fact.cues:
            yield (
                f"facts {number}, cues are missing; without one no brief is seen to tell "
                f"{fact.what.strip()!r}"
            )


def _document(document: DocumentEntry) -> Iterator[str]:
    if document.defect and all(defect.depth != STRUCTURAL for defect in document.defect):
        yield f"no defect is {STRUCTURAL!r}; a critique needs one to put before the wording"
    for number, defect in enumerate(document.defect, start=1):
        if defect.quote.strip() not in document.text:
            yield f"defect {number}, quote: the text does not say {defect.quote.strip()!r}"


def _diagram(entry: DiagramEntry) -> Iterator[str]:
    parsed = parse(entry.diagram.strip())
    yield from (f"diagram, {mistake}" for mistake in parsed.mistakes)
    for number, weakness in enumerate(entry.weakness, start=1):
        for place in weakness.where:
            if not parsed.mistakes and place not in parsed.diagram.ids:
                yield f"weakness {number}, where: the diagram has no part {place!r}"


def _usable(key: Key, field: str, names: Names) -> bool:
    return key in names.drafts and names.drafts[key].fits(field)


def _missing(number: int) -> str:
    return f"follow_ups {number}, missing"


def _repeats(what: str, names: Sequence[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what} {name!r} appears {count} times; each must have a name of its own"
