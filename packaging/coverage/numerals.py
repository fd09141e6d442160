"""Spoken numbers as a recognizer writes them: "twelve hundred a second" becomes "1200 a second"."""

from __future__ import annotations

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES)} | {
    word: n * 10 for n, word in enumerate(_TENS, start=2)
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_LEAST = 10
"""Recognizers leave smaller numbers in letters."""


def in_digits(words: list[str]) -> list[str]:
    """The words with their numbers in digits; punctuation behind a number stays."""
    out: list[str] = []
    at = 0
    while at < len(words):
        end, value = _number(words, at)
        if end == at or value < _LEAST:
            out.append(words[at])
            at += 1
            continue
        out.append(f"{value}{_tail(words[end - 1])}")
        at = end
    return out


def _tail(word: str) -> str:
    return word[len(word.rstrip(".,?!;:")) :]


def _number(words: list[str], begin: int) -> tuple[int, int]:
    total = part = 0
    at = begin
    while at < len(words):
        plain = words[at].lower().rstrip(".,?!;:").replace("-", " ").split()
        if not plain or not all(piece in _SMALL or piece in _LARGE for piece in plain):
            break
        if at == begin and plain[0] in _LARGE:
            break
        for piece in plain:
            total, part = _add(total, part, piece)
        at += 1
        if _tail(words[at - 1]):
            break
    return at, total + part


def _add(total: int, part: int, piece: str) -> tuple[int, int]:
    if piece == "hundred":
        return total, part * 100
    if piece in _LARGE:
        return total + part * _LARGE[piece], 0
    return total, part + _SMALL[piece]
