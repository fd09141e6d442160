"""Mending a transcript by hand: the words change, the times of those that stay do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from tpmdesk.domain.transcript import Transcript, Utterance, Word


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word and the place of its utterance."""

    word: Word
    utterance: int


def corrected(transcript: Transcript, first: int, last: int, text: str) -> Transcript:
    """The transcript with words `first` to `last` (both included, from 0) replaced by `text`.

    Words that stay keep their times. A replaced stretch shares its time among the new words, by
    their length; what is put in between lies in the gap there. An empty text takes the words out.
    Nothing changes when the words are the same. Raises IndexError beyond the words.
    """
    placed = _placed(transcript)
    if not 0 <= first <= last < len(placed):
        raise IndexError(f"there are no words {first} to {last} among {len(placed)}")
    before = [one.word.text for one in placed[first : last + 1]]
    after = text.split()
    if before == after:
        return transcript
    middle = [
        new
        for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
        for new in (
            placed[first + a : first + b]
            if tag == "equal"
            else _put(placed, first + a, first + b, after[c:d])
        )
    ]
    whole = [*placed[:first], *middle, *placed[last + 1 :]]
    return replace(transcript, utterances=tuple(_utterances(whole)), corrected=True)


def _placed(transcript: Transcript) -> list[_Placed]:
    return [
        _Placed(word, at)
        for at, utterance in enumerate(transcript.utterances)
        for word in utterance.words
    ]


def _utterances(placed: Sequence[_Placed]) -> Iterator[Utterance]:
    for _, words in groupby(placed, key=lambda one: one.utterance):
        yield Utterance(tuple(one.word for one in words))


def _put(placed: Sequence[_Placed], first: int, end: int, texts: Sequence[str]) -> list[_Placed]:
    """New words in the place of those from `first` up to `end`, which may be none."""
    host = placed[first] if first < end else placed[max(first - 1, 0)]
    times = _times(placed, first, end, texts)
    return [
        _Placed(Word(text, start, stop), host.utterance)
        for text, (start, stop) in zip(texts, times, strict=True)
    ]


def _times(
    placed: Sequence[_Placed], first: int, end: int, texts: Sequence[str]
) -> list[tuple[float | None, float | None]]:
    replaced = [one.word for one in placed[first:end]]
    if len(replaced) == len(texts):
        return [(word.start, word.end) for word in replaced]
    span = _span(replaced) if replaced else _gap(placed, first)
    if span is None:
        return [(None, None)] * len(texts)
    return list(_shared(*span, texts))


def _span(words: Sequence[Word]) -> tuple[float, float] | None:
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    return (min(starts), max(ends)) if starts and ends else None


def _gap(placed: Sequence[_Placed], at: int) -> tuple[float, float] | None:
    """The time between the words before and after a place."""
    before = placed[at - 1].word.end if at > 0 else None
    after = placed[at].word.start if at < len(placed) else None
    start = after if before is None else before
    if start is None:
        return None
    return start, start if after is None else max(start, after)


def _shared(
    start: float, end: float, texts: Sequence[str]
) -> Iterator[tuple[float | None, float | None]]:
    """Each text's part of the time, by its length."""
    whole = sum(map(len, texts))
    done = 0
    for text in texts:
        begin = start + (end - start) * done / whole
        done += len(text)
        yield begin, end if done == whole else start + (end - start) * done / whole
