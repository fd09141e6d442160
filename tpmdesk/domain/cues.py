"""Finding cue phrases in a sentence: words in order, small gaps, any ending where `*` says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tpmdesk.domain.language import STOP_WORDS, Token, begins, plain_letters, same, stem

_WIDE_GAP = 2
_NARROW_GAP = 1


@dataclass(frozen=True, slots=True)
class CueWord:
    """One word of a cue. `open` means that any ending will do."""

    text: str
    stem: str
    open: bool

    @property
    def has_content(self) -> bool:
        return self.open or self.text not in STOP_WORDS

    def fits(self, token: Token) -> bool:
        return same(token.stem, self.stem) or (self.open and begins(token.raw, self.text))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a cue was found: the places of its tokens in the sentence, and their stems."""

    cue: str
    places: tuple[int, ...]
    stems: frozenset[str]

    @property
    def several_words(self) -> bool:
        return len(self.places) > 1


def find(cue: str, sentence: Sequence[Token]) -> Hit | None:
    """The first place where the cue is spoken, or None.

    Up to two other words may stand between two words of substance, one next to a small word.
    """
    words = cue_words(cue)
    for begin, token in enumerate(sentence):
        if words and words[0].fits(token):
            places = _follow(words, sentence, begin)
            if places:
                return Hit(cue, places, frozenset(sentence[place].stem for place in places))
    return None


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that neither overlap nor say the same thing again; the longest win."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: -len(hit.places)):
        if not any(_alike(hit, other) for other in chosen):
            chosen.append(hit)
    return chosen


@lru_cache(maxsize=4096)
def cue_words(cue: str) -> tuple[CueWord, ...]:
    """The words of a cue as they are compared."""
    parts = plain_letters(cue).replace("-", " ").split()
    return tuple(
        CueWord(part.rstrip("*"), stem(part.rstrip("*")), part.endswith("*")) for part in parts
    )


def _follow(words: Sequence[CueWord], sentence: Sequence[Token], begin: int) -> tuple[int, ...]:
    places = [begin]
    for before, word in pairwise(words):
        wide = before.has_content and word.has_content
        reach = places[-1] + 2 + (_WIDE_GAP if wide else _NARROW_GAP)
        nearby = range(places[-1] + 1, min(reach, len(sentence)))
        place = next((place for place in nearby if word.fits(sentence[place])), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _alike(one: Hit, other: Hit) -> bool:
    """Hits share tokens, or one repeats nothing but words of the other."""
    return bool(set(one.places) & set(other.places)) or one.stems <= other.stems
