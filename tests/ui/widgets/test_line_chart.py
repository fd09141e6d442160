"""Small lines of figures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt

from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.line_chart import LineChart, Point, Scale


@pytest.fixture
def chart(qtbot, theme):
    made = LineChart(theme, "Pace")
    qtbot.addWidget(made)
    made.resize(240, 124)
    return made


def points(*values):
    return [Point(value, f"{n} May", f"{n} May: {value}") for n, value in enumerate(values, 1)]


def drawn(chart):
    """How many pixels have the colour of the line."""
    accent = chart._theme.color(Role.ACCENT).rgb()
    picture = chart.grab().toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).rgb() == accent for x, y in places)


def test_the_line_is_broken_where_a_figure_is_not_known(chart):
    chart.show_points(points(1.0, 2.0, None, 3.0), Scale(0, 4), "1 → 3")
    assert [len(run) for run in chart._runs()] == [2, 1]


def test_a_greater_figure_lies_higher_and_a_later_one_further_right(chart):
    chart.show_points(points(1.0, 3.0), Scale(0, 4), "1 → 3")
    ((first, second),) = chart._runs()
    assert second.y() < first.y()
    assert second.x() > first.x()


def test_every_figure_lies_within_the_chart(chart):
    chart.show_points(points(0.0, 4.0), Scale(0, 4), "0 → 4")
    assert all(chart._plot.contains(place) for run in chart._runs() for place in run)


def test_pointing_at_a_figure_reads_it(chart):
    chart.show_points(points(1.0, 2.0, 3.0), Scale(0, 4), "1 → 3")
    chart._point_at(chart.mark_at(chart.area(1).center()))
    assert chart.reading == "2 May: 2.0"
    assert chart.mark_at(QPointF(120, 4)) is None


def test_arrow_keys_walk_from_the_last(chart, qtbot):
    chart.show_points(points(1.0, 2.0), Scale(0, 4), "1 → 2")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading == "1 May: 1.0"


def test_the_line_is_drawn_and_nothing_is_where_no_figure_is_known(chart):
    chart.show_points(points(1.0, 3.0, 2.0), Scale(0, 4, base=2.0), "1 → 2")
    assert drawn(chart) > 40
    chart.show_points(points(None, None), Scale(0, 4), "not known")
    assert drawn(chart) == 0


def test_one_figure_is_a_dot_in_the_middle(chart):
    chart.show_points(points(2.0), Scale(2, 2), "2")
    ((place,),) = chart._runs()
    assert place == chart._plot.center()
