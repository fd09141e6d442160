"""What can happen in a mock round, and what is to be done about it. `at` is the time it happened,
in seconds of one clock that never goes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Begin:
    """The briefing has been read."""

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
class ShowHint:
    """The person looks at the hint for the present question."""

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
class Pause:
    """Hold the round. Means nothing in an exam."""

    at: float


@dataclass(frozen=True, slots=True)
class Continue:
    """Go on after a pause; an answer goes on in the same recording."""

    at: float


@dataclass(frozen=True, slots=True)
class Stop:
    """The answer is finished (the typed one too). `empty` when nothing at all was typed."""

    at: float
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The transcript is complete, or there will be none (`problem` says why).

    `asks` are the questions that the interviewer would ask back, the most telling first.
    """

    at: float
    problem: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerAgain:
    """Take the present question once more. Means nothing in an exam."""

    at: float


@dataclass(frozen=True, slots=True)
class Next:
    """Go on: from the blind score to the evidence, from there to the next question."""

    at: float


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the present question unanswered."""

    at: float


@dataclass(frozen=True, slots=True)
class EndEarly:
    """End the round here; what was said is kept. `empty` when nothing of an answer was typed."""

    at: float
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """The app was closed in mid-round and has come back. `recorded` is how many seconds there are
    of the answer that was under way."""

    at: float
    recorded: float = 0.0


Event = (
    Begin
    | QuestionSpoken
    | Repeat
    | ShowHint
    | Tick
    | ReadyToAnswer
    | SoundArrived
    | MicrophoneLost
    | TypeInstead
    | Pause
    | Continue
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
    """Open the microphone for the answer at `index`; report `SoundArrived`. `append` goes on at
    the end of the take there is."""

    index: int
    append: bool = False


@dataclass(frozen=True, slots=True)
class StopListening:
    """Close the microphone; what was recorded is safe."""


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Complete the transcript of the answer at `index`, then report `Transcribed`."""

    index: int


@dataclass(frozen=True, slots=True)
class Save:
    """Write the new state down before anything else happens."""


Effect = Speak | Hush | Listen | StopListening | Transcribe | Save
