"""What is remembered of each interview question, and which to ask next.

A question's history is replayed through FSRS as a card's is, the levels given for its answers
being the ratings; what is likely forgotten, was answered weakly or was never asked is likelier to
be drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from tpmdesk.domain.attempts import Asked
from tpmdesk.domain.cards import Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import rate, retrievability

K = TypeVar("K", bound=str)

_OPTIONS = DeckOptions(learning_steps=(), relearning_steps=())  # nobody asks it again in a minute
_LEAST = 0.02
_WEAKNESS = 1 / 3
_LONG = 30
_RATINGS = ((0.3, Rating.AGAIN), (0.55, Rating.HARD), (0.8, Rating.GOOD))


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a question: `days` since it was asked, None for never; the level its last
    scored answer got, if any, and the highest there is."""

    days: int | None = None
    level: float | None = None
    top: int = 0

    def __str__(self) -> str:
        """In words, as for "asked because: …"."""
        if self.days is None:
            return "never asked"
        if self.level is None:
            return f"not scored, asked {_ago(self.days)}"
        if self.days >= _LONG and rating_of(self.level, self.top) >= Rating.GOOD:
            return f"not asked for {self.days} days"
        return f"scored {self.level:.1f} of {self.top}, asked {_ago(self.days)}"


@dataclass(frozen=True, slots=True)
class PromptMemory:
    """What is remembered of one question. `memory` knows scored answers alone; `last` is when it
    was asked last, `scored` the level of its last scored answer, `top` the highest level."""

    memory: Memory
    last: datetime | None
    scored: float | None
    top: int

    def why(self, now: datetime) -> Why:
        """What speaks for the question, or against it."""
        days = None if self.last is None else max(0, (now - self.last).days)
        return Why(days, self.scored, self.top)


def rating_of(level: float, top: int) -> Rating:
    """The rating that a mean level amounts to, by its place between 1 (0) and the top (1): below
    0.3 Again, below 0.55 Hard, below 0.8 Good, else Easy; the bounds of a recommendation."""
    place = _place(level, top)
    return next((rating for bound, rating in _RATINGS if place < bound), Rating.EASY)


def remember(history: Iterable[Asked], top: int) -> PromptMemory:
    """The memory after one question's history. `top` is the rubric's highest level; 0 when there
    is no rubric, and then nothing counts as scored."""
    memory, last, scored = Memory(), None, None
    for asked in sorted(history, key=lambda each: each.at):
        last = asked.at
        if asked.level is not None and top:
            memory = rate(memory, rating_of(asked.level, top), asked.at, options=_OPTIONS)
            scored = asked.level
    return PromptMemory(memory, last, scored, top)


def need(known: PromptMemory, now: datetime) -> float:
    """How much a question wants to be asked, in 0 to 1.

    1 when it was never asked. Else the share that FSRS takes for forgotten, for a weak answer at
    least a third of what it lacked to the top. A question last asked without being scored says
    nothing of how it went: it is fresh in mind for as long as after a rating of Hard.
    """
    if known.last is None:
        return 1.0
    wanted = 1.0
    if known.scored is not None:
        lacked = _WEAKNESS * (1.0 - _place(known.scored, known.top))
        wanted = max(1.0 - retrievability(known.memory, now, _OPTIONS), lacked)
    if known.last != known.memory.last_review:
        seen = rate(Memory(), Rating.HARD, known.last, options=_OPTIONS)
        wanted = min(wanted, 1.0 - retrievability(seen, now, _OPTIONS))
    return max(_LEAST, wanted)


def draw(weights: Mapping[K, float], seed: int, count: int) -> list[K]:
    """Up to so many ids, none twice, each time one by chance in proportion to its weight (> 0).

    The same seed and weights draw the same on every machine, and in the same order when other ids
    come or go. Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir (2006).
    """
    return sorted(weights, key=lambda each: (_wait(each, seed, weights[each]), each))[:count]


def _wait(name: str, seed: int, weight: float) -> float:
    """A time that passes, by chance, before the name comes up: shorter for a larger weight."""
    digest = sha256(f"{seed}:{name}".encode()).digest()
    lot = int.from_bytes(digest[:6], "big") / 2**48
    return -math.log1p(-lot) / weight


def _place(level: float, top: int) -> float:
    return (level - 1) / (top - 1) if top > 1 else 1.0


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
