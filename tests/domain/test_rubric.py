from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.attempts import Score
from tpmdesk.domain.content import Criterion, EntryId, Level, Rubric
from tpmdesk.domain.rubric import (
    Recommendation,
    ScoreError,
    check_scores,
    mean_level,
    summarize,
)


def criterion(slug: str, top: int = 4) -> Criterion:
    levels = tuple(Level(n, f"level {n}", f"{slug} as seen at {n}") for n in range(1, top + 1))
    return Criterion(slug, slug.title(), "?", levels)


RUBRIC = Rubric(EntryId("t/r"), "R", (criterion("depth"), criterion("clarity"), criterion("risk")))
ORDER = list(Recommendation)
levels = st.integers(1, 4)
answers = st.lists(
    st.fixed_dictionaries({}, optional={"depth": levels, "clarity": levels, "risk": levels}),
    max_size=5,
)


def scores(**given_levels: int) -> tuple[Score, ...]:
    return tuple(Score(slug, level) for slug, level in given_levels.items())


def advice(**given_levels: int) -> Recommendation | None:
    return summarize(RUBRIC, [scores(**given_levels)]).recommendation


def test_valid_scores_pass() -> None:
    check_scores(RUBRIC, scores(depth=1, clarity=4))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (scores(charm=2), "has no criterion charm; it has depth, clarity, risk"),
        (scores(depth=5), "there is no level 5; give 1 to 4"),
        (scores(depth=0), "there is no level 0; give 1 to 4"),
        ((*scores(depth=1), *scores(depth=2)), "scored twice"),
    ],
)
def test_wrong_scores_are_named(wrong: tuple[Score, ...], message: str) -> None:
    with pytest.raises(ScoreError, match=message):
        check_scores(RUBRIC, wrong)


def test_the_mean_of_nothing_is_none() -> None:
    assert mean_level(()) is None


def test_a_summary_averages_each_criterion_over_the_answers() -> None:
    summary = summarize(RUBRIC, [scores(depth=2, risk=4), scores(depth=3)])
    assert [(found.criterion.slug, found.mean) for found in summary.criteria] == [
        ("depth", 2.5),
        ("risk", 4.0),
    ]
    assert summary.mean == 3.0


def test_the_lowest_criterion_is_to_fix_and_its_next_level_says_how() -> None:
    summary = summarize(RUBRIC, [scores(depth=2, clarity=4, risk=3), scores(depth=3)])
    assert summary.went_well is not None
    assert summary.to_fix is not None
    assert summary.next_level is not None
    assert summary.went_well.criterion.slug == "clarity"
    assert summary.to_fix.criterion.slug == "depth"
    assert summary.next_level.anchor == "depth as seen at 3"


def test_where_all_is_equal_nothing_stands_out() -> None:
    summary = summarize(RUBRIC, [scores(depth=3, clarity=3)])
    assert (summary.went_well, summary.to_fix, summary.next_level) == (None, None, None)


def test_scores_of_a_criterion_that_is_gone_are_left_out() -> None:
    assert summarize(RUBRIC, [scores(charm=4, depth=2)]).mean == 2.0


def test_nothing_scored_recommends_nothing() -> None:
    summary = summarize(RUBRIC, [(), ()])
    assert (summary.mean, summary.recommendation) == (None, None)


@pytest.mark.parametrize(
    ("given_levels", "expected"),
    [
        ({"depth": 4, "clarity": 4, "risk": 3}, Recommendation.STRONG_YES),
        ({"depth": 3, "clarity": 3, "risk": 3}, Recommendation.YES),
        ({"depth": 4, "clarity": 4, "risk": 1}, Recommendation.NO),
        ({"depth": 2, "clarity": 2, "risk": 2}, Recommendation.NO),
        ({"depth": 1, "clarity": 2, "risk": 1}, Recommendation.STRONG_NO),
    ],
)
def test_the_recommendation_follows_the_stated_rule(
    given_levels: dict[str, int], expected: Recommendation
) -> None:
    assert advice(**given_levels) is expected


@given(st.tuples(levels, levels, levels), st.integers(0, 2))
def test_a_higher_level_never_worsens_the_recommendation(
    given_levels: tuple[int, int, int], which: int
) -> None:
    better = [min(4, level + (place == which)) for place, level in enumerate(given_levels)]
    names = [entry.slug for entry in RUBRIC.criteria]
    before = advice(**dict(zip(names, given_levels, strict=True)))
    after = advice(**dict(zip(names, better, strict=True)))
    assert before is not None
    assert after is not None
    assert ORDER.index(after) >= ORDER.index(before)


@given(answers)
def test_the_one_to_fix_is_never_above_the_one_that_went_well(
    given_answers: list[dict[str, int]],
) -> None:
    summary = summarize(RUBRIC, [scores(**answer) for answer in given_answers])
    if summary.to_fix and summary.went_well:
        assert summary.to_fix.mean < summary.went_well.mean
        assert summary.next_level is not None
        assert summary.next_level.score > summary.to_fix.mean
