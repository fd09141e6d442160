"""When a card comes back: FSRS-6 through py-fsrs, as pure functions of a memory and a rating.

Source: the FSRS-6 model, github.com/open-spaced-repetition/py-fsrs. Learning steps are 1 and 10
minutes, the relearning step 10 minutes, unless a deck's options say otherwise. Elapsed time
counts in whole days of 24 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

import fsrs
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    FUZZ_RANGES,
    LOWER_BOUNDS_PARAMETERS,
    UPPER_BOUNDS_PARAMETERS,
)

from tpmdesk.domain.cards import CardState, Memory, Rating
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions
from tpmdesk.domain.load import DayChooser, evenly

_LEAST_FUZZED = 2.5
_NO_ID = 0  # without an id, py-fsrs makes one from the clock and sleeps a millisecond
_MIDDLE_DIFFICULTY = 5.0


def rate(
    memory: Memory,
    rating: Rating,
    now: datetime,
    retention: float = 0.9,
    fuzz_seed: int | None = None,
    options: DeckOptions = DEFAULTS,
    choose: DayChooser = evenly,
) -> Memory:
    """The memory after an answer at `now` (aware).

    `retention` is the probability of recall, in 0 to 1, at which a card falls due; that of the
    options, where they name one, goes before it. The interval of a card in review is varied a
    little by `fuzz_seed`, the same for the same seed; None varies nothing. `choose` picks the day
    within the range. Raises ValueError when `now` lies before the last review.
    """
    if memory.last_review is not None and now < memory.last_review:
        raise ValueError(f"an answer at {now} lies before the last review, {memory.last_review}")
    rated = _rated(memory, rating, now.astimezone(UTC), _scheduler(retention, options))
    if fuzz_seed is None or rated.state is not CardState.REVIEW:
        return rated
    return _varied(rated, now.astimezone(UTC), fuzz_seed, options, choose)


def intervals(
    memory: Memory,
    now: datetime,
    retention: float = 0.9,
    fuzz_seed: int | None = None,
    options: DeckOptions = DEFAULTS,
    choose: DayChooser = evenly,
) -> Mapping[Rating, timedelta]:
    """How far away each rating would put the card; what `rate` then does with the same seed."""
    return {
        rating: _due(rate(memory, rating, now, retention, fuzz_seed, options, choose)) - now
        for rating in Rating
    }


def rescheduled(
    memory: Memory,
    retention: float = 0.9,
    fuzz_seed: int | None = None,
    options: DeckOptions = DEFAULTS,
    choose: DayChooser = evenly,
) -> Memory:
    """A memory in review with the due time that this retention gives it; any other as it is.

    `choose` counts days from the last review.
    """
    if memory.state is not CardState.REVIEW or memory.last_review is None:
        return memory
    scheduler = _scheduler(retention, options)
    days = interval_days(_stability(memory), scheduler.desired_retention, options)
    planned = replace(memory, due=memory.last_review + timedelta(days=days))
    if fuzz_seed is None:
        return planned
    return _varied(planned, memory.last_review, fuzz_seed, options, choose)


def set_due(
    memory: Memory, due: datetime, now: datetime, options: DeckOptions = DEFAULTS
) -> Memory:
    """The memory of a card that the person wants to see at `due`, in review from then on.

    A card never seen is taken as met now with the rating Good.
    """
    if memory.state is CardState.NEW:
        memory = rate(memory, Rating.GOOD, now, options=options)
    return replace(memory, state=CardState.REVIEW, step=None, due=due.astimezone(UTC))


def interval_days(stability: float, retention: float, options: DeckOptions = DEFAULTS) -> int:
    """Whole days until recall falls to `retention`; at least 1, at most the options' maximum."""
    decay: float = -(options.parameters or DEFAULT_PARAMETERS)[-1]
    factor: float = 0.9 ** (1 / decay) - 1
    days = round(float(stability / factor * (retention ** (1 / decay) - 1)))
    return min(max(days, 1), options.maximum_interval)


def retrievability(memory: Memory, now: datetime, options: DeckOptions = DEFAULTS) -> float:
    """The probability, in 0 to 1, that the card is recalled at `now`; 0 when never seen."""
    if memory.state is CardState.NEW:
        return 0.0
    return float(_scheduler(0.9, options).get_card_retrievability(_as_fsrs(memory, now), now))


def replay(
    history: Iterable[tuple[datetime, Rating]],
    retention: float = 0.9,
    options: DeckOptions = DEFAULTS,
) -> Iterator[Memory]:
    """The memory after each answer of one card's history, oldest first, without fuzz."""
    memory = Memory()
    for at, rating in history:
        memory = rate(memory, rating, at, retention, options=options)
        yield memory


def check(options: DeckOptions) -> None:
    """Raises ValueError, in the words of py-fsrs, for parameters that FSRS-6 cannot use."""
    _scheduler(0.9, options)


def within_bounds(parameters: Sequence[float]) -> tuple[float, ...]:
    """The parameters, each brought into the bounds of FSRS-6, which rounding may have left."""
    bounds = zip(parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(float(value), least), most) for value, least, most in bounds)


@lru_cache(maxsize=64)
def _scheduler(retention: float, options: DeckOptions) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=options.parameters or DEFAULT_PARAMETERS,
        desired_retention=options.retention or retention,
        learning_steps=options.learning_steps,
        relearning_steps=options.relearning_steps,
        maximum_interval=options.maximum_interval,
        enable_fuzzing=False,
    )


def _rated(memory: Memory, rating: Rating, now: datetime, scheduler: fsrs.Scheduler) -> Memory:
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
    if memory.state is CardState.NEW:
        return fsrs.Card(card_id=_NO_ID, state=fsrs.State.Learning, due=memory.due or now)
    learned = memory.state is CardState.REVIEW
    known = learned or memory.state is CardState.RELEARNING
    return fsrs.Card(
        card_id=_NO_ID,
        state=fsrs.State(memory.state),
        step=None if learned else memory.step or 0,
        stability=_stability(memory) if known else memory.stability,
        difficulty=memory.difficulty or (_MIDDLE_DIFFICULTY if known else None),
        due=memory.due or now,
        last_review=memory.last_review,
    )


def _stability(memory: Memory) -> float:
    """The stability; the interval of a card that was scheduled by another algorithm."""
    if memory.stability is not None:
        return memory.stability
    if memory.due is None or memory.last_review is None:
        return 1.0
    return max((memory.due - memory.last_review) / timedelta(days=1), 1.0)


def _varied(
    planned: Memory, start: datetime, seed: int, options: DeckOptions, choose: DayChooser
) -> Memory:
    """The same memory, due on a day within py-fsrs's range: one draw a seed."""
    days = (_due(planned) - start).days
    if days < _LEAST_FUZZED:
        return planned
    chosen = choose(_range(days, options), _draw(seed))
    return replace(planned, due=start + timedelta(days=chosen))


@lru_cache(maxsize=16)  # the four ratings of a card, and then its answer, share one
def _draw(seed: int) -> float:
    return Random(seed).random()  # noqa: S311 - no secret


def _range(days: int, options: DeckOptions) -> range:
    delta = 1.0 + sum(
        each["factor"] * max(min(float(days), each["end"]) - each["start"], 0.0)
        for each in FUZZ_RANGES
    )
    most = min(round(days + delta), options.maximum_interval)
    return range(min(max(2, round(days - delta)), most), most + 1)


def _due(memory: Memory) -> datetime:
    if memory.due is None:
        raise AssertionError("a rated card has a due time")
    return memory.due
