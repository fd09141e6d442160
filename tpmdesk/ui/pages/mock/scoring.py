"""The levels given to one answer, as they are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.attempts import Score


def with_level(
    scores: Sequence[Score], criterion: str, level: int, *, blind: bool
) -> tuple[Score, ...]:
    """The person's own scores of one kind with one criterion set; `blind` when they are given
    before the evidence is seen."""
    others = tuple(
        score
        for score in scores
        if score.criterion != criterion and (score.blind, score.by) == (blind, "")
    )
    return (*others, Score(criterion, level, blind))
