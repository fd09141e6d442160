"""The figures of one round, attempt by attempt: level, steps covered, pace and fillers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpmdesk.app.trends import RoundFigures
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.line_chart import LineChart, Point, Scale
from tpmdesk.ui.words import written

translate = QCoreApplication.translate

_PACE_STEP = 20  # words a minute
_LEAST_TOP = 4  # of the scale of levels, and of that of fillers a minute


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of figure. `short` and `said` write a value, in a row of them and alone."""

    name: str
    value: Callable[[RoundFigures], float | None]
    short: Callable[[float], str]
    said: str
    scale: Callable[[Sequence[float]], Scale]


class RoundLines(QWidget):
    """Four small charts side by side."""

    def __init__(self, theme: Theme, group: Sequence[RoundFigures]) -> None:
        super().__init__()
        self.charts = tuple(line(theme, figure, group) for figure in figures())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for chart in self.charts:
            row.addWidget(chart, 1)


def line(theme: Theme, figure: Figure, group: Sequence[RoundFigures]) -> LineChart:
    """A chart of one figure over some attempts, oldest first."""
    chart = LineChart(theme, figure.name)
    values = [figure.value(each) for each in group]
    known = [value for value in values if value is not None]
    points = [_point(figure, each, value) for each, value in zip(group, values, strict=True)]
    chart.show_points(points, figure.scale(known), _summary(figure, known))
    return chart


def figures() -> tuple[Figure, ...]:
    """What is told of a round, in this order."""
    return (
        Figure(
            translate("RoundLines", "Mean level"),
            lambda each: each.level,
            "{:.1f}".format,
            translate("RoundLines", "level {n}"),
            lambda known: Scale(1, max(_LEAST_TOP, math.ceil(max(known, default=0)))),
        ),
        Figure(
            translate("RoundLines", "Steps covered"),
            lambda each: each.covered,
            _percent,
            translate("RoundLines", "{n} of the steps"),
            lambda _: Scale(0, 1, _percent),
        ),
        Figure(
            translate("RoundLines", "Pace"),
            lambda each: each.pace,
            "{:.0f}".format,
            translate("RoundLines", "{n} words a minute"),
            _pace_scale,
        ),
        Figure(
            translate("RoundLines", "Fillers a minute"),
            lambda each: each.fillers,
            "{:.1f}".format,
            translate("RoundLines", "{n} fillers a minute"),
            lambda known: Scale(0, max(_LEAST_TOP, math.ceil(max(known, default=0)))),
        ),
    )


def _percent(share: float) -> str:
    return translate("RoundLines", "{n} %").format(n=round(100 * share))


def _pace_scale(known: Sequence[float]) -> Scale:
    if not known:
        return Scale(0, 1)
    low = math.floor(min(known) / _PACE_STEP) * _PACE_STEP
    return Scale(low, max(math.ceil(max(known) / _PACE_STEP) * _PACE_STEP, low + _PACE_STEP))


def _point(figure: Figure, each: RoundFigures, value: float | None) -> Point:
    day = written(each.started.astimezone().date(), "d MMM")
    words = (
        translate("RoundLines", "not known")
        if value is None
        else figure.said.format(n=figure.short(value))
    )
    return Point(value, day, f"{day}: {words}")


def _summary(figure: Figure, known: Sequence[float]) -> str:
    """The first and the last of the attempts shown."""
    if not known:
        return translate("RoundLines", "{name}: not known").format(name=figure.name)
    first, last = figure.short(known[0]), figure.short(known[-1])
    return f"{figure.name} {first}" if first == last else f"{figure.name} {first} → {last}"
