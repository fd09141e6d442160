"""Rounds as they may go: events of any kind in any order, those that mean something more often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Continue,
    Effect,
    EndEarly,
    Event,
    MicrophoneLost,
    Next,
    Pause,
    QuestionSpoken,
    ReadyToAnswer,
    Repeat,
    Resume,
    ShowHint,
    Skip,
    SoundArrived,
    Stop,
    Tick,
    Transcribed,
    TypeInstead,
)
from tpmdesk.domain.rounds import step
from tpmdesk.domain.roundstate import Phase, Question, RoundState, new_round

QUESTIONS = (
    Question("core/a", "Why?", 30, 180),
    Question("core/b", "How?", 20, 60),
    Question("core/c", "When?", 0, 90),
)

LIKELIHOOD = 85
"""Of a hundred events, so many mean something when they come."""

Maker = Callable[[float], Event]


def _lost(at: float) -> Event:
    return MicrophoneLost(at, "gone")


def _asks(at: float) -> Event:
    return Transcribed(at, asks=("What breaks?", "Who decides?", "And then?"))


def _resumed(at: float) -> Event:
    return Resume(at, recorded=7.5)


EVERY: Sequence[Maker] = (
    Begin, QuestionSpoken, Repeat, ShowHint, Tick, ReadyToAnswer, SoundArrived, _lost, TypeInstead,
    Pause, Continue, Stop, Transcribed, _asks, AnswerAgain, Next, Skip, EndEarly, Resume, _resumed,
    lambda at: QuestionSpoken(at, "no voice"),
    lambda at: Transcribed(at, "no words"),
    lambda at: Stop(at, empty=True),
    lambda at: EndEarly(at, empty=True),
)  # fmt: skip

LIKELY: dict[Phase, Sequence[Maker]] = {
    Phase.BRIEFING: (Begin,),
    Phase.ASKING: (QuestionSpoken, ReadyToAnswer, Pause, Skip, TypeInstead, ShowHint),
    Phase.THINKING: (Tick, ReadyToAnswer, Pause, Repeat),
    Phase.OPENING: (SoundArrived, SoundArrived, SoundArrived, _lost, Tick, Stop),
    Phase.ANSWERING: (Stop, Stop, Pause, _lost, _resumed),
    Phase.TYPING: (Stop, Pause, lambda at: Stop(at, empty=True)),
    Phase.PAUSED: (Continue, Continue, Stop, Skip, _resumed),
    Phase.TRANSCRIBING: (Transcribed, _asks, Resume),
    Phase.BLIND: (Next, AnswerAgain),
    Phase.SCORING: (Next, Next, AnswerAgain),
    Phase.DEBRIEF: (Tick,),
}


@dataclass(frozen=True)
class Moment:
    """One event, and what it did."""

    before: RoundState
    event: Event
    after: RoundState
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class History:
    """A round from its briefing on."""

    start: RoundState
    moments: tuple[Moment, ...]

    @property
    def end(self) -> RoundState:
        return self.moments[-1].after if self.moments else self.start

    @property
    def at(self) -> float:
        return self.moments[-1].event.at if self.moments else 0.0


@st.composite
def new_rounds(draw: st.DrawFn) -> RoundState:
    """Rounds of every manner, not yet begun."""
    return new_round(
        QUESTIONS[: draw(st.integers(1, 3))],
        by_voice=draw(st.booleans()),
        exam=draw(st.booleans()),
        follow_ups=draw(st.integers(0, 2)),
        limit=draw(st.sampled_from([0, 60, 900])),
    )


@st.composite
def histories(draw: st.DrawFn, *, crashes: bool = True) -> History:
    """Events at times that never go back; without `crashes` the app is never closed."""
    state = start = draw(new_rounds())
    at, moments, length = 0.0, [], draw(st.sampled_from([40, 20, 10, 3, 0]))
    waits = st.sampled_from([1.0, 0.0, 0.25, 10.0, 45.0])
    picks = st.tuples(waits, st.integers(0, 99), st.integers(0, len(EVERY) - 1))
    for wait, likely, pick in draw(st.lists(picks, min_size=length, max_size=length)):
        makers = LIKELY[state.phase] if likely < LIKELIHOOD else EVERY
        at += wait
        event = makers[pick % len(makers)](at)
        if crashes or not isinstance(event, Resume):
            after, effects = step(state, event)
            moments.append(Moment(state, event, after, effects))
            state = after
    return History(start, tuple(moments))
