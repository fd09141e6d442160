"""Phrases that a speaker keeps coming back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tpmdesk.domain.assessment import Repeat
from tpmdesk.domain.hedges import bare
from tpmdesk.domain.language import word_set
from tpmdesk.domain.transcript import Word

MOST = 5
_LONGEST, _SHORTEST = 8, 3
_LEAST_USES = 3
_EMPTY = word_set(
    "a an the and or but so of to in on at for with from by as is are was were be been it its "
    "this that there i we you they he she my our your their do does did have has had will "
    "would can could not no if then than what which who how when where um uh er hmm like just "
    "really very well okay i'm we're it's that's don't"
)


def repeats(words: Sequence[Word], most: int = MOST) -> tuple[Repeat, ...]:
    """Phrases of three to eight words said three times or more, the most frequent first.

    A phrase needs a word that carries meaning; one inside a longer phrase that is said as often is
    left out. Untimed words start at 0.
    """
    plain = [bare(word.text) for word in words]
    found: list[tuple[tuple[str, ...], list[int]]] = []
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        found += [
            (phrase, places)
            for phrase, places in _places(plain, length).items()
            if len(places) >= _LEAST_USES and not _inside(phrase, places, found)
        ]
    found.sort(key=lambda entry: (-len(entry[1]), -len(entry[0]), entry[1][0]))
    return tuple(
        Repeat(" ".join(phrase), tuple(words[at].start or 0.0 for at in places))
        for phrase, places in found[:most]
    )


def _places(plain: Sequence[str], length: int) -> dict[tuple[str, ...], list[int]]:
    """Where each phrase of so many words begins, overlaps with itself left out."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(plain) - length + 1):
        phrase = tuple(plain[at : at + length])
        if not all(phrase) or all(word in _EMPTY for word in phrase):
            continue
        if not places[phrase] or at - places[phrase][-1] >= length:
            places[phrase].append(at)
    return places


def _inside(
    phrase: tuple[str, ...],
    places: Sequence[int],
    longer: Sequence[tuple[tuple[str, ...], list[int]]],
) -> bool:
    return any(
        len(places) <= len(of_longer)
        and any(outer[at : at + len(phrase)] == phrase for at in range(len(outer)))
        for outer, of_longer in longer
    )
