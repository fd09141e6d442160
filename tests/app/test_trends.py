"""Attempts by round, and calibration over all of them."""

from __future__ import annotations

from datetime import timedelta

from tests.app.fakes import NOON
from tpmdesk.app.trends import RoundFigures, trends
from tpmdesk.domain.attempts import AttemptId


class Store:
    def __init__(self, *figures):
        self.figures = list(figures)

    def round_figures(self):
        return self.figures


def sat(number, round_id="t/first", gaps=()):
    at = NOON + timedelta(days=number)
    return RoundFigures(AttemptId(number), round_id, "", at, None, None, None, None, gaps)


def ids(found):
    return [[each.attempt for each in group] for group in found.rounds]


def test_without_attempts_there_is_nothing_to_tell():
    found = trends(Store())
    assert (found.rounds, found.calibration) == ((), None)


def test_attempts_are_gathered_by_round_oldest_first_the_latest_round_first():
    found = trends(Store(sat(1, "t/a"), sat(2, "t/b"), sat(3, "t/c"), sat(4, "t/a")))
    assert ids(found) == [[1, 4], [3], [2]]


def test_the_gap_of_an_attempt_is_the_mean_of_its_gaps():
    assert sat(1, gaps=(2, -1, 1, 0)).gap == 0.5
    assert sat(1).gap is None


def test_calibration_is_over_all_rounds_and_leaves_out_what_was_not_scored_both_ways():
    found = trends(Store(sat(1, "t/a", (2, 0)), sat(2, "t/b"), sat(3, "t/b", (-1,))))
    assert found.calibration.attempts == 2
    assert found.calibration.recent == 0.0
    assert found.calibration.error == 1.0
    assert found.calibration.before is None
