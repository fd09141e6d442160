"""The 60-second skim test: what a reader still knows of a brief that was shown for a minute.

A brief should tell what matters in under 60 seconds (guide, technical writing assessment).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tpmdesk.domain.brief import Part, Reading
from tpmdesk.domain.language import STOP_WORDS, tokens

SECONDS = 60
_ALIKE = 0.5


class Asked(StrEnum):
    """What is asked once the brief is hidden, in that order."""

    OUTCOME = "outcome"
    STATUS = "status"
    RISK = "risk"
    DECISION = "decision"


_PARTS = {
    Asked.OUTCOME: Part.OUTCOME,
    Asked.STATUS: Part.STATUS,
    Asked.RISK: Part.RISKS,
    Asked.DECISION: Part.DECISIONS,
}


@dataclass(frozen=True, slots=True)
class Recalled:
    """One question: what the person replied, what the brief says ("" where it says nothing), and
    whether the reply seems to hold its gist. The person has the last word on that."""

    asked: Asked
    reply: str
    said: str
    seems_right: bool


def said_of(asked: Asked, reading: Reading) -> str:
    """What the brief says to that question."""
    found = reading.part(_PARTS[asked])
    return found.text if found.found else ""


def recall(replies: Mapping[str, str], reading: Reading) -> tuple[Recalled, ...]:
    """Every question with the reply to it."""
    return tuple(
        Recalled(asked, reply, said, seems_right(reply, said))
        for asked in Asked
        for reply, said in [(replies.get(asked.value, "").strip(), said_of(asked, reading))]
    )


def seems_right(reply: str, said: str) -> bool:
    """Whether at least half of the reply's words of substance stand in what was said; where nothing
    was said, whether nothing was replied."""
    if not said:
        return not reply
    own = _substance(reply)
    return bool(own) and len(own & _substance(said)) / len(own) >= _ALIKE


def _substance(text: str) -> set[str]:
    return {each.stem for each in tokens(text.split()) if each.raw not in STOP_WORDS}
