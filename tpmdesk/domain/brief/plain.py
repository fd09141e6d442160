"""The words of Markdown without its signs."""

from __future__ import annotations

import re
from functools import lru_cache

_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^()]{0,400}\)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\](?:\([^()]{0,400}\)|\[[^\[\]]{0,300}\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>:]{0,300}>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")


@lru_cache(maxsize=2000)
def plain(raw: str) -> str:
    """The words of a line without the signs of Markdown."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", raw))
    text = _EMPHASIS.sub("", _TAG.sub(" ", text))
    return " ".join(text.replace("’", "'").replace("\\", "").split())
