from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import RecordingId
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.storage.recordings import SqlRecordingStore

STATE = new_round(tuple(Question(f"core/p{n}", "Why?", 30, 120) for n in range(2)))


@pytest.fixture
def store(database):
    return SqlRecordingStore(database)


def test_every_take_is_told_with_its_attempt_the_oldest_first(store):
    late = store.begin("core/r", "Late", STATE, NOON)
    early = store.begin("core/r", "Early", STATE, NOON - timedelta(days=1))
    second, first = (store.add_recording(late, n, NOON) for n in (1, 0))
    again = store.add_recording(late, 0, NOON)
    other = store.add_recording(early, 0, NOON)
    store.close_recording(first.id, 12.5)
    store.finish(early, NOON)
    told = store.recordings()
    assert [each.id for each in told] == [other.id, first.id, again.id, second.id]
    assert [each.over for each in told] == [True, False, False, False]
    assert [each.position for each in told] == [0, 0, 0, 1]
    kept = told[1]
    assert (kept.attempt, kept.title, kept.started) == (late, "Late", NOON)
    assert (kept.file, kept.seconds, kept.complete, kept.wiped) == (first.file, 12.5, True, False)


def test_a_wiped_recording_and_one_with_another_name_are_told_as_such(store):
    attempt = store.begin("core/r", "R", STATE, NOON)
    take = store.add_recording(attempt, 0, NOON)
    store.wipe_recording(take.id, NOON)
    store.rename_recording(take.id, "a.flac")
    (kept,) = store.recordings()
    assert (kept.file, kept.wiped) == ("a.flac", True)


def test_a_recording_that_is_not_there_cannot_be_wiped(store):
    with pytest.raises(NotFoundError):
        store.wipe_recording(RecordingId(7), NOON)
