"""Puts a term in the place of words that sound like it, where the recognizer doubts what it wrote.

A recognizer that does not know a term writes common words of the same sound: "eye potency" for
"idempotency", "late in sea parity" for "latency parity", "back pressure" for "backpressure".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tpmdesk.domain.transcript import Word

_LEAST_SOUNDS = 9
_SAME, _NEAR, _MOST_APART = 0.04, 0.08, 0.18
_MOST_CHANGED = 0.3
"""Of the words that are not the term's own: "the contract" is not "API contract" misheard."""
_ITSELF, _OTHER_FORM = -2.0, -1.0
_BELIEVED = 0.85
_HARDLY_BELIEVED = 0.26
_LONG, _FAR_APART, _FAR_CHANGED = 11, 0.28, 0.5
"""The same for words that the recognizer hardly believes, where a word of a long term was heard."""
_MANY_WORDS, _ONE_SOUND = 3, 1.0
_MORE_WORDS = 2
"""So many words more or fewer than a term has may stand for it."""

_RULES: tuple[tuple[str, str], ...] = (
    (r"[^a-z]", ""),
    (r"[ts]ion", "xan"),
    (r"wr", "r"),
    (r"gh(?=t)", ""),
    (r"sch|ck|q", "k"),
    (r"ph", "f"),
    (r"[cs]h", "x"),
    (r"th", "t"),
    (r"c(?=[eiy])", "s"),
    (r"g(?=[eiy])", "j"),
    (r"c", "k"),
    (r"z", "s"),
    (r"x(?=[aeiouy])", "ks"),
    (r"[aeiouyhw]+", "a"),
    (r"(.)\1+", r"\1"),
)
_SPELLINGS = tuple((re.compile(pattern), sound) for pattern, sound in _RULES)
_ALIKE = {frozenset(pair) for pair in ("pb", "td", "kg", "fv", "sx", "sj", "xj", "mn", "lr", "pm")}


class _Place(NamedTuple):
    """Words `first` to before `end` could be the term; the nearest is the best."""

    apart: float
    first: int
    end: int
    term: str


def corrected(words: Sequence[Word], terms: Sequence[str]) -> tuple[Word, ...]:
    """The words of an utterance with the terms put right. A term that is spelled in other pieces
    is put together; one that was heard otherwise replaces words that are doubted, or that have all
    its sounds."""
    result = list(words)
    for place in reversed(_chosen(sorted(_places(words, terms)))):
        heard = words[place.first : place.end]
        if place.apart == 0 or (place.apart > 0 and _may_be(heard, place)):
            result[place.first : place.end] = _written(heard, place.term)
    return tuple(result)


def is_dubious(words: Sequence[Word], terms: Sequence[str], least: float) -> bool:
    """Whether a short term stands there that the recognizer believes less than `least`: it may
    have been heard only because it was hoped for, as "caching" where somebody is cashing a check.
    """
    short = {_pieces(term) for term in terms if len(sounds(term)) < _LEAST_SOUNDS}
    pieces = [(piece, word.confidence) for word in words for piece in _pieces(word.text)]
    return any(
        tuple(piece for piece, _ in run) == term and min(sure for _, sure in run) < least
        for term in short
        for run in (pieces[n : n + len(term)] for n in range(len(pieces)))
    )


def _chosen(places: Sequence[_Place]) -> list[_Place]:
    """The best ones that do not overlap, from left to right."""
    chosen: list[_Place] = []
    for place in places:
        if all(place.end <= other.first or other.end <= place.first for other in chosen):
            chosen.append(place)
    return sorted(chosen, key=lambda place: place.first)


def _places(words: Sequence[Word], terms: Sequence[str]) -> Iterator[_Place]:
    pieces = [_pieces(word.text) for word in words]
    for term in terms:
        own = _pieces(term)
        for size in range(max(1, len(own) - _MORE_WORDS), len(own) + _MORE_WORDS + 1):
            for first in range(len(words) - size + 1):
                heard = tuple(chain.from_iterable(pieces[first : first + size]))
                apart = _apart(heard, own)
                if apart > _MOST_APART:
                    apart = _far_apart(words[first : first + size], heard, own)
                if apart <= _FAR_APART:
                    yield _Place(apart, first, first + size, term)


@lru_cache(maxsize=100_000)
def _apart(heard: tuple[str, ...], term: tuple[str, ...]) -> float:
    """How far from the term that is, for each of its sounds: 0 when it is spelled in other pieces,
    below 0 when it must stay, 1 when it is something else."""
    if heard == term:
        return _ITSELF
    if "".join(heard) == "".join(term):
        return 0.0
    if list(map(_singular, heard)) == list(map(_singular, term)):
        return _OTHER_FORM  # "failure mode" is not "failure modes" misheard
    whole = sounds("".join(term))
    if len(whole) < _LEAST_SOUNDS:
        return 1.0
    apart = max(0.01, distance(sounds("".join(heard)), whole))
    if apart > _NEAR and not (len(term) > 1 and _changes_little(heard, term)):
        return 1.0
    return apart


def _far_apart(words: Sequence[Word], heard: tuple[str, ...], term: tuple[str, ...]) -> float:
    """How far from the term words are that were hardly believed. One of the term's own words has
    to stand among them, at its place; 1 for all else."""
    others = [word.confidence for word in words if not set(term).issuperset(_pieces(word.text))]
    whole = sounds("".join(term))
    if len(whole) < _LONG or not others or max(others) > _HARDLY_BELIEVED:
        return 1.0
    changed, wanted = _without_common_ends(heard, term)
    if not 0 < len(wanted) < len(term):
        return 1.0
    if distance(sounds("".join(changed)), sounds("".join(wanted))) > _FAR_CHANGED:
        return 1.0
    return max(_MOST_APART, distance(sounds("".join(heard)), whole))


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _changes_little(heard: tuple[str, ...], term: tuple[str, ...]) -> bool:
    changed, wanted = _without_common_ends(heard, term)
    return distance(sounds("".join(changed)), sounds("".join(wanted))) <= _MOST_CHANGED


def _without_common_ends(
    heard: tuple[str, ...], term: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left of both without the words that they begin and end with alike."""
    while heard and term and heard[0] == term[0]:
        heard, term = heard[1:], term[1:]
    while heard and term and heard[-1] == term[-1]:
        heard, term = heard[:-1], term[:-1]
    return heard, term


def _may_be(heard: Sequence[Word], place: _Place) -> bool:
    """Whether the term may have been said: several words with all its sounds are no chance, nor
    are three or more with all but one."""
    words = len(_pieces(place.term))
    alike = place.apart <= _SAME and words > 1
    nearly = words >= _MANY_WORDS and place.apart * len(sounds(place.term)) <= _ONE_SOUND
    return alike or nearly or _is_doubted(heard, place.term)


def _is_doubted(heard: Sequence[Word], term: str) -> bool:
    """Whether a word that is not in the term is hardly believed."""
    own = set(_pieces(term))
    others = [word.confidence for word in heard if not own.issuperset(_pieces(word.text))]
    return bool(others) and min(others) < _BELIEVED


def _written(heard: Sequence[Word], term: str) -> list[Word]:
    """The term in place of the words heard, a word of it each, over the same time."""
    texts = term.split()
    first, last = heard[0], heard[-1]
    texts[0] = texts[0][:1].upper() + texts[0][1:] if first.text[:1].isupper() else texts[0]
    texts[-1] += "".join(re.findall(r"[^\w\s]+$", last.text))
    sure = min(word.confidence for word in heard)
    times = _times(first.start, last.end, len(texts))
    return [Word(text, a, b, sure) for text, (a, b) in zip(texts, times, strict=True)]


def _times(
    start: float | None, end: float | None, parts: int
) -> list[tuple[float | None, float | None]]:
    if start is None or end is None:
        return [(None, None)] * parts
    step = (end - start) / parts
    return [(start + n * step, start + (n + 1) * step) for n in range(parts)]


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9']+", text.lower()))


@lru_cache(maxsize=4096)
def sounds(text: str) -> str:
    """A text's sounds, coarsely: consonants by kind, every vowel alike."""
    found = text.lower()
    for pattern, sound in _SPELLINGS:
        found = pattern.sub(sound, found)
    return found


def distance(heard: str, term: str) -> float:
    """How far apart two texts are by their sounds, for each sound of the term."""
    if not term or abs(len(heard) - len(term)) > 0.4 * len(term) + 1:
        return float("inf")
    row = [0.0]
    for sound in term:
        row.append(row[-1] + _lost(sound))
    for one in heard:
        row = _next_row(row, one, term)
    return row[-1] / len(term)


def _next_row(row: Sequence[float], one: str, term: str) -> list[float]:
    following = [row[0] + _lost(one)]
    for n, other in enumerate(term):
        changed = row[n] + _changed(one, other)
        following.append(min(changed, row[n + 1] + _lost(one), following[n] + _lost(other)))
    return following


def _lost(sound: str) -> float:
    return 0.4 if sound == "a" else 1.0


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 0.5 if frozenset((one, other)) in _ALIKE else 1.0
