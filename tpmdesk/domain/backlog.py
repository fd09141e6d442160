"""Overdue cards spread over some days, the most valuable first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil, exp

from fsrs.scheduler import DEFAULT_PARAMETERS

from tpmdesk.domain.cards import Memory
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions

HORIZON = 365.0
_DAY = timedelta(days=1)
_UNKNOWN = (1.0, 5.0)


def value(memory: Memory, now: datetime, options: DeckOptions = DEFAULTS) -> float:
    """What a review now is worth: days of memory that it saves, for each answer it costs.

    A card is remembered with the probability R, its retrievability. Then its stability grows to
    what FSRS-6 gives for Good; forgotten, it falls to what is left after a lapse, and needs
    another answer. So a review saves R times the difference of the two, for 2 - R answers:
    much for a strong memory that is still likely there, little for a nearly forgotten one, which
    waiting longer harms no more. Stabilities count up to a year, beyond which more of them makes
    no difference that anyone would notice.
    """
    stability, difficulty = _known(memory)
    weights = options.parameters or DEFAULT_PARAMETERS
    recall = _recall(memory, stability, now, weights)
    kept = min(_remembered(stability, difficulty, recall, weights), HORIZON)
    lost = min(_forgotten(stability, difficulty, recall, weights), HORIZON)
    return recall * (kept - lost) / (2 - recall)


def places(count: int, room: Sequence[int]) -> list[int]:
    """How many of `count` cards each day gets, evenly, within the room that each day has.

    Where the days together have too little room, they share the rest evenly.
    """
    given = [0] * len(room)
    left = count
    while left and any(r > g for r, g in zip(room, given, strict=True)):
        left -= _deal(left, room, given)
    for n in range(len(room)):
        more = ceil(left / (len(room) - n))
        given[n] += more
        left -= more
    return given


def _deal(count: int, room: Sequence[int], given: list[int]) -> int:
    """One round: each day that has room gets its share; how many were dealt."""
    open_days = [n for n, most in enumerate(room) if most > given[n]]
    dealt = 0
    for at, n in enumerate(open_days):
        share = min(ceil((count - dealt) / (len(open_days) - at)), room[n] - given[n])
        given[n] += share
        dealt += share
    return dealt


def _known(memory: Memory) -> tuple[float, float]:
    if memory.stability is None or memory.difficulty is None:
        return _UNKNOWN
    return memory.stability, memory.difficulty


def _recall(memory: Memory, stability: float, now: datetime, weights: Sequence[float]) -> float:
    if memory.last_review is None:
        return 0.0
    decay = -weights[20]
    factor = 0.9 ** (1 / decay) - 1
    elapsed = max(0, (now - memory.last_review) // _DAY)
    return float((1 + factor * elapsed / stability) ** decay)


def _remembered(
    stability: float, difficulty: float, recall: float, weights: Sequence[float]
) -> float:
    growth: float = (
        exp(weights[8])
        * (11 - difficulty)
        * stability ** -weights[9]
        * (exp((1 - recall) * weights[10]) - 1)
    )
    return stability * (1 + growth)


def _forgotten(
    stability: float, difficulty: float, recall: float, weights: Sequence[float]
) -> float:
    left: float = (
        weights[11]
        * difficulty ** -weights[12]
        * ((stability + 1) ** weights[13] - 1)
        * exp((1 - recall) * weights[14])
    )
    return min(left, stability / exp(weights[17] * weights[18]))
