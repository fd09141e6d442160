"""Whether the first line of a brief is its title or opens a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tpmdesk.domain.brief.blocks import Block, Heading, Paragraph, Points
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.labels import Label, heading_label, line_label

_LONGEST_DATE = 4
_LONGEST_TITLE = 3
_LONGEST_REST = 5
_COLOUR = re.compile(r"[🟢🟡🟠🔴]|\b(?:green|yellow|amber|red)\b", re.IGNORECASE)
_TASKS = re.compile(r"next|upcoming|coming|issues|blockers|concerns", re.IGNORECASE)
"""Marks that stand beside the part that they resemble ("Next steps" beside "Milestones")."""


def is_title(first: Heading, label: Label | None, others: Sequence[Block]) -> bool:
    """Whether the first heading is the title, although it may name a part ("Risk engine")."""
    if label is None or _stands_above(first, others):
        return True
    return not says_only_a_part(label) or _is_name(label, others)


def is_title_line(paragraph: Paragraph, others: Sequence[Block]) -> bool:
    """Whether the first line of a first paragraph is a title ("Station gates: 5 March")."""
    label = line_label(paragraph.lines[0].raw) if paragraph.lines else None
    if label is None or not label.parts:
        return False
    return _is_name(label, [Paragraph(paragraph.lines[1:]), *others])


def says_only_a_part(label: Label) -> bool:
    """Whether a label has hardly a word beside the part's name."""
    asks = label.title.lower().startswith(("what", "why", "where", "how", "in one"))
    return bool(label.parts) and (asks or len(label.title.split()) <= _LONGEST_TITLE)


def _stands_above(first: Heading, others: Sequence[Block]) -> bool:
    """Whether a heading of several words is the only one of its size."""
    headings = [each for each in others if isinstance(each, Heading)]
    alone = bool(headings) and all(each.level > first.level for each in headings)
    return alone and len(first.line.text.split()) > 1


def _is_name(label: Label, others: Sequence[Block]) -> bool:
    """Whether a label is the program's name: only a day stands behind it, or little does and
    another mark names the same part."""
    if _is_mere_date(label.rest):
        return True
    rest = len(label.rest.split())
    short = rest <= _LONGEST_REST and len(label.title.split()) + rest > 1
    return short and not _COLOUR.search(label.rest) and _is_marked(label, others)


def _is_marked(label: Label, others: Sequence[Block]) -> bool:
    marks = (mark for mark in _marks(others) if mark and not _TASKS.search(mark.title))
    return any(mark.parts & label.parts for mark in marks)


def _marks(found: Sequence[Block]) -> Iterator[Label | None]:
    for block in found:
        if isinstance(block, Heading):
            yield heading_label(block.line.raw)
        elif isinstance(block, Paragraph):
            yield from (line_label(line.raw) for line in block.lines)
        elif isinstance(block, Points):
            yield from (line_label(item.lines[0].raw) for item in block.items)


def _is_mere_date(text: str) -> bool:
    short = len(text.split()) <= _LONGEST_DATE
    return short and has_date(text) and any(map(str.isdigit, text))
