"""Milestones and risks under headings that only their writer uses ("Getting there")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tpmdesk.domain.brief.blocks import Block, Paragraph
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entries import entries
from tpmdesk.domain.brief.entry import Entry
from tpmdesk.domain.brief.mitigations import has_mitigation
from tpmdesk.domain.brief.owners import has_owner
from tpmdesk.domain.brief.reading import Part
from tpmdesk.domain.brief.sections import Section

_LOOKS_BACK = re.compile(
    r"background|history|context|progress|accomplish|achiev|highlight|recap|last|done|so far|past|"
    r"change|meeting|decision|team|people|budget|spend|note|comment|action",
    re.IGNORECASE,
)
_START = 20
"""Where a milestone has its day, in characters."""


def dated_entries(told: Sequence[Section]) -> list[Entry]:
    """The first list of two or more under an unknown heading whose every entry has a day."""
    return _listed(told, Part.MILESTONES, lambda entry: has_date(entry.whole))


def owned_entries(told: Sequence[Section]) -> list[Entry]:
    """The first such list whose every entry has an owner and what is done."""
    return _listed(told, Part.RISKS, _is_answered)


def _is_answered(entry: Entry) -> bool:
    return not has_date(entry.text[:_START]) and has_owner(entry) and has_mitigation(entry)


def _listed(told: Sequence[Section], part: Part, holds: Callable[[Entry], bool]) -> list[Entry]:
    for section in told:
        own = section.is_free and section.title and not section.is_title
        if not own or _LOOKS_BACK.search(section.title):
            continue
        blocks: list[Block] = [each for each in section.blocks if not isinstance(each, Paragraph)]
        found = entries(replace(section, blocks=blocks), part) if blocks else []
        if len(found) > 1 and all(map(holds, found)):
            return found
    return []
