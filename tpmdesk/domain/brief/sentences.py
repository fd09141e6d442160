"""Sentences and clauses of English prose, well enough for a page of it."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.?!…])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9🟢🟡🔴@])")
_ABBREVIATION = re.compile(
    r"\b(e\.g|i\.e|etc|vs|approx|no|nr|dr|mr|mrs|ms|prof|st|inc|ltd|co|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec|wk|fig|cf|[A-Z])\.$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";\s+(?![^()]*\))")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the space between them."""
    found: list[str] = []
    for piece in _END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def clauses(sentence: str) -> list[str]:
    """A sentence cut at its semicolons, those within brackets apart."""
    return [piece.strip() for piece in _CLAUSE.split(sentence) if piece.strip()]
