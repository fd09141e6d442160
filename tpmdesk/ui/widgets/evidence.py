"""Where in a transcript the evidence for each step lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` (both included, from 0) show step `number` (from 1)."""

    first: int
    last: int
    number: int


def passages(transcript: Transcript, steps: Sequence[StepCoverage]) -> tuple[Passage, ...]:
    """Every passage that a step's evidence quotes, in the order of the words."""
    starts = _word_starts(transcript)
    found = (
        passage
        for number, step in enumerate(steps, start=1)
        for evidence in step.evidence
        for passage in _locate(transcript, starts, evidence, number)
    )
    return tuple(sorted(found, key=lambda passage: (passage.first, passage.number)))


def _word_starts(transcript: Transcript) -> list[int]:
    """The offset of each word in the transcript's text."""
    lengths = (len(word.text) + 1 for word in transcript.words)
    return list(accumulate(lengths, initial=0))[:-1]


def _locate(
    transcript: Transcript, starts: list[int], evidence: Evidence, number: int
) -> Iterator[Passage]:
    """A quote may stand more than once: the one whose time fits best is meant."""
    words = transcript.words
    candidates = [
        Passage(*_words_at(starts, at, len(evidence.quote)), number)
        for at in _occurrences(transcript.text, evidence.quote)
    ]
    if candidates:
        yield min(
            candidates,
            key=lambda passage: abs((words[passage.first].start or 0.0) - (evidence.start or 0.0)),
        )


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _words_at(starts: list[int], at: int, size: int) -> tuple[int, int]:
    return bisect_right(starts, at) - 1, bisect_right(starts, at + size - 1) - 1
