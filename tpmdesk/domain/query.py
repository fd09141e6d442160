"""The search language, from text to a tree and back.

Words stand for their beginnings and must all occur; `"a phrase"` for whole words in that order;
`-` leaves out; `or` and parentheses combine; and `key:value` asks for more than text, see
`queryterms`.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmdesk.domain.queryterms import leaf
from tpmdesk.domain.querytokens import Mark, QueryError, Token, tokens
from tpmdesk.domain.querytree import And, Everything, Not, Or, Query

__all__ = ["QueryError", "all_of", "any_of", "parse"]

_MOST_TERMS = 200
_DEEPEST = 16  # what SQLite's parser takes, with room to spare
_ENDS = (Mark.CLOSE, Mark.OR, Mark.END)


def parse(text: str) -> Query:
    """What the text asks for; every card when it is blank. Raises QueryError."""
    readable = text.encode(errors="replace").decode().replace("\0", " ")
    if not readable.strip():
        return Everything()
    return _Parser(list(tokens(readable))).query()


def all_of(parts: Iterable[Query]) -> Query:
    """Cards that fulfil every part, of one or more."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Query]) -> Query:
    """Cards that fulfil some part, of one or more."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


class _Parser:
    """Recursive descent: alternatives of sequences of terms."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._place = 0
        terms = [token for token in found if token.mark is Mark.TERM]
        if len(terms) > _MOST_TERMS:
            raise _error(
                terms[_MOST_TERMS], f"The search is too long. Keep it to {_MOST_TERMS} terms."
            )

    def query(self) -> Query:
        whole = self._alternatives(0)
        if self._is_next(Mark.CLOSE):
            raise _error(
                self._next, "This parenthesis closes none. Take it out, or open one before."
            )
        return whole

    def _alternatives(self, depth: int) -> Query:
        found = [self._sequence(depth)]
        while self._is_next(Mark.OR):
            self._take()
            found.append(self._sequence(depth))
        return any_of(found)

    def _sequence(self, depth: int) -> Query:
        found = [self._part(depth)]
        while self._next.mark not in _ENDS:
            if self._is_next(Mark.AND):
                self._take()
            found.append(self._part(depth))
        return all_of(found)

    def _part(self, depth: int) -> Query:
        before = self._tokens[self._place - 1] if self._place else None
        token = self._take()
        match token.mark:
            case Mark.TERM:
                return leaf(token)
            case Mark.NOT:
                return Not(self._part(_deeper(depth, token)))
            case Mark.OPEN:
                return self._group(token, depth)
            case _:
                raise self._missing(token, before)

    def _group(self, opened: Token, depth: int) -> Query:
        if self._is_next(Mark.CLOSE):
            raise QueryError(
                "There is nothing between the parentheses. Write words there, or take them out.",
                opened.start,
                self._next.end,
            )
        inner = self._alternatives(_deeper(depth, opened))
        if not self._is_next(Mark.CLOSE):
            raise _error(opened, "This parenthesis is left open. Close it with ).")
        self._take()
        return inner

    @staticmethod
    def _missing(token: Token, before: Token | None) -> QueryError:
        """A term was to come, and this token came instead."""
        if token.mark in (Mark.OR, Mark.AND):
            word = token.mark.value
            return _error(
                token,
                f"Something must stand on both sides of “{word}”. To find the word itself, "
                f'write "{word}" in quotation marks.',
            )
        if before is None or before.mark in (Mark.TERM, Mark.CLOSE):
            return _error(token, "This parenthesis closes none. Take it out, or open one before.")
        word = before.mark.value
        return _error(before, f"Nothing follows “{word}” here. Write a term after it.")

    def _is_next(self, mark: Mark) -> bool:
        return self._next.mark is mark

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._tokens[self._place]
        self._place = min(self._place + 1, len(self._tokens) - 1)
        return token


def _deeper(depth: int, token: Token) -> int:
    if depth == _DEEPEST:
        raise _error(token, f"The search is nested too deep. Keep it to {_DEEPEST} levels.")
    return depth + 1


def _error(token: Token, message: str) -> QueryError:
    return QueryError(message, token.start, token.end)
