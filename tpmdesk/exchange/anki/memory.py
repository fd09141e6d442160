"""From Anki's schedule of a card to a memory of ours, and back.

Days are counted by Anki from the day its collection was made. A memory that FSRS in Anki worked
out is taken as it is. Else it is what FSRS makes of the card's log; and where there is no whole
log, it follows from interval and ease as fsrs-rs does it (`memory_state_from_sm2`,
github.com/open-spaced-repetition/fsrs-rs): the interval is the stability, since SM-2 aims at
about 90 % recall, and the difficulty is the one under which a review would have multiplied the
interval by the ease.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import exp, isfinite
from typing import NamedTuple

import msgspec

from tpmdesk.app.transfer import ForeignReview
from tpmdesk.domain.cards import CardState, Memory, Rating, ReviewKind
from tpmdesk.domain.deckoptions import LEARNING_STEPS, RELEARNING_STEPS
from tpmdesk.domain.scheduling import replay
from tpmdesk.exchange.anki.days import DAY, Days

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BURIED = (-2, -3)
SUSPENDED = -1
_SECONDS_NOT_DAYS = 1_000_000_000
_MOST_DAYS = 36_500
_INTERVAL_STABILITY_LEAST = 0.1
_STABILITY_LEAST, _STABILITY_MOST = 0.001, 36_500.0
_ANSWER = int(ReviewKind.ANSWER)
_STATES = (CardState.NEW, CardState.LEARNING, CardState.REVIEW, CardState.RELEARNING)
_STEPS = {CardState.LEARNING: len(LEARNING_STEPS), CardState.RELEARNING: len(RELEARNING_STEPS)}
# The weights 8, 9 and 10 of FSRS-6's defaults: how much a successful review strengthens.
_GROWTH, _STABILITY_DECAY, _SURPRISE = 1.8722, 0.1666, 0.796


class CardRow(NamedTuple):
    """A row of Anki's table of cards."""

    id: int
    note_id: int
    deck_id: int
    ord: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    odue: int
    odid: int
    flags: int
    data: bytes


class CardData(msgspec.Struct):
    """What FSRS keeps in a card's column `data`: stability, difficulty, time of last review,
    and the place among new cards from before."""

    s: float | None = None
    d: float | None = None
    lrt: int | None = None
    pos: int | None = None


_DATA = msgspec.json.Decoder(CardData)
_NO_DATA = CardData()
_UNSEEN = Memory()


class Timing(NamedTuple):
    """When a collection's days are. `created` is the calendar's day 0; `now`, and when the
    collection was `changed` last, are in seconds."""

    days: Days
    created: int
    rollover: int
    now: int
    changed: int


def read_memory(row: CardRow, log: Sequence[ForeignReview], timing: Timing) -> Memory:
    """The memory of a card, however odd its row is."""
    state = _STATES[row.type] if 0 <= row.type <= 3 else CardState.NEW
    if state is CardState.NEW:
        return _UNSEEN
    data = _data(row.data)
    due_day, due = _due(row, state, timing)
    last = _last_review(data, log)
    interval = min(max(row.ivl, 0), _MOST_DAYS)
    if last is None and due_day is not None:
        # A guess, which must not be later than what happened to the card since: hence no `now`.
        last = min(timing.days.noon(due_day - interval), timing.changed)
    if last is not None:
        last = min(max(last, 0), timing.now)
    if due is None and due_day is not None:
        due = _moment(due_day, interval, last, timing)
    stability, difficulty = _strength(state, row, data, log)
    return Memory(
        state=state,
        step=_step(state, row.left),
        stability=stability,
        difficulty=difficulty,
        due=None if due is None else moment(due),
        last_review=None if last is None else moment(last),
    )


def from_sm2(interval: float, ease: float) -> tuple[float, float]:
    """Stability and difficulty of a card that SM-2 scheduled; the ease as a factor, like 2.5."""
    stability = min(max(interval, _INTERVAL_STABILITY_LEAST), _STABILITY_MOST)
    growth = exp(_GROWTH) * stability**-_STABILITY_DECAY * (exp(0.1 * _SURPRISE) - 1)
    difficulty = 11 - (max(ease, 1.3) - 1) / growth
    return stability, min(max(difficulty, 1.0), 10.0)


def moment(seconds: float) -> datetime:
    """The aware time so many seconds after 1970 began."""
    return EPOCH + timedelta(seconds=seconds)


def seconds(when: datetime) -> float:
    """The other way round."""
    return when.timestamp()


def home_due(row: CardRow) -> int:
    """The due date of a card, also while it stays in a filtered deck."""
    learning_today = row.queue == 1 and row.due > _SECONDS_NOT_DAYS
    return row.odue if row.odid and row.odue and not learning_today else row.due


def _data(raw: bytes) -> CardData:
    if len(raw) < 3:
        return _NO_DATA
    try:
        return _DATA.decode(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _NO_DATA


def _due(row: CardRow, state: CardState, timing: Timing) -> tuple[int | None, float | None]:
    """The study day that a card is due on, or the moment; days too far away are cut off."""
    due = home_due(row)
    if due > _SECONDS_NOT_DAYS:
        return None, min(due, timing.now + _MOST_DAYS * DAY)
    day = min(max(timing.created + due, 0), timing.now // DAY + _MOST_DAYS)
    if state is CardState.REVIEW:
        return day, None
    return None, timing.days.at_hour(day, timing.rollover)


def _moment(day: int, interval: int, last: float | None, timing: Timing) -> float:
    """As many days after the last review as the interval says, if that is on the day; else noon."""
    if last is not None:
        exact = last + interval * DAY
        if timing.days.study_day(exact) == day:
            return exact
    return timing.days.noon(day)


def _last_review(data: CardData, log: Sequence[ForeignReview]) -> float | None:
    for line in reversed(log):
        if line.kind == _ANSWER:
            logged = line.at / 1e6
            return logged if data.lrt is None or abs(logged - data.lrt) < 2 else data.lrt
    return data.lrt


def _strength(
    state: CardState, row: CardRow, data: CardData, log: Sequence[ForeignReview]
) -> tuple[float | None, float | None]:
    if data.s is not None and data.d is not None and data.s > 0 and isfinite(data.s + data.d):
        stability = min(max(data.s, _STABILITY_LEAST), _STABILITY_MOST)
        return stability, min(max(data.d, 1.0), 10.0)
    replayed = _replayed(log)
    if replayed:
        return replayed
    if state is CardState.LEARNING:
        return None, None
    return from_sm2(min(max(row.ivl, 0), _MOST_DAYS), min(max(row.factor, 0), 10_000) / 1000)


def _replayed(log: Sequence[ForeignReview]) -> tuple[float | None, float | None] | None:
    """What FSRS makes of the log since the card was last new; None when its start is missing."""
    start = 0
    for place, line in enumerate(log):
        if line.kind == ReviewKind.MANUAL and not line.interval:
            start = place + 1
    answers = [line for line in log[start:] if line.kind == ReviewKind.ANSWER]
    if not answers or answers[0].state_before > CardState.LEARNING:
        return None
    history = ((moment(line.at / 1e6), Rating(line.rating)) for line in answers)
    last = deque(replay(history), maxlen=1)[0]
    return last.stability, last.difficulty


def _step(state: CardState, left: int) -> int | None:
    """Which learning step comes next, from how many are left."""
    steps = _STEPS.get(state)
    return None if steps is None else min(max(steps - max(left, 0) % 1000, 0), steps - 1)
