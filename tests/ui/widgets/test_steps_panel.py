from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.ui.widgets.steps_panel import StepMark, StepsLegend, StepsPanel

STEPS = (
    StepCoverage("Map", covered=True, evidence=(Evidence("we map it", 42.0, 43.5),)),
    StepCoverage("Agree", covered=False),
    StepCoverage("Stage", covered=True, evidence=(Evidence("first the slice"),)),
)


@pytest.fixture
def panel(qtbot):
    widget = StepsPanel()
    qtbot.addWidget(widget)
    widget.set_steps(STEPS, {"Agree": "Settle the contract."})
    return widget


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_click_on_a_time_seeks_to_it(panel, qtbot):
    (button,) = panel.findChildren(QPushButton)
    with qtbot.waitSignal(panel.seek) as sought:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sought.args == [42.0]
    assert button.accessibleName() == "Play from 0:42"


def test_each_step_says_in_words_whether_it_was_covered(panel):
    said = words(panel)
    assert said.count("Covered") == 2
    assert said.count("Missing") == 1


def test_a_missing_step_says_what_it_asks_for(panel):
    assert "Settle the contract." in words(panel)


def test_evidence_is_quoted(panel):
    assert "“first the slice”" in words(panel)


def test_the_legend_names_the_covered_steps_by_their_numbers(qtbot):
    legend = StepsLegend()
    qtbot.addWidget(legend)
    legend.set_steps(STEPS)
    assert words(legend) == ["Map", "Stage"]
    marks = [mark.accessibleName() for mark in legend.findChildren(StepMark)]
    assert marks == ["Step 1, covered", "Step 3, covered"]


def test_without_a_covered_step_there_is_no_legend(qtbot):
    legend = StepsLegend()
    qtbot.addWidget(legend)
    legend.set_steps(STEPS[1:2])
    assert legend.isHidden()


def test_a_rollback_signal_is_quoted_and_leads_to_its_moment(panel, qtbot):
    signal = (Evidence("if errors double", 50.0, 52.0),)
    panel.set_steps((StepCoverage("Stage", True, (Evidence("ten percent", 42.0),), signal),))
    assert "“if errors double”" in words(panel)
    assert any("Rollback signal named" in said for said in words(panel))
    buttons = panel.findChildren(QPushButton)
    with qtbot.waitSignal(panel.seek) as sought:
        buttons[-1].click()
    assert sought.args == [50.0]


def test_a_covered_phase_without_a_signal_says_so_and_a_missing_one_does_not(panel):
    quote = (Evidence("ten percent", 42.0),)
    panel.set_steps((StepCoverage("Stage", True, quote, ()), StepCoverage("All", False, (), ())))
    assert sum("No rollback signal named" in said for said in words(panel)) == 1


def test_a_step_named_in_general_is_quoted_and_told_from_a_missing_one(panel):
    said = (Evidence("I draw who depends on whom", 3.0, 5.0),)
    panel.set_steps((StepCoverage("Map", False, mentioned=said),))
    assert "In general only" in words(panel)
    assert "“I draw who depends on whom”" in words(panel)
