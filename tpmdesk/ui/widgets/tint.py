"""Colours derived from the palette, so that a widget never names one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QGuiApplication, QPalette

Paint = Callable[[], QColor]

_STEP_HUE = 47  # degrees between two steps; no two of eight lie near each other


def mix(over: QColor, under: QColor, share: float) -> QColor:
    """`share` (0 to 1) of `over` laid on `under`."""
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


def _palette() -> QPalette:
    """The application's own: the style sheet leaves other colours in a widget's palette."""
    return QGuiApplication.palette()


def accent() -> QColor:
    """The one colour that draws the eye."""
    return _palette().color(QPalette.ColorRole.Highlight)


def ink() -> QColor:
    """The colour of text."""
    return _palette().color(QPalette.ColorRole.WindowText)


def quiet() -> QColor:
    """The colour of secondary text."""
    return _palette().color(QPalette.ColorRole.PlaceholderText)


def surface() -> QColor:
    """The ground that text stands on."""
    return _palette().color(QPalette.ColorRole.Base)


def hairline() -> QColor:
    """The colour of a thin edge."""
    return mix(ink(), surface(), 0.14)


def track() -> QColor:
    """The unfilled part of a meter."""
    return mix(ink(), surface(), 0.10)


def step_colour(index: int) -> QColor:
    """A colour of its own for each step of a framework: the accent, its hue turned."""
    base = accent()
    hue = (max(base.hslHue(), 0) + index * _STEP_HUE) % 360
    return QColor.fromHsl(hue, base.hslSaturation(), base.lightness())


def step_tint(index: int) -> QColor:
    """The same, faint enough to set text on."""
    return mix(step_colour(index), surface(), 0.20)
