from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.pages.mock.bench import RUBRIC
from tpmdesk.domain.attempts import Answer, AnswerId, Score
from tpmdesk.ui.pages.mock.summary_figures import answer_mean, means, strongest, work_on


def answer(position, **levels):
    scores = tuple(Score(criterion, level) for criterion, level in levels.items())
    return Answer(AnswerId(position), position, "t/a", "Why?", scores=scores)


def test_a_mean_counts_only_the_answers_that_were_scored_for_it():
    found = means(RUBRIC, [answer(0, map=4, agree=1), answer(1, map=2), answer(2)])
    assert [(one.criterion.slug, one.mean, one.answers) for one in found] == [
        ("map", 3.0, 2),
        ("agree", 1.0, 1),
    ]


def test_a_criterion_that_was_never_scored_is_left_out():
    assert [one.criterion.slug for one in means(RUBRIC, [answer(0, agree=2)])] == ["agree"]


def test_the_next_level_is_the_lowest_above_the_mean():
    found = means(RUBRIC, [answer(0, map=2), answer(1, map=3)])
    assert found[0].mean == 2.5
    assert found[0].next_level.score == 3
    assert found[0].reached.score == 2


def test_at_the_top_there_is_no_next_level_and_nothing_to_work_on():
    found = means(RUBRIC, [answer(0, map=4, agree=4)])
    assert found[0].next_level is None
    assert work_on(found) is None


def test_nothing_is_strongest_when_all_are_equal():
    assert strongest(means(RUBRIC, [answer(0, map=3, agree=3)])) is None
    assert strongest(means(RUBRIC, [answer(0, map=3)])) is None


def test_an_unscored_answer_has_no_mean():
    assert answer_mean(answer(0)) is None
    assert answer_mean(answer(0, map=4, agree=1)) == 2.5


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=6))
def test_the_strongest_is_never_the_one_to_work_on(levels):
    found = means(RUBRIC, [answer(n, map=one, agree=two) for n, (one, two) in enumerate(levels)])
    best = strongest(found)
    assert best is None or best != work_on(found)
