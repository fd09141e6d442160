"""No two bundled cards say the same in other words, and no two ask the same."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from pathlib import Path

from tpmdesk.content.reader import read_packs
from tpmdesk.domain.content import ContentNote
from tpmdesk.domain.language import STOP_WORDS, tokens

CONTENT = Path(__file__).parents[2] / "content"
TOO_ALIKE = 0.6
"""Cosine of the words' weights. The nearest cards that were kept are at 0.54."""

Weights = dict[str, float]


def weighted(texts: list[str]) -> list[Weights]:
    """Words by how often a text has them and how few others do, of length one."""
    counts = [
        Counter(token.stem for token in tokens(text.split()) if token.raw not in STOP_WORDS)
        for text in texts
    ]
    held = Counter(word for count in counts for word in count)
    return [_unit(count, held, len(texts)) for count in counts]


def _unit(count: Counter[str], held: Counter[str], texts: int) -> Weights:
    raw = {word: (1 + math.log(n)) * math.log(texts / held[word]) for word, n in count.items()}
    length = math.sqrt(sum(weight**2 for weight in raw.values())) or 1.0
    return {word: weight / length for word, weight in raw.items()}


def cosine(one: Weights, other: Weights) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def test_no_two_cards_say_the_same() -> None:
    notes = [
        entry
        for pack in read_packs([CONTENT]).packs
        for entry in pack.entries
        if isinstance(entry, ContentNote)
    ]
    weights = weighted([f"{note.text.front} {note.text.back}" for note in notes])
    alike = {
        (notes[a].id, notes[b].id)
        for a, b in combinations(range(len(notes)), 2)
        if cosine(weights[a], weights[b]) >= TOO_ALIKE
    }
    assert alike == set()


def test_the_same_in_another_order_is_alike() -> None:
    one, other, _ = weighted(["a canary takes traffic", "traffic takes a canary", "queues wait"])
    assert cosine(one, other) > 0.99
