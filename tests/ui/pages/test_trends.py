"""Rounds over time on the Progress page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.fakes import NOON
from tpmdesk.app.trends import RoundFigures, Trends
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.calibration import Calibration
from tpmdesk.ui.pages.progress.round_lines import RoundLines
from tpmdesk.ui.pages.progress.trends import TrendsPanel
from tpmdesk.ui.widgets.line_chart import LineChart


@pytest.fixture
def panel(qtbot, theme):
    made = TrendsPanel(theme)
    qtbot.addWidget(made)
    return made


def figures(number, *, level=2.0, covered=0.5, pace=150.0, fillers=3.0, gaps=()):
    return RoundFigures(
        AttemptId(number),
        "t/first",
        "First round",
        NOON + timedelta(days=number),
        level,
        covered,
        pace,
        fillers,
        gaps,
    )


def charts(panel):
    return [chart for row in panel.findChildren(RoundLines) for chart in row.charts]


def test_one_attempt_is_no_trend(panel):
    panel.show_trends(Trends(((figures(1),),), None))
    assert panel.isHidden()


def test_a_round_sat_twice_tells_what_changed(panel):
    later = figures(2, level=3.5, covered=0.8, pace=141.6)
    panel.show_trends(Trends(((figures(1), later),), None))
    assert [chart.reading for chart in charts(panel)] == [
        "Mean level 2.0 → 3.5",
        "Steps covered 50 % → 80 %",
        "Pace 150 → 142",
        "Fillers a minute 3.0",
    ]


def test_each_attempt_is_a_point_that_says_its_figure(panel):
    panel.show_trends(Trends(((figures(1), figures(2, covered=None)),), None))
    steps = charts(panel)[1]
    assert [point.value for point in steps.points] == [0.5, None]
    assert [point.said.partition(": ")[2] for point in steps.points] == [
        "50 % of the steps",
        "not known",
    ]


def test_what_was_never_measured_is_said_to_be_unknown(panel):
    panel.show_trends(Trends(((figures(1, pace=None), figures(2, pace=None)),), None))
    assert charts(panel)[2].reading == "Pace: not known"
    assert not panel.grab().isNull()


def test_figures_are_read_aloud(panel):
    panel.show_trends(Trends(((figures(1), figures(2, level=3.5)),), None))
    level = charts(panel)[0]
    assert level.accessibleName() == "Mean level: Mean level 2.0 → 3.5"
    assert "level 3.5" in level.accessibleDescription()


def gap_charts(panel):
    rows = set(charts(panel))
    return [chart for chart in panel.findChildren(LineChart) if chart not in rows]


def test_the_gap_is_drawn_over_the_attempts_of_all_rounds_in_order(panel):
    of_one = (figures(1, gaps=(1, 1)), figures(3, gaps=(0, 0)))
    of_other = (figures(2, gaps=(1, 0)),)
    panel.show_trends(Trends((of_one, of_other), Calibration(3, 0.5, None, 0.5)))
    (chart,) = gap_charts(panel)
    assert [point.value for point in chart.points] == [1.0, 0.5, 0.0]


def test_one_gap_is_told_and_not_drawn(panel):
    only = (figures(1, gaps=(1,)),)
    panel.show_trends(Trends((only,), Calibration(1, 1.0, None, 1.0)))
    assert gap_charts(panel) == []
    assert panel.calibration.text().startswith("In the one round you scored both ways, you rated")


def test_the_gap_before_the_evidence_is_told_with_its_trend(panel):
    panel.show_trends(Trends((), Calibration(5, 0.4, 0.9, 0.6)))
    assert panel.calibration.text() == (
        "Over your last 5 rounds you rated yourself 0.4 levels higher before you saw the "
        "evidence. Before that it was 0.9 levels higher. Criterion by criterion, the two lie 0.6 "
        "levels apart on average."
    )


def test_a_gap_to_the_other_side_is_told_as_lower(panel):
    panel.show_trends(Trends((), Calibration(5, -0.3, 0.01, 0.3)))
    assert "0.3 levels lower before" in panel.calibration.text()
    assert "Before that it was the same." in panel.calibration.text()


def test_no_gap_is_told_as_none(panel):
    panel.show_trends(Trends((), Calibration(2, 0.02, None, 0.5)))
    assert "the same before and after" in panel.calibration.text()
