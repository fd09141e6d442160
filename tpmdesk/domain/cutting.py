"""Where speech without full stops is cut: at pauses, and before words that begin a new thought."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tpmdesk.domain.language import word_set
from tpmdesk.domain.transcript import Word

_SHORTEST, _USUAL, _LONGEST = 6, 16, 28
"""Words of a piece."""
_PAUSE = 0.3
"""Seconds between two words from which on a thought may have ended."""
_OPENERS = word_set("and so but then now okay anyway because also well um uh or which if when")
_CHEAPER_AFTER_PAUSE, _CHEAPER_BEFORE_OPENER = 14.0, 7.0


def cuts(words: Sequence[Word], begin: int, end: int) -> tuple[int, ...]:
    """The places between `begin` and `end` where the words are best cut, both ends included.

    The best cuts together cost least: every piece by how far it is from the usual length, every
    cut by how little speaks for it.
    """
    best: dict[int, tuple[float, int]] = {begin: (0.0, begin)}
    for place in range(begin + 1, end + 1):
        reach = range(max(begin, place - _LONGEST), place)
        costs = [
            (best[before][0] + _length_cost(place - before, last=place == end), before)
            for before in reach
        ]
        cost, before = min(costs)
        best[place] = (cost - _reason(words, place) if place < end else cost, before)
    return _traced(best, begin, end)


def _length_cost(length: int, *, last: bool) -> float:
    short = 0.0 if last else 4.0 * max(0, _SHORTEST - length)
    return 6.0 + abs(length - _USUAL) * 0.5 + short


def _reason(words: Sequence[Word], place: int) -> float:
    reason = 0.0
    if words[place].text.lower().strip(".,") in _OPENERS:
        reason += _CHEAPER_BEFORE_OPENER
    ended, begins = words[place - 1].end, words[place].start
    if ended is not None and begins is not None and begins - ended >= _PAUSE:
        reason += _CHEAPER_AFTER_PAUSE
    return reason


def _traced(best: dict[int, tuple[float, int]], begin: int, end: int) -> tuple[int, ...]:
    found = [end]
    while found[-1] > begin:
        found.append(best[found[-1]][1])
    return tuple(reversed(found))


def pieces(words: Sequence[Word], begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """The pieces that the cuts leave."""
    return tuple(pairwise(cuts(words, begin, end)))
