"""Single entries and whole briefs to try the reader on."""

from __future__ import annotations

from tpmdesk.domain.brief import read_brief
from tpmdesk.domain.brief.blocks import blocks
from tpmdesk.domain.brief.entry import Entry
from tpmdesk.domain.brief.parts import Parts
from tpmdesk.domain.brief.sections import sections


def risk(text: str) -> Entry:
    """The one risk that a point of a list makes."""
    (entry,) = Parts(sections(blocks(f"## Risks\n- {text}"))).risks
    return entry


def milestone(text: str) -> Entry:
    """The one milestone that a point of a list makes."""
    (entry,) = Parts(sections(blocks(f"## Milestones\n- {text}"))).milestones
    return entry


def codes(text: str) -> set[str]:
    """The codes of the defects in a brief."""
    return {defect.code.value for defect in read_brief(text).defects}
