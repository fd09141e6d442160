"""When a card comes back: FSRS-6 through py-fsrs, as pure functions of a memory and a rating.

Source: the FSRS-6 model, github.com/open-spaced-repetition/py-fsrs. Learning steps are 1 and 10
minutes, the relearning step 10 minutes. Elapsed time counts in whole days of 24 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import floor
from random import Random

import fsrs
from fsrs.scheduler import FUZZ_RANGES

from tpmdesk.domain.cards import CardState, Memory, Rating

LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)
MAXIMUM_INTERVAL = 36_500
_LEAST_FUZZED = 2.5
_NO_ID = 0  # without an id, py-fsrs makes one from the clock and sleeps a millisecond


def rate(
    memory: Memory,
    rating: Rating,
    now: datetime,
    retention: float = 0.9,
    fuzz_seed: int | None = None,
) -> Memory:
    """The memory after an answer at `now` (aware).

    `retention` is the probability of recall, in 0 to 1, at which a card falls due. The interval of
    a card in review is varied a little by `fuzz_seed`, the same for the same seed; None varies
    nothing. Raises ValueError when `now` lies before the last review.
    """
    if memory.last_review is not None and now < memory.last_review:
        raise ValueError(f"an answer at {now} lies before the last review, {memory.last_review}")
    rated = _rated(memory, rating, now.astimezone(UTC), retention)
    if fuzz_seed is None or rated.state is not CardState.REVIEW or rated.due is None:
        return rated
    days = _fuzzed((rated.due - now).days, fuzz_seed)
    return replace(rated, due=now.astimezone(UTC) + timedelta(days=days))


def intervals(
    memory: Memory, now: datetime, retention: float = 0.9, fuzz_seed: int | None = None
) -> Mapping[Rating, timedelta]:
    """How far away each rating would put the card; what `rate` then does with the same seed."""
    return {
        rating: _due(rate(memory, rating, now, retention, fuzz_seed)) - now for rating in Rating
    }


def retrievability(memory: Memory, now: datetime) -> float:
    """The probability, in 0 to 1, that the card is recalled at `now`; 0 when never seen."""
    return float(_scheduler(0.9).get_card_retrievability(_as_fsrs(memory, now), now))


def replay(history: Iterable[tuple[datetime, Rating]], retention: float = 0.9) -> Iterator[Memory]:
    """The memory after each answer of one card's history, oldest first, without fuzz."""
    memory = Memory()
    for at, rating in history:
        memory = rate(memory, rating, at, retention)
        yield memory


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=LEARNING_STEPS,
        relearning_steps=RELEARNING_STEPS,
        maximum_interval=MAXIMUM_INTERVAL,
        enable_fuzzing=False,
    )


def _rated(memory: Memory, rating: Rating, now: datetime, retention: float) -> Memory:
    scheduler = _scheduler(retention)
    card, _ = scheduler.review_card(_as_fsrs(memory, now), fsrs.Rating(rating), now)
    return Memory(
        state=CardState(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )


def _as_fsrs(memory: Memory, now: datetime) -> fsrs.Card:
    unseen = memory.state is CardState.NEW
    return fsrs.Card(
        card_id=_NO_ID,
        state=fsrs.State.Learning if unseen else fsrs.State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due or now,
        last_review=memory.last_review,
    )


def _fuzzed(days: int, seed: int) -> int:
    """A day within py-fsrs's range: one draw a seed, so that longer intervals stay longer."""
    if days < _LEAST_FUZZED:
        return days
    delta = 1.0 + sum(
        each["factor"] * max(min(float(days), each["end"]) - each["start"], 0.0)
        for each in FUZZ_RANGES
    )
    least = max(2, round(days - delta))
    most = min(round(days + delta), MAXIMUM_INTERVAL)
    return least + floor(Random(seed).random() * (most - least + 1))  # noqa: S311 - no secret


def _due(memory: Memory) -> datetime:
    if memory.due is None:
        raise AssertionError("a rated card has a due time")
    return memory.due
