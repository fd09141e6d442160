"""One term of a search, such as `deck:databases` or `prop:ivl>21`, turned into a leaf."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from tpmdesk.domain.cards import CardId, NoteId, NoteKind, Rating
from tpmdesk.domain.querytokens import QueryError, Token
from tpmdesk.domain.querytree import (
    CardIds,
    Comparison,
    Event,
    Flag,
    Having,
    InDeck,
    Is,
    Leaf,
    Matching,
    NoteIds,
    OfKind,
    Property,
    Rated,
    Side,
    Standing,
    Tagged,
    Text,
    Within,
)

E = TypeVar("E", bound=Enum)

_SHORT = {
    "interval": Property.INTERVAL,
    "s": Property.STABILITY,
    "d": Property.DIFFICULTY,
    "r": Property.RETRIEVABILITY,
}
PROPERTIES: Mapping[str, Property] = {each.value: each for each in Property} | _SHORT
_PROPERTY = re.compile(r"([a-z]+)(<=|>=|!=|<|>|=)(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)", re.IGNORECASE)
_DAYS = re.compile(r"0*[1-9][0-9]{0,5}")
_RATED = re.compile(rf"({_DAYS.pattern})(?::(.*))?", re.DOTALL)
_IDS = re.compile(r"[0-9]{1,18}(?:,[0-9]{1,18})*")
_FLAG = re.compile(r"[0-7]")


def leaf(term: Token) -> Leaf:
    """What the term asks for. Raises QueryError."""
    if not term.key:
        return _text(term, Side.ANY)
    if term.key not in _KEYS:
        raise _mistake(term, _unknown_key(term))
    if not term.value.strip():
        raise _mistake(term, f"Nothing follows {term.key}: here. {_EXAMPLES[term.key]}")
    return _KEYS[term.key](term)


def _text(term: Token, side: Side) -> Text:
    if not term.quoted:
        return Text(term.value.rstrip("*") or term.value, side=side)
    if not term.value.strip():
        raise _mistake(term, "There is nothing between the quotation marks. Write words there.")
    return Text(term.value, phrase=True, side=side)


def _regex(term: Token) -> Matching:
    try:
        re.compile(term.value)
    except (re.error, OverflowError, RecursionError) as error:
        raise _mistake(
            term,
            f"{term.value} is no regular expression ({error}). Correct it, or search for plain "
            "words without re:.",
        ) from None
    return Matching(term.value)


def _is(term: Token) -> Is:
    return Is(_one_of(term, {each.value: each for each in Standing}))


def _kind(term: Token) -> OfKind:
    return OfKind(_one_of(term, {each.value: each for each in NoteKind}))


def _one_of(term: Token, choices: Mapping[str, E]) -> E:
    value = term.value.lower()
    if value not in choices:
        raise _mistake(
            term, f"There is no {term.key}:{term.value}.{_meant(value, choices)} {_list(choices)}"
        )
    return choices[value]


def _flag(term: Token) -> Flag:
    if not _FLAG.fullmatch(term.value):
        raise _mistake(term, f"There is no flag {term.value}. {_EXAMPLES['flag']}")
    return Flag(int(term.value))


def _prop(term: Token) -> Having:
    found = _PROPERTY.fullmatch(term.value)
    if not found:
        raise _mistake(term, f"{term.value} compares nothing. {_EXAMPLES['prop']}")
    name, comparison, number = found.groups()
    if name.lower() not in PROPERTIES:
        meant = _meant(name.lower(), PROPERTIES)
        raise _mistake(term, f"There is no prop:{name}.{meant} {_list(PROPERTIES)}")
    having = Having(PROPERTIES[name.lower()], Comparison(comparison), float(number))
    if having.property is Property.DUE and not having.number.is_integer():
        raise _mistake(term, f"{number} is no whole number of days. Write one, as in prop:due<2.")
    return having


def _rated(term: Token) -> Rated:
    found = _RATED.fullmatch(term.value)
    if not found:
        raise _mistake(term, f"{term.value} is no number of days. {_EXAMPLES['rated']}")
    days, name = found.groups()
    return Rated(int(days), None if name is None else _rating(term, name))


def _rating(term: Token, name: str) -> Rating:
    for rating in Rating:
        if name.lower() in (rating.name.lower(), str(rating.value)):
            return rating
    raise _mistake(term, f"{name or 'Nothing'} is no rating. Write again, hard, good or easy.")


def _within(term: Token) -> Within:
    if not _DAYS.fullmatch(term.value):
        raise _mistake(term, f"{term.value} is no number of days. {_EXAMPLES[term.key]}")
    return Within(Event(term.key), int(term.value))


def _ids(term: Token) -> tuple[int, ...]:
    if not _IDS.fullmatch(term.value):
        raise _mistake(term, f"{term.value} is no list of ids. {_EXAMPLES[term.key]}")
    return tuple(map(int, term.value.split(",")))


_KEYS: Mapping[str, Callable[[Token], Leaf]] = {
    "deck": lambda term: InDeck(term.value),
    "tag": lambda term: Tagged(term.value),
    "is": _is,
    "kind": _kind,
    "flag": _flag,
    "prop": _prop,
    "rated": _rated,
    "added": _within,
    "edited": _within,
    "introduced": _within,
    "front": lambda term: _text(term, Side.FRONT),
    "back": lambda term: _text(term, Side.BACK),
    "nid": lambda term: NoteIds(tuple(map(NoteId, _ids(term)))),
    "cid": lambda term: CardIds(tuple(map(CardId, _ids(term)))),
    "re": _regex,
}
_EXAMPLES: Mapping[str, str] = {
    "deck": "Write a deck's name, as in deck:databases.",
    "tag": "Write a tag, as in tag:leech.",
    "is": "Write what the card is, as in is:due.",
    "kind": "Write a kind of note, as in kind:cloze.",
    "flag": "Write a number from 1 to 7, as in flag:1; flag:0 finds cards without one.",
    "prop": "Write a property, a comparison and a number, as in prop:ivl>21.",
    "rated": "Write how many days back to look, as in rated:7 or rated:7:again.",
    "added": "Write how many days back to look, as in added:7.",
    "edited": "Write how many days back to look, as in edited:7.",
    "introduced": "Write how many days back to look, as in introduced:7.",
    "front": "Write a word of the front, as in front:canary.",
    "back": "Write a word of the back, as in back:canary.",
    "nid": "Write ids of notes, as in nid:12,15.",
    "cid": "Write ids of cards, as in cid:12,15.",
    "re": 'Write a regular expression, as in re:"roll.?back".',
}


def _unknown_key(term: Token) -> str:
    known = ", ".join(f"{key}:" for key in _KEYS)
    return (
        f"There is no search by {term.key}:.{_meant(term.key, _KEYS)} To find the text itself, "
        f'write it in quotation marks: "{term.key}:…". There are {known}.'
    )


def _meant(value: str, choices: Iterable[str]) -> str:
    close = get_close_matches(value, list(choices), n=1, cutoff=0.7)
    return f" Did you mean {close[0]}?" if close else ""


def _list(choices: Iterable[str]) -> str:
    return f"There are {', '.join(choices)}."


def _mistake(term: Token, message: str) -> QueryError:
    return QueryError(message, term.start, term.end)
