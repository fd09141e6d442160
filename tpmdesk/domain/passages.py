"""Speech cut into sentences, and what substance a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tpmdesk.domain.assessment import Evidence
from tpmdesk.domain.cues import find
from tpmdesk.domain.cutting import pieces
from tpmdesk.domain.language import Token, stems, tokens, word_set
from tpmdesk.domain.transcript import Transcript, Word

_LONGEST = 45
"""Words. People speak on and on without a full stop; a quote should stay readable."""
_SPARSE = 28
"""Words to a full stop beyond which a recognizer, or a person, hardly writes any."""
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*$")

_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty ninety hundred thousand million billion half percent dozen twice"
)
_NO_COUNT_AFTER = word_set("those these the between phase phases step stage number part")
_THINGS = stems(
    "service database table queue cache column replica partition cluster region vendor team topic "
    "bucket api endpoint gateway ledger shard lead engineer director job pipeline cart checkout"
)
_VAGUE = word_set(
    "other each every any some all many several different various multiple new old good right "
    "more most whole same own key important critical cross"
)
_ACTS = stems(
    "roll block page alert retry fail drop deploy ship measure check compare write read call own "
    "agree sign ask cut stop revert wait lose break crash charge escalate publish draw send move "
    "flip switch copy delete restore pay refund queue time see watch hold run return book double "
    "reject lock commit replay fall wake tell find build test slip"
)
_LINKS = word_set(
    "because if when unless until otherwise after before while once whenever so instead"
)
_DISMISSALS = (
    "not go into", "won't go into", "not get into", "skip over", "skip that", "leave aside",
    "ran out of time", "run out of time", "no time for", "come back to that", "forgot to",
    "not mention", "didn't mention", "didn't talk about", "haven't talked about",
    "not talk about", "not worry about", "don't worry about", "didn't think about",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `begin` to `end` (excluded) of a transcript, as tokens.

    `substance` holds the kinds found in it: "number", "name", "names", "act". `dismisses` is True
    where the speaker only says that something will not be spoken of.
    """

    begin: int
    end: int
    tokens: tuple[Token, ...]
    substance: frozenset[str]
    dismisses: bool

    @property
    def content(self) -> int:
        """How many words carry meaning."""
        return sum(token.has_content for token in self.tokens)


def sentences(transcript: Transcript) -> tuple[Sentence, ...]:
    """The sentences by punctuation; where little was written, also by lines and pauses, and a
    piece too long for one sentence where it best falls apart."""
    words = transcript.words
    ends = _punctuated(words)
    if len(ends) * _SPARSE < len(words):
        ends |= _utterance_ends(transcript)
    bounds = sorted({0, len(words), *ends})
    return tuple(
        _sentence(words, *piece) for pair in pairwise(bounds) for piece in _pieces(words, *pair)
    )


def _punctuated(words: Sequence[Word]) -> set[int]:
    return {n for n, word in enumerate(words, start=1) if _SENTENCE_END.search(word.text)}


def _utterance_ends(transcript: Transcript) -> set[int]:
    ends, at = set(), 0
    for utterance in transcript.utterances:
        at += len(utterance.words)
        ends.add(at)
    return ends


def _pieces(words: Sequence[Word], begin: int, end: int) -> Iterable[tuple[int, int]]:
    return pieces(words, begin, end) if end - begin > _LONGEST else [(begin, end)]


def _sentence(words: Sequence[Word], begin: int, end: int) -> Sentence:
    texts = [word.text for word in words[begin:end]]
    spoken = tokens(texts, begin)
    names = _names(texts, spoken)
    kinds = {
        "number": _has_number(spoken),
        "name": len(names) > 0,
        "names": len(names) > 1,
        "act": _acts(spoken),
    }
    substance = frozenset(kind for kind, found in kinds.items() if found)
    dismisses = any(find(phrase, spoken) for phrase in _DISMISSALS)
    return Sentence(begin, end, spoken, substance, dismisses)


def _has_number(spoken: Sequence[Token]) -> bool:
    """A quantity; not "those two", nor "phase three"."""
    before = ("", *(token.raw for token in spoken))
    return any(
        (token.raw in _NUMBERS or token.raw.isdigit()) and prior not in _NO_COUNT_AFTER
        for prior, token in zip(before, spoken, strict=False)
    )


def _names(texts: Sequence[str], spoken: Sequence[Token]) -> set[str]:
    """Proper names ("Kafka", "SRE"), and things told from others ("the payments service")."""
    proper = {text for text in texts[1:] if re.match(r"[A-Z][A-Za-z]+", text)}
    told_apart = {
        of.stem
        for of, thing in pairwise(spoken)
        if thing.stem in _THINGS and of.has_content and of.raw not in _VAGUE
    }
    return proper | told_apart


def _acts(spoken: Sequence[Token]) -> bool:
    """Something done, with a condition, a reason or a consequence."""
    linked = any(token.raw in _LINKS for token in spoken)
    return linked and any(token.stem in _ACTS for token in spoken)


def evidence(first: Sentence, last: Sentence, transcript: Transcript) -> Evidence:
    """The words from one sentence to another as they were said; times where they are known."""
    words = transcript.words[first.begin : last.end]
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    quote = " ".join(word.text for word in words)
    return Evidence(quote, min(starts, default=None), max(ends, default=None))


def words_of(sentence: Sentence, transcript: Transcript) -> str:
    """A sentence as it was said."""
    return " ".join(word.text for word in transcript.words[sentence.begin : sentence.end])
