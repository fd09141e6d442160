"""Rounds over time on the Progress page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.fakes import NOON
from tpmdesk.app.trends import RoundFigures, Trends
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.calibration import Calibration
from tpmdesk.ui.pages.progress.trends import TrendsPanel
from tpmdesk.ui.widgets.column_chart import ColumnChart
from tpmdesk.ui.widgets.surfaces import Label


@pytest.fixture
def panel(qtbot, theme):
    made = TrendsPanel(theme)
    qtbot.addWidget(made)
    return made


def figures(number, *, level=2.0, covered=0.5, pace=150.0, fillers=3.0):
    return RoundFigures(
        AttemptId(number),
        "t/first",
        "First round",
        NOON + timedelta(days=number),
        level,
        covered,
        pace,
        fillers,
    )


def words(panel):
    return " ".join(label.text() for label in panel.findChildren(Label))


def test_one_attempt_is_no_trend(panel):
    panel.show_trends(Trends(((figures(1),),), None))
    assert panel.isHidden()


def test_a_round_sat_twice_tells_what_changed(panel):
    later = figures(2, level=3.5, covered=0.8, pace=141.6)
    panel.show_trends(Trends(((figures(1), later),), None))
    assert "mean level 2.0 → 3.5" in words(panel)
    assert "words a minute 150 → 142" in words(panel)
    assert "fillers a minute 3.0" in words(panel)


def test_each_attempt_is_a_column_that_says_its_figures(panel):
    panel.show_trends(Trends(((figures(1), figures(2, covered=None)),), None))
    (chart,) = panel.findChildren(ColumnChart)
    assert [column.parts for column in chart._columns] == [(50,), (0,)]
    assert "steps not judged" in chart._columns[1].said


def test_the_gap_before_the_evidence_is_told_with_its_trend(panel):
    panel.show_trends(Trends((), Calibration(5, 0.4, 0.9, 0.6)))
    assert panel.calibration.text() == (
        "Over your last 5 scored rounds you rated yourself 0.4 levels higher before you saw the "
        "evidence. Before that the gap was +0.9."
    )


def test_no_gap_is_told_as_none(panel):
    panel.show_trends(Trends((), Calibration(2, 0.02, None, 0.5)))
    assert "the same before and after" in panel.calibration.text()
