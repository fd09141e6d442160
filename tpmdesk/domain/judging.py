"""From what a reader makes of each sentence to what an answer covers, with its words as evidence.

A reader says of each sentence how sure it is, in log-odds, that it speaks of a step, and, where a
framework asks for them, that it names a signal to go back. A step is covered when its surest
sentence reaches the bar; that sentence is the evidence, with up to two others nearly as sure.
A signal has to say at which measure one would go back (`domain.signals`), and belongs to the phase
that its sentence speaks of most, or, where it speaks of none, to the one just spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.passages import Sentence, evidence, words_of
from tpmdesk.domain.signals import names_signal
from tpmdesk.domain.transcript import Transcript

MAX_EVIDENCE = 3
_NEARLY = 1.0
"""Log-odds that further evidence may lie below the best."""
_PAST = 0.5
"""What it takes from the sentence before that it is past."""
_BESIDE = -1.0
"""Log-odds of the phase that a sentence, or one beside it, has for its signal to be the phase's."""
_LINGERS = 0.6
"""How much of what was just spoken of still counts: signals follow what they are about."""
_LEAST, _MOST_BEHIND, _BEHIND_COSTS = -4.0, 2.0, 4.0
"""Log-odds below which nothing gets less likely; how far a phase may lie behind another, and what
that takes from a signal."""

Scores = Sequence[float]


@dataclass(frozen=True, slots=True)
class Bars:
    """Log-odds from which on a step counts as covered, and a signal as named."""

    step: float
    signal: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's log-odds, sentence by sentence: of each step by its name, and of a signal to go
    back, None where the framework asks for none."""

    steps: dict[str, Scores]
    signals: Scores | None
    bars: Bars


def judge(
    reading: Reading, spoken: Sequence[Sentence], transcript: Transcript
) -> tuple[StepCoverage, ...]:
    """What is covered, in the order of the steps; the surest evidence first.

    Every quote is an exact substring of `transcript.text`.
    """
    return tuple(_judged(step, reading, spoken, transcript) for step in reading.steps)


def signal_scores(step: str, steps: dict[str, Scores], signals: Scores) -> list[float]:
    """How sure each sentence is to name a signal to take that phase back."""
    own = _lingering(steps[step])
    others = [_lingering(scores) for name, scores in steps.items() if name != step]
    found = []
    for at, signal in enumerate(signals):
        ahead = max((other[at] for other in others), default=own[at]) - own[at]
        near = max(steps[step][max(0, at - 1) : at + 2]) >= _BESIDE
        cost = _BEHIND_COSTS * min(max(ahead, 0.0), _MOST_BEHIND)
        found.append(signal - cost if near else float("-inf"))
    return found


def _judged(
    step: str, reading: Reading, spoken: Sequence[Sentence], transcript: Transcript
) -> StepCoverage:
    def quotes(places: Sequence[int]) -> tuple[Evidence, ...]:
        return tuple(evidence(spoken[at], spoken[at], transcript) for at in places)

    scores, bars = reading.steps[step], reading.bars
    covering = _reaching(scores, max(bars.step, max(scores, default=0.0) - _NEARLY))
    if reading.signals is None:
        return StepCoverage(step, bool(covering), quotes(covering))
    named = _named(step, reading, spoken, transcript) if covering else []
    surest = sorted(named, key=lambda at: -reading.signals[at] if reading.signals else 0.0)
    return StepCoverage(step, bool(covering), quotes(covering), quotes(surest[:MAX_EVIDENCE]))


def _named(
    step: str, reading: Reading, spoken: Sequence[Sentence], transcript: Transcript
) -> list[int]:
    """The sentences that name a signal to take that phase back."""
    return [
        at
        for at, sentence in enumerate(spoken)
        if names_signal(words_of(sentence, transcript)) and _phase(at, reading) == step
    ]


def _phase(at: int, reading: Reading) -> str | None:
    """The phase that a sentence is about, None when it is about none."""
    now = {step: scores[at] for step, scores in reading.steps.items()}
    if at > 0 and max(now.values()) < reading.bars.step:
        before = {step: scores[at - 1] - _PAST for step, scores in reading.steps.items()}
        now = {step: max(now[step], before[step]) for step in now}
    phase = max(now, key=lambda step: now[step])
    return phase if now[phase] >= 0.0 else None


def _reaching(scores: Scores, bar: float) -> list[int]:
    """The places that reach a bar, the surest first."""
    fit = [at for at, score in enumerate(scores) if score >= bar]
    return sorted(fit, key=lambda at: -scores[at])[:MAX_EVIDENCE]


def _lingering(scores: Scores) -> list[float]:
    low = [max(score, _LEAST) for score in scores]
    return [score + _LINGERS * before for before, score in zip([_LEAST, *low], low, strict=False)]
