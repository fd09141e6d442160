from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.content import EntryId
from tpmdesk.domain.loops import (
    LoopOrderError,
    LoopPlan,
    LoopState,
    PlannedRound,
    RoundStatus,
    begun,
    done,
    ended,
    fitting,
    new_loop,
    reconciled,
    seconds_for,
    skipped,
    spread,
    waits_for_another_day,
)
from tpmdesk.domain.roundstate import Question

W, S, D, X = RoundStatus.WAITING, RoundStatus.SITTING, RoundStatus.DONE, RoundStatus.SKIPPED
MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)


def question(think: int = 30, answer: int = 180) -> Question:
    return Question("t/a", "Why?", think, answer)


def a_loop(*days: int, break_minutes: int = 10) -> LoopState:
    rounds = tuple(
        PlannedRound(EntryId(f"t/{n}"), f"Round {n}", (question(),), 45, day)
        for n, day in enumerate(days)
    )
    return new_loop(LoopPlan("Loop", rounds, break_minutes=break_minutes))


def at(*statuses: RoundStatus, days: tuple[int, ...] | None = None) -> LoopState:
    state = a_loop(*(days or (0,) * len(statuses)))
    return LoopState(state.plan, statuses)


CHANGES: dict[str, Callable[[LoopState], LoopState]] = {
    "begin": begun,
    "done": done,
    "skip": skipped,
}
changes = st.lists(st.sampled_from(sorted(CHANGES)), max_size=30)


def history(state: LoopState, names: list[str]) -> list[LoopState]:
    """Every state on the way; what is not allowed changes nothing."""
    states = [state]
    for name in names:
        try:
            states.append(CHANGES[name](states[-1]))
        except LoopOrderError:
            continue
    return states


@given(st.integers(1, 9), changes)
def test_rounds_are_sat_in_their_order_one_at_a_time(rounds: int, names: list[str]) -> None:
    for state in history(a_loop(*[0] * rounds), names):
        passed = [each in (D, X) for each in state.statuses]
        assert passed == sorted(passed, reverse=True)
        assert state.statuses.count(S) <= 1
        if state.sitting is not None:
            assert state.statuses[state.sitting + 1 :] == (W,) * (rounds - state.sitting - 1)


@given(st.integers(1, 9), changes)
def test_what_is_over_stays_as_it_is(rounds: int, names: list[str]) -> None:
    states = history(a_loop(*[0] * rounds), names)
    for before, after in pairwise(states):
        changed = [
            (was, now)
            for was, now in zip(before.statuses, after.statuses, strict=True)
            if was != now
        ]
        assert changed in ([(W, S)], [(S, D)], [(W, X)])


@given(st.integers(1, 9), changes)
def test_ending_closes_what_is_open_and_loses_nothing(rounds: int, names: list[str]) -> None:
    state = history(a_loop(*[0] * rounds), names)[-1]
    over = ended(state)
    assert over.is_over
    assert ended(over) == over
    kept = [now for was, now in zip(state.statuses, over.statuses, strict=True) if was in (D, X)]
    assert kept == [was for was in state.statuses if was in (D, X)]
    if state.sitting is not None:
        assert over.statuses[state.sitting] is D


@given(st.integers(1, 9), changes)
def test_attempts_tell_the_state_again(rounds: int, names: list[str]) -> None:
    state = history(a_loop(*[0] * rounds), names)[-1]
    attempts = {n: each is D for n, each in enumerate(state.statuses) if each in (S, D)}
    assert reconciled(state, attempts) == state
    skips = LoopState(state.plan, tuple(X if each is X else W for each in state.statuses))
    assert reconciled(skips, attempts) == state


def test_a_round_that_never_got_its_attempt_waits_again() -> None:
    assert reconciled(at(D, S, W), {0: True}).statuses == (D, W, W)


def test_a_loop_is_over_when_nothing_is_open() -> None:
    assert at(D, X).is_over
    assert not at(D, S).is_over
    assert at(D, X).next_round is None
    assert at(D, X).day is None


@pytest.mark.parametrize("change", [begun, skipped])
def test_nothing_begins_or_is_left_out_beside_a_round_under_way(
    change: Callable[[LoopState], LoopState],
) -> None:
    with pytest.raises(LoopOrderError, match="under way"):
        change(at(D, S, W))
    with pytest.raises(LoopOrderError, match="is over"):
        change(at(D, X))


def test_only_a_round_under_way_can_be_done() -> None:
    with pytest.raises(LoopOrderError, match="No round"):
        done(at(D, W))


def test_a_break_lies_between_two_rounds_of_a_day() -> None:
    assert at(D, W).is_break
    assert at(D, X, W).is_break
    assert not at(W, W).is_break
    assert not at(X, W).is_break
    assert not at(D, S).is_break
    assert not at(D, D).is_break
    assert not at(D, W, days=(0, 1)).is_break
    assert not LoopState(a_loop(0, 0, break_minutes=0).plan, (D, W)).is_break


def test_the_second_day_waits_until_the_day_after_the_first() -> None:
    state = at(D, D, W, W, days=(0, 0, 1, 1))
    assert waits_for_another_day(state, MONDAY, MONDAY)
    assert not waits_for_another_day(state, MONDAY, TUESDAY)


def test_a_first_day_sat_on_two_days_still_leaves_the_second_for_later() -> None:
    state = at(D, D, W, W, days=(0, 0, 1, 1))
    assert waits_for_another_day(state, TUESDAY, TUESDAY)


def test_a_second_day_begun_early_goes_on() -> None:
    state = at(D, D, D, W, days=(0, 0, 1, 1))
    assert not waits_for_another_day(state, MONDAY, MONDAY)
    assert state.day == 1


def test_a_first_day_left_out_leaves_nothing_to_wait_for() -> None:
    state = at(X, X, W, W, days=(0, 0, 1, 1))
    assert not waits_for_another_day(state, None, MONDAY)


@given(st.integers(1, 12), st.integers(1, 4))
def test_rounds_are_spread_evenly_and_earlier_days_get_the_odd_ones(rounds: int, days: int) -> None:
    found = spread(rounds, days)
    sizes = [found.count(day) for day in range(days)]
    assert list(found) == sorted(found)
    assert sum(sizes) == rounds
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes) - min(sizes) <= 1


def test_questions_fit_by_all_their_parts() -> None:
    one = seconds_for(question(60, 300), 0)
    assert one == 20 + 60 + 300 + 90
    assert seconds_for(question(60, 300), 2) == one + 2 * (20 + 10 + 90)
    assert fitting(45, [question(60, 300)] * 9, 0) == 5
    assert fitting(45, [question(60, 300)] * 9, 2) == 3
    assert fitting(45, [question(60, 300)] * 2, 0) == 2


def test_one_question_is_asked_however_short_the_round() -> None:
    assert fitting(1, [question()] * 3, 2) == 1


@given(
    st.integers(1, 120),
    st.lists(st.builds(question, st.integers(0, 90), st.integers(30, 600)), min_size=1),
    st.integers(0, 3),
)
def test_what_fits_takes_no_longer_than_the_round(
    minutes: int, questions: list[Question], follow_ups: int
) -> None:
    count = fitting(minutes, questions, follow_ups)
    times = [seconds_for(each, follow_ups) for each in questions]
    assert count == 1 or sum(times[:count]) <= minutes * 60
    assert count == len(times) or sum(times[: count + 1]) > minutes * 60


def test_a_loop_has_a_round() -> None:
    with pytest.raises(ValueError, match="at least one"):
        a_loop()
