from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.backlog import HORIZON, places, value
from tpmdesk.domain.cards import CardState, Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import rate, retrievability

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OTHER = DeckOptions(parameters=(*DEFAULT_PARAMETERS[:20], 0.3))


def a_memory(stability, difficulty, days):
    return Memory(CardState.REVIEW, None, stability, difficulty, NOW, NOW - timedelta(days=days))


@given(
    st.floats(0.5, 800),
    st.floats(1, 10),
    st.integers(1, 3000),
    st.sampled_from([DeckOptions(), OTHER]),
)
def test_the_value_is_what_the_scheduler_says_a_review_saves(stability, difficulty, days, options):
    memory = a_memory(stability, difficulty, days)
    recall = retrievability(memory, NOW, options)
    kept, lost = (
        min(rate(memory, rating, NOW, options=options).stability, HORIZON)
        for rating in (Rating.GOOD, Rating.AGAIN)
    )
    expected = recall * (kept - lost) / (2 - recall)
    assert value(memory, NOW, options) == pytest.approx(expected, rel=1e-9)


def test_of_two_likely_memories_the_stronger_goes_first():
    assert value(a_memory(100, 5, 110), NOW) > value(a_memory(10, 5, 11), NOW)


def test_of_two_equal_memories_the_likelier_goes_before_the_nearly_forgotten():
    assert value(a_memory(30, 5, 60), NOW) > value(a_memory(30, 5, 30_000), NOW)


def test_a_card_of_another_algorithm_has_a_value_too():
    assert value(Memory(CardState.REVIEW, due=NOW, last_review=NOW), NOW) >= 0


@given(st.integers(0, 5000), st.lists(st.integers(0, 300), min_size=1, max_size=60))
def test_every_card_gets_a_day_within_its_room_if_there_is_room(count, room):
    given_to = places(count, room)
    assert sum(given_to) == count
    assert len(given_to) == len(room)
    if count <= sum(room):
        assert all(share <= most for share, most in zip(given_to, room, strict=True))
    else:
        assert all(share >= most for share, most in zip(given_to, room, strict=True))


def test_days_with_room_share_alike():
    assert places(10, [9, 9, 9]) == [4, 3, 3]
    assert places(10, [1, 9, 9]) == [1, 5, 4]
    assert places(7, [0, 0]) == [4, 3]
