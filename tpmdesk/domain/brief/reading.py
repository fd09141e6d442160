"""What is found in a one-page program brief: its parts, and what a demanding reader would mend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WORDS_A_MINUTE = 238
"""How fast adults read English prose in silence: Brysbaert (2019), "How many words do we read per
minute?", Journal of Memory and Language 109, 104047."""


class Part(StrEnum):
    """The six parts of a brief, in the order in which a reader wants them."""

    OUTCOME = "outcome"
    STATUS = "status"
    MILESTONES = "milestones"
    RISKS = "risks"
    DECISIONS = "decisions"
    LINKS = "links"


class DefectCode(StrEnum):
    """What can be wrong with a brief."""

    OUTCOME_MISSING = "outcome_missing"
    STATUS_MISSING = "status_missing"
    STATUS_NOT_ONE_WORD = "status_not_one_word"
    MILESTONES_WITHOUT_DATES = "milestones_without_dates"
    MILESTONES_WITHOUT_EXIT_CRITERIA = "milestones_without_exit_criteria"
    RISKS_WITHOUT_OWNER = "risks_without_owner"
    RISKS_WITHOUT_MITIGATION = "risks_without_mitigation"
    MORE_THAN_THREE_RISKS = "more_than_three_risks"
    DECISIONS_MISSING = "decisions_missing"
    LINKS_MISSING = "links_missing"
    IMPORTANT_INFORMATION_LAST = "important_information_last"
    HEDGED_OR_PASSIVE_VOICE = "hedged_or_passive_voice"


@dataclass(frozen=True, slots=True)
class PartFound:
    """One part. `line` counts from 1 and is None, and `text` empty, where the part is not found.

    `text` is what the brief says there: the outcome's sentence, the status with its reason, the
    milestones, the first risk, the decisions asked for, the links.
    """

    part: Part
    found: bool
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to mend, at a line counted from 1.

    `message` says what is wrong, `quote` is the place in the brief's own words ("" where something
    is missing), `why` is what it costs the reader.
    """

    code: DefectCode
    message: str
    line: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A brief as a demanding reader finds it. `parts` has all six in the order of `Part`;
    `defects` stand in the order of their lines."""

    words: int
    skim_seconds: float
    parts: tuple[PartFound, ...]
    defects: tuple[Defect, ...]

    def part(self, part: Part) -> PartFound:
        """The part of that kind, found or not."""
        return next(each for each in self.parts if each.part is part)
