from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.attempts import Score
from tpmdesk.domain.calibration import Gap, calibration, gaps

sizes = st.lists(st.lists(st.integers(-4, 4), max_size=6), max_size=20)


def test_a_gap_needs_both_scores_of_a_criterion():
    scores = [Score("a", 4, blind=True), Score("a", 2), Score("b", 3, blind=True), Score("c", 1)]
    assert gaps(scores) == (Gap("a", 4, 2),)


def test_a_friends_score_is_not_the_persons_second_look():
    assert gaps([Score("a", 4, blind=True), Score("a", 2, by="Ann")]) == ()


def test_rated_higher_before_the_evidence_is_above_none():
    assert Gap("a", 4, 2).size == 2


def test_the_last_five_attempts_are_recent_and_the_rest_is_before():
    found = calibration([[2], [2], [1], [1], [0], [0], [0]])
    assert (found.attempts, found.recent, found.before) == (5, 0.4, 2.0)
    assert found.improves


def test_too_high_and_too_low_do_not_cancel_out_in_the_error():
    found = calibration([[2, -2]])
    assert (found.recent, found.error, found.improves) == (0.0, 2.0, None)


def test_attempts_without_both_scores_do_not_count():
    assert calibration([[], []]) is None


@given(sizes)
def test_the_error_is_at_least_the_size_of_the_recent_gap(by_attempt):
    found = calibration(by_attempt)
    if found is not None:
        assert found.error >= abs(found.recent) - 1e-9
