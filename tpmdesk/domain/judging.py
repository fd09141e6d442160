"""From what a reader makes of each sentence to what an answer covers, with its words as evidence.

A reader says of each sentence how sure it is, in log-odds, that it speaks of a step and that it
names a signal to go back. A step is covered when its surest sentence reaches the step's bar; that
sentence is the evidence, with up to two others that are nearly as sure. A signal also has to sound
like one: see `domain.signals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.passages import Sentence, evidence
from tpmdesk.domain.signals import signs
from tpmdesk.domain.transcript import Transcript

MAX_EVIDENCE = 3
_USUAL_SIGNS = 2
_NEARLY = 1.0
"""Log-odds that further evidence may lie below the best."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Log-odds from which on a step counts as covered, and a signal as named."""

    step: float
    signal: float
    around: float
    """How sure a sentence, or one beside it, must be of the phase for its signal to count."""
    sign: float
    """What each sign of a signal that is heard, or lacks, adds or takes."""


@dataclass(frozen=True, slots=True)
class StepReading:
    """A reader's log-odds for one step, sentence by sentence; `signals` is None where the
    framework asks for none."""

    step: str
    scores: tuple[float, ...]
    signals: tuple[float, ...] | None
    bars: Bars


def judge(
    readings: Sequence[StepReading], spoken: Sequence[Sentence], transcript: Transcript
) -> tuple[StepCoverage, ...]:
    """What is covered, in the order of the readings; the surest evidence first.

    Every quote is an exact substring of `transcript.text`.
    """
    return tuple(_judged(reading, spoken, transcript) for reading in readings)


def _judged(
    reading: StepReading, spoken: Sequence[Sentence], transcript: Transcript
) -> StepCoverage:
    places = _covering(reading)
    found = tuple(evidence(spoken[at], spoken[at], transcript) for at in places)
    named: tuple[Evidence, ...] | None = None
    if reading.signals is not None:
        signals = _signalling(reading, reading.signals, spoken) if places else []
        named = tuple(evidence(spoken[at], spoken[at], transcript) for at in signals)
    return StepCoverage(reading.step, bool(found), found, named)


def _covering(reading: StepReading) -> list[int]:
    ranked = _surest_first(reading.scores)
    best = reading.scores[ranked[0]] if ranked else 0.0
    least = max(reading.bars.step, best - _NEARLY)
    return [at for at in ranked if reading.scores[at] >= least][:MAX_EVIDENCE]


def _signalling(
    reading: StepReading, signals: Sequence[float], spoken: Sequence[Sentence]
) -> list[int]:
    """The sentences that name a signal in, or right beside, what is said of the phase."""
    bars = reading.bars
    near = [
        max(reading.scores[max(0, at - 1) : at + 2]) >= bars.around for at in range(len(signals))
    ]
    sure = [
        score + bars.sign * (signs(sentence.tokens) - _USUAL_SIGNS)
        for score, sentence in zip(signals, spoken, strict=True)
    ]
    ranked = _surest_first(sure)
    return [at for at in ranked if near[at] and sure[at] >= bars.signal][:MAX_EVIDENCE]


def _surest_first(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda at: -scores[at])
