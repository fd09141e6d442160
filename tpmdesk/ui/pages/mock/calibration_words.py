"""In words how far scores given blind lie from those given beside the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.calibration import Gap
from tpmdesk.domain.content import Rubric

translate = QCoreApplication.translate

_NONE = 0.05  # of a level, below which the figure shown would be 0.0


@dataclass(frozen=True, slots=True)
class GapWords:
    """`whole` tells of the mean; `most` of the criterion furthest off, "" where none is."""

    whole: str
    most: str = ""


def gap_words(found: Sequence[Gap], rubric: Rubric) -> GapWords | None:
    """None when nothing was scored both ways."""
    if not found:
        return None
    return GapWords(mean_words(fmean(gap.size for gap in found)), _most(found, rubric))


def mean_words(mean: float) -> str:
    """Of a mean gap in levels; above 0 the blind scores were higher."""
    if abs(mean) < _NONE:
        return translate(
            "Calibration", "On the whole you rated yourself the same before you saw the evidence."
        )
    words = (
        translate("Calibration", "You rated yourself {n} higher before you saw the evidence.")
        if mean > 0
        else translate("Calibration", "You rated yourself {n} lower before you saw the evidence.")
    )
    return words.format(n=f"{abs(mean):.1f}")


def _most(found: Sequence[Gap], rubric: Rubric) -> str:
    furthest = max(found, key=lambda gap: abs(gap.size))
    names = {criterion.slug: criterion.name for criterion in rubric.criteria}
    if not furthest.size or furthest.criterion not in names:
        return ""
    return translate(
        "Calibration", "Furthest apart: {criterion}, {blind} before and {seen} after."
    ).format(criterion=names[furthest.criterion], blind=furthest.blind, seen=furthest.seen)
