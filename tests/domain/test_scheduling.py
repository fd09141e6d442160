from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from random import Random

import fsrs
import fsrs_rs_python
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import CardState, Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import (
    check,
    intervals,
    rate,
    replay,
    rescheduled,
    retrievability,
    set_due,
    within_bounds,
)

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
GAPS = st.one_of(
    st.timedeltas(timedelta(), timedelta(hours=23)),
    st.timedeltas(timedelta(days=1), timedelta(days=400)),
)
HISTORIES = st.lists(st.tuples(GAPS, st.sampled_from(Rating)), max_size=12)
RETENTIONS = st.floats(0.7, 0.99)
SEEDS = st.integers(0, 2**63)

History = list[tuple[datetime, Rating]]


def dated(gaps: list[tuple[timedelta, Rating]]) -> History:
    history, at = [], START
    for gap, rating in gaps:
        at += gap
        history.append((at, rating))
    return history


def remembered(history: History) -> Memory:
    return next(reversed(list(replay(history))), Memory())


@given(HISTORIES, GAPS, RETENTIONS, SEEDS)
def test_a_better_rating_never_comes_back_sooner(gaps, gap, retention, seed):
    history = dated(gaps)
    now = (history[-1][0] if history else START) + gap
    away = intervals(remembered(history), now, retention, seed)
    assert away[Rating.HARD] <= away[Rating.GOOD] <= away[Rating.EASY]
    assert away[Rating.AGAIN] <= away[Rating.HARD]


@given(HISTORIES, GAPS, RETENTIONS, SEEDS, st.sampled_from(Rating))
def test_the_interval_on_the_button_is_what_the_answer_gives(gaps, gap, retention, seed, rating):
    history = dated(gaps)
    now = (history[-1][0] if history else START) + gap
    memory = remembered(history)
    promised = intervals(memory, now, retention, seed)[rating]
    assert rate(memory, rating, now, retention, seed).due == now + promised


@given(HISTORIES.filter(bool))
def test_stability_is_positive_and_difficulty_lies_in_one_to_ten(gaps):
    for memory in replay(dated(gaps)):
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10


@given(HISTORIES.filter(bool))
def test_a_card_never_falls_due_before_its_answer(gaps):
    history = dated(gaps)
    for (at, _), memory in zip(history, replay(history), strict=True):
        assert memory.due > at
        assert memory.last_review == at


@given(HISTORIES, GAPS, SEEDS, st.sampled_from(Rating))
def test_fuzz_moves_only_the_due_day_of_a_card_in_review(gaps, gap, seed, rating):
    history = dated(gaps)
    now = (history[-1][0] if history else START) + gap
    plain = rate(remembered(history), rating, now)
    fuzzed = rate(remembered(history), rating, now, fuzz_seed=seed)
    assert replace(fuzzed, due=plain.due) == plain
    if plain.state is not CardState.REVIEW:
        assert fuzzed.due == plain.due


def test_fuzz_spreads_cards_that_would_fall_due_together():
    memory = Memory(CardState.REVIEW, None, 30.0, 5.0, START, START - timedelta(days=30))
    days = {rate(memory, Rating.GOOD, START, fuzz_seed=seed).due for seed in range(50)}
    assert len(days) > 3


def test_fuzz_stays_within_the_range_of_the_reference():
    memory = Memory(CardState.REVIEW, None, 30.0, 5.0, START, START - timedelta(days=30))
    plain = (rate(memory, Rating.GOOD, START).due - START).days
    fuzzed = {
        (rate(memory, Rating.GOOD, START, fuzz_seed=seed).due - START).days for seed in range(500)
    }
    delta = 1 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * (plain - 20)
    assert min(fuzzed) == round(plain - delta)
    assert max(fuzzed) == round(plain + delta)


def test_the_learning_steps_are_one_and_ten_minutes():
    away = intervals(Memory(), START)
    assert away[Rating.AGAIN] == timedelta(minutes=1)
    assert away[Rating.GOOD] == timedelta(minutes=10)


def test_a_lapse_comes_back_in_ten_minutes():
    memory = Memory(CardState.REVIEW, None, 30.0, 5.0, START, START - timedelta(days=30))
    lapsed = rate(memory, Rating.AGAIN, START)
    assert lapsed.state is CardState.RELEARNING
    assert lapsed.due == START + timedelta(minutes=10)


def test_an_answer_before_the_last_review_is_refused():
    memory = rate(Memory(), Rating.GOOD, START)
    with pytest.raises(ValueError, match="before the last review"):
        rate(memory, Rating.GOOD, START - timedelta(seconds=1))


def test_a_time_of_another_zone_counts_as_the_same_moment():
    tokyo = START.astimezone(timezone(timedelta(hours=9)))
    assert rate(Memory(), Rating.EASY, tokyo) == rate(Memory(), Rating.EASY, START)


def test_retrievability_is_ninety_percent_after_the_stability():
    memory = Memory(CardState.REVIEW, None, 20.0, 5.0, START, START)
    assert retrievability(memory, START + timedelta(days=20)) == pytest.approx(0.9)
    assert retrievability(Memory(), START) == 0


def test_no_numerical_library_comes_along():
    code = (
        "import sys, tpmdesk.domain.scheduling; "
        "print([m for m in ('numpy', 'torch', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def random_histories(count: int) -> list[History]:
    """Answers near their due times, early, late and several on one day."""
    random = Random(6)
    return [_random_history(random) for _ in range(count)]


def _random_history(random: Random) -> History:
    history, memory = [], Memory()
    at = START + timedelta(seconds=random.randrange(10**8))
    for _ in range(random.randint(1, 15)):
        rating = random.choices(list(Rating), weights=(2, 1, 5, 1))[0]
        history.append((at, rating))
        memory = rate(memory, rating, at)
        wait = (memory.due - at) * random.choice((0.1, 0.5, 1, 1, 1, 1.3, 3))
        at += timedelta(seconds=int(wait.total_seconds()) + random.randrange(1, 5000))
        if memory.stability > 10_000:
            break
    return history


def test_a_thousand_histories_agree_with_py_fsrs():
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for number, history in enumerate(random_histories(1000)):
        card = fsrs.Card(card_id=number)
        for (at, rating), memory in zip(history, replay(history), strict=True):
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), at)
            assert memory.stability == card.stability
            assert memory.difficulty == card.difficulty
            assert (memory.due, memory.state, memory.step) == (card.due, card.state, card.step)


def test_a_thousand_histories_agree_with_the_rust_implementation():
    """Memories are comparable after every answer, for both count elapsed time in whole days and
    treat a gap of none as a same-day review. Due days are comparable for cards in review only:
    the Rust model knows no learning steps, it gives the interval of a card that has left them.
    It computes in 32 bits and, unlike py-fsrs, holds stability at 36,500 days at most: so a
    history here ends at 10,000.
    """
    model = fsrs_rs_python.FSRS(parameters=list(fsrs.Scheduler().parameters))
    due_days = 0
    for history in random_histories(1000):
        memories = list(replay(history))
        theirs = model.historical_memory_states(_rust_item(history))
        for (at, rating), ours, other in zip(history, memories, theirs, strict=True):
            assert ours.stability == pytest.approx(other.stability, rel=1e-4)
            assert ours.difficulty == pytest.approx(other.difficulty, rel=1e-4)
            if ours.state is CardState.REVIEW:
                interval = model.next_interval(other.stability, 0.9, rating)
                assert ours.due - at == timedelta(days=max(1, round(interval)))
                due_days += 1
    assert due_days > 1000


def _rust_item(history: History) -> fsrs_rs_python.FSRSItem:
    times = [at for at, _ in history]
    gaps = [0, *((b - a).days for a, b in pairwise(times))]
    return fsrs_rs_python.FSRSItem(
        [fsrs_rs_python.FSRSReview(int(r), gap) for gap, (_, r) in zip(gaps, history, strict=True)]
    )


# A deck's own options


def in_review(stability=30.0):
    return Memory(
        CardState.REVIEW, None, stability, 5.0, START, START - timedelta(days=round(stability))
    )


def test_a_deck_may_have_steps_of_its_own():
    hours = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=9))
    options = DeckOptions(learning_steps=hours, relearning_steps=(timedelta(days=1),))
    assert intervals(Memory(), START, options=options)[Rating.AGAIN] == hours[0]
    learning = rate(Memory(), Rating.GOOD, START, options=options)
    assert learning.due - START == hours[1]
    assert rate(in_review(), Rating.AGAIN, START, options=options).due - START == timedelta(days=1)


def test_a_deck_may_have_no_steps_at_all():
    options = DeckOptions(learning_steps=(), relearning_steps=())
    assert rate(Memory(), Rating.AGAIN, START, options=options).state is CardState.REVIEW
    assert rate(in_review(), Rating.AGAIN, START, options=options).state is CardState.REVIEW


@given(st.floats(1, 30_000), st.integers(1, 400), SEEDS, st.sampled_from(list(Rating)[1:]))
def test_no_interval_is_longer_than_the_deck_allows(stability, most, seed, rating):
    options = DeckOptions(maximum_interval=most)
    after = rate(in_review(stability), rating, START, fuzz_seed=seed, options=options)
    assert timedelta(days=1) <= after.due - START <= timedelta(days=most)


def test_a_deck_s_retention_goes_before_the_person_s():
    strict, lenient = DeckOptions(retention=0.97), DeckOptions(retention=0.75)
    away = [
        rate(in_review(), Rating.GOOD, START, retention, options=options).due
        for retention, options in ((0.8, strict), (0.9, DeckOptions()), (0.95, lenient))
    ]
    assert away == sorted(away)
    assert len(set(away)) == 3


def test_a_deck_s_parameters_are_those_of_its_scheduler():
    parameters = (*fsrs.Scheduler().parameters[:20], 0.4)
    options = DeckOptions(parameters=parameters)
    theirs = fsrs.Scheduler(parameters=parameters, enable_fuzzing=False)
    for history in random_histories(50):
        card = fsrs.Card(card_id=1)
        for (at, rating), memory in zip(history, replay(history, options=options), strict=True):
            card, _ = theirs.review_card(card, fsrs.Rating(rating), at)
            assert (memory.stability, memory.due) == (card.stability, card.due)
    assert retrievability(in_review(), START, options) < 0.9 + 1e-9


def test_parameters_out_of_bounds_are_refused_and_can_be_brought_back():
    wild = (-1.0,) * 21
    with pytest.raises(ValueError, match="out of bounds"):
        check(DeckOptions(parameters=wild))
    check(DeckOptions(parameters=within_bounds(wild)))


@given(HISTORIES.filter(bool), RETENTIONS)
def test_rescheduling_gives_the_due_date_that_the_answer_would_have_given(gaps, retention):
    memory = remembered(dated(gaps))
    if memory.state is not CardState.REVIEW:
        assert rescheduled(memory, retention) == memory
    else:
        assert rescheduled(memory) == memory
        moved = rescheduled(memory, retention)
        assert replace(moved, due=memory.due) == memory
        assert (moved.due <= memory.due) == (retention >= 0.9 or moved.due == memory.due)


def test_a_card_never_seen_that_gets_a_due_date_is_taken_as_known():
    due = START + timedelta(days=12)
    memory = set_due(Memory(), due, START)
    assert (memory.state, memory.due, memory.step) == (CardState.REVIEW, due, None)
    assert rate(memory, Rating.GOOD, due).stability > memory.stability


def test_a_card_of_another_algorithm_takes_its_interval_for_its_stability():
    foreign = Memory(CardState.REVIEW, None, None, None, START, START - timedelta(days=20))
    known = replace(foreign, stability=20.0, difficulty=5.0)
    for rating in Rating:
        assert rate(foreign, rating, START) == rate(known, rating, START)


def test_the_chooser_picks_the_day_within_the_range_of_the_reference():
    seen = []

    def last(days, draw):
        seen.append(days)
        return days[-1]

    after = rate(in_review(), Rating.GOOD, START, fuzz_seed=1, choose=last)
    assert (after.due - START).days == seen[0][-1]
    assert rate(Memory(), Rating.GOOD, START, fuzz_seed=1, choose=last).step == 1
    assert len(seen) == 1
