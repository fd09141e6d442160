from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.assessment import (
    Assessment,
    Delivery,
    Evidence,
    FillerUse,
    Pause,
    StepCoverage,
)
from tpmdesk.domain.attempts import AttemptId, RecordingId, Score
from tpmdesk.domain.roundevents import Begin, QuestionSpoken
from tpmdesk.domain.rounds import step
from tpmdesk.domain.roundstate import AnswerStatus, Phase, Question, RoundState, new_round
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed
from tpmdesk.storage.attempts import SqlAttemptStore

QUESTIONS = (
    Question("core/p1", "How do you cut scope?", 30, 120),
    Question("core/p2", "How do you say no?", 20, 90),
)
STATE = new_round(QUESTIONS)
HEARD = Transcript((Utterance((Word("I", 0.5, 0.6, 0.9), Word("ask.", 0.7, 1.25, 0.4))),), "vosk")
ASSESSED = Assessment(
    framework="core/f",
    steps=(
        StepCoverage("Clarify", covered=True, evidence=(Evidence("I ask.", 0.5, 1.25),)),
        StepCoverage("Cut", covered=False),
    ),
    follow_ups=("What would you cut first?",),
    delivery=Delivery(
        2, 0.65, 2.0, 160.5, 0.5, (Pause(0.6, 0.7),), (FillerUse("um", 0.1),), ((0.0, 150.0),)
    ),
    enough_speech=False,
)


@pytest.fixture
def store(database):
    return SqlAttemptStore(database)


@pytest.fixture
def attempt(store):
    return store.begin("core/scope", "Scope", STATE, NOON)


def first_answer(store, attempt):
    return store.attempt(attempt).answers[0]


def test_a_sitting_begins_with_a_row_for_each_question(store, attempt):
    begun = store.attempt(attempt)
    assert (begun.round, begun.title) == ("core/scope", "Scope")
    assert (begun.started, begun.ended, begun.state) == (NOON, None, STATE)
    assert [(a.position, a.prompt, a.text) for a in begun.answers] == [
        (0, "core/p1", "How do you cut scope?"),
        (1, "core/p2", "How do you say no?"),
    ]


def test_the_state_comes_back_whole_after_a_restart(store, attempt, reopen):
    asking, _ = step(STATE, Begin(1.25))
    thinking, _ = step(asking, QuestionSpoken(3.5, "no voice"))
    thinking = replace(thinking, answers=(AnswerStatus.TYPED, AnswerStatus.PENDING))
    store.save_state(attempt, thinking)
    restored = SqlAttemptStore(reopen()).attempt(attempt).state
    assert restored == thinking
    assert isinstance(restored, RoundState)
    assert restored.phase is Phase.THINKING
    assert restored.answers[0] is AnswerStatus.TYPED


def test_everything_kept_of_an_answer_comes_back_after_a_restart(store, attempt, reopen):
    recording = store.add_recording(attempt, 0, NOON)
    store.close_recording(recording.id, 2.5)
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_assessment(attempt, 0, ASSESSED, NOON)
    scores = [Score("clarity", 3, blind=True), Score("clarity", 4), Score("depth", 1)]
    store.save_scores(attempt, 0, scores)
    store.save_notes(attempt, 0, "Say the trade-off first.")
    answer = first_answer(SqlAttemptStore(reopen()), attempt)
    assert answer.recording == replace(recording, seconds=2.5, complete=True)
    assert answer.transcript == HEARD
    assert answer.assessment == ASSESSED
    assert answer.scores == tuple(scores)
    assert answer.notes == "Say the trade-off first."


def test_what_is_kept_of_one_answer_leaves_the_others_alone(store, attempt):
    other = store.begin("core/scope", "Scope", STATE, NOON)
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_scores(attempt, 0, [Score("clarity", 3)])
    assert store.attempt(attempt).answers[1].transcript is None
    assert first_answer(store, other).scores == ()


def test_recordings_are_named_after_attempt_answer_and_take(store, attempt):
    files = [store.add_recording(attempt, n, NOON).file for n in (0, 0, 1)]
    assert files == [
        f"attempt-{attempt}/answer-1-take-1.wav",
        f"attempt-{attempt}/answer-1-take-2.wav",
        f"attempt-{attempt}/answer-2-take-1.wav",
    ]


def test_the_last_whole_take_wins(store, attempt):
    takes = [store.add_recording(attempt, 0, NOON) for _ in range(3)]
    store.close_recording(takes[0].id, 90.0)
    store.close_recording(takes[1].id, 30.0)
    assert first_answer(store, attempt).recording.id == takes[1].id


def test_a_whole_take_without_sound_does_not_win(store, attempt):
    takes = [store.add_recording(attempt, 0, NOON) for _ in range(2)]
    store.close_recording(takes[0].id, 9.0)
    store.close_recording(takes[1].id, 0.0)
    assert first_answer(store, attempt).recording.id == takes[0].id


def test_an_unfinished_take_serves_where_there_is_no_whole_one(store, attempt):
    store.add_recording(attempt, 0, NOON)
    last = store.add_recording(attempt, 0, NOON)
    assert first_answer(store, attempt).recording == last


def test_recordings_that_were_cut_are_listed_until_they_are_closed(store, attempt):
    first, second = (store.add_recording(attempt, n, NOON) for n in (0, 1))
    store.close_recording(first.id, 4.0)
    assert store.incomplete_recordings() == [second]


def test_the_latest_transcript_and_assessment_win(store, attempt):
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_transcript(attempt, 0, typed("again"), NOON)
    store.save_assessment(attempt, 0, ASSESSED, NOON)
    store.save_assessment(attempt, 0, replace(ASSESSED, delivery=None), NOON)
    answer = first_answer(store, attempt)
    assert answer.transcript == typed("again")
    assert answer.assessment == replace(ASSESSED, delivery=None)


def test_scores_given_again_replace_those_before(store, attempt):
    store.save_scores(attempt, 0, [Score("clarity", 2), Score("depth", 2)])
    store.save_scores(attempt, 0, [Score("clarity", 4)])
    assert first_answer(store, attempt).scores == (Score("clarity", 4),)
    store.save_scores(attempt, 0, [])
    assert first_answer(store, attempt).scores == ()


def test_attempts_are_listed_newest_first_with_their_scores(store, attempt):
    answered = (AnswerStatus.RECORDED, AnswerStatus.SKIPPED)
    store.save_state(attempt, replace(STATE, answers=answered))
    store.save_scores(attempt, 0, [Score("a", 1, blind=True), Score("a", 3), Score("b", 4)])
    later = store.begin("core/other", "Other", STATE, NOON + timedelta(hours=1))
    store.finish(later, NOON + timedelta(hours=2))
    newest, oldest = store.attempts()
    assert (newest.id, newest.ended) == (later, NOON + timedelta(hours=2))
    assert newest.mean_level is None
    assert (oldest.id, oldest.answered, oldest.questions) == (attempt, 1, 2)
    assert oldest.mean_level == 3.5


def test_the_newest_unfinished_attempt_is_the_one_to_resume(store, attempt):
    later = store.begin("core/other", "Other", STATE, NOON + timedelta(hours=1))
    assert store.unfinished().id == later
    store.finish(later, NOON + timedelta(hours=2))
    assert store.unfinished().id == attempt
    store.finish(attempt, NOON)
    assert store.unfinished() is None


def test_what_does_not_exist_is_not_found(store, attempt):
    nobody = AttemptId(99)
    with pytest.raises(NotFoundError, match="no attempt 99"):
        store.attempt(nobody)
    with pytest.raises(NotFoundError, match="no attempt 99"):
        store.save_state(nobody, STATE)
    with pytest.raises(NotFoundError, match="has no answer 3"):
        store.save_notes(attempt, 2, "")
    with pytest.raises(NotFoundError, match="no recording 99"):
        store.close_recording(RecordingId(99), 1.0)
