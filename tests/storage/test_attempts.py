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


def test_scores_of_every_kind_are_kept_apart(store, attempt):
    blind, seen = Score("clarity", 4, blind=True), Score("clarity", 2)
    friends = [Score("clarity", 1, by="Ann"), Score("clarity", 3, by="Bo")]
    for score in (blind, seen, *friends):
        store.save_scores(attempt, 0, [score])
    store.save_scores(attempt, 0, [Score("clarity", 2, by="Ann")])
    answer = first_answer(store, attempt)
    assert (answer.scored(blind=True), answer.scored()) == ((blind,), (seen,))
    assert answer.scored(by="Ann") == (Score("clarity", 2, by="Ann"),)
    assert answer.scored(by="Bo") == (friends[1],)


def test_taking_back_ones_own_levels_leaves_the_blind_ones(store, attempt):
    blind = Score("clarity", 4, blind=True)
    store.save_scores(attempt, 0, [blind, Score("clarity", 2)])
    store.save_scores(attempt, 0, [])
    assert first_answer(store, attempt).scores == (blind,)


def test_clearing_takes_back_every_level_of_that_answer_alone(store, attempt):
    for position in (0, 1):
        store.save_scores(attempt, position, [Score("a", 1, blind=True), Score("a", 2, by="Ann")])
    store.clear_scores(attempt, 0)
    assert [len(answer.scores) for answer in store.attempt(attempt).answers] == [0, 2]


def test_a_friends_levels_do_not_change_the_mean(store, attempt):
    store.save_scores(attempt, 0, [Score("a", 4), Score("a", 1, by="Ann")])
    assert store.attempts()[0].mean_level == 4.0


# Typed answers


def transcripts(database):
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT recognizer FROM transcript ORDER BY id")
        return found.scalars().all()


def test_a_typed_answer_that_grows_is_kept_once(store, attempt, database):
    for text in ("Fi", "First", "First line"):
        store.save_transcript(attempt, 0, typed(text), NOON, rewrite=True)
    assert first_answer(store, attempt).transcript == typed("First line")
    assert transcripts(database) == ["typed"]


def test_what_was_heard_is_never_written_over(store, attempt, database):
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_transcript(attempt, 0, typed("Typed"), NOON, rewrite=True)
    assert transcripts(database) == ["vosk", "typed"]


def test_only_the_answers_own_typed_words_are_written_over(store, attempt, database):
    store.save_transcript(attempt, 0, typed("One"), NOON)
    store.save_transcript(attempt, 1, typed("Two"), NOON, rewrite=True)
    assert first_answer(store, attempt).transcript == typed("One")
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_transcript(attempt, 0, typed("Three"), NOON, rewrite=True)
    assert transcripts(database) == ["typed", "typed", "vosk", "typed"]


def test_a_second_typed_take_leaves_the_first(store, attempt, database):
    store.save_transcript(attempt, 0, typed("One"), NOON)
    store.save_transcript(attempt, 0, typed("Two"), NOON)
    assert transcripts(database) == ["typed", "typed"]


# Questions asked back


def asked_back():
    """The state after the first question was asked about, the second not yet come."""
    follow_up = Question("core/p1", "What breaks?", 10, 90, follow_up_of=0)
    pending = AnswerStatus.PENDING
    return replace(
        STATE,
        questions=(QUESTIONS[0], follow_up, QUESTIONS[1]),
        answers=(AnswerStatus.RECORDED, pending, pending),
    )


def test_a_question_asked_back_gets_an_answer_behind_its_question(store, attempt):
    store.save_transcript(attempt, 0, HEARD, NOON)
    store.save_state(attempt, asked_back())
    answers = store.attempt(attempt).answers
    assert [(each.position, each.prompt, each.text) for each in answers] == [
        (0, "core/p1", "How do you cut scope?"),
        (1, "core/p1", "What breaks?"),
        (2, "core/p2", "How do you say no?"),
    ]
    assert [each.transcript for each in answers] == [HEARD, None, None]


def test_saving_again_adds_no_more_answers(store, attempt):
    for _ in range(2):
        store.save_state(attempt, asked_back())
    assert len(store.attempt(attempt).answers) == 3


def test_a_follow_up_is_recorded_as_its_own_answer(store, attempt):
    store.save_state(attempt, asked_back())
    recording = store.add_recording(attempt, 1, NOON)
    store.close_recording(recording.id, 8.0)
    assert [each.recording is not None for each in store.attempt(attempt).answers] == [
        False,
        True,
        False,
    ]


def test_a_list_counts_questions_not_what_was_asked_back(store, attempt):
    store.save_state(attempt, asked_back())
    assert (store.attempts()[0].answered, store.attempts()[0].questions) == (1, 2)


# Recordings that go on


def test_a_recording_that_goes_on_is_incomplete_until_it_is_closed(store, attempt):
    recording = store.add_recording(attempt, 0, NOON)
    store.close_recording(recording.id, 4.0)
    store.reopen_recording(recording.id)
    assert [each.id for each in store.incomplete_recordings()] == [recording.id]
    store.close_recording(recording.id, 9.0)
    assert store.incomplete_recordings() == []
    assert first_answer(store, attempt).recording.seconds == 9.0


# Remarks


def test_remarks_come_in_the_order_of_their_seconds(store, attempt, reopen):
    store.add_moment(attempt, 0, 9.5, "Later.")
    store.add_moment(attempt, 0, 2.0, "Early.", by="Ann")
    moments = first_answer(SqlAttemptStore(reopen()), attempt).moments
    assert [(each.at, each.text, each.by) for each in moments] == [
        (2.0, "Early.", "Ann"),
        (9.5, "Later.", ""),
    ]


def test_a_remark_is_changed_and_removed(store, attempt):
    first = store.add_moment(attempt, 0, 1.0, "One.")
    second = store.add_moment(attempt, 0, 2.0, "Two.")
    store.edit_moment(first, "Uno.")
    store.remove_moment(second)
    assert [each.text for each in first_answer(store, attempt).moments] == ["Uno."]
    with pytest.raises(NotFoundError, match=f"no remark {second}"):
        store.edit_moment(second, "")


def test_an_attempt_ends_once(store, attempt):
    store.finish(attempt, NOON)
    store.finish(attempt, NOON + timedelta(hours=1))
    assert store.attempt(attempt).ended == NOON


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
