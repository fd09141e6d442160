"""Which facts of a scenario made it into the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tpmdesk.domain.content import Fact
from tpmdesk.domain.cues import find
from tpmdesk.domain.language import tokens

_THOUSANDS = re.compile(r"(?<=\d)[,.\N{NARROW NO-BREAK SPACE}](?=\d{3}\b)")
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")


def told(text: str, facts: Sequence[Fact]) -> tuple[bool, ...]:
    """For each fact whether one of its cues stands in a line of the text."""
    lines = [tokens(_plain(line).split()) for line in text.splitlines() if line.strip()]
    return tuple(
        any(find(_plain(cue), line) is not None for cue in fact.cues for line in lines)
        for fact in facts
    )


def _plain(text: str) -> str:
    """Numbers as one word each: without what parts their thousands, a letter for the point."""
    return _POINT.sub("p", _THOUSANDS.sub("", text))
