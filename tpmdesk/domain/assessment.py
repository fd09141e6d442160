"""What an answer shows: the steps covered with their evidence, and how it was delivered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact substring of the transcript; times in seconds of the recording, None when typed."""

    quote: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class StepCoverage:
    """Whether a framework's step was really spoken of, and where.

    `signal` is where a rollback signal was named for this phase; None where no signal is asked for.
    `mentioned` is where a step that is not covered was named in general (`domain.mentions`).
    """

    step: str
    covered: bool
    evidence: tuple[Evidence, ...] = ()
    signal: tuple[Evidence, ...] | None = None
    mentioned: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence inside the answer, in seconds of the recording."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class FillerUse:
    """One filler word and when it was said."""

    word: str
    start: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """A phrase said again and again, and when each time."""

    phrase: str
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Pace, pauses and words of a spoken answer.

    Times in seconds. `words_per_minute` counts over the time from the first to the last word,
    pauses included. `fillers` is a lower bound: recognizers drop some. `pace` holds
    (start, words a minute) for each quarter minute. `stretches` holds (start, end) of speech
    without a pause, where it lasts long enough to tire a listener.
    """

    words: int
    speech_seconds: float
    seconds: float
    words_per_minute: float
    time_to_first_word: float
    pauses: tuple[Pause, ...]
    fillers: tuple[FillerUse, ...]
    pace: tuple[tuple[float, float], ...] = ()
    hedges: tuple[FillerUse, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    stretches: tuple[tuple[float, float], ...] = ()

    @property
    def longest_stretch(self) -> float:
        """0 where no stretch is long."""
        return max((end - start for start, end in self.stretches), default=0.0)

    @property
    def longest_pause(self) -> float:
        return max((pause.seconds for pause in self.pauses), default=0.0)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The evidence for one answer. Nothing is judged when `enough_speech` is False."""

    framework: str
    steps: tuple[StepCoverage, ...]
    follow_ups: tuple[str, ...]
    delivery: Delivery | None
    enough_speech: bool
