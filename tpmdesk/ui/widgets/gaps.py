"""The marks of a gap in a cloze text, `{{c1::words}}`."""

from __future__ import annotations

import re

_GAP = re.compile(r"\{\{c(\d+)::")
END = "}}"


def next_gap(text: str) -> str:
    """The mark that begins a gap with a number not yet used in `text`."""
    used = (int(number) for number in _GAP.findall(text))
    return f"{{{{c{max(used, default=0) + 1}::"


def same_gap(text: str) -> str:
    """The mark that begins a gap of the highest number in `text`: hidden on the same card."""
    used = (int(number) for number in _GAP.findall(text))
    return f"{{{{c{max(used, default=1)}::"
