"""SQL with its literals taken out, so that statements of one form are prepared once.

Preparing a statement also prepares the triggers that it sets off, which for a hundred thousand
lines of the journal costs far more than running them.
"""

from __future__ import annotations

import re

Value = str | int | float | None

# What SQLite's quote() writes: text, numbers (Inf too) and NULL; the schema has no blobs.
_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w'])-?(?:\d[\d.]*(?:[eE][+-]?\d+)?|Inf\b)|\bNULL\b")


def bound(statement: str) -> tuple[str, list[Value]]:
    """The statement with a question mark for each literal, and their values."""
    values: list[Value] = []

    def take(found: re.Match[str]) -> str:
        values.append(_value(found[0]))
        return "?"

    return _LITERAL.sub(take, statement), values


def _value(literal: str) -> Value:
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    if literal == "NULL":
        return None
    return int(literal) if literal.lstrip("-").isdigit() else float(literal)
