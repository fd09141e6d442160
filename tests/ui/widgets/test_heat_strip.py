"""The strip that shows which step was spoken of when."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.ui.widgets.heat_strip import GUTTER, HeatStrip, marks

STEPS = (
    StepCoverage("Map", covered=True, evidence=(Evidence("we map it", 40.0, 60.0),)),
    StepCoverage("Agree", covered=False),
    StepCoverage(
        "Stage",
        covered=True,
        evidence=(Evidence("ten percent first", 10.0, 20.0), Evidence("then all", 80.0, 90.0)),
        signal=(Evidence("if errors double", 15.0, 18.0),),
    ),
)


@pytest.fixture
def strip(qtbot):
    widget = HeatStrip()
    qtbot.addWidget(widget)
    widget.show_steps(STEPS, 100.0)
    widget.resize(GUTTER + 400, widget.sizeHint().height())
    widget.show()
    return widget


def middle(strip, n):
    return strip.area(strip.marks[n]).center().toPoint()


def test_marks_come_in_the_order_in_which_they_were_said():
    found = [(mark.number, mark.start, mark.signal) for mark in marks(STEPS)]
    assert found == [(3, 10.0, False), (3, 15.0, True), (1, 40.0, False), (3, 80.0, False)]


def test_a_typed_answer_has_no_marks():
    assert marks((StepCoverage("Map", covered=True, evidence=(Evidence("we map it"),)),)) == ()


def test_a_mark_lies_in_the_row_of_its_step_and_over_its_seconds(strip):
    area = strip.area(strip.marks[2])
    assert area.left() == GUTTER + 160
    assert area.right() == GUTTER + 240
    assert area.bottom() < 24


def test_a_click_on_a_mark_leads_to_what_was_said(strip, qtbot):
    with qtbot.waitSignal(strip.seek) as sought:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 2))
    assert sought.args == [40.0]


def test_a_click_on_the_flag_leads_to_the_signal(strip, qtbot):
    place = strip.area(strip.marks[1]).center().toPoint()
    with qtbot.waitSignal(strip.seek) as sought:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert sought.args == [15.0]


def test_beside_the_marks_a_click_does_nothing(strip, qtbot):
    with qtbot.assertNotEmitted(strip.seek):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER + 300, 12))


def test_the_pointer_reads_what_it_rests_on(strip):
    QTest.mouseMove(strip, middle(strip, 2))
    assert strip.reading == "0:40 to 1:00  ·  Map: “we map it”"


def test_the_arrow_keys_walk_through_time_and_enter_plays(strip, qtbot):
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.seek) as sought:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert sought.args == [40.0]
    assert strip.accessibleName() == "Steps over time: 0:40 to 1:00  ·  Map: “we map it”"


def test_a_screen_reader_hears_each_step_with_its_times(strip):
    assert strip.accessibleDescription() == ("Map: at 0:40; Agree: missing; Stage: at 0:10, 1:20")


def test_a_covered_row_differs_from_a_missing_one_without_its_colour(strip):
    """Without marks too, as somebody sees it who cannot tell the colours apart."""
    rows = [strip.grab().toImage().copy(GUTTER, 24 * n, 60, 24) for n in (0, 1)]
    assert rows[0] != rows[1]


def test_without_a_mark_it_says_so_and_tab_passes_it_by(strip):
    strip.show_steps(STEPS[1:2], 100.0)
    assert strip.reading == "No step was heard in this answer."
    assert strip.focusPolicy() == Qt.FocusPolicy.NoFocus
