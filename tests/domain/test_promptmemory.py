from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.attempts import Asked
from tpmdesk.domain.cards import CardState, Rating
from tpmdesk.domain.promptmemory import Why, draw, need, rating_of, remember

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
levels = st.none() | st.floats(1, 5)
histories = st.lists(st.tuples(st.floats(0, 900), levels), max_size=8).map(
    lambda found: [asked(days, level) for days, level in found]
)


def asked(days_ago: float, level: float | None = None) -> Asked:
    return Asked("t/a", NOW - timedelta(days=days_ago), level)


@pytest.mark.parametrize(
    ("level", "top", "rating"),
    [
        (1, 4, Rating.AGAIN), (2, 4, Rating.HARD), (3, 4, Rating.GOOD), (4, 4, Rating.EASY),
        (1, 5, Rating.AGAIN), (2, 5, Rating.AGAIN), (3, 5, Rating.HARD), (4, 5, Rating.GOOD),
        (5, 5, Rating.EASY),
        (1.8, 4, Rating.AGAIN), (2.5, 4, Rating.HARD), (3.5, 4, Rating.EASY),
        (1, 1, Rating.EASY),
    ],
)  # fmt: skip
def test_a_level_is_rated_by_its_place_in_the_rubric(
    level: float, top: int, rating: Rating
) -> None:
    assert rating_of(level, top) is rating


def test_a_history_is_replayed_in_the_order_it_happened() -> None:
    known = remember([asked(2, 4), asked(30, 1)], top=4)
    assert known == remember([asked(30, 1), asked(2, 4)], top=4)
    assert (known.scored, known.last) == (4, NOW - timedelta(days=2))
    assert known.memory.state is CardState.REVIEW


def test_an_answer_without_a_level_leaves_the_memory_as_it_is() -> None:
    scored = remember([asked(30, 3)], top=4)
    seen_since = remember([asked(30, 3), asked(4)], top=4)
    assert seen_since.memory == scored.memory
    assert seen_since.last == NOW - timedelta(days=4)


def test_what_was_seen_since_is_wanted_less_than_before() -> None:
    assert need(remember([asked(60, 2), asked(0)], 4), NOW) < 0.05
    assert need(remember([asked(60, 2)], 4), NOW) > 0.3


@given(histories)
def test_a_need_is_a_weight_and_never_asked_needs_most(history: list[Asked]) -> None:
    found = need(remember(history, top=5), NOW)
    assert 0 < found <= 1
    assert (found == 1.0) >= (not history)


@given(st.floats(1, 4), st.floats(1, 4), st.floats(0, 400))
def test_the_weaker_of_two_answers_is_needed_at_least_as_much(
    one: float, other: float, days: float
) -> None:
    weak, strong = sorted((one, other))
    assert need(remember([asked(days, weak)], 4), NOW) >= need(
        remember([asked(days, strong)], 4), NOW
    )


@given(histories, st.integers(0, 400), st.integers(0, 400))
def test_a_question_is_needed_more_the_longer_it_is_not_asked(
    history: list[Asked], one: int, other: int
) -> None:
    known = remember(history, top=4)
    sooner, later = (NOW + timedelta(days=days) for days in sorted((one, other)))
    assert need(known, sooner) <= need(known, later)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Why(), "never asked"),
        (Why(12, 1.8, 4), "scored 1.8 of 4, asked 12 days ago"),
        (Why(40, 3.5, 4), "not asked for 40 days"),
        (Why(40, 1.5, 4), "scored 1.5 of 4, asked 40 days ago"),
        (Why(1, None, 4), "not scored, asked yesterday"),
        (Why(0, 4.0, 4), "scored 4.0 of 4, asked today"),
    ],
)
def test_words_say_why(why: Why, words: str) -> None:
    assert str(why) == words


names = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=12)


@given(names, st.integers(), st.integers(0, 15), st.data())
def test_nothing_is_drawn_twice_and_as_many_as_there_are(
    pool: list[str], seed: int, count: int, data: st.DataObject
) -> None:
    weights = {name: data.draw(st.floats(0.02, 1)) for name in pool}
    drawn = draw(weights, seed, count)
    assert len(set(drawn)) == len(drawn) == min(count, len(pool))
    assert draw(dict(reversed(weights.items())), seed, count) == drawn


@given(names, st.integers(), st.data())
def test_others_keep_their_order_when_one_leaves(
    pool: list[str], seed: int, data: st.DataObject
) -> None:
    weights = {name: data.draw(st.floats(0.02, 1)) for name in pool}
    gone = data.draw(st.sampled_from(pool)) if pool else None
    left = {name: weight for name, weight in weights.items() if name != gone}
    order = draw(weights, seed, len(pool))
    assert draw(left, seed, len(left)) == [name for name in order if name != gone]


def test_chances_follow_the_weights() -> None:
    first = Counter(draw({"a": 1.0, "b": 0.5, "c": 0.1}, seed, 1)[0] for seed in range(4000))
    assert [round(first[name] / 4000, 1) for name in "abc"] == [0.6, 0.3, 0.1]
