"""Full names of decks: their parts joined by "::", outermost first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

JOINT = "::"
UNNAMED = "Imported"
_LONGEST = 200
_DEEPEST = 20


def deck_title(name: str) -> str:
    """The name as a deck may have it: no control characters, no empty parts, not overlong."""
    plain = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in name)
    parts = [" ".join(part.split()) for part in plain.split(JOINT)]
    return JOINT.join([part for part in parts if part][:_DEEPEST])[:_LONGEST].strip(" :") or UNNAMED


def deck_slug(title: str, taken: Container[str]) -> str:
    """A short id for a deck of that title: lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-") or "deck"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
