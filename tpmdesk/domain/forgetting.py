"""The forgetting curve of one card, as points to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from fsrs.scheduler import DEFAULT_PARAMETERS

from tpmdesk.domain.cards import CardState, Memory
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions
from tpmdesk.domain.scheduling import retrievability

_POINTS = 24  # between one answer and the next
_BEYOND = timedelta(days=7)
_INSTANT = timedelta(microseconds=1)
_NEVER = 1e30


def horizon(memory: Memory, now: datetime) -> datetime:
    """How far ahead to draw: past now and the due date, by half the way there."""
    if memory.due is None or memory.last_review is None:
        return now
    later = max(memory.due, now)
    return later + max((later - memory.last_review) / 2, _BEYOND)


def curve(
    answers: Sequence[tuple[datetime, float]], until: datetime, options: DeckOptions = DEFAULTS
) -> tuple[tuple[datetime, float], ...]:
    """The probability of recall, in 0 to 1, between the first answer and `until`.

    `answers` are times, oldest first, with the stability after each, in days. The model counts
    whole days, so the curve falls in steps where it is drawn close.
    """
    if not answers:
        return ()
    ends = [at for at, _ in answers[1:]] + [max(until, answers[-1][0])]
    return tuple(
        point
        for (at, stability), end in zip(answers, ends, strict=True)
        for point in _fall(at, stability, end, options)
    )


def _fall(
    start: datetime, stability: float, end: datetime, options: DeckOptions
) -> Iterator[tuple[datetime, float]]:
    """From 1 at the answer to just before the next."""
    memory = Memory(CardState.REVIEW, stability=stability, last_review=start)
    step = max((end - start) / _POINTS, _INSTANT)
    for n in range(_POINTS + 1):
        moment = min(start + n * step, end)
        yield moment, 1.0 if n == 0 else retrievability(memory, moment, options)


def days_for_stability(recall: float, options: DeckOptions = DEFAULTS) -> float:
    """After how many days, for each day of stability, recall falls to that probability.

    Below 0 for a probability above 1, which no card has.
    """
    if recall <= 0:
        return _NEVER
    return float((recall ** (1 / decay(options)) - 1) / factor(options))


def decay(options: DeckOptions = DEFAULTS) -> float:
    """The exponent of the forgetting curve, below 0: retrievability after so many days is
    `(1 + factor * days / stability) ** decay`."""
    return float(-(options.parameters or DEFAULT_PARAMETERS)[-1])


def factor(options: DeckOptions = DEFAULTS) -> float:
    """What makes retrievability 90 % after as many days as the stability."""
    return float(0.9 ** (1 / decay(options)) - 1)
