"""What a wanted retention costs in reviews."""

from __future__ import annotations

from collections.abc import Sequence

USUAL = 0.9
_DECAY = 0.1542  # the last of the default parameters of FSRS-6
_DECAY_AT = 20


def relative_reviews(retention: float, parameters: Sequence[float] = ()) -> float:
    """How many reviews a card in review takes compared with a retention of 90 %.

    By the forgetting curve alone: the interval at which retrievability falls to `retention`.
    What is forgotten more often, and must be learned again, comes on top. Source: the FSRS-6
    model, github.com/open-spaced-repetition.
    """
    decay = parameters[_DECAY_AT] if len(parameters) > _DECAY_AT else _DECAY
    return _reach(USUAL, decay) / _reach(retention, decay)


def _reach(retention: float, decay: float) -> float:
    """The interval in units that all retentions share."""
    return float(retention ** (-1 / decay)) - 1
