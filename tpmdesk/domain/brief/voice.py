"""Hedges, and passives that hide who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tpmdesk.domain.brief.weakwords import HEAVY, SOFT
from tpmdesk.domain.language import word_set

_IRREGULAR = (
    "begun|bent|bought|brought|built|caught|chosen|cut|dealt|drawn|driven|forgotten|found|given|"
    "held|hit|kept|laid|led|let|made|meant|met|misunderstood|overrun|overseen|paid|rewritten|run|"
    "said|seen|sent|shown|shut|sold|sought|spent|spoken|stolen|swept|taken|taught|thought|thrown|"
    "told|undertaken|understood|undone|withdrawn|won|written|rebuilt|resold"
)
_STATES = word_set(
    "blocked scheduled based needed required limited related used supposed concerned interested "
    "located committed dedicated exposed involved planned booked expected excited pleased delayed "
    "staffed automated encrypted signed ordered isolated loaded connected finished fixed overdue "
    "funded closed speed feed need seed breed exceed indeed ahead agreed hundred untested "
    "unchanged unowned documented undocumented covered sized fitted shared focused tired outdated "
    "licensed certified estimated"
)
"""Participles that mostly tell a state, as "the vendor is blocked" does, and what only looks
like one."""
_ADVERB = r"(?:(?!only|not|no)\w+ly|also|now|already|since|being|been|then|still|just|once|later) "
_PARTICIPLE = rf"(?:[a-z]{{3,}}ed|{_IRREGULAR})"
_PAST_PASSIVE = re.compile(
    rf"\b(?:was|were|has been|have been|had been|got|(?:is|are) being|(?:will|should|would|could|"
    rf"can|may|might|must|shall|to) be|will have been|has now been|have now been) "
    rf"(?:{_ADVERB}){{0,2}}(?P<done>{_PARTICIPLE})\b(?=(?P<after>[^.;]{{0,60}}))",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"^[^,]{0,40}?\bby (?!(?:the end|end|then|now|\d|mid|early|late|q[1-4]|friday|"
    r"monday|tuesday|wednesday|thursday|hand|default|week|year|month))\w",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:when|once|until|unless|if|after|before|while|where|exit|criteria|done|accepted|so that|"
    r"which|that|who|whether|as soon as|whatever|because|since)\b[^.;]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


@dataclass(frozen=True, slots=True)
class Weak:
    """A hedge or a passive: the words, their place in the text, and what they weigh."""

    quote: str
    start: int
    weight: int
    passive: bool


def weak_spots(text: str) -> list[Weak]:
    """Every hedge and every agentless passive of a sentence or more, in order, none twice.

    A hedge that stands for the whole sentence ("it is believed that") weighs 2, a soft word or a
    passive 1. A condition may be passive ("done when all sites are moved"): nobody hides there.
    """
    bare = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    found: list[Weak] = []
    for weak in sorted(_all(bare), key=lambda each: (each.start, -each.weight)):
        if not any(weak.start < other.start + len(other.quote) for other in found):
            found.append(weak)
    return found


def _all(text: str) -> Iterator[Weak]:
    for found in HEAVY.finditer(text):
        yield Weak(found.group(), found.start(), 2, passive=_is_passive(found.group()))
    for found in SOFT.finditer(text):
        yield Weak(found.group(), found.start(), 1, passive=False)
    for found in _PAST_PASSIVE.finditer(text):
        if _hides_somebody(text, found):
            yield Weak(text[found.start() : found.end("done")], found.start(), 1, passive=True)


def _is_passive(phrase: str) -> bool:
    return bool(re.search(r"\b(?:is|was|been|were|being|be) (?:\w+ )?\w+\b", phrase))


def _hides_somebody(text: str, found: re.Match[str]) -> bool:
    if found["done"].lower() in _STATES or _AGENT.match(found["after"]):
        return False
    return not _CONDITION.search(text[: found.start()])
