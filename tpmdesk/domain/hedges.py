"""Hedges: words that take back what was just claimed ("I think", "probably", "kind of fine")."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.assessment import FillerUse
from tpmdesk.domain.transcript import Word

_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "i think",
        "i guess",
        "i suppose",
        "i believe",
        "i feel like",
        "i would say",
        "i'd say",
        "i'm not sure",
        "i am not sure",
        "if i remember",
        "more or less",
        "to some extent",
        "in a way",
        "kind of",
        "sort of",
        "maybe",
        "perhaps",
        "probably",
        "possibly",
        "hopefully",
        "somewhat",
        "somehow",
        "might be",
        "could be",
        "a little bit",
        "or something",
        "or whatever",
        "and stuff",
        "not really sure",
    )
)
# "What kind of", "the kind of": a noun, no hedge.
_NOUNS = frozenset(("the", "a", "this", "that", "what", "which", "some", "any", "every", "of"))
_OF_A_KIND = (("kind", "of"), ("sort", "of"))
_BY_FIRST = {phrase[0]: [p for p in _PHRASES if p[0] == phrase[0]] for phrase in _PHRASES}


def hedge_uses(words: Sequence[Word]) -> tuple[FillerUse, ...]:
    """Every hedge, in order, none overlapping. Untimed words start at 0.

    As with fillers, a doubtful case is let pass: "I don't think" says something.
    """
    plain = [bare(word.text) for word in words]
    uses: list[FillerUse] = []
    at = 0
    while at < len(words):
        length = _hedge_at(plain, at)
        if length:
            uses.append(FillerUse(" ".join(plain[at : at + length]), words[at].start or 0.0))
        at += length or 1
    return tuple(uses)


def bare(text: str) -> str:
    """A word without its punctuation, in lower case."""
    return text.lower().replace("’", "'").strip(" ,.?!;:…—-\"“”()[]*'")


def _hedge_at(plain: Sequence[str], at: int) -> int:
    """How many words the hedge at this place has; 0 when there is none. The longest wins."""
    found = [
        len(phrase)
        for phrase in _BY_FIRST.get(plain[at], ())
        if tuple(plain[at : at + len(phrase)]) == phrase and not _is_noun(plain, at, phrase)
    ]
    return max(found, default=0)


def _is_noun(plain: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    return phrase in _OF_A_KIND and at > 0 and plain[at - 1] in _NOUNS
