"""How the cards of one deck are scheduled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)
MAXIMUM_INTERVAL = 36_500
LEECH_TAG = "leech"
_MOST = 9999


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """The options of one deck; None means that the person's settings decide.

    `retention` is the probability of recall, in 0 to 1, at which a card falls due. A card is a
    leech at its `leech_after`th lapse and at every half of that further on; 0 for never.
    `parameters` are the 21 of FSRS-6, empty for the defaults. `maximum_interval` is in days. The
    limits count the deck's own cards, within those of the person's settings.
    """

    retention: float | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    learning_steps: tuple[timedelta, ...] = LEARNING_STEPS
    relearning_steps: tuple[timedelta, ...] = RELEARNING_STEPS
    maximum_interval: int = MAXIMUM_INTERVAL
    bury_siblings: bool = True
    leech_after: int = 8
    leech_suspends: bool = False
    parameters: tuple[float, ...] = ()

    def makes_leech(self, lapses: int) -> bool:
        """Whether the lapse just counted, the `lapses`th, makes the card a leech."""
        further = lapses - self.leech_after
        half = max(1, (self.leech_after + 1) // 2)
        return self.leech_after > 0 and further >= 0 and further % half == 0


DEFAULTS = DeckOptions()


def problem_of(options: DeckOptions) -> str:
    """What is wrong with the options, in words; "" when nothing is."""
    if options.retention is not None and not 0.7 <= options.retention <= 0.99:
        return "The retention must be from 70 to 99 %."
    if not 1 <= options.maximum_interval <= MAXIMUM_INTERVAL:
        return f"The longest interval must be from 1 to {MAXIMUM_INTERVAL} days."
    counts = (options.new_per_day, options.reviews_per_day, options.leech_after)
    if any(count is not None and not 0 <= count <= _MOST for count in counts):
        return f"Limits and lapses must be from 0 to {_MOST}."
    steps = (*options.learning_steps, *options.relearning_steps)
    if any(not timedelta() < step < timedelta(days=MAXIMUM_INTERVAL) for step in steps):
        return "Each step must be longer than nothing."
    return ""
