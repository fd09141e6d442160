"""Whether the first line of a brief is its title or opens a part."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.brief.blocks import Block, Heading, Paragraph
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.labels import Label, line_label

_LONGEST_DATE = 4
_LONGEST_TITLE = 3


def is_title(first: Heading, label: Label | None, others: Sequence[Block]) -> bool:
    """Whether the first heading is the title, although it may name a part ("Risk engine")."""
    return _stands_above(first, others) or not (label and _opens_a_part(label))


def is_dated_title(paragraph: Paragraph) -> bool:
    """Whether a first paragraph only has a name and a day ("Station gates: 5 March")."""
    label = line_label(paragraph.lines[0].raw) if len(paragraph.lines) == 1 else None
    return label is not None and bool(label.parts) and _is_mere_date(label.rest)


def says_only_a_part(label: Label) -> bool:
    """Whether a label has hardly a word beside the part's name."""
    asks = label.title.lower().startswith(("what", "why", "where", "how", "in one"))
    return bool(label.parts) and (asks or len(label.title.split()) <= _LONGEST_TITLE)


def _stands_above(first: Heading, others: Sequence[Block]) -> bool:
    """Whether a heading of several words is the only one of its size."""
    headings = [each for each in others if isinstance(each, Heading)]
    alone = bool(headings) and all(each.level > first.level for each in headings)
    return alone and len(first.line.text.split()) > 1


def _opens_a_part(label: Label) -> bool:
    return says_only_a_part(label) and not _is_mere_date(label.rest)


def _is_mere_date(text: str) -> bool:
    short = len(text.split()) <= _LONGEST_DATE
    return short and has_date(text) and any(map(str.isdigit, text))
