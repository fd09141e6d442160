from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain import rounds
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Effect,
    EndEarly,
    Event,
    Hush,
    Listen,
    MicrophoneLost,
    Next,
    QuestionSpoken,
    ReadyToAnswer,
    Repeat,
    Resume,
    Save,
    Skip,
    SoundArrived,
    Speak,
    Stop,
    StopListening,
    Tick,
    Transcribe,
    Transcribed,
    TypeInstead,
)
from tpmdesk.domain.rounds import OPENING_SECONDS, step
from tpmdesk.domain.roundstate import AnswerStatus, Phase, Question, RoundState, new_round

QUESTIONS = (Question("core/a", "Why?", 30, 180), Question("core/b", "How?", 20, 60))
KEPT = {AnswerStatus.RECORDING, AnswerStatus.RECORDED, AnswerStatus.TYPED}

PLAIN: list[Callable[[float], Event]] = [
    Begin, QuestionSpoken, Repeat, Tick, ReadyToAnswer, SoundArrived, TypeInstead, Stop,
    Transcribed, AnswerAgain, Next, Skip, EndEarly, Resume,
    lambda at: MicrophoneLost(at, "gone"), lambda at: QuestionSpoken(at, "no voice"),
]  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of any kind at times that never go back; likely ones are drawn more often."""
    makers = draw(st.lists(st.sampled_from(PLAIN), max_size=40))
    waits = draw(st.lists(st.floats(0, 60), min_size=len(makers), max_size=len(makers)))
    at, events = 0.0, []
    for make, wait in zip(makers, waits, strict=True):
        at += wait
        events.append(make(at))
    return events


voices = st.booleans()


def run(state: RoundState, events: Iterable[Event]) -> tuple[RoundState, list[Effect]]:
    done: list[Effect] = []
    for event in events:
        state, effects = step(state, event)
        done += effects
    return state, done


def trace(
    events: Iterable[Event], by_voice: bool
) -> list[tuple[RoundState, Event, RoundState, tuple[Effect, ...]]]:
    state, steps = new_round(QUESTIONS, by_voice=by_voice), []
    for event in events:
        after, effects = step(state, event)
        steps.append((state, event, after, effects))
        state = after
    return steps


@given(histories(), voices)
def test_no_sequence_loses_an_answer(events: list[Event], by_voice: bool) -> None:
    for before, _, after, _ in trace(events, by_voice):
        for was, now in zip(before.answers, after.answers, strict=True):
            assert was not in KEPT or now in KEPT


@given(histories(), voices)
def test_an_answer_never_becomes_pending_again(events: list[Event], by_voice: bool) -> None:
    for before, _, after, _ in trace(events, by_voice):
        for was, now in zip(before.answers, after.answers, strict=True):
            assert now is not AnswerStatus.PENDING or was is AnswerStatus.PENDING


@given(histories(), voices)
def test_the_microphone_is_never_left_open(events: list[Event], by_voice: bool) -> None:
    open_now = False
    for _, event, after, effects in trace(events, by_voice):
        # A resumed round begins with a new microphone, closed: the one before died with its app.
        open_now = open_now and not isinstance(event, Resume)
        for effect in effects:
            assert not (open_now and isinstance(effect, Listen | Speak | Transcribe))
            if isinstance(effect, Listen):
                open_now = True
            elif isinstance(effect, StopListening):
                open_now = False
        assert open_now == (after.phase in (Phase.OPENING, Phase.ANSWERING))


@given(histories(), voices)
def test_the_voice_is_hushed_before_the_microphone_opens(
    events: list[Event], by_voice: bool
) -> None:
    for _, _, _, effects in trace(events, by_voice):
        if any(isinstance(effect, Listen) for effect in effects):
            assert isinstance(effects[0], Hush)


@given(histories(), voices)
def test_a_change_of_phase_is_saved_before_anything_is_begun(
    events: list[Event], by_voice: bool
) -> None:
    for before, _, after, effects in trace(events, by_voice):
        changed = (before.phase, before.index, before.answers, before.ending) != (
            after.phase,
            after.index,
            after.answers,
            after.ending,
        )
        kinds = [type(effect) for effect in effects]
        assert not changed or kinds.count(Save) == 1
        begun = [n for n, kind in enumerate(kinds) if kind in (Speak, Listen, Transcribe)]
        assert all(kinds.index(Save) < n for n in begun)


@given(histories(), voices)
def test_an_event_that_means_nothing_changes_nothing(events: list[Event], by_voice: bool) -> None:
    for before, _, after, effects in trace(events, by_voice):
        assert effects or after == before


@given(histories(), voices)
def test_ending_early_always_reaches_the_summary(events: list[Event], by_voice: bool) -> None:
    state, _ = run(new_round(QUESTIONS, by_voice=by_voice), events)
    state, _ = run(state, [EndEarly(9999.0), Transcribed(9999.5)])
    assert state.phase is Phase.DEBRIEF


@given(histories(), voices)
def test_going_on_always_reaches_the_summary(events: list[Event], by_voice: bool) -> None:
    state, _ = run(new_round(QUESTIONS, by_voice=by_voice), events)
    onward = [
        Begin(9e3), QuestionSpoken(9e3), ReadyToAnswer(9e3), SoundArrived(9e3), Stop(9e3),
        Transcribed(9e3), Next(9e3),
    ]  # fmt: skip
    state, _ = run(state, onward * 3)
    assert state.phase is Phase.DEBRIEF


@given(histories(), voices)
def test_resuming_never_leaves_a_round_waiting_for_a_dead_microphone(
    events: list[Event], by_voice: bool
) -> None:
    state, _ = run(new_round(QUESTIONS, by_voice=by_voice), events)
    resumed, effects = step(state, Resume(9e3))
    assert resumed.phase not in (Phase.OPENING, Phase.ANSWERING)
    assert resumed.since == 9e3
    assert (resumed.index, resumed.ending) == (state.index, state.ending)
    if state.phase in (Phase.ANSWERING, Phase.TRANSCRIBING):
        assert effects[-1] == Transcribe(state.index)


@given(histories(), voices)
def test_leaving_keeps_every_answer(events: list[Event], by_voice: bool) -> None:
    state, _ = run(new_round(QUESTIONS, by_voice=by_voice), events)
    left = rounds.leave(state)
    assert left.phase is Phase.DEBRIEF
    assert AnswerStatus.RECORDING not in left.answers
    assert [answer in KEPT for answer in left.answers] == [
        answer in KEPT for answer in state.answers
    ]


def answering() -> RoundState:
    start = [Begin(0), QuestionSpoken(5), ReadyToAnswer(8), SoundArrived(9)]
    return run(new_round(QUESTIONS), start)[0]


def test_a_round_needs_a_question() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        new_round(())


def test_a_whole_round_by_voice() -> None:
    once: list[Event] = [
        QuestionSpoken(5), Tick(40), SoundArrived(41), Stop(100), Transcribed(101), Next(110)
    ]  # fmt: skip
    state, effects = run(new_round(QUESTIONS), [Begin(0), *once, *once])
    assert state.phase is Phase.DEBRIEF
    assert state.answers == (AnswerStatus.RECORDED, AnswerStatus.RECORDED)
    shown = [effect for effect in effects if not isinstance(effect, Save | Hush)]
    assert shown == [
        Speak("Why?"), Listen(0), StopListening(), Transcribe(0),
        Speak("How?"), Listen(1), StopListening(), Transcribe(1),
    ]  # fmt: skip


def test_thinking_time_runs_from_the_end_of_the_question() -> None:
    state, _ = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(50), Tick(79.9)])
    assert state.phase is Phase.THINKING
    assert step(state, Tick(80))[0].phase is Phase.OPENING


def test_a_question_that_cannot_be_read_aloud_is_told_and_the_round_goes_on() -> None:
    state, _ = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(1, "No loudspeaker.")])
    assert (state.phase, state.notice) == (Phase.THINKING, "No loudspeaker.")


def test_overtime_is_never_cut_off() -> None:
    state = answering()
    assert run(state, [Tick(9 + 180), Tick(9 + 1800)]) == (state, [])


def test_a_microphone_lost_in_mid_answer_keeps_what_was_said() -> None:
    state, effects = step(answering(), MicrophoneLost(60, "The microphone went away."))
    assert (state.phase, state.answer) == (Phase.TRANSCRIBING, AnswerStatus.RECORDED)
    assert effects == (StopListening(), Save(), Transcribe(0))
    scoring, _ = step(state, Transcribed(61))
    assert (scoring.phase, scoring.notice) == (Phase.SCORING, "The microphone went away.")


@pytest.mark.parametrize(
    "event", [MicrophoneLost(9, "No microphone."), Tick(8 + OPENING_SECONDS)], ids=["lost", "mute"]
)
def test_a_microphone_that_never_opens_leads_to_typing(event: Event) -> None:
    opening, _ = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(5), ReadyToAnswer(8)])
    assert opening.phase is Phase.OPENING
    state, effects = step(opening, event)
    assert (state.phase, state.by_voice, bool(state.notice)) == (Phase.TYPING, False, True)
    assert effects == (StopListening(), Save())
    done, _ = run(state, [Stop(60), Transcribed(60), Next(70), QuestionSpoken(71), Tick(100)])
    assert (done.index, done.phase) == (1, Phase.TYPING)


def test_a_microphone_that_is_slow_to_open_is_waited_for() -> None:
    opening, _ = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(5), ReadyToAnswer(8)])
    assert step(opening, Tick(7.9 + OPENING_SECONDS)) == (opening, ())


def test_ending_in_mid_answer_transcribes_it_first() -> None:
    ending, effects = step(answering(), EndEarly(60))
    assert (ending.phase, ending.ending) == (Phase.TRANSCRIBING, True)
    assert effects == (StopListening(), Save(), Transcribe(0))
    assert step(ending, Transcribed(61))[0].phase is Phase.DEBRIEF


def test_ending_while_typing_keeps_the_text() -> None:
    typing, _ = run(new_round(QUESTIONS, by_voice=False), [Begin(0), QuestionSpoken(1), Tick(60)])
    ending, effects = step(typing, EndEarly(70))
    assert (ending.answer, effects) == (AnswerStatus.TYPED, (Save(), Transcribe(0)))


def test_answering_again_and_then_skipping_keeps_the_first_take() -> None:
    again = [Stop(60), Transcribed(61), AnswerAgain(62), Skip(63)]
    state, _ = run(answering(), again)
    assert (state.index, state.answers[0]) == (1, AnswerStatus.RECORDED)


def test_a_skipped_question_is_not_an_answer() -> None:
    state, effects = run(new_round(QUESTIONS), [Begin(0), Skip(1)])
    assert state.answers == (AnswerStatus.SKIPPED, AnswerStatus.PENDING)
    assert effects[-1] == Speak("How?")


def test_repeating_reads_the_question_again_and_gives_the_thinking_time_back() -> None:
    state, effects = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(5), Repeat(20)])
    assert (state.phase, effects[-1]) == (Phase.ASKING, Speak("Why?"))
    assert step(step(state, QuestionSpoken(25))[0], Tick(50))[0].phase is Phase.THINKING


def test_a_transcript_that_failed_still_leads_to_scoring() -> None:
    state, _ = run(answering(), [Stop(60), Transcribed(61, "No model.")])
    assert (state.phase, state.notice) == (Phase.SCORING, "No model.")
