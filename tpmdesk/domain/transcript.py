"""What was heard: words with their times, in utterances separated by pauses."""

from __future__ import annotations

from dataclasses import dataclass

TYPED = "typed"
"""The "recognizer" of what came by the keyboard."""


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word; `start` and `end` in seconds of the recording, `confidence` in 0 to 1.

    `text` carries its punctuation. A typed answer has no times.
    """

    text: str
    start: float | None = None
    end: float | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech between two pauses."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole answer in words, and the recognizer that heard them ("typed" for the keyboard).

    `corrected` when the person has mended words by hand.
    """

    utterances: tuple[Utterance, ...]
    recognizer: str
    corrected: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for utterance in self.utterances for word in utterance.words)

    @property
    def text(self) -> str:
        """The words joined by single spaces: the text that evidence quotes."""
        return " ".join(word.text for word in self.words)


def typed(text: str) -> Transcript:
    """The transcript of an answer that was written or pasted: a line is an utterance."""
    lines = (line.split() for line in text.splitlines())
    utterances = tuple(Utterance(tuple(Word(word) for word in line)) for line in lines if line)
    return Transcript(utterances, TYPED)
