"""A mock round as a pure state machine: `step(state, event) -> (state, effects)`.

Nothing here speaks, records or saves. Effects are plain data that `app.mock` performs; what comes
of them returns as events. An event that means nothing in the present phase changes nothing.
Times (`at`) are seconds of one clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

OPENING_SECONDS = 10.0
"""A microphone that has delivered nothing for so long is taken for one that does not work."""


class Phase(StrEnum):
    """Where a round stands. OPENING lasts from the request for sound until sound arrives."""

    BRIEFING = "briefing"
    ASKING = "asking"
    THINKING = "thinking"
    OPENING = "opening"
    ANSWERING = "answering"
    TYPING = "typing"
    TRANSCRIBING = "transcribing"
    SCORING = "scoring"
    DEBRIEF = "debrief"


class AnswerStatus(StrEnum):
    """What there is of one answer. It never goes back to PENDING: an earlier take is kept."""

    PENDING = "pending"
    RECORDING = "recording"
    RECORDED = "recorded"
    TYPED = "typed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a round as it will be asked. Times in seconds."""

    prompt: str
    text: str
    think_seconds: int
    answer_seconds: int


@dataclass(frozen=True, slots=True)
class RoundState:
    """The whole state of a round. `since` is when the phase began; `notice` says what went wrong.

    `ending` is set once the person has asked to end early: the answer under way is finished first.
    """

    questions: tuple[Question, ...]
    answers: tuple[AnswerStatus, ...]
    phase: Phase = Phase.BRIEFING
    index: int = 0
    since: float = 0.0
    by_voice: bool = True
    ending: bool = False
    notice: str = ""

    @property
    def question(self) -> Question:
        return self.questions[self.index]

    @property
    def answer(self) -> AnswerStatus:
        return self.answers[self.index]


def new_round(questions: tuple[Question, ...], *, by_voice: bool = True) -> RoundState:
    """A round not yet begun. There must be at least one question."""
    if not questions:
        raise ValueError("a round needs at least one question")
    return RoundState(questions, (AnswerStatus.PENDING,) * len(questions), by_voice=by_voice)


# Events: what happened.


@dataclass(frozen=True, slots=True)
class Begin:
    at: float


@dataclass(frozen=True, slots=True)
class QuestionSpoken:
    """The question was read to its end, or could not be read aloud (`problem` says why)."""

    at: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Read the question again."""

    at: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by."""

    at: float


@dataclass(frozen=True, slots=True)
class ReadyToAnswer:
    """The person does not need the rest of the thinking time."""

    at: float


@dataclass(frozen=True, slots=True)
class SoundArrived:
    """The microphone delivered its first samples: recording has really begun."""

    at: float


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """The microphone could not be opened or went away."""

    at: float
    problem: str


@dataclass(frozen=True, slots=True)
class TypeInstead:
    """The answer will be typed."""

    at: float


@dataclass(frozen=True, slots=True)
class Stop:
    """The answer is finished (the typed one too)."""

    at: float


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The transcript is complete, or there will be none (`problem` says why)."""

    at: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AnswerAgain:
    """Take the present question once more."""

    at: float


@dataclass(frozen=True, slots=True)
class Next:
    """Go on to the next question, or to the summary after the last."""

    at: float


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the present question unanswered."""

    at: float


@dataclass(frozen=True, slots=True)
class EndEarly:
    """End the round here; what was said is kept."""

    at: float


@dataclass(frozen=True, slots=True)
class Resume:
    """The app was closed in mid-round and has come back."""

    at: float


Event = (
    Begin
    | QuestionSpoken
    | Repeat
    | Tick
    | ReadyToAnswer
    | SoundArrived
    | MicrophoneLost
    | TypeInstead
    | Stop
    | Transcribed
    | AnswerAgain
    | Next
    | Skip
    | EndEarly
    | Resume
)


# Effects: what is to be done.


@dataclass(frozen=True, slots=True)
class Speak:
    """Read the text aloud, then report `QuestionSpoken`."""

    text: str


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop reading aloud."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Open the microphone for the answer at `index`; report `SoundArrived`."""

    index: int


@dataclass(frozen=True, slots=True)
class StopListening:
    """Close the microphone; the recording is complete."""


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Complete the transcript of the answer at `index`, then report `Transcribed`."""

    index: int


@dataclass(frozen=True, slots=True)
class Save:
    """Write the new state down before anything else happens."""


Effect = Speak | Hush | Listen | StopListening | Transcribe | Save
Outcome = tuple[RoundState, tuple[Effect, ...]]


def step(state: RoundState, event: Event) -> Outcome:
    """The state after `event`, and what is to be done about it."""
    match state.phase, event:
        case _, EndEarly(at):
            return _end_early(state, at)
        case _, Resume(at):
            return _resume(state, at)
        case Phase.BRIEFING, Begin(at):
            return _ask(state, at)
        case Phase.ASKING, QuestionSpoken(at, problem):
            return _enter(state, Phase.THINKING, at, problem), (Save(),)
        case Phase.THINKING, Tick(at):
            thought = at - state.since >= state.question.think_seconds
            return _answer(state, at) if thought else (state, ())
        case Phase.OPENING, SoundArrived(at):
            heard = _mark(state, AnswerStatus.RECORDING)
            return _enter(heard, Phase.ANSWERING, at), (Save(),)
        case Phase.OPENING, MicrophoneLost(at, problem):
            return _type(replace(state, by_voice=False), at, problem)
        case Phase.OPENING, Tick(at) if at - state.since >= OPENING_SECONDS:
            problem = "The microphone delivers no sound. Type your answer."
            return _type(replace(state, by_voice=False), at, problem)
        case Phase.ANSWERING, MicrophoneLost(at, problem):
            return _transcribe(state, at, problem)
        case Phase.TRANSCRIBING, Transcribed(at, problem):
            phase = Phase.DEBRIEF if state.ending else Phase.SCORING
            return _enter(state, phase, at, problem or state.notice), (Save(),)
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
        case Phase.ASKING | Phase.THINKING | Phase.OPENING, TypeInstead(at):
            return _type(state, at)
        case Phase.ASKING | Phase.THINKING, Skip(at):
            skipped, effects = _next(_skipped(state), at)
            return skipped, (Hush(), *effects)
        case Phase.ANSWERING, Stop(at):
            return _transcribe(state, at)
        case Phase.TYPING, Stop(at):
            return _finish_typing(state, at)
        case Phase.SCORING, AnswerAgain(at):
            return _ask(state, at)
        case Phase.SCORING, Next(at):
            return _next(state, at)
        case _:
            return state, ()


def _enter(state: RoundState, phase: Phase, at: float, notice: str = "") -> RoundState:
    return replace(state, phase=phase, since=at, notice=notice)


def _mark(state: RoundState, status: AnswerStatus) -> RoundState:
    answers = (*state.answers[: state.index], status, *state.answers[state.index + 1 :])
    return replace(state, answers=answers)


def _skipped(state: RoundState) -> RoundState:
    """Skipping a second take leaves the first."""
    untouched = state.answer in (AnswerStatus.PENDING, AnswerStatus.SKIPPED)
    return _mark(state, AnswerStatus.SKIPPED) if untouched else state


def _ask(state: RoundState, at: float) -> Outcome:
    return _enter(state, Phase.ASKING, at), (Save(), Speak(state.question.text))


def _answer(state: RoundState, at: float) -> Outcome:
    if not state.by_voice:
        return _type(state, at)
    return _enter(state, Phase.OPENING, at), (Hush(), Save(), Listen(state.index))


def _type(state: RoundState, at: float, problem: str = "") -> Outcome:
    closing = StopListening() if state.phase is Phase.OPENING else Hush()
    typing = _mark(_enter(state, Phase.TYPING, at, problem or state.notice), AnswerStatus.TYPED)
    return typing, (closing, Save())


def _transcribe(state: RoundState, at: float, problem: str = "") -> Outcome:
    stopped = _mark(_enter(state, Phase.TRANSCRIBING, at, problem), AnswerStatus.RECORDED)
    return stopped, (StopListening(), Save(), Transcribe(state.index))


def _finish_typing(state: RoundState, at: float) -> Outcome:
    return _enter(state, Phase.TRANSCRIBING, at), (Save(), Transcribe(state.index))


def _next(state: RoundState, at: float) -> Outcome:
    if state.index + 1 == len(state.questions):
        return _enter(state, Phase.DEBRIEF, at), (Save(),)
    return _ask(replace(state, index=state.index + 1), at)


def _end_early(state: RoundState, at: float) -> Outcome:
    """What is being said or written is finished first; then comes the summary."""
    match state.phase:
        case Phase.ANSWERING:
            return _transcribe(replace(state, ending=True), at)
        case Phase.TYPING:
            return _finish_typing(replace(state, ending=True), at)
        case Phase.TRANSCRIBING:
            return replace(state, ending=True), (Save(),)
        case Phase.DEBRIEF:
            return state, ()
        case Phase.OPENING:
            return _enter(state, Phase.DEBRIEF, at), (StopListening(), Save())
        case _:
            return _enter(state, Phase.DEBRIEF, at), (Hush(), Save())


def _resume(state: RoundState, at: float) -> Outcome:
    """Pick up where the app was closed: a cut recording is transcribed, a question asked again."""
    match state.phase:
        case Phase.ANSWERING:
            cut = _mark(_enter(state, Phase.TRANSCRIBING, at), AnswerStatus.RECORDED)
            return cut, (Save(), Transcribe(state.index))
        case Phase.TRANSCRIBING:
            resumed = _enter(state, Phase.TRANSCRIBING, at, state.notice)
            return resumed, (Save(), Transcribe(state.index))
        case Phase.ASKING | Phase.THINKING | Phase.OPENING:
            return _ask(state, at)
        case _:
            return _enter(state, state.phase, at, state.notice), (Save(),)


def leave(state: RoundState) -> RoundState:
    """The state of a round that nobody will go on with. What was being recorded counts."""
    heard = AnswerStatus.RECORDED if state.phase is Phase.ANSWERING else state.answer
    return replace(_mark(state, heard), phase=Phase.DEBRIEF)
