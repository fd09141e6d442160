"""Steps that an answer names in general and does not show: what is left to make concrete.

A reader says what an answer really spoke of. Whoever says "I'd draw who depends on whom" has not
shown it for the case at hand, and has not forgotten it either: they should be told the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, FrameworkStep
from tpmdesk.domain.cues import apart, find
from tpmdesk.domain.passages import Sentence, evidence, sentences
from tpmdesk.domain.transcript import Transcript

_SEVERAL = 2
"""Words of the step's own that have to be heard, in one cue or in two."""


def with_mentions(
    steps: Sequence[StepCoverage], framework: Framework, transcript: Transcript
) -> tuple[StepCoverage, ...]:
    """The same steps; each that is not covered with the sentence that comes nearest, if any."""
    spoken = sentences(transcript)
    by_name = {step.name: step for step in framework.steps}
    return tuple(_with_mention(step, by_name.get(step.step), spoken, transcript) for step in steps)


def _with_mention(
    found: StepCoverage,
    step: FrameworkStep | None,
    spoken: Sequence[Sentence],
    transcript: Transcript,
) -> StepCoverage:
    if found.covered or step is None or not spoken:
        return found
    heard = [_heard(step, sentence) for sentence in spoken]
    best = max(range(len(spoken)), key=lambda at: heard[at])
    if heard[best] < _SEVERAL:
        return found
    return replace(found, mentioned=(evidence(spoken[best], spoken[best], transcript),))


def _heard(step: FrameworkStep, sentence: Sentence) -> int:
    """How many words of the step's name or cues a sentence holds; none when it dismisses them."""
    if sentence.dismisses:
        return 0
    found = [find(cue, sentence.tokens) for cue in (step.name, *step.cues)]
    return len({place for hit in apart(each for each in found if each) for place in hit.places})
