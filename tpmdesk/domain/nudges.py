"""What an answer lacked, and which cards are about that.

Only what was missing, scored low or never said counts: a good answer asks for no card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.cards import CardId, Memory, NoteId
from tpmdesk.domain.content import Criterion, Framework, Prompt, Rubric
from tpmdesk.domain.cues import find
from tpmdesk.domain.faces import step_number
from tpmdesk.domain.language import STOP_WORDS, stem, tokens
from tpmdesk.domain.transcript import Transcript

CARDS_EACH = 2
"""So many cards at most for one thing that was lacking."""
TERMS = 3
_LOW = 0.4  # the place of a level between the lowest (0) and the highest (1) of its criterion
_HALF = 0.5  # of the best card's fit, below which another is about something else
_SIGNAL = "rollback signal"
_VOCABULARY = "voc-"


class LackKind(StrEnum):
    """A step of the framework; a rollback signal; a term of the field; a criterion scored low."""

    STEP = "step"
    SIGNAL = "signal"
    TERM = "term"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that an answer lacked. `words` and `covers` (ids of the guide's inventory) tell
    which cards are about it; `level` is that of a criterion."""

    kind: LackKind
    what: str
    words: str = ""
    covers: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class NudgeCard:
    """A card that may be brought forward. `front` is one plain line; `steps` names the steps of
    its note; `covers` lists the inventory ids of its note."""

    id: CardId
    note_id: NoteId
    template: str
    front: str
    steps: tuple[str, ...]
    covers: tuple[str, ...]
    memory: Memory
    suspended: bool = False

    @property
    def step(self) -> str:
        """The step that this card alone asks for, "" when it asks for none."""
        number = step_number(self.template)
        return self.steps[number - 1] if number and number <= len(self.steps) else ""


def lacks(
    prompt: Prompt | None,
    framework: Framework | None,
    rubric: Rubric | None,
    assessment: Assessment | None,
    transcript: Transcript | None,
    scores: Iterable[Score],
) -> tuple[Lack, ...]:
    """What the answer lacked: missing steps first, then signals, low scores and unsaid terms.

    Where too little was said to be judged, only the scores count.
    """
    judged = assessment if assessment and assessment.enough_speech else None
    missing = _steps(judged, framework)
    low = _low(rubric, scores)
    wanting = bool(missing or low)
    unsaid = _unsaid(prompt, transcript) if judged and wanting else ()
    return (*missing, *_signals(judged), *low, *unsaid)


def _steps(judged: Assessment | None, framework: Framework | None) -> tuple[Lack, ...]:
    if judged is None or framework is None:
        return ()
    meanings = {step.name: step.meaning for step in framework.steps}
    return tuple(
        Lack(
            LackKind.STEP,
            step.step,
            f"{step.step} {meanings.get(step.step, '')}",
            framework.provenance.covers,
        )
        for step in judged.steps
        if not step.covered
    )


def _signals(judged: Assessment | None) -> tuple[Lack, ...]:
    bare = (
        [step.step for step in judged.steps if step.covered and step.signal == ()] if judged else []
    )
    return (Lack(LackKind.SIGNAL, ", ".join(bare), _SIGNAL),) if bare else ()


def _low(rubric: Rubric | None, scores: Iterable[Score]) -> tuple[Lack, ...]:
    if rubric is None:
        return ()
    given = {score.criterion: score.level for score in scores if not score.by}
    return tuple(
        Lack(
            LackKind.CRITERION,
            criterion.name,
            _about(criterion),
            rubric.provenance.covers,
            given[criterion.slug],
        )
        for criterion in rubric.criteria
        if criterion.slug in given and _is_low(criterion, given[criterion.slug])
    )


def _about(criterion: Criterion) -> str:
    return f"{criterion.name} {criterion.question} {criterion.levels[-1].anchor}"


def _is_low(criterion: Criterion, level: int) -> bool:
    levels = [each.score for each in criterion.levels]
    span = max(levels) - min(levels)
    return span > 0 and (level - min(levels)) / span < _LOW


def _unsaid(prompt: Prompt | None, transcript: Transcript | None) -> tuple[Lack, ...]:
    if prompt is None or transcript is None:
        return ()
    spoken = tokens([word.text.lower() for word in transcript.words])
    unsaid = [term for term in prompt.terms if find(term.lower(), spoken) is None]
    return tuple(Lack(LackKind.TERM, term, term) for term in unsaid[:TERMS])


def best(lack: Lack, cards: Sequence[NudgeCard]) -> tuple[NudgeCard, ...]:
    """The cards that are most about it, at most one of a note; none when none really is."""
    fits = {card: _fit(lack, card) for card in cards if not card.suspended}
    least = max(fits.values(), default=0.0) * _HALF
    ranked = sorted(fits, key=lambda card: (-fits[card], card.id))
    chosen: dict[NoteId, NudgeCard] = {}
    for card in ranked:
        if 0 < fits[card] >= least:
            chosen.setdefault(card.note_id, card)
    return tuple(chosen.values())[:CARDS_EACH]


def is_vocabulary(term: str) -> bool:
    """Whether a term that no card is about deserves one: "dead letter queue", not "my part"."""
    words = term.lower().split()
    return len(words) > 1 and all(word == "of" or word not in STOP_WORDS for word in words)


def _fit(lack: Lack, card: NudgeCard) -> float:
    """How much a card is about it: it asks for the very step, or shares ids and words with it."""
    if lack.kind is LackKind.STEP and card.step:
        return 10.0 if card.step == lack.what and set(card.covers) & set(lack.covers) else 0.0
    shared = len(_content(lack.words) & _content(card.front))
    if lack.kind in (LackKind.TERM, LackKind.SIGNAL):
        named = _content(lack.words) <= _content(card.front)
        telling = " " in lack.words or any(each.startswith(_VOCABULARY) for each in card.covers)
        return float(shared) if named and telling else 0.0
    related = set(card.covers) & set(lack.covers)
    return shared + 1.0 / len(card.covers) if related and shared else 0.0


def _content(text: str) -> frozenset[str]:
    words = (word.strip(".,:;?!*()\"'") for word in text.lower().replace("-", " ").split())
    return frozenset(stem(word) for word in words if word and word not in STOP_WORDS)
