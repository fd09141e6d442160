from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cardfigures import CardCounts, forecast, spread
from tpmdesk.domain.statistics import Stage

due = st.dictionaries(
    st.tuples(st.sampled_from((Stage.LEARNING, Stage.YOUNG, Stage.MATURE)), st.integers(-1, 20)),
    st.integers(1, 50),
)
counts = st.dictionaries(st.integers(0, 3000), st.integers(1, 40), min_size=1)


@given(due)
def test_every_card_that_falls_due_is_forecast_once(found):
    made = forecast(CardCounts(due=found))
    assert made.backlog + sum(day.all for day in made.days) == sum(found.values())


@given(due)
def test_the_backlog_is_what_was_due_in_review_before_today(found):
    late = sum(n for (stage, day), n in found.items() if day < 0 and stage >= Stage.YOUNG)
    assert forecast(CardCounts(due=found)).backlog == late


def test_learning_cards_that_wait_count_today():
    made = forecast(CardCounts(due={(Stage.LEARNING, -1): 2, (Stage.LEARNING, 0): 3}))
    assert made.days[0].learning == 5


@given(counts)
def test_long_intervals_all_lie_in_the_last_bin(found):
    made = spread(CardCounts(intervals=found)).intervals
    assert made.count == sum(found.values())
    assert len(made.bins) <= 20


def test_the_highest_difficulty_and_recall_lie_in_the_last_bin():
    made = spread(CardCounts(difficulty={100: 2, 50: 1}, recall={100: 3}))
    assert (made.difficulty.bins[-1].high, made.difficulty.bins[-1].count) == (10.0, 2)
    assert (made.recall.bins[-1].high, made.recall.bins[-1].count) == (100, 3)
