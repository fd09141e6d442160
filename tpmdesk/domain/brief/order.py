"""Whether the most important information comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpmdesk.domain.brief.reading import Part, PartFound

WORDS_BEFORE = 40
"""A title, a greeting and a line of whom and when may stand before the outcome or status; a
paragraph of background may not."""

BACKGROUND_BEFORE = 30
"""Nor may a section of background, even a short one."""

_DETAIL = (Part.MILESTONES, Part.RISKS, Part.LINKS)


def buried(
    found: Mapping[Part, PartFound],
    words_before: Callable[[int], int],
    background_before: Callable[[int], int],
) -> PartFound | None:
    """The outcome or status that a reader meets only after what matters less; None when the brief
    leads with what it has of them.

    The two functions say how many words of text, and of marked background, stand before a line.
    """
    leading = [part for part in (Part.OUTCOME, Part.STATUS) if part in found]
    for part in leading:
        if any(_before(found[each], found[part]) for each in _DETAIL if each in found):
            return found[part]
    first = min((_line(found[part]) for part in leading), default=1)
    if words_before(first) > WORDS_BEFORE or background_before(first) > BACKGROUND_BEFORE:
        return found[leading[0]]
    return None


def _before(one: PartFound, other: PartFound) -> bool:
    return _line(one) < _line(other)


def _line(found: PartFound) -> int:
    return found.line or 1
