from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import Card, CardState, Face, Memory, NoteKind
from tpmdesk.domain.dayqueue import DayQueue, Gathered, Mix, Waiting

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
END = NOW + timedelta(hours=16)
DONE = Memory(CardState.REVIEW, due=NOW + timedelta(days=9))


def waiting(*ids, note=None, due=None):
    return [Waiting(each, note or each, due) for each in ids]


def a_card(number, state, note=None):
    face = Face("forward", "f", "b")
    return Card(number, note or number, "d", "D", face, NoteKind.BASIC, Memory(state))


def run(queue, states, after=DONE):
    """The cards in the order in which they are shown and answered."""
    order = []
    while (card_id := queue.next(NOW)) is not None:
        order.append(card_id)
        queue.answered(a_card(card_id, states[card_id]), after, END, rests=True)
    return order


def a_queue(reviews, new, mix, **left):
    """Reviews are numbered from 1, new cards from 1001."""
    first, second = range(1, reviews + 1), range(1001, 1001 + new)
    states = dict.fromkeys(first, CardState.REVIEW) | dict.fromkeys(second, CardState.NEW)
    found = Gathered(reviews=waiting(*first), new=waiting(*second), **left)
    return DayQueue(found, mix), states


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from(Mix), st.data())
def test_every_card_within_the_limits_is_shown_once(reviews, new, mix, data):
    reviews_left = data.draw(st.integers(0, 50))
    new_left = data.draw(st.integers(0, 50))
    queue, states = a_queue(reviews, new, mix, reviews_left=reviews_left, new_left=new_left)
    assert (queue.review, queue.new) == (min(reviews, reviews_left), min(new, new_left))
    order = run(queue, states)
    assert len(set(order)) == len(order) == min(reviews, reviews_left) + min(new, new_left)
    assert (queue.review, queue.new) == (0, 0)


@given(st.integers(1, 60), st.integers(1, 60))
def test_mixed_cards_come_evenly(reviews, new):
    queue, states = a_queue(reviews, new, Mix.MIXED, reviews_left=99, new_left=99)
    order = run(queue, states)
    for shown in range(1, len(order) + 1):
        expected = new * shown / len(order)
        assert abs(sum(each > 1000 for each in order[:shown]) - expected) <= 1.01


def test_reviews_or_new_cards_come_first_as_it_is_wanted():
    for mix, first in ((Mix.REVIEWS_FIRST, 1), (Mix.NEW_FIRST, 1001)):
        queue, states = a_queue(3, 3, mix, reviews_left=9, new_left=9)
        assert run(queue, states)[0] == first


def test_learning_cards_that_are_due_come_before_all_others():
    found = Gathered(
        learning=[*waiting(5, due=NOW), *waiting(6, due=NOW - timedelta(minutes=1))],
        reviews=waiting(1),
        reviews_left=9,
    )
    queue = DayQueue(found)
    states = {1: CardState.REVIEW, 5: CardState.LEARNING, 6: CardState.RELEARNING}
    assert run(queue, states) == [6, 5, 1]


def test_a_learning_card_due_within_twenty_minutes_comes_when_nothing_else_is_left():
    queue = DayQueue(Gathered(learning=waiting(5, due=NOW + timedelta(minutes=19))))
    assert queue.next(NOW) == 5
    assert queue.next(NOW - timedelta(minutes=2)) is None


def test_a_card_in_learning_after_its_answer_comes_back():
    queue, states = a_queue(1, 0, Mix.REVIEWS_FIRST, reviews_left=1)
    due = NOW + timedelta(minutes=10)
    queue.answered(a_card(1, states[1]), Memory(CardState.RELEARNING, due=due), END, rests=True)
    assert (queue.learning, queue.review) == (1, 0)
    assert queue.next(due) == 1


def test_siblings_of_an_answered_card_rest_if_they_should():
    found = Gathered(
        reviews=waiting(1, 2, note=7), new=waiting(3, note=7), reviews_left=9, new_left=9
    )
    for rests, left in ((True, (0, 0)), (False, (1, 1))):
        queue = DayQueue(found)
        queue.answered(a_card(1, CardState.REVIEW, note=7), DONE, END, rests=rests)
        assert (queue.review, queue.new) == left


def test_a_queue_runs_dry_when_what_was_gathered_is_used_up_and_more_waits():
    found = Gathered(reviews=waiting(1), reviews_left=9, more_reviews=True)
    queue = DayQueue(found)
    assert not queue.runs_dry
    queue.answered(a_card(1, CardState.REVIEW), DONE, END, rests=True)
    assert queue.runs_dry
    full = DayQueue(replace(found, more_reviews=False))
    full.answered(a_card(1, CardState.REVIEW), DONE, END, rests=True)
    assert not full.runs_dry
