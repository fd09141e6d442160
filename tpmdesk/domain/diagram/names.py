"""How alike two titles of nodes are, forgiving what people forget about names.

"Orders DB", "order database" and "the orders store" are one thing; so are a word and its usual
short form. A slip of a letter is forgiven as in a typed answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tpmdesk.domain.diagram.kinds import NODE_KINDS
from tpmdesk.domain.diagram.model import Node, NodeKind
from tpmdesk.domain.typed import slips

ENOUGH = 0.6
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    {"a", "an", "the", "our", "of", "for", "and", "to", "in", "on", "main", "system"}
)
_SAME = {
    word: first
    for first, *others in map(
        str.split,
        (
            "authentication auth authn login identity",
            "authorization authz",
            "notification notify notifier",
            "payment billing",
            "configuration config",
            "kubernetes k8s",
            "postgres postgresql pg",
            "search lookup",
            "load lb",
            "message msg",
            "image photo picture",
            "inventory stock",
            "repository repo",
            "application app",
            "recommendation recommender",
            "analytics metrics",
            "migration migrate",
            "shopper buyer customer client user",
            "browser web website",
            "mail email",
        ),
    )
    for word in others
}
_NEAR = (
    frozenset({NodeKind.STORE, NodeKind.CACHE}),
    frozenset({NodeKind.SERVICE, NodeKind.JOB}),
    frozenset({NodeKind.SERVICE, NodeKind.EXTERNAL}),
    frozenset({NodeKind.ACTOR, NodeKind.EXTERNAL}),
    frozenset({NodeKind.QUEUE, NodeKind.STORE}),
    frozenset({NodeKind.JOB, NodeKind.WORK}),
)


def likeness(one: Node, other: Node) -> float:
    """From 0 to 1: by name, less where the kinds differ; below `ENOUGH` they are different."""
    by_name = name_likeness(one.title, other.title)
    if one.kind is other.kind:
        return by_name
    if frozenset({one.kind, other.kind}) in _NEAR:
        return by_name * 0.9
    return by_name * 0.8 if by_name == 1 and not _contradict(one, other) else 0.0


def name_likeness(one: str, other: str) -> float:
    """Twice the words that both have, over all words of both (Dice's coefficient)."""
    ours, theirs = _telling(one), _telling(other)
    if not ours or not theirs:
        return 0.0
    if "".join(ours) == "".join(theirs):
        return 1.0
    left, shared = list(theirs), 0
    for word in ours:
        match = next((each for each in left if _alike(word, each)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return 2 * shared / (len(ours) + len(theirs))


def _contradict(one: Node, other: Node) -> bool:
    """Whether a title says of itself that it is something other than the other node's kind."""
    said = {NODE_KINDS[word] for word in _words(one.title) if word in NODE_KINDS}
    return bool(said) and other.kind not in said


def _words(title: str) -> list[str]:
    return _WORD.findall(title.casefold())


def _telling(title: str) -> Sequence[str]:
    """The words that tell it from others; a name of general words alone keeps them all."""
    words = [_root(word) for word in _words(title) if word not in _EMPTY]
    telling = [word for word in words if word not in NODE_KINDS or word in _SAME.values()]
    return telling or [NODE_KINDS.get(word, word) for word in words]


def _root(word: str) -> str:
    if word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        short = word[:-1]
        word = short if word not in _SAME.values() and word not in NODE_KINDS else word
    return _SAME.get(word, word)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return slips(one, other) is not None or (len(short) >= 4 and long.startswith(short))
