from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from tests.storage.conftest import NOON, old_file, old_script
from tpmdesk.domain.attempts import AttemptId, LoopId, Score
from tpmdesk.domain.roundevents import Resume
from tpmdesk.domain.rounds import step
from tpmdesk.domain.roundstate import AnswerStatus, Phase, new_round
from tpmdesk.domain.transcript import TYPED
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.database import open_database


@pytest.fixture
def file(tmp_path):
    return old_file(tmp_path, 2)


@pytest.fixture
def upgraded(file, tmp_path):
    opened = open_database(file, tmp_path / "backups", clock=lambda: NOON)
    yield opened
    opened.close()


@pytest.fixture
def store(upgraded):
    return SqlAttemptStore(upgraded)


def shape(connection):
    """Every table, index and trigger, whatever the spaces and the order of their making."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL")
    return {row.name: "".join(row.sql.replace('"', "").split()) for row in rows}


def rows_of(file, table, columns):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


def dumped():
    """For each table with rows in the old file, its columns."""
    line = re.compile(r"^INSERT INTO (\w+) \((.*?)\) VALUES", re.MULTILINE)
    return dict(line.findall(old_script(2)))


def test_the_schema_is_that_of_a_new_file(upgraded, database):
    with upgraded.read() as old, database.read() as new:
        assert shape(old) == shape(new)


def test_every_row_there_was_is_kept(file, tmp_path):
    before = {table: rows_of(file, table, columns) for table, columns in dumped().items()}
    open_database(file, tmp_path / "backups", clock=lambda: NOON).close()
    assert len(before) >= 11
    for table, columns in dumped().items():
        assert before[table]
        assert rows_of(file, table, columns) == before[table], table


def test_no_row_points_nowhere(upgraded):
    with upgraded.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_an_attempt_comes_back_whole(store):
    attempt = store.attempt(AttemptId(1))
    answer = attempt.answers[0]
    assert (attempt.state.phase, attempt.loop, attempt.loop_position) == (Phase.DEBRIEF, None, None)
    assert attempt.state.answers == (AnswerStatus.RECORDED, AnswerStatus.SKIPPED)
    assert (answer.recording.seconds, answer.recording.complete) == (42.5, True)
    assert not answer.recording.wiped
    assert answer.transcript.text == "I ask."
    assert not answer.transcript.corrected
    assert [step.covered for step in answer.assessment.steps] == [True, False]
    assert answer.assessment.steps[0].signal is None
    assert answer.assessment.delivery.words_per_minute == 160.5
    assert answer.scored(blind=True) == (Score("clarity", 3, blind=True),)
    assert answer.scored() == (Score("clarity", 4), Score("depth", 1))
    assert answer.moments == ()


def test_a_round_of_before_is_practice_without_follow_ups(store):
    state = store.attempt(AttemptId(2)).state
    fresh = new_round(state.questions)
    assert (state.exam, state.follow_ups, state.limit, state.paused) == (
        fresh.exam,
        fresh.follow_ups,
        fresh.limit,
        fresh.paused,
    )
    assert [question.follow_up_of for question in state.questions] == [None, None]


def test_an_answer_that_was_under_way_can_go_on(store):
    cut = store.attempt(AttemptId(2))
    assert store.incomplete_recordings() == [cut.answers[0].recording]
    resumed, _ = step(cut.state, Resume(5.0, 3.0))
    assert (resumed.phase, resumed.paused) == (Phase.PAUSED, Phase.ANSWERING)
    store.save_state(cut.id, resumed)
    assert store.attempt(cut.id).state == resumed


def test_a_typed_answer_is_still_typed(store):
    attempt = store.attempt(AttemptId(3))
    assert attempt.state.answers[0] is AnswerStatus.TYPED
    assert attempt.answers[0].transcript.recognizer == TYPED


def test_what_is_new_can_be_kept(upgraded, store):
    with upgraded.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO loop (id, title, state, started_at) VALUES (1, 'Loop', '{}', 0)"
        )
    moment = store.add_moment(AttemptId(1), 0, 3.5, "Here.")
    store.save_scores(AttemptId(1), 0, [Score("clarity", 2, by="Ann")])
    part = store.begin(
        "core/scope", "Scope", store.attempt(AttemptId(1)).state, NOON, loop=(LoopId(1), 0)
    )
    answer = store.attempt(AttemptId(1)).answers[0]
    assert [each.id for each in answer.moments] == [moment]
    assert answer.scored(by="Ann") == (Score("clarity", 2, by="Ann"),)
    assert store.attempt(part).loop == 1


def test_search_finds_the_notes_there_were(upgraded):
    with upgraded.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT rowid FROM note_search WHERE note_search MATCH 'few'"
        )
        assert found.scalars().all() == [7]
