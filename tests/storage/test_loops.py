from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Asked, LoopId, Score
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.loops import LoopPlan, PlannedRound, RoundStatus, begun, new_loop
from tpmdesk.domain.roundstate import AnswerStatus, Question, new_round
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.loops import SqlLoopStore

QUESTION = Question("core/p1", "How do you cut scope?", 30, 120)
OTHER = Question("core/p2", "How do you say no?", 20, 90)
PLAN = LoopPlan(
    "Two rounds",
    (
        PlannedRound(EntryId("core/scope"), "Scope", (QUESTION, OTHER), 45),
        PlannedRound(EntryId("core/no"), "Saying no", (OTHER,), 30, day=1),
    ),
    exam=True,
    by_voice=False,
    follow_ups=2,
    seed=12,
    break_minutes=10,
    fresh=True,
)
STATE = new_loop(PLAN)


@pytest.fixture
def store(database):
    return SqlLoopStore(database)


@pytest.fixture
def attempts(database):
    return SqlAttemptStore(database)


def test_a_loop_comes_back_whole_after_a_restart(store, reopen):
    loop = store.begin(STATE, NOON)
    store.save(loop, begun(STATE), None)
    kept = SqlLoopStore(reopen()).loop(loop)
    assert kept.state == begun(STATE)
    assert kept.state.statuses[0] is RoundStatus.SITTING
    assert (kept.title, kept.started, kept.ended) == ("Two rounds", NOON, None)


def test_the_end_of_a_loop_is_kept(store):
    loop = store.begin(STATE, NOON)
    store.save(loop, STATE, NOON + timedelta(hours=1))
    assert store.loop(loop).ended == NOON + timedelta(hours=1)


def test_loops_come_newest_first(store):
    older = store.begin(STATE, NOON)
    newer = store.begin(STATE, NOON + timedelta(hours=1))
    same_time = store.begin(STATE, NOON + timedelta(hours=1))
    assert [kept.id for kept in store.loops()] == [same_time, newer, older]


def test_its_attempts_know_their_places(store, attempts):
    loop, another = store.begin(STATE, NOON), store.begin(STATE, NOON)
    state = new_round((QUESTION,))
    made = [
        attempts.begin("core/scope", "Scope", state, NOON, loop=(loop, place)) for place in (0, 1)
    ]
    attempts.begin("core/scope", "Scope", state, NOON, loop=(another, 0))
    attempts.begin("core/scope", "Scope", state, NOON)
    attempts.save_scores(made[1], 0, [Score("depth", 3)])
    lines = store.attempts(loop)
    assert [(line.id, line.loop, line.loop_position) for line in lines] == [
        (made[0], loop, 0),
        (made[1], loop, 1),
    ]
    assert [line.mean_level for line in lines] == [None, 3.0]


def test_an_attempt_of_a_loop_is_resumed_with_its_loop(store, attempts):
    alone = attempts.begin("core/scope", "Scope", new_round((QUESTION,)), NOON)
    loop = store.begin(STATE, NOON)
    attempts.begin("core/scope", "Scope", new_round((QUESTION,)), NOON, loop=(loop, 0))
    assert attempts.unfinished().id == alone


def test_an_unknown_loop_is_named(store):
    with pytest.raises(NotFoundError, match="no loop 7"):
        store.loop(LoopId(7))
    with pytest.raises(NotFoundError, match="no loop 7"):
        store.save(LoopId(7), STATE, None)


def test_what_was_asked_is_told_with_the_levels_seen(attempts):
    later = attempts.begin(
        "core/scope", "Scope", new_round((QUESTION, OTHER)), NOON + timedelta(days=1)
    )
    first = attempts.begin("core/scope", "Scope", new_round((QUESTION,)), NOON)
    state = new_round((QUESTION, OTHER))
    attempts.save_state(
        later, replace(state, answers=(AnswerStatus.RECORDED, AnswerStatus.SKIPPED))
    )
    attempts.save_state(first, replace(new_round((QUESTION,)), answers=(AnswerStatus.TYPED,)))
    attempts.save_scores(later, 0, [Score("depth", 3), Score("clarity", 2)])
    attempts.save_scores(later, 0, [Score("depth", 1, blind=True)])
    attempts.save_scores(later, 0, [Score("depth", 1, by="Ann")])
    assert attempts.asked() == [
        Asked("core/p1", NOON, None),
        Asked("core/p1", NOON + timedelta(days=1), 2.5),
        Asked("core/p2", NOON + timedelta(days=1), None),
    ]


def test_neither_follow_ups_nor_what_was_not_come_to_count_as_asked(attempts):
    back = replace(QUESTION, text="And then?", follow_up_of=0)
    state = new_round((QUESTION, back, OTHER))
    made = attempts.begin("core/scope", "Scope", state, NOON)
    answers = (AnswerStatus.RECORDED, AnswerStatus.RECORDED, AnswerStatus.PENDING)
    attempts.save_state(made, replace(state, answers=answers))
    assert attempts.asked() == [Asked("core/p1", NOON, None)]
