"""Whether the most important information comes first."""

from __future__ import annotations

from collections.abc import Mapping

from tpmdesk.domain.brief.reading import Part, PartFound

WORDS_BEFORE = 40
"""A title, a greeting and a line of whom and when may stand before the outcome or status; a
paragraph of background may not."""

_DETAIL = (Part.MILESTONES, Part.RISKS, Part.LINKS)


def buried(found: Mapping[Part, PartFound], words_before: Mapping[Part, int]) -> PartFound | None:
    """The outcome or status that a reader meets only after what matters less; None when the brief
    leads with what it has of them.

    `words_before` says how many words of text stand before a part.
    """
    leading = [part for part in (Part.OUTCOME, Part.STATUS) if part in found]
    for part in leading:
        if any(_before(found[each], found[part]) for each in _DETAIL if each in found):
            return found[part]
    if leading and min(words_before[part] for part in leading) > WORDS_BEFORE:
        return found[leading[0]]
    return None


def _before(one: PartFound, other: PartFound) -> bool:
    return (one.line or 0) < (other.line or 0)
