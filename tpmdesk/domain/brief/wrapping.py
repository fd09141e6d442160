"""Which lines run on into the next, and which end what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tpmdesk.domain.brief.blocks import Line

_WRAPPED_FROM = 56
"""No editor wraps a line that is shorter than this, in characters."""
_ENDS = (".", "!", "?")
_FIELDS = re.compile(r"\S\s+[·|→]\s+\S")
"""Where each line ends a sentence, or has fields, the writer broke the lines, not the editor."""


def runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that a wrapped text has, together; a short line ends what it says."""
    run: list[Line] = []
    apart = len(lines) > 1 and (
        all(line.text.endswith(_ENDS) for line in lines)
        or all(_FIELDS.search(line.text) for line in lines)
    )
    for line in lines:
        if run and (apart or not _wraps(run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wraps(above: Line, below: Line) -> bool:
    first = below.text[:1]
    long = len(above.text) >= _WRAPPED_FROM and (first.isalnum() or first in "\"'([$€£")
    return long or first.islower()
