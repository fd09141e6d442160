"""How an answer was delivered: pace, pauses, fillers, and how soon it began."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tpmdesk.domain.assessment import Delivery, Pause
from tpmdesk.domain.fillers import filler_uses
from tpmdesk.domain.hedges import hedge_uses
from tpmdesk.domain.repeats import repeats
from tpmdesk.domain.transcript import Transcript, Word

PAUSE_SECONDS = 0.7
"""Silence of this length counts as a pause; shorter gaps belong to ordinary speech."""
PACE_SECONDS = 15.0
_SHORTEST_PACE = 5.0
_ENOUGH_SECONDS = 20.0
_ENOUGH_HEARD = 20
_ENOUGH_TYPED = 40
_SET_OFF, _OVERLAP = 1.0, 0.3  # words begin a little before or after the voice is noticed
LONG_STRETCH = 30.0
"""Speech of this length without a pause counts as a long stretch."""

Span = tuple[float, float]


def delivery(transcript: Transcript, speech: Sequence[Span], seconds: float) -> Delivery | None:
    """The delivery of a spoken answer; None when no word has a time, as in a typed one.

    `speech` holds the (start, end) of the stretches of voice in seconds; when it is empty, pauses
    are told from the words. `seconds` is the length of the recording.
    """
    words = [word for word in transcript.words if _is_word(word)]
    spans = [span for word in words if (span := _span(word))]
    if not spans:
        return None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    stretches = _stretches(speech) or _stretches(spans)
    return Delivery(
        words=len(words),
        speech_seconds=sum(end - start for start, end in stretches),
        seconds=max(seconds, last),
        words_per_minute=_per_minute(len(words), last - first),
        time_to_first_word=_first_sound(stretches, first),
        pauses=_pauses(stretches),
        fillers=filler_uses(words),
        pace=_pace([start for start, _ in spans], first, last),
        hedges=hedge_uses(words),
        repeats=repeats(words),
        stretches=_long_stretches(stretches),
    )


def pauses_before(points: Sequence[float], pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """The pauses that set off one of these points: they end within a second before it."""
    return tuple(
        pause
        for pause in pauses
        if any(-_OVERLAP <= point - pause.end <= _SET_OFF for point in points)
    )


def enough_speech(transcript: Transcript, spoken: Delivery | None) -> bool:
    """Whether there is enough to judge: 20 s of voice that left 20 words, or 40 words typed."""
    if spoken is None:
        return len(transcript.words) >= _ENOUGH_TYPED
    return spoken.speech_seconds >= _ENOUGH_SECONDS and spoken.words >= _ENOUGH_HEARD


def _is_word(word: Word) -> bool:
    return any(letter.isalnum() for letter in word.text)


def _span(word: Word) -> Span | None:
    if word.start is None or word.end is None:
        return None
    start = max(0.0, word.start)
    return start, max(start, word.end)


def _stretches(spans: Sequence[Span]) -> list[Span]:
    """Stretches in order, without overlaps, none of them negative."""
    merged: list[Span] = []
    for start, end in sorted((max(0.0, start), end) for start, end in spans if end > start):
        if end <= 0.0:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pauses(stretches: Sequence[Span]) -> tuple[Pause, ...]:
    gaps = (Pause(left[1], right[0]) for left, right in pairwise(stretches))
    return tuple(gap for gap in gaps if gap.seconds >= PAUSE_SECONDS)


def _long_stretches(stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches joined over gaps that are no pauses, where the sum is long."""
    joined: list[Span] = []
    for start, end in stretches:
        if joined and start - joined[-1][1] < PAUSE_SECONDS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(span for span in joined if span[1] - span[0] >= LONG_STRETCH)


def _first_sound(stretches: Sequence[Span], first_word: float) -> float:
    """When the voice began: a noise that ended before the first word was no voice."""
    return next((start for start, end in stretches if end > first_word), first_word)


def _per_minute(words: int, seconds: float) -> float:
    return words * 60.0 / seconds if seconds > 0.0 else 0.0


def _pace(starts: Sequence[float], first: float, last: float) -> tuple[Span, ...]:
    """The pace of each quarter minute from the first word on; a last short one is left out."""
    pace: list[Span] = []
    begin = first
    while begin < last and (last - begin >= _SHORTEST_PACE or begin == first):
        end = min(begin + PACE_SECONDS, last)
        count = sum(begin <= start < end or start == last == end for start in starts)
        pace.append((begin, _per_minute(count, end - begin)))
        begin += PACE_SECONDS
    return tuple(pace)
