from __future__ import annotations

import pytest

from tests.storage.conftest import NOON
from tests.storage.test_loops import STATE
from tpmdesk.domain.exercises import ExerciseKind, Work
from tpmdesk.storage.exercises import SqlExerciseStore
from tpmdesk.storage.loops import SqlLoopStore
from tpmdesk.storage.openloops import has_open_loop, open_exercise


@pytest.fixture
def loops(database):
    return SqlLoopStore(database)


def test_without_loops_there_is_none_to_go_on_with(database):
    assert not has_open_loop(database)


def test_a_loop_that_is_not_over_can_be_gone_on_with(database, loops):
    over, _ = (loops.begin(STATE, NOON) for _ in range(2))
    loops.save(over, STATE, NOON)
    assert has_open_loop(database)


def test_loops_that_are_all_over_leave_nothing_to_go_on_with(database, loops):
    loops.save(loops.begin(STATE, NOON), STATE, NOON)
    assert not has_open_loop(database)


def test_the_piece_begun_last_and_not_ended_is_offered(database):
    store = SqlExerciseStore(database)
    for kind, title in ((ExerciseKind.MAP, "Plan"), (ExerciseKind.BRIEF, "Search")):
        store.begin(kind, "", title, Work(), NOON)
    done = store.begin(ExerciseKind.CRITIQUE, "", "Mail", Work(), NOON)
    store.save(done, Work(), NOON, ended=True)
    assert open_exercise(database) == ("brief", "Search", NOON)


def test_a_skim_that_was_broken_off_is_not_offered(database):
    SqlExerciseStore(database).begin(ExerciseKind.SKIM, "", "Status", Work(), NOON)
    assert open_exercise(database) is None
