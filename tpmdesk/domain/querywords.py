"""A search tree written out in the search language, so that `parse` gives the tree again."""

from __future__ import annotations

import re

from tpmdesk.domain import querytree as tree

_BARE = re.compile(r'[^\s()"]+')


def write(query: tree.Query) -> str:
    """The text of a search; "" for every card."""
    match query:
        case tree.Or(parts):
            return " or ".join(map(write, parts))
        case tree.And(parts):
            return " ".join(_grouped(part, tree.Or) for part in parts)
        case tree.Not(part):
            return "-" + _grouped(part, tree.Or | tree.And)
        case tree.Everything():
            return ""
        case _:
            return _leaf(query)


def quoted(text: str) -> str:
    """The text in quotation marks, whatever it holds."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def term(key: str, value: str) -> str:
    """`key:value`, in quotation marks where the value needs them."""
    return f"{key}:{value if _BARE.fullmatch(value) else quoted(value)}"


def _grouped(part: tree.Query, loose: object) -> str:
    words = write(part)
    return f"({words})" if isinstance(part, loose) else words  # type: ignore[arg-type]


def _leaf(leaf: tree.Query) -> str:
    match leaf:
        case tree.Text(text, phrase, side):
            words = quoted(text) if phrase else text
            return f"{side.value}:{words}" if side.value else words
        case tree.InDeck(name):
            return term("deck", name)
        case tree.Tagged(name):
            return term("tag", name)
        case tree.Matching(pattern):
            return term("re", pattern)
        case _:
            return _plain(leaf)


def _plain(leaf: tree.Query) -> str:
    """Leaves whose value never needs quotation marks."""
    match leaf:
        case tree.OfKind(kind):
            return f"kind:{kind.value}"
        case tree.Is(standing):
            return f"is:{standing.value}"
        case tree.Flag(number):
            return f"flag:{number}"
        case tree.Having(prop, comparison, value):
            return f"prop:{prop.value}{comparison.value}{_number(value)}"
        case _:
            return _past(leaf)


def _past(leaf: tree.Query) -> str:
    match leaf:
        case tree.Rated(days, rating):
            return f"rated:{days}" + (f":{rating.name.lower()}" if rating else "")
        case tree.Within(event, days):
            return f"{event.value}:{days}"
        case tree.NoteIds(ids):
            return "nid:" + ",".join(map(str, ids))
        case tree.CardIds(ids):
            return "cid:" + ",".join(map(str, ids))
        case _:
            raise TypeError(f"{leaf} is no leaf of a search")


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
