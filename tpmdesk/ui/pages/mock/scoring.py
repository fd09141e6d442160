"""The levels given to one answer, as they are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.attempts import Score


def with_level(
    scores: Sequence[Score], criterion: str, level: int, *, blind: bool
) -> tuple[Score, ...]:
    """The scores with one criterion set; `blind` when its evidence was not there to be seen."""
    others = tuple(score for score in scores if score.criterion != criterion)
    return (*others, Score(criterion, level, blind))
