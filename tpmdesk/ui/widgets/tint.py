"""Colours derived from the palette, so that a widget never names one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

Paint = Callable[[QPalette], QColor]

_STEP_HUE = 47  # degrees between two steps; no two of eight lie near each other


def mix(over: QColor, under: QColor, share: float) -> QColor:
    """`share` (0 to 1) of `over` laid on `under`."""
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


def accent(palette: QPalette) -> QColor:
    """The one colour that draws the eye."""
    return palette.color(QPalette.ColorRole.Highlight)


def ink(palette: QPalette) -> QColor:
    """The colour of text."""
    return palette.color(QPalette.ColorRole.WindowText)


def quiet(palette: QPalette) -> QColor:
    """The colour of secondary text."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def surface(palette: QPalette) -> QColor:
    """The ground that text stands on."""
    return palette.color(QPalette.ColorRole.Base)


def hairline(palette: QPalette) -> QColor:
    """The colour of a thin edge."""
    return mix(ink(palette), surface(palette), 0.14)


def track(palette: QPalette) -> QColor:
    """The unfilled part of a meter."""
    return mix(ink(palette), surface(palette), 0.10)


def step_colour(palette: QPalette, index: int) -> QColor:
    """A colour of its own for each step of a framework: the accent, its hue turned."""
    base = accent(palette)
    hue = (max(base.hslHue(), 0) + index * _STEP_HUE) % 360
    return QColor.fromHsl(hue, base.hslSaturation(), base.lightness())


def step_tint(palette: QPalette, index: int) -> QColor:
    """The same, faint enough to set text on."""
    return mix(step_colour(palette, index), surface(palette), 0.20)
