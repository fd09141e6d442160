"""Lines of text that say the same, or nearly so.

Lines count as the same when they differ in capitals, spaces and punctuation only. They are nearly
the same when most of their letters are, in that order (difflib's ratio). To compare not every line
with every other, only lines that share a rare word are: a line that is 90 % like another has most
of its words in common with it, and so, with few exceptions, one of its rarest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ENOUGH = 0.9  # the least ratio of lines that are nearly the same
SHORTEST = 12  # letters; shorter lines differ by one word and mean something else
_RARE_SHARE = 0.5  # of a line's words, the rarest of which two near lines share one
_COMMON_SHARE = 0.5  # of a line's words that a line near it has too
_CROWD = 40  # lines with the same rare word, beyond which it tells nothing
_STRIDE = 256


class Alike(NamedTuple):
    """Lines that say the same (`exact`) or nearly so, by their places, first to last."""

    members: tuple[int, ...]
    exact: bool


def alike(lines: Sequence[str], progress: Callable[[int, int], None]) -> list[Alike]:
    """Groups of two lines or more, those that are the same first.

    `progress(done, total)` may raise to end the work. Blank lines are like nothing.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        key = normal(line)
        if key:
            same[key].append(place)
    keys = list(same)
    near = [[n for key in group for n in same[key]] for group in _near(keys, progress)]
    exact = [places for places in same.values() if len(places) > 1]
    return [Alike(tuple(sorted(each)), exact=True) for each in exact] + [
        Alike(tuple(sorted(each)), exact=False) for each in near
    ]


def normal(line: str) -> str:
    """The words of a line, without capitals and punctuation."""
    spaced = "".join(c if c.isalnum() else " " for c in line.casefold())
    return " ".join(spaced.split()) or " ".join(line.split())


def _near(keys: Sequence[str], progress: Callable[[int, int], None]) -> Iterable[list[str]]:
    """Groups of different lines that are nearly the same."""
    found: dict[str, str] = {}  # to another line of its group, and so on to the first

    def first(key: str) -> str:
        while found.get(key, key) != key:
            key = found[key]
        return key

    for one, other in _pairs(keys, progress):
        a, b = first(one), first(other)
        if a != b and close(one, other):
            found[b] = a
            found.setdefault(a, a)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in found:
        groups[first(key)].append(key)
    return groups.values()


def close(one: str, other: str) -> bool:
    """Whether two lines are nearly the same."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= ENOUGH
        and matcher.quick_ratio() >= ENOUGH
        and matcher.ratio() >= ENOUGH
    )


def _pairs(keys: Sequence[str], progress: Callable[[int, int], None]) -> Iterator[tuple[str, str]]:
    """Lines worth comparing: they share one of their rare words and are about as long."""
    words = {key: frozenset(key.split()) for key in keys if len(key) >= SHORTEST}
    counts = Counter(word for each in words.values() for word in each)
    holders: Mapping[str, list[str]] = defaultdict(list)
    for done, (key, of_key) in enumerate(words.items()):
        if done % _STRIDE == 0:
            progress(done, len(words))
        rarest = sorted(of_key, key=lambda word: (counts[word], word))
        rarest = rarest[: max(1, round(len(rarest) * _RARE_SHARE))]
        held = {other for word in rarest if counts[word] <= _CROWD for other in holders[word]}
        for word in rarest:
            holders[word].append(key)
        least = len(of_key) * _COMMON_SHARE
        yield from ((other, key) for other in held if len(of_key & words[other]) >= least)
    progress(len(words), len(words))
