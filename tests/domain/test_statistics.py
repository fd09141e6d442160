"""Each figure against the slow and obvious way to get it, answer by answer."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import Rating
from tpmdesk.domain.statistics import (
    DayAnswers,
    Share,
    Stage,
    recalled,
    regularity,
    retention,
    total,
)

FIRST = date(2026, 1, 1)
stages = st.sampled_from(Stage)
ratings = st.sampled_from(Rating)
answers = st.lists(st.tuples(stages, ratings, st.booleans()), max_size=12)


def a_day(n, given_answers):
    tally = Counter((stage, rating) for stage, rating, _ in given_answers)
    again = Counter((stage, rating) for stage, rating, repeated in given_answers if repeated)
    return DayAnswers(FIRST + timedelta(days=n), tally, 1.0, again)


@given(st.lists(answers, max_size=6))
def test_true_retention_counts_first_answers_to_cards_in_review(log):
    found = retention([a_day(n, day) for n, day in enumerate(log)])
    for stage, share in ((Stage.YOUNG, found.young), (Stage.MATURE, found.mature)):
        first = [r for day in log for s, r, repeated in day if s is stage and not repeated]
        assert share == Share(sum(r is not Rating.AGAIN for r in first), len(first))
    assert found.both.of == found.young.of + found.mature.of


@given(answers)
def test_a_day_counts_its_answers_its_new_cards_and_what_was_recalled(given_answers):
    day = a_day(0, given_answers)
    assert day.answers == len(given_answers)
    assert day.new_cards == sum(stage is Stage.NEW for stage, _, _ in given_answers)
    assert day.recalled == sum(rating is not Rating.AGAIN for _, rating, _ in given_answers)


@given(st.lists(answers, max_size=5))
def test_tallies_add_up(log):
    found = total(a_day(n, day).tally for n, day in enumerate(log))
    assert found == Counter((s, r) for day in log for s, r, _ in day)


def test_the_share_recalled_leaves_out_again():
    tally = {(Stage.YOUNG, Rating.AGAIN): 1, (Stage.YOUNG, Rating.HARD): 3}
    assert recalled(tally, Stage.YOUNG, Stage.MATURE) == Share(3, 4)


def test_a_share_of_nothing_has_no_value():
    assert Share(0, 0).value is None
    assert Share(3, 4).value == 0.75


def days(pattern):
    some = {(Stage.NEW, Rating.GOOD): 1}
    return [
        DayAnswers(FIRST + timedelta(days=n), some if x == "x" else {})
        for n, x in enumerate(pattern)
    ]


@pytest.mark.parametrize(
    ("pattern", "current", "longest", "active", "since"),
    [
        ("", 0, 0, 0, 0),
        ("....", 0, 0, 0, 0),
        ("...x", 1, 1, 1, 1),
        ("xx.x", 1, 2, 3, 4),
        (".xx.", 2, 2, 2, 3),  # today may still come
        (".x..", 0, 1, 1, 3),
        ("xxxx", 4, 4, 4, 4),
        (".", 0, 0, 0, 0),
    ],
)
def test_runs_of_days_with_answers(pattern, current, longest, active, since):
    found = regularity(days(pattern))
    assert (found.current, found.longest, found.active, found.days) == (
        current,
        longest,
        active,
        since,
    )
