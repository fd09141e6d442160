"""Just enough English to find a phrase in loose speech: words, light stems, near misses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_PIECES = re.compile(r"[a-z0-9']+|%")
_PIECES_OF_ANY = re.compile(r"(?:[^\W_]|')+|%")
_TOLERANT_FROM = 6
"""Words shorter than this must match to the letter: too many differ by just one."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


STOP_WORDS = word_set(
    "a an and are as at be been but by did do does for from had has have he her him his i i'd i'll "
    "i'm i've if in into is it it's its just let let's me my no not of off on or our out over she "
    "so some than that that's the their them then there there's these they they're this those to "
    "too up us very was we we'd we'll we're we've were what when where which who why will with "
    "would you your um uh er erm hmm like know mean kind sort basically actually really okay ok "
    "well yeah right"
)

_IRREGULAR = {
    "wrote": "write", "written": "write", "drew": "draw", "drawn": "draw", "went": "go",
    "gone": "go", "goes": "go", "fell": "fall", "fallen": "fall", "broke": "break",
    "broken": "break", "took": "take", "taken": "take", "lost": "lose", "sent": "send",
    "built": "build", "woke": "wake", "woken": "wake", "held": "hold", "kept": "keep",
    "met": "meet", "paid": "pay", "ran": "run", "found": "find", "left": "leave",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared. `word` is its place in the transcript."""

    raw: str
    stem: str
    word: int

    @property
    def has_content(self) -> bool:
        return self.raw not in STOP_WORDS


def tokens(words: Sequence[str], first: int = 0) -> tuple[Token, ...]:
    """The tokens of some words; "on-call" makes two, "5%" makes "5" and "percent"."""
    return tuple(
        Token(raw, stem(raw), place)
        for place, word in enumerate(words, start=first)
        for raw in _split(word)
    )


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without the commonest endings, so that "dropped" and "drops" meet in "drop"."""
    word = _IRREGULAR.get(word, word).removesuffix("'s")
    for ending, least, instead in (("ies", 5, "y"), ("sses", 6, "ss"), ("s", 4, "")):
        if len(word) >= least and word.endswith(ending) and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + instead
            break
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = _undoubled(word[: -len(ending)])
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(word) for word in text.split())


def same(one: str, other: str) -> bool:
    """Equal, or one letter apart in long words: what a recognizer mishears."""
    if one == other:
        return True
    return min(len(one), len(other)) >= _TOLERANT_FROM and _one_letter_apart(one, other)


def begins(word: str, prefix: str) -> bool:
    """Whether the word begins with a prefix, allowing one letter's error in a long prefix."""
    if word.startswith(prefix):
        return True
    if len(prefix) < _TOLERANT_FROM:
        return False
    lengths = range(len(prefix) - 1, len(prefix) + 2)
    return any(_one_letter_apart(word[:length], prefix) for length in lengths)


def plain_letters(text: str) -> str:
    """Small letters without accents, so that "Café" and "cafe" are one word whoever wrote them."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    apart = unicodedata.normalize("NFKD", lowered.replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _split(word: str) -> list[str]:
    plain = plain_letters(word)
    pieces = (_PIECES if plain.isascii() else _PIECES_OF_ANY).findall(plain)
    stripped = (piece.strip("'") for piece in pieces)
    return ["percent" if piece == "%" else piece for piece in stripped if piece]


def _undoubled(word: str) -> str:
    double = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if double else word


@lru_cache(maxsize=50_000)
def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    shorter, longer = sorted((one, other), key=len)
    split = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if split is None:
        return True
    rest = shorter[split + 1 :] if len(shorter) == len(longer) else shorter[split:]
    return rest == longer[split + 1 :]
