"""Spoken numbers as a recognizer writes them: "twelve hundred a second" becomes "1200 a second"."""

from __future__ import annotations

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
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
