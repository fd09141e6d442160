"""The text of a search, cut into words, quoted phrases, operators and parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class QueryError(ValueError):
    """A search cannot be read: what is wrong with the part from `start` up to `end`, and what to
    write instead."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


class Mark(Enum):
    """What a token is."""

    TERM = "term"
    NOT = "-"
    OR = "or"
    AND = "and"
    OPEN = "("
    CLOSE = ")"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a search, from `start` up to `end`. A TERM has a `value`, and the `key` that
    stands before it, as in `deck:databases`."""

    mark: Mark
    start: int
    end: int
    key: str = ""
    value: str = ""
    quoted: bool = False


_TOKEN = re.compile(
    r"""(?P<open>\() | (?P<close>\)) | (?P<not>-(?=[^\s)]))
      | (?: (?P<key>[A-Za-z]+) : (?!//) )?
        (?: (?P<quote>") (?P<quoted>(?:\\["\\]|[^"])*?) (?P<closed>"|\Z) | (?P<raw>[^\s()]*) )
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r'\\(["\\])')
_SPACE = re.compile(r"\s*")
_OPERATORS = {"or": Mark.OR, "and": Mark.AND}


def tokens(text: str) -> Iterator[Token]:
    """The tokens in order, END last. Raises QueryError for a quotation mark left open."""
    place = _past_space(text, 0)
    while place < len(text):
        found = _TOKEN.match(text, place)
        assert found is not None
        assert found.end() > place
        yield _token(found)
        place = _past_space(text, found.end())
    yield Token(Mark.END, len(text), len(text))


def _past_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _token(found: re.Match[str]) -> Token:
    start, end = found.span()
    for name, mark in (("open", Mark.OPEN), ("close", Mark.CLOSE), ("not", Mark.NOT)):
        if found[name]:
            return Token(mark, start, end)
    if found["quote"]:
        return _quoted(found)
    key, raw = found["key"], found["raw"]
    if key is None and raw.lower() in _OPERATORS:
        return Token(_OPERATORS[raw.lower()], start, end)
    return Token(Mark.TERM, start, end, (key or "").lower(), raw)


def _quoted(found: re.Match[str]) -> Token:
    start, end = found.span()
    if not found["closed"]:
        raise QueryError('A quotation mark is left open. Close it with ".', start, end)
    value = _ESCAPED.sub(r"\1", found["quoted"])
    return Token(Mark.TERM, start, end, (found["key"] or "").lower(), value, quoted=True)
