"""Which steps of a framework an answer spoke of, by cue phrases: for frameworks without a reader.

The method, whole: `cover(framework, transcript)`. Naming a step is not speaking of it. A step
counts as covered by a passage of one or two neighbouring sentences, none of them a mere recital
of headings, in which

- two different cues of the step are heard, not both of them just its name; or
- one cue of several words is heard in a sentence with some substance (a number, a named thing,
  several of them, or something done with a reason or a consequence); or
- any cue is heard in a sentence with substance of two kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, FrameworkStep
from tpmdesk.domain.cues import Hit, apart, find
from tpmdesk.domain.language import stem
from tpmdesk.domain.passages import Sentence, evidence, sentences
from tpmdesk.domain.transcript import Transcript

MAX_EVIDENCE = 3
_LEAST_CONTENT = 6
_LEAST_CONTENT_OF_TWO = 4
"""Recognizers end sentences early: "So I would put a timeout and a circuit breaker there." """


@dataclass(frozen=True, slots=True)
class _Passage:
    """Neighbouring sentences that together speak of a step; `weight` ranks them."""

    first: int
    last: int
    weight: int


def cover(framework: Framework, transcript: Transcript) -> tuple[StepCoverage, ...]:
    """For each step, in order: was it really spoken of, and the passages that show it.

    Every quote is an exact substring of `transcript.text`.
    """
    names = tuple(step.name for step in framework.steps)
    spoken = sentences(transcript)
    real = [not (sentence.dismisses or _recites(sentence, names)) for sentence in spoken]
    return tuple(_step_coverage(step, spoken, real, transcript) for step in framework.steps)


def _step_coverage(
    step: FrameworkStep, spoken: Sequence[Sentence], real: Sequence[bool], transcript: Transcript
) -> StepCoverage:
    hits = [
        _hits(step, sentence) if counts else []
        for sentence, counts in zip(spoken, real, strict=True)
    ]
    name = frozenset(stem(word) for word in step.name.lower().split())
    passages = _passages(spoken, hits, name)
    shown = tuple(
        evidence(spoken[found.first], spoken[found.last], transcript) for found in passages
    )
    return StepCoverage(step.name, bool(shown), shown)


def _hits(step: FrameworkStep, sentence: Sentence) -> list[Hit]:
    found = (find(cue, sentence.tokens) for cue in step.cues)
    return apart(hit for hit in found if hit)


def _passages(
    spoken: Sequence[Sentence], hits: Sequence[list[Hit]], name: frozenset[str]
) -> list[_Passage]:
    """The best passages in the order of speech, none overlapping."""
    found = [
        _Passage(at, at, len(hits[at]) + len(spoken[at].substance))
        for at in range(len(spoken))
        if _alone_enough(spoken[at], hits[at], name)
    ]
    taken = {passage.first for passage in found}
    for at in range(len(spoken) - 1):
        pair = {at, at + 1}
        if not taken & pair and _together_enough(spoken[at : at + 2], hits[at : at + 2], name):
            found.append(_Passage(at, at + 1, len(hits[at]) + len(hits[at + 1])))
            taken |= pair
    best = sorted(found, key=lambda passage: -passage.weight)[:MAX_EVIDENCE]
    return sorted(best, key=lambda passage: passage.first)


def _alone_enough(sentence: Sentence, hits: list[Hit], name: frozenset[str]) -> bool:
    beyond_name = [hit for hit in hits if not hit.stems <= name]
    if len(hits) > 1 and beyond_name:
        return sentence.content >= _LEAST_CONTENT_OF_TWO
    kinds = len(sentence.substance) if hits and sentence.content >= _LEAST_CONTENT else 0
    return kinds > 1 or (kinds > 0 and any(hit.several_words for hit in beyond_name))


def _together_enough(
    pair: Sequence[Sentence], hits: Sequence[list[Hit]], name: frozenset[str]
) -> bool:
    if not all(hits) or sum(sentence.content for sentence in pair) < _LEAST_CONTENT:
        return False
    stems = [frozenset(word for hit in found for word in hit.stems) for found in hits]
    different = not (stems[0] <= stems[1] or stems[1] <= stems[0])
    return different and not stems[0] | stems[1] <= name


def _recites(sentence: Sentence, names: Sequence[str]) -> bool:
    """Whether a sentence only lists steps: it names two or more, and says little else."""
    named = [hit for name in names if (hit := find(name, sentence.tokens))]
    places = {place for hit in named for place in hit.places}
    rest = sum(
        token.has_content for place, token in enumerate(sentence.tokens) if place not in places
    )
    return len(named) > 1 and rest < _LEAST_CONTENT + 2 * (len(named) - 1)
