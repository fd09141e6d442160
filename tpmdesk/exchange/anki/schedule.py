"""From a memory of ours to Anki's schedule of a card, and from our log to Anki's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tpmdesk.app.transfer import ForeignCard, ForeignReview
from tpmdesk.domain.cards import CardState, Memory, ReviewKind
from tpmdesk.domain.deckoptions import LEARNING_STEPS, RELEARNING_STEPS
from tpmdesk.exchange.anki.days import Days
from tpmdesk.exchange.anki.memory import BURIED, SUSPENDED, seconds
from tpmdesk.exchange.anki.notes import due_mark
from tpmdesk.exchange.anki.original import LOG_BASE, OriginalCard

_LEARNING, _REVIEW, _DAY_LEARNING = 1, 2, 3
_FIRST_EASE = 2500
_DECAY = 0.154  # that of FSRS-6's default parameters, rounded as Anki does
_TYPES = {0: 0, 1: 0, 2: 1, 3: 2}
_STEPS = {CardState.LEARNING: len(LEARNING_STEPS), CardState.RELEARNING: len(RELEARNING_STEPS)}
_DAY = 86_400
_HAIR = 1e-6

Line = tuple[int, int, int, int, int, int, int, int]
"""A line of Anki's log: time, card, ease, interval, interval before, factor, took, type."""


class Schedule(NamedTuple):
    """The columns of a card in Anki from `type` to `left`, and `data`."""

    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    data: str


class Calendar(NamedTuple):
    """The days of the collection: `created` is its day 0."""

    days: Days
    created: int

    def day(self, moment: float) -> int:
        return self.days.study_day(moment) - self.created


def schedule(card: ForeignCard, original: OriginalCard | None, calendar: Calendar) -> Schedule:
    """How Anki schedules the card: as it did where nothing has happened to the card since."""
    if original and original.due == due_mark(card.memory) and original.reps == card.reps:
        return _as_it_was(card, original, calendar)
    made = _worked_out(card, calendar)
    if original and original.factor and made.type > 1:
        return made._replace(factor=original.factor)
    return made


def log_rows(
    card_id: int,
    reviews: Sequence[ForeignReview],
    original: OriginalCard | None,
    difficulty: float | None,
) -> list[Line]:
    """The lines of a card's log, from ours; what only the original knew of them comes back."""
    usual = _factor(difficulty)
    lines = [
        (
            at // 1000,
            card_id,
            rating,
            _ivl(interval),
            _ivl(before),
            usual if kind == 0 and after is None else _factor(after) if kind == 0 else 0,
            int(took * 1000 + 0.5),
            _TYPES.get(state, 1) if kind == 0 else kind,
        )
        for at, kind, rating, took, state, before, interval, _, _, after in reviews
    ]
    kept = original.log if original else []
    if len(kept) <= len(lines):
        for place, mark in enumerate(kept):
            lines[place] = _marked(lines[place], mark)
    return lines


def _as_it_was(card: ForeignCard, original: OriginalCard, calendar: Calendar) -> Schedule:
    queue = original.queue
    if card.suspended:
        queue = SUSPENDED
    elif queue == SUSPENDED:
        queue = original.type
    return Schedule(
        original.type,
        queue if queue in BURIED or queue >= SUSPENDED else original.type,
        _due(card.memory, original.position, queue, calendar),
        original.ivl,
        original.factor,
        card.reps,
        card.lapses,
        original.left,
        original.data or "{}",
    )


def _due(memory: Memory, position: int, queue: int, calendar: Calendar) -> int:
    if memory.state is CardState.NEW or memory.due is None:
        return position
    due = seconds(memory.due)
    if memory.state is CardState.REVIEW or queue == _DAY_LEARNING:
        return calendar.day(due)
    return int(due)


def _worked_out(card: ForeignCard, calendar: Calendar) -> Schedule:
    memory = card.memory
    if memory.state is CardState.NEW or memory.due is None:
        queue = SUSPENDED if card.suspended else 0
        return Schedule(0, queue, card.position, 0, 0, card.reps, card.lapses, 0, "{}")
    due = seconds(memory.due)
    day = calendar.day(due)
    last = None if memory.last_review is None else seconds(memory.last_review)
    days = 0 if last is None else day - calendar.day(last)
    queue = _queue(memory.state, days)
    return Schedule(
        int(memory.state),
        SUSPENDED if card.suspended else queue,
        int(due) if queue == _LEARNING else day,
        _interval(memory, days),
        0 if memory.state is CardState.LEARNING else _FIRST_EASE,
        card.reps,
        card.lapses,
        _left(memory),
        _data(memory, card.position, last),
    )


def _queue(state: CardState, days: int) -> int:
    """Learning that goes on another day waits in a queue of its own."""
    if state is CardState.REVIEW:
        return _REVIEW
    return _DAY_LEARNING if days > 0 else _LEARNING


def _interval(memory: Memory, days: int) -> int:
    if memory.state is CardState.LEARNING:
        return 0
    if memory.state is CardState.REVIEW and memory.last_review:
        return max(1, days)
    return max(1, round(memory.stability or 1))


def _left(memory: Memory) -> int:
    steps = _STEPS.get(memory.state)
    return 0 if steps is None else max(1, steps - (memory.step or 0))


def _data(memory: Memory, position: int, last: float | None) -> str:
    """Where the card stood among new ones, and what Anki's FSRS knows of it."""
    place = f'"pos":{position}'
    if memory.stability is None or memory.difficulty is None:
        return f"{{{place}}}"
    reviewed = "" if last is None else f',"lrt":{int(last)}'
    return (
        f'{{{place},"s":{round(memory.stability, 6)},"d":{round(memory.difficulty, 6)}'
        f',"decay":{_DECAY}{reviewed}}}'
    )


def _marked(line: Line, mark: int) -> Line:
    """The line with the factor and type that its original had, if that is the same line."""
    at, card_id, ease, interval, before, _, took, kind = line
    factor, known = divmod(mark, LOG_BASE)
    if known != kind and not (known == ReviewKind.CRAM and kind < known):
        return line
    return at, card_id, ease, interval, before, factor, took, known


@lru_cache(maxsize=4096)
def _factor(difficulty: float | None) -> int:
    """A difficulty as Anki's log has it once FSRS is on: 1 to 10 as 100 to 1100."""
    return 0 if difficulty is None else round((difficulty - 1) / 9 * 1000 + 100)


@lru_cache(maxsize=4096)
def _ivl(days: float | None) -> int:
    """Whole days, or seconds below 0."""
    if not days:
        return 0
    whole = round(days)
    if whole >= 1 and (whole == days or (days > 1 and abs(whole - days) > _HAIR)):
        return whole
    return -round(days * _DAY)
