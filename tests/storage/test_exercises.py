from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.exercises import ExerciseId, ExerciseKind, Work
from tpmdesk.storage.exercises import SqlExerciseStore

LATER = NOON + timedelta(minutes=20)
WORK = Work("# Outcome", 12.5, 1800.0, {"status": "green"}, ("no owner",), {"clarity": 3})


@pytest.fixture
def store(database):
    return SqlExerciseStore(database)


@pytest.fixture
def begun(store):
    return store.begin(ExerciseKind.BRIEF, "core/search", "Search", Work(limit=1800.0), NOON)


def test_what_is_saved_comes_back_after_a_restart(store, begun, reopen):
    store.save(begun, WORK, LATER, ended=False)
    again = SqlExerciseStore(reopen()).exercise(begun)
    assert (again.work, again.saved, again.ended) == (WORK, LATER, None)


def test_an_exercise_ends_once(store, begun):
    store.save(begun, WORK, NOON, ended=True)
    store.save(begun, WORK, LATER, ended=True)
    assert store.exercise(begun).ended == NOON


def test_scores_after_the_end_leave_it_ended(store, begun):
    store.save(begun, WORK, NOON, ended=True)
    store.save(begun, Work(levels={"voice": 1}), LATER, ended=False)
    held = store.exercise(begun)
    assert (held.ended, held.work.levels) == (NOON, {"voice": 1})


def test_the_newest_is_first_and_kinds_are_told_apart(store, begun):
    skim = store.begin(ExerciseKind.SKIM, "", "Own", Work(), LATER)
    assert [each.id for each in store.exercises()] == [skim, begun]
    assert [each.id for each in store.exercises([ExerciseKind.BRIEF])] == [begun]


def test_one_that_is_not_there_cannot_be_saved(store):
    with pytest.raises(NotFoundError, match="no exercise 9"):
        store.save(ExerciseId(9), WORK, NOON, ended=False)


def test_one_that_was_removed_is_gone(store, begun):
    store.remove(begun)
    assert store.exercises() == []
