"""Charts: where marks lie, what is read of them, and how scales and shades are chosen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from tpmdesk.ui.widgets.column_chart import Column, ColumnChart, Series, round_up, spaced
from tpmdesk.ui.widgets.heat_map import HeatMap, Square, quarters
from tpmdesk.ui.widgets.row_chart import Row, RowChart

MONDAY = date(2026, 3, 2)


@pytest.fixture
def columns(qtbot, theme):
    chart = ColumnChart(theme, "Answers", (Series("A"), Series("B")))
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_columns([Column((n, 1), str(n), f"{n} answers") for n in range(5)], "15 answers")
    chart.show()
    return chart


@pytest.fixture
def days(qtbot, theme):
    chart = HeatMap(theme, "Days", "less", "more")
    qtbot.addWidget(chart)
    chart.resize(800, 200)
    first = MONDAY - timedelta(days=363)
    chart.show_squares(
        [Square(first + timedelta(days=n), n, f"day {n}") for n in range(365)], "a year"
    )
    chart.show()
    return chart


@pytest.fixture
def rows(qtbot, theme):
    chart = RowChart(theme, "Cards", 3)
    qtbot.addWidget(chart)
    chart.resize(300, 120)
    chart.show_rows([Row(name, n, f"{name}: {n}") for n, name in enumerate("abc")], "3 cards")
    chart.show()
    return chart


@pytest.mark.parametrize("name", ["columns", "days", "rows"])
def test_the_mark_in_the_middle_of_each_area_is_that_one(request, name):
    chart = request.getfixturevalue(name)
    for n in range(len(chart._said)):
        assert chart.mark_at(chart.area(n).center()) == n
        assert QRectF(chart.rect()).contains(chart.area(n))


@pytest.mark.parametrize("name", ["columns", "days", "rows"])
def test_nothing_lies_over_the_line_at_the_top(request, name):
    assert request.getfixturevalue(name).mark_at(QPointF(200, 5)) is None


def test_pointing_reads_a_mark_and_leaving_the_whole(qtbot, columns):
    qtbot.mouseMove(columns, QPoint(5, 5))
    qtbot.mouseMove(columns, columns.area(3).center().toPoint())
    assert columns.reading == "3 answers"
    qtbot.mouseMove(columns, QPoint(1, 1))
    assert columns.reading == "15 answers"
    assert columns.accessibleName() == "Answers: 15 answers"
    assert columns.accessibleDescription().startswith("0 answers; 1 answers")


def test_keys_walk_from_mark_to_mark_and_stop_at_the_ends(qtbot, columns):
    columns.setFocus()
    for key, reading in (
        (Qt.Key.Key_Left, "4 answers"),
        (Qt.Key.Key_Left, "3 answers"),
        (Qt.Key.Key_Home, "0 answers"),
        (Qt.Key.Key_Left, "0 answers"),
        (Qt.Key.Key_Right, "1 answers"),
        (Qt.Key.Key_End, "4 answers"),
    ):
        qtbot.keyClick(columns, key)
        assert columns.reading == reading


def test_up_and_down_are_days_and_left_and_right_weeks(qtbot, days):
    days.setFocus()
    qtbot.keyClick(days, Qt.Key.Key_End)
    qtbot.keyClick(days, Qt.Key.Key_Up)
    assert days.current == 363
    qtbot.keyClick(days, Qt.Key.Key_Left)
    assert days.current == 356


def test_days_of_a_week_stand_in_one_column(days):
    assert len({days.area(n).left() for n in range(2, 9)}) > 1
    weekday = days._squares[0].day.weekday()
    week = range(7 - weekday, 14 - weekday)
    assert len({days.area(n).left() for n in week}) == 1


def test_groups_stand_apart(qtbot, theme):
    chart = ColumnChart(theme, "Buttons", (Series("A"), Series("B")), group=2)
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_columns([Column((1,), "", str(n)) for n in range(4)], "")
    within = chart.area(1).left() - chart.area(0).right()
    between = chart.area(2).left() - chart.area(1).right()
    assert between > within + 10


def _picture(chart):
    return chart.grab().toImage()


@pytest.mark.parametrize("name", ["columns", "days", "rows"])
def test_the_focus_and_the_other_theme_can_be_seen(request, qtbot, theme, name):
    chart = request.getfixturevalue(name)
    chart.activateWindow()
    chart.clearFocus()
    plain = _picture(chart)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    focused = _picture(chart)
    theme.choose("dark")
    assert plain != focused
    assert _picture(chart) != focused


def test_empty_charts_are_drawn_without_marks(qtbot, theme):
    for chart in (ColumnChart(theme, "a"), HeatMap(theme, "b", "", ""), RowChart(theme, "c", 2)):
        qtbot.addWidget(chart)
        chart.show()
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        assert not _picture(chart).isNull()
        assert chart.current is None


@given(st.integers(1, 10**9))
def test_a_scale_ends_a_little_above_its_highest_value(value):
    top = round_up(value)
    assert value <= top <= 2 * value
    assert top == 1 or top % 2 == 0


@given(st.lists(st.integers(0, 50), max_size=60))
def test_shades_part_the_days_into_quarters(values):
    some = [value for value in values if value]
    for n, limit in enumerate(quarters(values), start=1):
        assert sum(value <= limit for value in some) * 4 >= n * len(some) - 3
        assert limit in some


def test_labels_keep_their_distance():
    labels = [(str(n), QRectF(n * 10, 0, 14, 10)) for n in range(9)]
    assert [words for words, _ in spaced(labels, 4)] == ["0", "2", "4", "6", "8"]
    assert spaced(labels[:1], 4) == labels[:1]
