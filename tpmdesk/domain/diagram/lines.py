"""One line of a diagram's text, cut into words, a quoted title, and what stands after the colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

IDENTIFIER = re.compile(r"[^\W_][\w-]*")
_TOKEN = re.compile(
    r"""
    (?P<key>team|days)\s?:(?!\s) (?: "(?P<quoted>(?:[^"\\]|\\.)*)" | (?P<plain>[^\s"]+) )
    | "(?P<title>(?:[^"\\]|\\.)*)"
    | (?P<arrow>->|→)
    | (?P<brace>[{}])
    | (?P<colon>:)(?=\s|$)
    | (?P<word>(?:(?!->)[^\s":{}→])+)
    | (?P<stray>\S)
    """,
    re.VERBOSE,
)


class StrayError(ValueError):
    """A sign that fits nowhere, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is word, title, arrow, brace, team or days."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """`tail` is what stands after the colon, None where there is no colon."""

    tokens: tuple[Token, ...]
    tail: str | None

    @property
    def words(self) -> list[str]:
        """Its bare words, in order."""
        return [token.text for token in self.tokens if token.kind == "word"]

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)

    def value(self, kind: str) -> str | None:
        """The first token of a kind."""
        return next((token.text for token in self.tokens if token.kind == kind), None)


def cut(text: str) -> Line | None:
    """None for an empty line or a comment. Raises StrayError."""
    text = text.strip()
    if not text or text.startswith(("#", "//")):
        return None
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match["colon"]:
            return Line(tuple(tokens), one_line(text[match.end() :]))
        tokens.append(_token(match))
    return Line(tuple(tokens), None)


def quoted(text: str) -> str:
    """A title as it is written."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def one_line(text: str) -> str:
    """The text with single spaces between its words."""
    return " ".join(text.split())


def _token(match: re.Match[str]) -> Token:
    if match["stray"]:
        raise StrayError(_stray(match["stray"]))
    if match["key"]:
        value = match["plain"] if match["quoted"] is None else _plain(match["quoted"])
        return Token(match["key"], value)
    if match["title"] is not None:
        return Token("title", _plain(match["title"]))
    kind = next(kind for kind in ("arrow", "brace", "word") if match[kind])
    return Token(kind, match[kind])


def _plain(text: str) -> str:
    return one_line(re.sub(r"\\(.)", r"\1", text))


def _stray(sign: str) -> str:
    if sign == '"':
        return 'A quotation mark is open. Close the title with a second ".'
    if sign == ":":
        return "Put a space after the colon, or write team:NAME or days:NUMBER."
    return f"“{sign}” fits nowhere here. Take it out, or put the words in quotation marks."
