from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.histories import LIKELY, History, Moment, histories
from tpmdesk.domain import rounds
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Continue,
    EndEarly,
    Event,
    Hush,
    Listen,
    MicrophoneLost,
    Pause,
    QuestionSpoken,
    Resume,
    Save,
    Skip,
    Speak,
    Stop,
    StopListening,
    Tick,
    Transcribe,
    Transcribed,
)
from tpmdesk.domain.rounds import OPENING_SECONDS, step
from tpmdesk.domain.roundstate import (
    GIVEN,
    INTERVIEW,
    AnswerStatus,
    Phase,
    RoundState,
    clock,
    group_of,
    interview_seconds,
    main_of,
    mains,
)

LATER = 1e5
BEGINNINGS = (Speak, Listen, Transcribe)


# Answers


def places(moment: Moment) -> list[int]:
    """Where each question of the state before stands in the state after."""
    added = len(moment.after.questions) - len(moment.before.questions)
    return [at + added * (at > moment.before.index) for at in range(len(moment.before.questions))]


@given(histories())
def test_no_sequence_loses_an_answer(history: History) -> None:
    for moment in history.moments:
        for was, place in zip(moment.before.answers, places(moment), strict=True):
            now = moment.after.answers[place]
            assert was not in GIVEN or now in GIVEN
            assert was is AnswerStatus.PENDING or now is not AnswerStatus.PENDING


@given(histories())
def test_every_question_keeps_its_place_among_the_others(history: History) -> None:
    for moment in history.moments:
        before, after = moment.before, moment.after
        kept = places(moment)
        assert [after.questions[place] for place in kept] == list(before.questions)
        new = [each for at, each in enumerate(after.questions) if at not in kept]
        assert all(each.follow_up_of == before.index for each in new)
        assert not new or isinstance(moment.event, Transcribed)


@given(histories())
def test_every_place_is_that_of_a_question(history: History) -> None:
    for moment in history.moments:
        state = moment.after
        there = range(len(state.questions))
        assert len(state.answers) == len(state.questions)
        assert state.index in there
        assert set(state.hinted) <= set(there)
        for main in mains(state.questions):
            group = group_of(state.questions, main)
            assert group == tuple(range(main, main + len(group)))
            assert len(group) <= 1 + state.follow_ups
        assert {main_of(state.questions, at) for at in there} == set(mains(state.questions))


@given(histories())
def test_a_question_is_scored_when_all_that_was_asked_back_is_done(history: History) -> None:
    for moment in history.moments:
        state = moment.after
        if state.phase in (Phase.BLIND, Phase.SCORING):
            assert state.question.follow_up_of is None
            answers = [state.answers[at] for at in group_of(state.questions, state.index)]
            assert AnswerStatus.PENDING not in answers
            assert any(answer in GIVEN for answer in answers)


@given(histories())
def test_an_answer_given_or_skipped_comes_before_every_later_question(history: History) -> None:
    """Whoever is asked a question has been asked all those before it."""
    for moment in history.moments:
        state = moment.after
        if state.phase is Phase.ASKING:
            assert AnswerStatus.PENDING not in state.answers[: state.index]


@given(histories())
def test_only_the_person_asks_for_a_second_take(history: History) -> None:
    for moment in history.moments:
        before, after = moment.before, moment.after
        again = after.phase is Phase.ASKING and after.answer is not AnswerStatus.PENDING
        if again and before.index != after.index:
            raise AssertionError(f"question {after.index + 1} was asked again by itself")


@given(histories())
def test_skipping_a_second_take_leaves_the_first(history: History) -> None:
    for moment in history.moments:
        if isinstance(moment.event, Skip) and moment.before.answer in GIVEN:
            assert moment.after.answers == moment.before.answers


@given(histories())
def test_the_evidence_is_never_shown_before_the_blind_score(history: History) -> None:
    for moment in history.moments:
        if moment.after.phase is Phase.SCORING:
            assert moment.before.phase in (Phase.BLIND, Phase.SCORING)
            assert moment.before.index == moment.after.index


# The microphone, the voice, what is saved


@given(histories())
def test_the_microphone_is_open_in_the_answer_alone(history: History) -> None:
    open_now = False
    for moment in history.moments:
        # A resumed round begins with a new microphone, closed: the one before died with its app.
        open_now = open_now and not isinstance(moment.event, Resume)
        for effect in moment.effects:
            assert not (open_now and isinstance(effect, BEGINNINGS))
            if isinstance(effect, Listen):
                open_now = True
            elif isinstance(effect, StopListening):
                open_now = False
        assert open_now == (moment.after.phase in (Phase.OPENING, Phase.ANSWERING))


@given(histories())
def test_the_voice_is_silent_before_the_microphone_opens(history: History) -> None:
    speaking = False
    for moment in history.moments:
        speaking = speaking and not isinstance(moment.event, Resume | QuestionSpoken)
        for effect in moment.effects:
            assert not (speaking and isinstance(effect, Listen | Speak))
            if isinstance(effect, Speak):
                speaking = True
            elif isinstance(effect, Hush):
                speaking = False
        assert not speaking or moment.after.phase is Phase.ASKING


@given(histories())
def test_every_change_is_saved_before_anything_is_begun(history: History) -> None:
    for moment in history.moments:
        kinds = [type(effect) for effect in moment.effects]
        assert (moment.after == moment.before) or kinds.count(Save) == 1
        begun = [n for n, kind in enumerate(kinds) if kind in BEGINNINGS]
        assert all(kinds.index(Save) < n for n in begun)


@given(histories())
def test_the_microphone_is_closed_before_anything_is_saved(history: History) -> None:
    """So that the state never tells of a recording that is longer than its file."""
    for moment in history.moments:
        kinds = [type(effect) for effect in moment.effects]
        if StopListening in kinds:
            assert kinds.index(StopListening) < kinds.index(Save)


# Ways on


def onward(state: RoundState, at: float) -> Event:
    """The first thing that may happen next in that phase."""
    return LIKELY[state.phase][0](at)


@given(histories())
def test_going_on_always_reaches_the_summary(history: History) -> None:
    state, at = history.end, history.at
    for _ in range(8 * 3 * 3):
        at += 1.0
        state, _ = step(state, onward(state, at))
    assert state.phase is Phase.DEBRIEF


@given(histories(), st.booleans())
def test_a_microphone_that_is_dead_is_no_dead_end(history: History, mute: bool) -> None:
    state, at = replace(history.end, by_voice=True), history.at
    for _ in range(8 * 3 * 4):
        at += OPENING_SECONDS
        dead = Tick(at) if mute else MicrophoneLost(at, "gone")
        event = dead if state.phase is Phase.OPENING else onward(state, at)
        held = state.phase is Phase.PAUSED and state.paused is Phase.ANSWERING
        state, _ = step(state, Stop(at) if held else event)
    assert state.phase is Phase.DEBRIEF


@given(histories())
def test_ending_early_always_reaches_the_summary(history: History) -> None:
    ending, _ = step(history.end, EndEarly(LATER))
    done, _ = step(ending, Transcribed(LATER))
    assert done.phase is Phase.DEBRIEF
    if ending.phase is Phase.TRANSCRIBING:
        assert ending.answer in GIVEN


@given(histories())
def test_resuming_never_waits_for_a_dead_microphone_or_voice(history: History) -> None:
    left = history.end
    resumed, effects = step(left, Resume(LATER, 12.0))
    assert resumed.phase not in (Phase.OPENING, Phase.ANSWERING, Phase.THINKING)
    assert (resumed.phase is Phase.ASKING) == any(isinstance(each, Speak) for each in effects)
    assert (resumed.phase is Phase.TRANSCRIBING) == (effects[-1] == Transcribe(left.index))
    assert resumed.since == LATER
    assert (resumed.index, resumed.ending, resumed.questions) == (
        left.index,
        left.ending,
        left.questions,
    )


@given(histories())
def test_resuming_twice_is_resuming_once(history: History) -> None:
    once, _ = step(history.end, Resume(LATER, 12.0))
    twice, _ = step(once, Resume(LATER, 12.0))
    assert twice == once


@given(histories())
def test_leaving_keeps_every_answer(history: History) -> None:
    left = rounds.leave(history.end)
    assert (left.phase, left.paused) == (Phase.DEBRIEF, None)
    assert AnswerStatus.RECORDING not in left.answers
    for was, now in zip(history.end.answers, left.answers, strict=True):
        assert was not in GIVEN or now in GIVEN


# Clocks


@given(histories(crashes=False))
def test_the_interviews_time_goes_on_in_the_interview_alone(history: History) -> None:
    at = 0.0
    used = interview_seconds(history.start, at)
    for moment in history.moments:
        now = interview_seconds(moment.before, moment.event.at)
        passed = moment.event.at - at
        assert now - used == pytest.approx(passed if moment.before.phase in INTERVIEW else 0.0)
        assert interview_seconds(moment.after, moment.event.at) == pytest.approx(now)
        at, used = moment.event.at, now


@given(histories())
def test_the_time_that_was_used_is_never_given_back(history: History) -> None:
    for moment in history.moments:
        assert moment.after.used >= moment.before.used


@given(histories())
def test_a_pause_stops_the_clock_and_going_on_starts_it_where_it_stood(history: History) -> None:
    for moment in history.moments:
        stood = clock(moment.before, moment.event.at)
        if isinstance(moment.event, Pause) and moment.after.phase is Phase.PAUSED:
            assert clock(moment.after, LATER) == stood
        if isinstance(moment.event, Continue) and moment.after.phase is not Phase.ASKING:
            assert clock(moment.after, moment.event.at).elapsed == stood.elapsed
        if moment.before.phase is Phase.OPENING and moment.after.phase is Phase.ANSWERING:
            assert clock(moment.after, moment.event.at).elapsed == moment.before.spent


# Exams


@given(histories(crashes=False))
def test_an_exam_has_no_pause_no_hint_and_no_second_take(history: History) -> None:
    for moment in history.moments:
        if history.start.exam:
            assert not moment.after.hinted
            assert not (isinstance(moment.event, Pause | AnswerAgain) and moment.effects)
            held = moment.after.phase is Phase.PAUSED
            assert not held or moment.after.paused is Phase.ANSWERING


@given(histories())
def test_an_exam_asks_nothing_once_scoring_has_begun(history: History) -> None:
    scoring = False
    for moment in history.moments:
        scoring = scoring or moment.after.phase in (Phase.BLIND, Phase.SCORING)
        if history.start.exam and scoring:
            assert moment.after.phase in (Phase.BLIND, Phase.SCORING, Phase.DEBRIEF)


@settings(max_examples=200)
@given(histories())
def test_an_exam_whose_time_is_over_asks_no_new_question(history: History) -> None:
    for moment in history.moments:
        before, after = moment.before, moment.after
        new = after.phase is Phase.ASKING and after.main != before.main
        if new and before.exam and before.limit:
            assert interview_seconds(before, moment.event.at) < before.limit


@given(histories())
def test_time_alone_never_ends_an_answer(history: History) -> None:
    for moment in history.moments:
        if moment.before.phase in (Phase.ANSWERING, Phase.TYPING) and isinstance(
            moment.event, Tick
        ):
            assert moment.after == moment.before
