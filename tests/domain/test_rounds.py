from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Continue,
    Effect,
    EndEarly,
    Event,
    Hush,
    Listen,
    MicrophoneLost,
    Next,
    Pause,
    QuestionSpoken,
    ReadyToAnswer,
    Repeat,
    Resume,
    Save,
    ShowHint,
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
from tpmdesk.domain.rounds import FOLLOW_UP_ANSWER, OPENING_SECONDS, step
from tpmdesk.domain.roundstate import (
    AnswerStatus,
    Phase,
    PhaseClock,
    Question,
    RoundState,
    clock,
    interview_seconds,
    new_round,
)

QUESTIONS = (Question("core/a", "Why?", 30, 180), Question("core/b", "How?", 20, 60))


def run(state: RoundState, events: Iterable[Event]) -> tuple[RoundState, list[Effect]]:
    done: list[Effect] = []
    for event in events:
        state, effects = step(state, event)
        done += effects
    return state, done


def answering() -> RoundState:
    start = [Begin(0), QuestionSpoken(5), ReadyToAnswer(8), SoundArrived(9)]
    return run(new_round(QUESTIONS), start)[0]


def test_a_round_needs_a_question() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        new_round(())


def test_a_whole_round_by_voice() -> None:
    once: list[Event] = [
        QuestionSpoken(5), Tick(40), SoundArrived(41), Stop(100), Transcribed(101), Next(110),
        Next(120),
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
    assert (state.phase, state.paused) == (Phase.PAUSED, Phase.ANSWERING)
    assert (state.answer, state.notice) == (AnswerStatus.RECORDED, "The microphone went away.")
    assert effects == (StopListening(), Save())


def test_a_lost_microphone_leaves_the_choice_to_go_on_or_to_finish() -> None:
    held, _ = step(answering(), MicrophoneLost(60, "The microphone went away."))
    _, on = step(held, Continue(70))
    _, finished = step(held, Stop(70))
    assert on == (Save(), Listen(0, append=True))
    assert finished == (StopListening(), Save(), Transcribe(0))


def test_a_lost_microphone_holds_an_exam_too() -> None:
    exam = replace(answering(), exam=True)
    held, _ = step(exam, MicrophoneLost(60, "gone"))
    assert held.phase is Phase.PAUSED
    assert step(held, Continue(61))[1] == (Save(), Listen(0, append=True))


def test_an_answer_that_opens_again_can_be_finished_at_once() -> None:
    state, _ = run(answering(), [Pause(60), Continue(61)])
    finished, effects = step(state, Stop(62))
    assert (finished.phase, effects[0]) == (Phase.TRANSCRIBING, StopListening())


def test_an_answer_that_opens_again_is_never_typed_instead() -> None:
    state, _ = run(answering(), [Pause(60), Continue(61)])
    assert step(state, TypeInstead(62)) == (state, ())


@pytest.mark.parametrize(
    "event", [MicrophoneLost(62, "gone"), Tick(61 + OPENING_SECONDS)], ids=["lost", "mute"]
)
def test_an_answer_that_cannot_go_on_is_held_again(event: Event) -> None:
    opening, _ = run(answering(), [Pause(60), Continue(61)])
    held, effects = step(opening, event)
    assert (held.phase, held.paused, held.spent) == (Phase.PAUSED, Phase.ANSWERING, 51.0)
    assert effects == (StopListening(), Save())
    assert held.by_voice


@pytest.mark.parametrize(
    "event", [MicrophoneLost(9, "No microphone."), Tick(8 + OPENING_SECONDS)], ids=["lost", "mute"]
)
def test_a_microphone_that_never_opens_leads_to_typing(event: Event) -> None:
    opening, _ = run(new_round(QUESTIONS), [Begin(0), QuestionSpoken(5), ReadyToAnswer(8)])
    assert opening.phase is Phase.OPENING
    state, effects = step(opening, event)
    assert (state.phase, state.by_voice, bool(state.notice)) == (Phase.TYPING, False, True)
    assert effects == (StopListening(), Save())
    done, _ = run(
        state, [Stop(60), Transcribed(60), Next(70), Next(70), QuestionSpoken(71), Tick(100)]
    )
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
    assert (state.phase, state.index, state.answer) == (Phase.BLIND, 0, AnswerStatus.RECORDED)


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
    assert (state.phase, state.notice) == (Phase.BLIND, "No model.")


# Pauses


@pytest.mark.parametrize(
    ("events", "phase"),
    [
        ([Begin(0)], Phase.ASKING),
        ([Begin(0), QuestionSpoken(5)], Phase.THINKING),
        ([Begin(0), QuestionSpoken(5), ReadyToAnswer(8), SoundArrived(9)], Phase.ANSWERING),
        ([Begin(0), TypeInstead(5)], Phase.TYPING),
    ],
)
def test_whatever_can_be_paused_goes_on_after_a_pause(events: list[Event], phase: Phase) -> None:
    before, _ = run(new_round(QUESTIONS), events)
    held, _ = step(before, Pause(20))
    assert (before.phase, held.phase, held.paused) == (phase, Phase.PAUSED, phase)
    after, _ = run(held, [Continue(500), SoundArrived(500)])
    assert after.phase is phase


@pytest.mark.parametrize(
    "events",
    [
        [],
        [Begin(0), QuestionSpoken(5), ReadyToAnswer(8)],
        [Begin(0), TypeInstead(5), Stop(6)],
        [Begin(0), TypeInstead(5), Stop(6), Transcribed(7)],
    ],
)
def test_other_phases_know_no_pause(events: list[Event]) -> None:
    state, _ = run(new_round(QUESTIONS), events)
    assert step(state, Pause(20)) == (state, ())


def test_thinking_time_goes_on_where_it_stood() -> None:
    thinking = [Begin(0), QuestionSpoken(5), Pause(25), Continue(900)]
    state, _ = run(new_round(QUESTIONS), thinking)
    assert step(state, Tick(909))[0].phase is Phase.THINKING
    assert step(state, Tick(910))[0].phase is Phase.OPENING


def test_an_answers_clock_counts_no_pause_and_no_wait_for_the_microphone() -> None:
    state, _ = run(answering(), [Pause(60), Continue(500), SoundArrived(504)])
    assert clock(state, 514) == PhaseClock(elapsed=61.0, budget=180)


def test_overtime_is_what_runs_over_the_budget() -> None:
    assert (clock(answering(), 9 + 200).left, clock(answering(), 9 + 200).overtime) == (0.0, 20.0)
    assert (clock(answering(), 9 + 100).left, clock(answering(), 9 + 100).overtime) == (80.0, 0.0)


def test_the_interviews_time_leaves_out_briefing_pauses_and_scoring() -> None:
    state, _ = run(new_round(QUESTIONS), [Begin(100), QuestionSpoken(105), Pause(115)])
    assert interview_seconds(state, 999) == 15.0
    state, _ = run(state, [Continue(1000), ReadyToAnswer(1005), SoundArrived(1006), Stop(1066)])
    assert interview_seconds(state, 5000) == 81.0


def test_a_cut_answers_time_counts_when_the_app_comes_back() -> None:
    resumed, _ = step(answering(), Resume(9000, 50.0))
    assert interview_seconds(resumed, 9999) == 9.0 + 50.0


# Second takes


def test_an_empty_second_take_leaves_the_first() -> None:
    again = [Stop(60), Transcribed(61), AnswerAgain(62), TypeInstead(63), Stop(64, empty=True)]
    state, effects = run(answering(), again)
    assert (state.phase, state.answer) == (Phase.BLIND, AnswerStatus.RECORDED)
    assert Transcribe(0) not in effects[-2:]


def test_ending_before_anything_was_typed_is_no_answer() -> None:
    state, _ = run(new_round(QUESTIONS), [Begin(0), TypeInstead(1), EndEarly(2, empty=True)])
    assert (state.phase, state.answer) == (Phase.DEBRIEF, AnswerStatus.PENDING)


# Follow-ups


ASKS = ("What breaks?", "Who decides?", "And then?")


def asked_back(follow_ups: int = 2) -> RoundState:
    state = replace(answering(), follow_ups=follow_ups)
    return run(state, [Stop(60), Transcribed(61, asks=ASKS)])[0]


def test_follow_ups_come_right_behind_their_question() -> None:
    state = asked_back()
    assert (state.phase, state.index) == (Phase.ASKING, 1)
    assert [question.text for question in state.questions] == ["Why?", *ASKS[:2], "How?"]
    assert [question.follow_up_of for question in state.questions] == [None, 0, 0, None]
    assert state.question.answer_seconds == FOLLOW_UP_ANSWER


def test_an_answer_to_a_follow_up_is_not_asked_about() -> None:
    state, _ = run(asked_back(1), [TypeInstead(70), Stop(80), Transcribed(81, asks=ASKS)])
    assert (state.phase, state.index, len(state.questions)) == (Phase.BLIND, 0, 3)


def test_skipping_a_follow_up_goes_on_to_the_next() -> None:
    state, effects = run(asked_back(), [Skip(70)])
    assert (state.index, effects[-1]) == (2, Speak("Who decides?"))
    assert step(state, Skip(71))[0].phase is Phase.BLIND


def test_after_the_scores_comes_the_next_question_not_its_follow_up() -> None:
    state, _ = run(asked_back(), [Skip(70), Skip(71), Next(80), Next(90)])
    assert (state.phase, state.index, state.question.text) == (Phase.ASKING, 3, "How?")


# Exams


def test_an_exam_scores_all_answers_after_the_last() -> None:
    state = replace(new_round(QUESTIONS), exam=True)
    answer: list[Event] = [ReadyToAnswer(1), SoundArrived(2), Stop(3), Transcribed(4)]
    state, _ = run(state, [Begin(0), *answer])
    assert (state.phase, state.index) == (Phase.ASKING, 1)
    state, _ = run(state, answer)
    seen = []
    while state.phase is not Phase.DEBRIEF:
        seen.append((state.phase, state.index))
        state, _ = step(state, Next(5))
    assert seen == [
        (Phase.BLIND, 0), (Phase.SCORING, 0), (Phase.BLIND, 1), (Phase.SCORING, 1),
    ]  # fmt: skip


def test_an_exam_has_one_take_and_no_hint() -> None:
    state = replace(answering(), exam=True)
    assert step(state, Pause(20)) == (state, ())
    scoring, _ = run(
        replace(state, questions=QUESTIONS[:1], answers=state.answers[:1]),
        [Stop(60), Transcribed(61)],
    )
    assert step(scoring, AnswerAgain(62)) == (scoring, ())
    asking, _ = step(replace(new_round(QUESTIONS), exam=True), Begin(0))
    assert step(asking, ShowHint(1)) == (asking, ())


def test_a_hint_is_remembered_once() -> None:
    state, effects = run(new_round(QUESTIONS), [Begin(0), ShowHint(1), ShowHint(2)])
    assert (state.hinted, effects.count(Save())) == ((0,), 2)


def test_an_exam_whose_time_is_over_goes_on_to_scoring() -> None:
    state = replace(answering(), exam=True, limit=60)
    assert run(state, [Tick(500)]) == (state, [])
    scoring, _ = run(state, [Stop(500), Transcribed(501)])
    assert (scoring.phase, scoring.answers[1]) == (Phase.BLIND, AnswerStatus.PENDING)


def test_practice_knows_no_limit() -> None:
    state = replace(answering(), limit=60)
    asking, _ = run(state, [Stop(500), Transcribed(501), Next(502), Next(503)])
    assert asking.phase is Phase.ASKING
