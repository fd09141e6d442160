"""What changed between two answers, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.bands import Measure
from tpmdesk.domain.comparing import Change, Comparison, FigureChange, ScoreChange
from tpmdesk.ui.band_words import measure_name, measure_title
from tpmdesk.ui.widgets.times import precise

translate = QCoreApplication.translate

_SECONDS = (Measure.LONGEST_PAUSE, Measure.FIRST_WORD, Measure.STRETCH)
_SAME = 0.05  # of the earlier value; less is no change worth a word


def change_words(change: Change) -> str:
    """What became of a step, with a mark that needs no colour."""
    match change:
        case Change.KEPT:
            return translate("Compare", "✓ in both")
        case Change.GAINED:
            return translate("Compare", "+ gained")
        case Change.LOST:
            return translate("Compare", "− lost")
        case Change.MISSING:
            return translate("Compare", "○ in neither")


def summary_words(found: Comparison) -> str:
    """The whole comparison in a sentence."""
    if not found.steps:
        return translate("Compare", "There is too little in one of the two to compare their steps.")
    if not found.gained and not found.lost:
        return translate("Compare", "The same steps were covered in both.")
    return translate("Compare", "{gained} gained and {lost} lost, of {all} steps.").format(
        gained=found.gained, lost=found.lost, all=len(found.steps)
    )


def figure_name(measure: Measure) -> str:
    """What a figure is called; with what its values count, where they do not say it themselves."""
    said = (*_SECONDS, Measure.BUDGET)
    return measure_name(measure) if measure in said else measure_title(measure)


def value_words(measure: Measure, value: float | None) -> str:
    """One value of a figure."""
    if value is None:
        return "–"
    if measure in _SECONDS:
        return precise(value)
    if measure is Measure.BUDGET:
        return translate("Compare", "{n} %").format(n=round(value))
    return f"{value:.0f}" if measure is Measure.PACE else f"{value:.1f}"


def difference_words(figure: FigureChange) -> str:
    """By how much a figure changed, and which way."""
    difference = figure.difference
    if difference is None or figure.earlier is None:
        return ""
    if abs(difference) <= _SAME * max(abs(figure.earlier), 1.0):
        return translate("Compare", "about the same")
    amount = value_words(figure.measure, abs(difference))
    return _way(figure.measure, more=difference > 0).format(n=amount)


def _way(measure: Measure, *, more: bool) -> str:
    match measure:
        case Measure.PACE:
            words = ("{n} words a minute faster", "{n} words a minute slower")
        case Measure.LONGEST_PAUSE | Measure.STRETCH:
            words = ("{n} longer", "{n} shorter")
        case Measure.FIRST_WORD:
            words = ("{n} later", "{n} sooner")
        case Measure.BUDGET:
            words = ("{n} more of the time", "{n} less of the time")
        case _:
            words = ("{n} a minute more", "{n} a minute fewer")
    return translate("Compare", words[0] if more else words[1])


def score_words(score: ScoreChange) -> str:
    """How the level of a criterion changed."""
    if score.earlier is None or score.later is None:
        return ""
    step = score.later - score.earlier
    if step == 0:
        return translate("Compare", "the same")
    words = translate("Compare", "{n} higher") if step > 0 else translate("Compare", "{n} lower")
    return words.format(n=abs(step))
