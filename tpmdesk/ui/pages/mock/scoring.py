"""The levels given to one answer, as they are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmdesk.domain.attempts import Score


def with_levels(
    scores: Sequence[Score], levels: Mapping[str, int], *, blind: bool
) -> tuple[Score, ...]:
    """The person's own scores of one kind with some criteria set; `blind` when they are given
    before the evidence is seen."""
    others = tuple(
        score
        for score in scores
        if score.criterion not in levels and (score.blind, score.by) == (blind, "")
    )
    return (*others, *(Score(criterion, level, blind) for criterion, level in levels.items()))
