"""Where a brief points to other documents."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?<!!)\[[^\[\]]{1,300}\]\(\s*<?(?P<to>[^()\s>]{0,400})[^()]{0,300}\)|"
    r"\[[^\[\]]{1,300}\]\[[^\[\]]{1,300}\]"
)
_ADDRESS = re.compile(
    r"\bhttps?://\S+|<(?!mailto:)[a-z][a-z0-9+.-]+:[^<>\s]{1,600}>|\b(?:go|wiki|docs?|kb|r|bit|"
    r"tiny)/[\w-]+|"
    r"\bwww\.\S+|\b[\w-]{1,60}\.(?:com|org|net|io|dev|internal|corp|local)/\S+|"
    r"\b[\w-]{1,60}\.(?:md|pdf|docx?|xlsx?|pptx?|html?|csv|drawio)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:#|tbd|todo|url|link|x+|\?+|\.\.\.|https?://(?:\.\.\.|…|x+)?)?$", re.IGNORECASE
)
_VAGUE = re.compile(
    r"^(?:\W*(?:please )?(?:see|ask|search|look|check|available|contact|reach out|ping|find|on|in|"
    r"they|all|everything|the (?:usual|wiki|team|docs?|folder))\b)",
    re.IGNORECASE,
)


def has_link(raw: str) -> bool:
    """Whether a text as written leads to a document; a placeholder leads nowhere."""
    for found in _NAMED.finditer(raw):
        if found["to"] is None or not _PLACEHOLDER.match(found["to"]):
            return True
    return bool(_ADDRESS.search(_NAMED.sub(" ", raw)))


def names_document(text: str) -> bool:
    """Whether an entry under "Links" names a document that one can look up ("RFC 118")."""
    return len(text) > 2 and not _VAGUE.match(text)
