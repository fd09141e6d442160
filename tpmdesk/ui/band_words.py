"""Bands of delivery in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.bands import Band, Measure, Side

translate = QCoreApplication.translate


def measure_name(measure: Measure) -> str:
    """What a measure is called in a list of them."""
    return _names()[measure]


def measure_title(measure: Measure) -> str:
    """The same with what its numbers count: "Longest pause, in seconds"."""
    counts = {
        Measure.LONGEST_PAUSE: translate("Bands", "in seconds"),
        Measure.FIRST_WORD: translate("Bands", "in seconds"),
        Measure.STRETCH: translate("Bands", "seconds without a pause"),
        Measure.BUDGET: translate("Bands", "% of the time allowed"),
    }
    return f"{measure_name(measure)}, {counts.get(measure) or _units()[measure]}"


def usual(measure: Measure, band: Band) -> str:
    """The band in words: "120 to 170 words a minute"; "" where both sides are open."""
    if band.low is None and band.high is None:
        return ""
    if band.low is None:
        words = translate("Bands", "up to {high} {unit}")
    elif band.high is None:
        words = translate("Bands", "{low} {unit} and more")
    else:
        words = translate("Bands", "{low} to {high} {unit}")
    return words.format(low=_bound(band.low), high=_bound(band.high), unit=_units()[measure])


def placed(measure: Measure, band: Band, value: float) -> str:
    """On which side of its band a value lies: "Above the usual 120 to 170 words a minute"."""
    said = usual(measure, band)
    if not said:
        return ""
    words = {
        Side.BELOW: translate("Bands", "Below the usual: {band}"),
        Side.WITHIN: translate("Bands", "Within the usual: {band}"),
        Side.ABOVE: translate("Bands", "Above the usual: {band}"),
    }
    return words[band.side(value)].format(band=said)


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _names() -> Mapping[Measure, str]:
    return {
        Measure.PACE: translate("Bands", "Pace"),
        Measure.LONGEST_PAUSE: translate("Bands", "Longest pause"),
        Measure.PAUSES: translate("Bands", "Pauses"),
        Measure.FIRST_WORD: translate("Bands", "Time to first word"),
        Measure.FILLERS: translate("Bands", "Fillers"),
        Measure.HEDGES: translate("Bands", "Hedges"),
        Measure.STRETCH: translate("Bands", "Longest stretch"),
        Measure.BUDGET: translate("Bands", "Time used"),
    }


def _units() -> Mapping[Measure, str]:
    return {
        Measure.PACE: translate("Bands", "words a minute"),
        Measure.LONGEST_PAUSE: translate("Bands", "s"),
        Measure.PAUSES: translate("Bands", "a minute"),
        Measure.FIRST_WORD: translate("Bands", "s"),
        Measure.FILLERS: translate("Bands", "a minute"),
        Measure.HEDGES: translate("Bands", "a minute"),
        Measure.STRETCH: translate("Bands", "s without a pause"),
        Measure.BUDGET: translate("Bands", "% of the time"),
    }
