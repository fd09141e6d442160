"""From the format of the files to the domain's types. Entries have passed every check before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from tpmdesk.content.checks import Names, framework_of
from tpmdesk.content.schema import (
    CardEntry,
    CriterionEntry,
    DeckEntry,
    DefectEntry,
    DiagramEntry,
    DocumentEntry,
    Entry,
    FrameworkEntry,
    ModelAnswerEntry,
    NamedStep,
    PromptEntry,
    RoundEntry,
    RubricEntry,
    ScenarioEntry,
    StepEntry,
    WeaknessEntry,
)
from tpmdesk.domain import content as domain
from tpmdesk.domain.cards import NoteKind, NoteStep, NoteText
from tpmdesk.domain.content import EntryId, Pack, Provenance, entry_id

T = TypeVar("T")


def to_pack(title: str, names: Names, kept: Iterable[Entry]) -> Pack:
    """The pack made of the entries kept, each kind in the order given."""
    entries = [_converted(entry, names) for entry in kept]
    return Pack(
        names.pack,
        title,
        decks=_only(domain.Deck, entries),
        notes=_only(domain.ContentNote, entries),
        frameworks=_only(domain.Framework, entries),
        rubrics=_only(domain.Rubric, entries),
        rounds=_only(domain.Round, entries),
        prompts=_only(domain.Prompt, entries),
        scenarios=_only(domain.Scenario, entries),
        documents=_only(domain.Document, entries),
        diagrams=_only(domain.DiagramEntry, entries),
    )


def _only(made: type[T], entries: Iterable[object]) -> tuple[T, ...]:
    return tuple(entry for entry in entries if isinstance(entry, made))


def _converted(entry: Entry, names: Names) -> domain.Entry:
    own = entry_id(names.pack, entry.slug)
    match entry:
        case DeckEntry():
            return domain.Deck(own, entry.title.strip(), entry.about.strip(), _provenance(entry))
        case CardEntry():
            return _note(own, entry, names)
        case FrameworkEntry():
            return _framework(own, entry)
        case RubricEntry():
            criteria = tuple(_criterion(criterion) for criterion in entry.criterion)
            return domain.Rubric(own, entry.title.strip(), criteria, _provenance(entry))
        case RoundEntry():
            return _round(own, entry, names)
        case PromptEntry():
            return _prompt(own, entry, names)
        case ScenarioEntry() | DocumentEntry() | DiagramEntry():
            return _matter(own, entry)
    raise TypeError(f"no domain type for {type(entry).__name__}")


def _provenance(entry: Entry) -> Provenance:
    covers, was = dict.fromkeys(entry.covers), dict.fromkeys(entry.was)
    return Provenance(tuple(covers), entry.origin, entry.source.strip(), tuple(was))


def _note(own: EntryId, card: CardEntry, names: Names) -> domain.ContentNote:
    text = NoteText(
        NoteKind(card.kind),
        card.front.strip(),
        card.back.strip(),
        tuple(NoteStep(step.name.strip(), step.meaning.strip()) for step in _steps(card, names)),
        card.extra.strip(),
        _lines(card.tags),
    )
    return domain.ContentNote(own, entry_id(names.pack, card.deck), text, _provenance(card))


def _steps(card: CardEntry, names: Names) -> Sequence[NamedStep]:
    framework = names.find(FrameworkEntry, "framework", card.framework)
    return framework.step if framework else card.steps


def _framework(own: EntryId, entry: FrameworkEntry) -> domain.Framework:
    steps = tuple(_framework_step(step) for step in entry.step)
    title, use_for = entry.title.strip(), entry.use_for.strip()
    return domain.Framework(own, title, use_for, steps, _provenance(entry))


def _framework_step(step: StepEntry) -> domain.FrameworkStep:
    asks = tuple(ask.strip() for ask in step.asks)
    return domain.FrameworkStep(step.name.strip(), step.meaning.strip(), asks, _lines(step.cues))


def _criterion(criterion: CriterionEntry) -> domain.Criterion:
    levels = tuple(
        domain.Level(level.score, level.name.strip(), level.anchor.strip())
        for level in criterion.levels
    )
    name, question = criterion.name.strip(), criterion.question.strip()
    return domain.Criterion(criterion.slug, name, question, levels)


def _round(own: EntryId, entry: RoundEntry, names: Names) -> domain.Round:
    return domain.Round(
        own,
        title=entry.title.strip(),
        about=entry.about.strip(),
        rubric=entry_id(names.pack, entry.rubric),
        framework=_optional(names.pack, entry.framework),
        order=entry.order,
        minutes=entry.minutes,
        think_seconds=entry.think_seconds,
        answer_seconds=entry.answer_seconds,
        terms=_lines(entry.terms),
        provenance=_provenance(entry),
    )


def _prompt(own: EntryId, entry: PromptEntry, names: Names) -> domain.Prompt:
    return domain.Prompt(
        own,
        round=entry_id(names.pack, entry.round),
        text=entry.text.strip(),
        framework=_optional(names.pack, framework_of(entry, names)),
        hint=entry.hint.strip(),
        terms=_lines(entry.terms),
        follow_ups=tuple(
            domain.FollowUp(asked.ask.strip(), asked.missing.strip()) for asked in entry.follow_ups
        ),
        weak=_model_answer(entry.weak),
        strong=_model_answer(entry.strong),
        think_seconds=entry.think_seconds,
        answer_seconds=entry.answer_seconds,
        provenance=_provenance(entry),
    )


def _matter(own: EntryId, entry: ScenarioEntry | DocumentEntry | DiagramEntry) -> domain.Entry:
    """What an exercise is done on."""
    title = entry.title.strip()
    match entry:
        case ScenarioEntry():
            facts = tuple(domain.Fact(fact.what.strip(), _lines(fact.cues)) for fact in entry.facts)
            text, strong = entry.text.strip(), _model_answer(entry.strong)
            return domain.Scenario(
                own, title, text, entry.minutes, facts, strong, _provenance(entry)
            )
        case DocumentEntry():
            defects = tuple(_defect(defect) for defect in entry.defect)
            text, about = entry.text.strip(), entry.about.strip()
            return domain.Document(own, title, text, about, defects, _provenance(entry))
        case DiagramEntry():
            return domain.DiagramEntry(
                own,
                title,
                about=entry.about.strip(),
                diagram=entry.diagram.strip(),
                use=entry.use,
                weaknesses=tuple(_weakness(weakness) for weakness in entry.weakness),
                provenance=_provenance(entry),
            )


def _defect(defect: DefectEntry) -> domain.PlantedDefect:
    what, why = defect.what.strip(), defect.why.strip()
    return domain.PlantedDefect(defect.depth, what, why, defect.quote.strip())


def _weakness(entry: WeaknessEntry) -> domain.Weakness:
    return domain.Weakness(
        entry.name.strip(),
        entry.kind.strip(),
        _lines(entry.where),
        entry.why.strip(),
        entry.ask.strip(),
        entry.rank,
        _lines(entry.cues),
    )


def _optional(pack: str, slug: str | None) -> EntryId | None:
    return entry_id(pack, slug) if slug else None


def _model_answer(answer: ModelAnswerEntry | None) -> domain.ModelAnswer | None:
    return domain.ModelAnswer(answer.text.strip(), answer.why.strip()) if answer else None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts)
