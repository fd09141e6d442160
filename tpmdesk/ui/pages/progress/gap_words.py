"""In words how scores given blind lie to those given beside the evidence, over attempts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.calibration import Calibration

translate = QCoreApplication.translate

_NONE = 0.05  # of a level, below which the figure shown would be 0.0


def calibration_words(found: Calibration) -> str:
    """How it is now, how it was before that, and how far off each criterion is."""
    parts = [_recent(found), _before(found), _error(found)]
    return " ".join(part for part in parts if part)


def _recent(found: Calibration) -> str:
    over = (
        translate("Calibration", "In the one round you scored both ways,")
        if found.attempts == 1
        else translate("Calibration", "Over your last {n} rounds").format(n=found.attempts)
    )
    words = (
        translate(
            "Calibration",
            "{over} you rated yourself the same before and after you saw the evidence.",
        )
        if abs(found.recent) < _NONE
        else translate(
            "Calibration", "{over} you rated yourself {gap} before you saw the evidence."
        )
    )
    return words.format(over=over, gap=_levels(found.recent))


def _before(found: Calibration) -> str:
    if found.before is None:
        return ""
    if abs(found.before) < _NONE:
        return translate("Calibration", "Before that it was the same.")
    return translate("Calibration", "Before that it was {gap}.").format(gap=_levels(found.before))


def _error(found: Calibration) -> str:
    """Too high and too low may cancel out in the mean; this does not."""
    return translate(
        "Calibration", "Criterion by criterion, the two lie {n} levels apart on average."
    ).format(n=f"{found.error:.1f}")


def _levels(gap: float) -> str:
    words = (
        translate("Calibration", "{n} levels higher")
        if gap > 0
        else translate("Calibration", "{n} levels lower")
    )
    return words.format(n=f"{abs(gap):.1f}")
