"""The order in which new cards are met: that of their notes, the cards of one note apart."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

APART = 5


def new_order(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Order the cards of notes that have `sizes` cards each, as (note, card) from 0.

    The first card of each note comes in the order of the notes; each further one about `APART`
    notes later. No two cards of one note are neighbours unless it has more cards than all others
    together, so that they cannot be kept apart.
    """
    left = list(sizes)
    waiting = [(note, 0, note) for note, size in enumerate(sizes) if size]
    largest = [(-size, note) for note, size in enumerate(sizes) if size]
    heapify(largest)
    order: list[tuple[int, int]] = []
    for remaining in range(sum(sizes), 0, -1):
        last = order[-1][0] if order else None
        slot = _choose(waiting, _dominant(largest, left, remaining), last)
        _, card, note = slot
        order.append((note, card))
        left[note] -= 1
        if left[note]:
            heappush(waiting, (note + APART * (card + 1), card + 1, note))
            heappush(largest, (-left[note], note))
    return order


def _dominant(largest: list[tuple[int, int]], left: Sequence[int], remaining: int) -> int | None:
    """The note that has more than half of the cards that remain: every other one must be its."""
    while largest and -largest[0][0] != left[largest[0][1]]:
        heappop(largest)
    count, note = largest[0]
    return note if -count > remaining // 2 else None


def _choose(
    waiting: list[tuple[int, int, int]], dominant: int | None, last: int | None
) -> tuple[int, int, int]:
    """Take the card that comes next out of `waiting`."""
    if dominant is not None and dominant != last:
        slot = next(slot for slot in waiting if slot[2] == dominant)
        waiting.remove(slot)
        heapify(waiting)
        return slot
    first = heappop(waiting)
    if first[2] != last or not waiting:
        return first
    second = heappop(waiting)
    heappush(waiting, first)
    return second
