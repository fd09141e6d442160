"""A mock round as a pure state machine: `step(state, event) -> (state, effects)`.

Nothing here speaks, records or saves. Effects are plain data that `app.mock` performs; what comes
of them returns as events. An event that means nothing in the present phase changes nothing.
"""

from __future__ import annotations

from dataclasses import replace

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
from tpmdesk.domain.roundstate import (
    GIVEN,
    INTERVIEW,
    AnswerStatus,
    Phase,
    Question,
    RoundState,
    clock,
    group_of,
    mains,
)

OPENING_SECONDS = 10.0
"""A microphone that has delivered nothing for so long is taken for one that does not work."""

FOLLOW_UP_THINK = 10
FOLLOW_UP_ANSWER = 90
"""Seconds to think about and to answer what the interviewer asks back: shorter than a question."""

_PAUSABLE = frozenset((Phase.ASKING, Phase.THINKING, Phase.ANSWERING, Phase.TYPING))
_NO_SOUND = "The microphone delivers no sound."
_LEFT_OPEN = "You were answering when the app closed. Go on where you stopped, or finish here."

Outcome = tuple[RoundState, tuple[Effect, ...]]


def step(state: RoundState, event: Event) -> Outcome:
    """The state after `event`, and what is to be done about it."""
    match state.phase, event:
        case _, EndEarly(at, empty):
            return _end_early(state, at, empty)
        case _, Resume(at, recorded):
            return _resume(replace(state, since=at), at, recorded)
        case Phase.BRIEFING, Begin(at):
            return _ask(state, at)
        case Phase.ASKING, QuestionSpoken(at, problem):
            return _enter(state, Phase.THINKING, at, problem or state.notice), (Save(),)
        case Phase.THINKING, Tick(at) if clock(state, at).left <= 0.0:
            return _answer(state, at)
        case Phase.OPENING, SoundArrived(at):
            return _sound_arrived(state, at)
        case Phase.OPENING, MicrophoneLost(at, problem):
            return _no_sound(state, at, problem)
        case Phase.OPENING, Tick(at) if at - state.since >= OPENING_SECONDS:
            return _no_sound(state, at, _NO_SOUND)
        case Phase.ANSWERING, MicrophoneLost(at, problem):
            return _pause(state, at, problem)
        case Phase.TRANSCRIBING, Transcribed(at, problem, asks):
            return _transcribed(state, at, problem or state.notice, asks)
        case _:
            return _step_by_choice(state, event)


def _step_by_choice(state: RoundState, event: Event) -> Outcome:
    """What the person may choose to do in each phase."""
    match state.phase, event:
        case Phase.ASKING | Phase.THINKING, Repeat(at):
            return _enter(state, Phase.ASKING, at), (
                Hush(),
                Save(),
                Speak(state.question.text),
            )
        case Phase.ASKING | Phase.THINKING, ReadyToAnswer(at):
            return _answer(state, at)
        case Phase.ASKING | Phase.THINKING, ShowHint():
            return _hint(state)
        case Phase.ASKING | Phase.THINKING, Skip(at):
            skipped, effects = _go_on(_skipped(state), at)
            return skipped, (Hush(), *effects)
        case Phase.ANSWERING, Stop(at):
            return _transcribe(state, at)
        case Phase.TYPING, Stop(at, empty):
            return _finish_typing(state, at, empty)
        case Phase.BLIND | Phase.SCORING, AnswerAgain(at) if not state.exam:
            return _ask(state, at)
        case Phase.BLIND, Next(at):
            return _enter(state, Phase.SCORING, at), (Save(),)
        case Phase.SCORING, Next(at):
            return _after_scoring(state, at)
        case _:
            return _step_around_pauses(state, event)


def _step_around_pauses(state: RoundState, event: Event) -> Outcome:
    match state.phase, event:
        case Phase.ASKING | Phase.THINKING, TypeInstead(at):
            return _type(state, at)
        case Phase.OPENING, TypeInstead(at) if state.paused is None:
            return _type(state, at)
        case Phase.OPENING, Stop(at) if state.paused is Phase.ANSWERING:
            return _transcribe(state, at)
        case phase, Pause(at) if phase in _PAUSABLE and not state.exam:
            return _pause(state, at)
        case Phase.PAUSED, Continue(at):
            return _continue(state, at)
        case Phase.PAUSED, Stop(at) if state.paused is Phase.ANSWERING:
            return _transcribe(state, at)
        case Phase.PAUSED, Stop(at, empty) if state.paused is Phase.TYPING:
            return _finish_typing(state, at, empty)
        case Phase.PAUSED, Skip(at) if state.paused in (Phase.ASKING, Phase.THINKING):
            return _go_on(_skipped(state), at)
        case _:
            return state, ()


# Moving from phase to phase


def _enter(state: RoundState, phase: Phase, at: float, notice: str = "") -> RoundState:
    """The state in a new phase, its clock at none, the interview time counted up to here."""
    used = state.used + (max(0.0, at - state.since) if state.phase in INTERVIEW else 0.0)
    return replace(state, phase=phase, since=at, notice=notice, used=used, paused=None, spent=0.0)


def _mark(state: RoundState, status: AnswerStatus) -> RoundState:
    answers = (*state.answers[: state.index], status, *state.answers[state.index + 1 :])
    return replace(state, answers=answers)


def _skipped(state: RoundState) -> RoundState:
    """Skipping a second take leaves the first."""
    untouched = state.answer in (AnswerStatus.PENDING, AnswerStatus.SKIPPED)
    return _mark(state, AnswerStatus.SKIPPED) if untouched else state


def _hint(state: RoundState) -> Outcome:
    if state.exam or state.index in state.hinted:
        return state, ()
    return replace(state, hinted=(*state.hinted, state.index)), (Save(),)


# Asking and answering


def _ask(state: RoundState, at: float, notice: str = "") -> Outcome:
    asking = _enter(state, Phase.ASKING, at, notice)
    return asking, (Save(), Speak(state.question.text))


def _answer(state: RoundState, at: float) -> Outcome:
    if not state.by_voice:
        return _type(state, at)
    return _enter(state, Phase.OPENING, at), (Hush(), Save(), Listen(state.index))


def _sound_arrived(state: RoundState, at: float) -> Outcome:
    """After a pause the answer's clock goes on where it stood."""
    heard = _mark(_enter(state, Phase.ANSWERING, at), AnswerStatus.RECORDING)
    return replace(heard, spent=state.spent if state.paused else 0.0), (Save(),)


def _no_sound(state: RoundState, at: float, problem: str) -> Outcome:
    """An answer that was to go on keeps what there is; one that was to begin is typed instead."""
    if state.paused is Phase.ANSWERING:
        return _held(state, Phase.ANSWERING, at, state.spent, problem), (StopListening(), Save())
    typing = replace(state, by_voice=False)
    return _type(typing, at, f"{problem} Type your answer.")


def _type(state: RoundState, at: float, problem: str = "") -> Outcome:
    closing = StopListening() if state.phase is Phase.OPENING else Hush()
    return _enter(state, Phase.TYPING, at, problem or state.notice), (closing, Save())


def _transcribe(state: RoundState, at: float, problem: str = "") -> Outcome:
    stopped = _mark(_enter(state, Phase.TRANSCRIBING, at, problem), AnswerStatus.RECORDED)
    return stopped, (StopListening(), Save(), Transcribe(state.index))


def _finish_typing(state: RoundState, at: float, empty: bool) -> Outcome:
    """An empty second take is none: the first stays."""
    if empty and state.answer in GIVEN:
        return _go_on(state, at)
    written = _mark(_enter(state, Phase.TRANSCRIBING, at), AnswerStatus.TYPED)
    return written, (Save(), Transcribe(state.index))


# Pauses, wanted or not


def _pause(state: RoundState, at: float, problem: str = "") -> Outcome:
    held = _held(state, state.phase, at, clock(state, at).elapsed, problem)
    match state.phase:
        case Phase.ANSWERING:
            return _mark(held, AnswerStatus.RECORDED), (StopListening(), Save())
        case Phase.ASKING:
            return held, (Hush(), Save())
        case _:
            return held, (Save(),)


def _held(
    state: RoundState, interrupted: Phase, at: float, spent: float, notice: str
) -> RoundState:
    held = _enter(state, Phase.PAUSED, at, notice)
    return replace(held, paused=interrupted, spent=spent)


def _continue(state: RoundState, at: float) -> Outcome:
    match state.paused:
        case Phase.ANSWERING:
            opening = replace(
                _enter(state, Phase.OPENING, at), paused=Phase.ANSWERING, spent=state.spent
            )
            return opening, (Save(), Listen(state.index, append=True))
        case Phase.THINKING | Phase.TYPING as interrupted:
            return replace(_enter(state, interrupted, at), spent=state.spent), (Save(),)
        case _:
            return _ask(state, at)


# After an answer


def _transcribed(state: RoundState, at: float, problem: str, asks: tuple[str, ...]) -> Outcome:
    if state.ending:
        return _enter(state, Phase.DEBRIEF, at, problem), (Save(),)
    return _go_on(_with_follow_ups(state, asks), at, problem)


def _with_follow_ups(state: RoundState, asks: tuple[str, ...]) -> RoundState:
    """The interviewer's questions back, right behind the question; a second take asks no new
    ones."""
    main = state.index
    asked_back = state.question.follow_up_of is not None or len(group_of(state.questions, main)) > 1
    if asked_back or not asks[: state.follow_ups]:
        return state
    new = tuple(_follow_up(state.question, main, ask) for ask in asks[: state.follow_ups])
    before, after = main + 1, state.questions[main + 1 :]
    return replace(
        state,
        questions=(*state.questions[:before], *new, *after),
        answers=(
            *state.answers[:before],
            *(AnswerStatus.PENDING for _ in new),
            *state.answers[before:],
        ),
    )


def _follow_up(question: Question, main: int, ask: str) -> Question:
    return Question(question.prompt, ask, FOLLOW_UP_THINK, FOLLOW_UP_ANSWER, follow_up_of=main)


def _go_on(state: RoundState, at: float, notice: str = "") -> Outcome:
    """After an answer given or skipped: the next follow-up, then the scores, then what is next."""
    group = group_of(state.questions, state.main)
    back = next((i for i in group if i > state.index and _open(state, i)), None)
    if back is not None:
        return _ask(replace(state, index=back), at, notice)
    if not state.exam and any(state.answers[i] in GIVEN for i in group):
        return _enter(replace(state, index=state.main), Phase.BLIND, at, notice), (Save(),)
    return _next_question(state, at, notice)


def _open(state: RoundState, index: int) -> bool:
    return state.answers[index] is AnswerStatus.PENDING


def _next_question(state: RoundState, at: float, notice: str = "") -> Outcome:
    """The next main question; in an exam whose time is over, or after the last, what comes then."""
    ahead = [i for i in mains(state.questions) if i > state.index and _open(state, i)]
    if ahead and not _time_is_up(state, at):
        return _ask(replace(state, index=ahead[0]), at, notice)
    if state.exam:
        return _score_from(state, -1, at, notice)
    return _enter(state, Phase.DEBRIEF, at, notice), (Save(),)


def _time_is_up(state: RoundState, at: float) -> bool:
    running = max(0.0, at - state.since) if state.phase in INTERVIEW else 0.0
    return state.exam and 0 < state.limit <= state.used + running


def _after_scoring(state: RoundState, at: float) -> Outcome:
    if state.exam:
        return _score_from(state, state.index, at)
    return _next_question(replace(state, index=group_of(state.questions, state.main)[-1]), at)


def _score_from(state: RoundState, after: int, at: float, notice: str = "") -> Outcome:
    """In an exam: score the next main question that was answered, or come to the end."""
    for main in mains(state.questions):
        group = group_of(state.questions, main)
        if main > after and any(state.answers[i] in GIVEN for i in group):
            return _enter(replace(state, index=main), Phase.BLIND, at, notice), (Save(),)
    return _enter(state, Phase.DEBRIEF, at, notice), (Save(),)


# Ending and coming back


def _end_early(state: RoundState, at: float, empty: bool) -> Outcome:
    """What is being said or written is finished first; then comes the summary."""
    under_way = state.paused if state.phase in (Phase.PAUSED, Phase.OPENING) else state.phase
    match under_way or state.phase:
        case Phase.ANSWERING:
            return _transcribe(replace(state, ending=True), at)
        case Phase.TYPING if not empty:
            return _finish_typing(replace(state, ending=True), at, empty)
        case Phase.TRANSCRIBING:
            return replace(state, ending=True), (Save(),)
        case Phase.DEBRIEF:
            return state, ()
        case Phase.OPENING:
            return _enter(state, Phase.DEBRIEF, at), (StopListening(), Save())
        case _:
            return _enter(state, Phase.DEBRIEF, at), (Hush(), Save())


def _resume(state: RoundState, at: float, recorded: float) -> Outcome:
    """Pick up where the app was closed: a cut answer can go on, a question is asked again."""
    match state.phase:
        case Phase.ANSWERING:
            held = _held(state, Phase.ANSWERING, at, max(recorded, state.spent), _LEFT_OPEN)
            # The answer's time counts, though nobody was there to see it end.
            held = replace(held, used=held.used + held.spent - state.spent)
            return _mark(held, AnswerStatus.RECORDED), (Save(),)
        case Phase.OPENING if state.paused is Phase.ANSWERING:
            return _held(state, Phase.ANSWERING, at, max(recorded, state.spent), ""), (Save(),)
        case Phase.TRANSCRIBING:
            return state, (Save(), Transcribe(state.index))
        case Phase.ASKING | Phase.THINKING | Phase.OPENING:
            return _ask(state, at)
        case _:
            return state, (Save(),)


def leave(state: RoundState, *, empty: bool = False) -> RoundState:
    """The state of a round that nobody will go on with. What was being recorded counts, and what
    was being typed unless it is `empty`."""
    under_way = state.paused or state.phase
    status = state.answer
    if under_way is Phase.ANSWERING:
        status = AnswerStatus.RECORDED
    elif under_way is Phase.TYPING and not empty:
        status = AnswerStatus.TYPED
    return replace(_mark(state, status), phase=Phase.DEBRIEF, paused=None, spent=0.0)
