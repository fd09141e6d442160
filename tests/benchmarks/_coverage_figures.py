"""How well a reader of answers does against their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import mean

from tests.benchmarks._labelled import Labelled
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.transcript import Transcript

Figures = dict[str, float]


@dataclass(frozen=True)
class Outcome:
    """One step of one answer: what is true, what was found, and whether its evidence fits.

    `first_fits` tells it of the first quote, `all_fit` of the words of all; the signal's fields are
    None where the framework has none, or the step is not covered in truth.
    """

    framework: str
    step: str
    kind: str
    true: bool
    found: bool
    first_fits: bool
    all_fit: bool
    signal_true: bool | None = None
    signal_found: bool | None = None


def outcomes(
    answer: Labelled, transcript: Transcript, found: Sequence[StepCoverage]
) -> Iterator[Outcome]:
    """What came out for each step. A quote fits when most of its words lie in labelled lines."""
    steps_at = aligned(answer, transcript)
    for step in found:
        shares = [
            [step.step in steps_at[at] for at in places(shown.quote, transcript)]
            for shown in step.evidence
        ]
        phased = step.signal is not None and step.step in answer.steps
        yield Outcome(
            answer.framework,
            step.step,
            answer.kind,
            step.step in answer.steps,
            step.covered,
            bool(shares) and mean(shares[0]) >= 0.5,
            bool(shares) and mean(hit for share in shares for hit in share) >= 0.5,
            (step.step in answer.signals) if phased else None,
            bool(step.signal) if phased else None,
        )


def aligned(answer: Labelled, transcript: Transcript) -> list[frozenset[str]]:
    """For each word of the transcript, the steps of the line in which it was spoken."""
    spoken = [(plain(word), line.steps) for line in answer.lines for word in line.text.split()]
    heard = [plain(word.text) for word in transcript.words]
    match = SequenceMatcher(None, heard, [word for word, _ in spoken], autojunk=False)
    at: list[frozenset[str]] = []
    for _, begin, end, first, last in match.get_opcodes():
        for place in range(begin, end):
            share = (place - begin) / (end - begin)
            near = min(first + int(share * max(1, last - first)), len(spoken) - 1)
            at.append(spoken[near][1])
    return at


def plain(word: str) -> str:
    """A word as recognizers and writers would both spell it."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def places(quote: str, transcript: Transcript) -> range:
    """The places of a quote's words. Raises ValueError when it is no part of the transcript."""
    begin = f" {transcript.text} ".index(f" {quote} ")
    first = transcript.text[:begin].count(" ") if begin else 0
    return range(first, first + quote.count(" ") + 1)


def figures(found: Iterable[Outcome]) -> Figures:
    """The shares that matter, over every step of every answer."""
    seen = list(found)
    real = [one for one in seen if one.kind == "answer"]
    covered = _share(one.found for one in real if one.true)
    missing = _share(not one.found for one in real if not one.true)
    right = [one for one in real if one.true and one.found]
    return {
        "balanced_accuracy": (covered + missing) / 2,
        "recall_covered": covered,
        "recall_missing": missing,
        "evidence_first": _share(one.first_fits for one in right),
        "evidence_all": _share(one.all_fit for one in right),
        "hollow_rejected": _share(not one.found for one in seen if one.kind == "hollow"),
        "misleading_rejected": _share(not one.found for one in seen if one.kind == "misleading"),
        "signals": (
            _share(bool(one.signal_found) for one in real if one.signal_true is True)
            + _share(not one.signal_found for one in real if one.signal_true is False)
        )
        / 2,
    }


def table(found: Sequence[Outcome]) -> dict[str, Figures]:
    """The figures of each framework, and of all together."""
    names = sorted({one.framework for one in found})
    rows = {name: figures(one for one in found if one.framework == name) for name in names}
    return {**rows, "all": figures(found)}


def _share(hits: Iterable[bool]) -> float:
    seen = list(hits)
    return sum(seen) / len(seen) if seen else float("nan")
