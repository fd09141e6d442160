"""The shapes of practice that are offered: from a single question to a whole loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tpmdesk.domain.content import EntryId, Round, slug_of

_SCREENS = ("recruiter", "hiring-manager")
_TECHNICAL = ("architecture", "coordination", "release", "writing", "partner", "executive")


@dataclass(frozen=True, slots=True)
class Preset:
    """One shape. Without `slugs` the person chooses one round. `minutes` 0 means each round's own
    time, `questions` 0 as many as fit into it; `break_minutes` lie between rounds of one day."""

    id: str
    title: str
    about: str
    slugs: tuple[str, ...] = ()
    minutes: int = 0
    questions: int = 0
    days: int = 1
    break_minutes: int = 0

    @property
    def is_loop(self) -> bool:
        return bool(self.slugs)


SINGLE = "question"
PRESETS = (
    Preset(SINGLE, "A single question", "One question of a round you choose.", questions=1),
    Preset("round-45", "A round of 45 minutes", "A round you choose, at its usual length.",
           minutes=45),
    Preset("round-60", "A round of 60 minutes", "A round you choose, with time for more.",
           minutes=60),
    Preset("compressed", "Short loop",
           "The six technical rounds with one question each, 15 minutes a round.",
           _TECHNICAL, minutes=15, questions=1, break_minutes=5),
    Preset("full", "Full loop in one sitting",
           "All eight rounds in their order, with breaks of ten minutes.",
           (*_SCREENS, *_TECHNICAL), break_minutes=10),
    Preset("two-days", "Full loop over two days",
           "Four rounds on one day and four on another, with breaks of ten minutes.",
           (*_SCREENS, *_TECHNICAL), days=2, break_minutes=10),
    Preset("nine", "Full loop and a behavioral round",
           "All eight rounds and the behavioral one, over two days, with breaks of ten minutes.",
           (*_SCREENS, *_TECHNICAL, "behavioral"), days=2, break_minutes=10),
)  # fmt: skip


def rounds_of(preset: Preset, rounds: Iterable[Round]) -> list[EntryId]:
    """The rounds of a preset among those there are, in the order of a loop."""
    ordered = sorted(rounds, key=lambda each: each.order)
    return [each.id for each in ordered if slug_of(each.id) in preset.slugs]
