"""From what a reader makes of each sentence to what an answer covers, with its words as evidence.

A reader says of each sentence how sure it is, in log-odds, that it speaks of a step, and, where a
framework asks for them, that it names a signal to go back. A step is covered when its surest
sentence reaches the bar; that sentence is the evidence, with up to two others nearly as sure.

A sentence names a signal when the reader is sure of it, or is not against it and the sentence says
at which measure one would go back (`domain.signals`). It belongs to the phase that is spoken of at
that place on the likeliest way through the phases (Viterbi): people stay with a phase, go on to
the next, and seldom jump.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.passages import Sentence, evidence, words_of
from tpmdesk.domain.signals import names_signal
from tpmdesk.domain.transcript import Transcript

MAX_EVIDENCE = 3
_NEARLY = 1.0
"""Log-odds that further evidence may lie below the best."""
_SURE, _NOT_AGAINST = 0.3, -0.75
"""From the bar of signals: enough by itself, and enough where the words say a measure."""
_SPOKEN_OF = -1.0
"""Log-odds that a phase reaches somewhere, to have a signal."""
_STAYS, _GOES_ON, _JUMPS = 1.5, 1.0, -1.0
"""Log-odds of what comes after a phase: the same, the next one, any other."""
_TRUSTED = 3.0
"""Log-odds beyond which one sentence says no more of the way."""

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
    named = _named(reading, spoken, transcript) if reading.signals is not None else None
    return tuple(_judged(step, reading, spoken, transcript, named) for step in reading.steps)


def _judged(
    step: str,
    reading: Reading,
    spoken: Sequence[Sentence],
    transcript: Transcript,
    named: Mapping[str, Sequence[int]] | None,
) -> StepCoverage:
    def quotes(places: Sequence[int]) -> tuple[Evidence, ...]:
        return tuple(evidence(spoken[at], spoken[at], transcript) for at in places)

    scores, bars = reading.steps[step], reading.bars
    covering = _reaching(scores, max(bars.step, max(scores, default=0.0) - _NEARLY))
    signal = None if named is None else quotes(named.get(step, ()))
    return StepCoverage(step, bool(covering), quotes(covering), signal)


def _named(
    reading: Reading, spoken: Sequence[Sentence], transcript: Transcript
) -> dict[str, list[int]]:
    """By phase the sentences that name a signal to take it back, the surest first."""
    signals, way = reading.signals or (), _way(reading)
    found: dict[str, list[int]] = {}
    for at in sorted(range(len(spoken)), key=lambda at: -signals[at]):
        phase, above = way[at], signals[at] - reading.bars.signal
        said = words_of(spoken[at], transcript)
        if max(reading.steps[phase]) >= _SPOKEN_OF and _names_signal(above, said):
            found.setdefault(phase, []).append(at)
    return {phase: places[:MAX_EVIDENCE] for phase, places in found.items()}


def _names_signal(above: float, said: str) -> bool:
    """`above` is by how much the reader is surer than the bar."""
    return above >= _SURE or (above >= _NOT_AGAINST and names_signal(said))


def _way(reading: Reading) -> list[str]:
    """The phase of each sentence on the likeliest way, in the order of the steps."""
    steps = list(reading.steps)
    rows = [
        [max(-_TRUSTED, min(score, _TRUSTED)) for score in row]
        for row in zip(*reading.steps.values(), strict=True)
    ]
    if not rows:
        return []
    reached, came_from = rows[0], []
    for row in rows[1:]:
        turned = [
            [before + _turn(at, to) for at, before in enumerate(reached)]
            for to in range(len(steps))
        ]
        best = [each.index(max(each)) for each in turned]
        reached = [max(each) + row[to] for to, each in enumerate(turned)]
        came_from.append(best)
    way = [reached.index(max(reached))]
    for best in reversed(came_from):
        way.append(best[way[-1]])
    return [steps[at] for at in reversed(way)]


def _turn(before: int, after: int) -> float:
    if after == before:
        return _STAYS
    return _GOES_ON if after == before + 1 else _JUMPS


def _reaching(scores: Scores, bar: float) -> list[int]:
    """The places that reach a bar, the surest first."""
    fit = [at for at, score in enumerate(scores) if score >= bar]
    return sorted(fit, key=lambda at: -scores[at])[:MAX_EVIDENCE]
