"""Points, rectangles and lines. Sizes are device-independent pixels, y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Point:
        return Point(self.x + dx, self.y + dy)


class Rect(NamedTuple):
    """A rectangle, by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Whether they share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def holds(self, other: Rect) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


NOWHERE = Rect(0, 0, 0, 0)
"""An empty rectangle."""


def around(center: Point, width: float, height: float) -> Rect:
    """The rectangle of that size in whose middle a point lies."""
    return Rect(center.x - width / 2, center.y - height / 2, width, height)


def hull(rects: Iterable[Rect]) -> Rect:
    """The least rectangle around all; an empty one around none."""
    held = list(rects)
    if not held:
        return NOWHERE
    left, top = min(each.x for each in held), min(each.y for each in held)
    right, bottom = max(each.right for each in held), max(each.bottom for each in held)
    return Rect(left, top, right - left, bottom - top)


class Crowd:
    """Rectangles of which one wants to know, very often, whether another touches any. Those with
    no width or no height count as lines."""

    def __init__(self, rects: Iterable[Rect] = ()) -> None:
        self._sides: list[tuple[float, float, float, float]] = []
        for rect in rects:
            self.add(rect)

    def add(self, rect: Rect) -> None:
        self._sides.append((rect.x, rect.y, rect.x + rect.width, rect.y + rect.height))

    def touches(self, rect: Rect) -> bool:
        """Whether any of them lies in part inside a rectangle."""
        x, y, width, height = rect
        right, bottom = x + width, y + height
        for left, top, to, under in self._sides:
            if left < right and x < to and top < bottom and y < under:
                return True
        return False


def crosses(start: Point, end: Point, rect: Rect) -> bool:
    """Whether a line has more than a point inside a rectangle (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for at, step, low, high in (
        (start.x, end.x - start.x, rect.x, rect.right),
        (start.y, end.y - start.y, rect.y, rect.bottom),
    ):
        if step == 0:
            if not low < at < high:
                return False
            continue
        enters, leaves = sorted(((low - at) / step, (high - at) / step))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def runs_through(points: Sequence[Point], rect: Rect) -> bool:
    """Whether a chain of lines does."""
    return any(crosses(start, end, rect) for start, end in pairwise(points))


def length(points: Sequence[Point]) -> float:
    """How long a chain of lines is."""
    return sum(hypot(end.x - start.x, end.y - start.y) for start, end in pairwise(points))


def along(points: Sequence[Point], step: float) -> Iterator[tuple[float, Point, bool]]:
    """Places on a chain of lines, `step` apart: the way to each from the start, and whether it
    lies on a line that is steeper than it is wide."""
    way = 0.0
    for start, end in pairwise(points):
        dx, dy = end.x - start.x, end.y - start.y
        long = hypot(dx, dy)
        count = int(long // step) + 1
        for n in range(count):
            share = (n + 0.5) / count
            yield (
                way + long * share,
                Point(start.x + dx * share, start.y + dy * share),
                abs(dy) > abs(dx),
            )
        way += long
