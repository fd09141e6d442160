"""From a memory of ours to Anki's schedule of a card, and from our log to Anki's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tpmdesk.app.transfer import ForeignCard, ForeignReview
from tpmdesk.domain.cards import CardState, Memory, ReviewKind
from tpmdesk.domain.deckoptions import LEARNING_STEPS, RELEARNING_STEPS
from tpmdesk.exchange.anki.days import Days
from tpmdesk.exchange.anki.memory import BURIED, SUSPENDED, seconds
from tpmdesk.exchange.anki.notes import due_mark
from tpmdesk.exchange.anki.original import LOG_BASE, OriginalCard

_DAY_LEARNING = 3
_FIRST_EASE = 2500
_DECAY = 0.154  # that of FSRS-6's default parameters, rounded as Anki does
_TYPES = {0: 0, 1: 0, 2: 1, 3: 2}
_STEPS = {CardState.LEARNING: len(LEARNING_STEPS), CardState.RELEARNING: len(RELEARNING_STEPS)}
_DAY = 86_400
_HAIR = 1e-6


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
    reviews: Sequence[ForeignReview], original: OriginalCard | None, memory: Memory
) -> list[tuple[int, int, int, int, int, int, int]]:
    """For each line: its time, ease, interval, interval before, factor, milliseconds and type."""
    kept = original.log if original and len(original.log) <= len(reviews) else []
    marks = [*kept, *[0] * (len(reviews) - len(kept))]
    return [_line(each, mark, memory) for each, mark in zip(reviews, marks, strict=True)]


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
    state = int(memory.state)
    if memory.state is CardState.NEW or memory.due is None:
        queue = SUSPENDED if card.suspended else 0
        return Schedule(0, queue, card.position, 0, 0, card.reps, card.lapses, 0, "{}")
    queue = _queue(memory, calendar)
    return Schedule(
        state,
        SUSPENDED if card.suspended else queue,
        _due(memory, 0, queue, calendar),
        _interval(memory, calendar),
        0 if memory.state is CardState.LEARNING else _FIRST_EASE,
        card.reps,
        card.lapses,
        _left(memory),
        _data(memory),
    )


def _queue(memory: Memory, calendar: Calendar) -> int:
    """Learning that goes on another day waits in a queue of its own."""
    if memory.state is CardState.REVIEW:
        return 2
    if memory.last_review is None or memory.due is None:
        return 1
    days = calendar.day(seconds(memory.due)) - calendar.day(seconds(memory.last_review))
    return _DAY_LEARNING if days > 0 and memory.due > memory.last_review else 1


def _interval(memory: Memory, calendar: Calendar) -> int:
    if memory.state is CardState.LEARNING:
        return 0
    if memory.state is CardState.REVIEW and memory.due and memory.last_review:
        days = calendar.day(seconds(memory.due)) - calendar.day(seconds(memory.last_review))
        return max(1, days)
    return max(1, round(memory.stability or 1))


def _left(memory: Memory) -> int:
    steps = _STEPS.get(memory.state)
    return 0 if steps is None else max(1, steps - (memory.step or 0))


def _data(memory: Memory) -> str:
    """What Anki's FSRS knows of the card."""
    if memory.stability is None or memory.difficulty is None:
        return "{}"
    last = f',"lrt":{int(seconds(memory.last_review))}' if memory.last_review else ""
    return (
        f'{{"s":{round(memory.stability, 6)},"d":{round(memory.difficulty, 6)},"decay":{_DECAY}'
        f"{last}}}"
    )


def _line(
    line: ForeignReview, mark: int, memory: Memory
) -> tuple[int, int, int, int, int, int, int]:
    kind = _kind(line)
    factor, known = divmod(mark, LOG_BASE)
    if mark and (known == kind or (known == ReviewKind.CRAM and kind < known)):
        kind = known
    elif not mark:
        factor = _factor(line, memory) if kind < ReviewKind.CRAM else 0
    return (
        line.at // 1000,
        line.rating,
        _ivl(line.interval),
        _ivl(line.interval_before),
        factor,
        round(line.took * 1000),
        kind,
    )


def _kind(line: ForeignReview) -> int:
    return _TYPES.get(line.state_before, 1) if line.kind == ReviewKind.ANSWER else line.kind


def _factor(line: ForeignReview, memory: Memory) -> int:
    """The difficulty, as Anki's log has it once FSRS is on: 1 to 10 as 100 to 1100."""
    difficulty = line.difficulty or memory.difficulty
    return 0 if difficulty is None else round((difficulty - 1) / 9 * 1000 + 100)


def _ivl(days: float | None) -> int:
    """Whole days, or seconds below 0."""
    if not days:
        return 0
    whole = round(days)
    if whole >= 1 and (whole == days or (days > 1 and abs(whole - days) > _HAIR)):
        return whole
    return -round(days * _DAY)
