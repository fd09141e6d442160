"""Where the labels of edges go: on or beside their lines, over no node, label or caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import cos, pi, sin

from tpmdesk.domain.diagram.layout.engine import Placing
from tpmdesk.domain.diagram.layout.geometry import (
    Crowd,
    Point,
    Rect,
    along,
    around,
    length,
)
from tpmdesk.domain.diagram.layout.texts import Box

_STEP = 12.0
_MOST_STEPS = 60
_CLEAR = 3.0  # between a label and what it must not touch
_HEAD = 16.0  # of the line, for the arrow's head
_BESIDE = 6.0
_OVER_LINE = 40.0
_OVER_BORDER = 6.0
_OVER_HEAD = 25.0
_ASIDE = 5.0
_AWAY = 400.0  # for a label that found no room at its line


@dataclass(frozen=True, slots=True)
class Labels:
    """Where each label lies. `cost` is 0 when every one is in the middle of its line."""

    rects: Mapping[str, Rect]
    cost: float


def put_labels(placing: Placing, boxes: Mapping[str, Box], captions: Sequence[Rect]) -> Labels:
    """Labels with the fewest places go first; one with no place goes to the nearest free one."""
    taken = Crowd(each.grown(_CLEAR) for each in (*placing.nodes.values(), *captions))
    lines = {each: Crowd(_sides(points)) for each, points in placing.edges.items()}
    borders = [Crowd(_sides(_corners(each))) for each in placing.boundaries.values()]
    places = {
        each: sorted(_free_places(placing.edges[each], box, taken)) for each, box in boxes.items()
    }
    rects: dict[str, Rect] = {}
    total = 0.0
    for each in sorted(places, key=lambda name: len(places[name])):
        free = (place for place in places[each] if not taken.touches(place[1]))
        others = [line for name, line in lines.items() if name != each]
        cost, rect = _cheapest(free, others, borders) or _nearest(
            placing.edges[each], boxes[each], taken
        )
        rects[each] = rect
        taken.add(rect.grown(_CLEAR))
        total += cost
    return Labels(rects, total)


def _cheapest(
    places: Iterator[tuple[float, Rect]], lines: Sequence[Crowd], borders: Sequence[Crowd]
) -> tuple[float, Rect] | None:
    """The places come by what they cost at least; most need no look."""
    best: tuple[float, Rect] | None = None
    for least, rect in places:
        if best is not None and best[0] <= least:
            break
        cost = least + _OVER_LINE * _touched(lines, rect) + _OVER_BORDER * _touched(borders, rect)
        if best is None or cost < best[0]:
            best = (cost, rect)
    return best


def _touched(crowds: Sequence[Crowd], rect: Rect) -> int:
    return sum(each.touches(rect) for each in crowds)


def _free_places(points: Sequence[Point], box: Box, taken: Crowd) -> Iterator[tuple[float, Rect]]:
    whole = length(points) or 1.0
    for way, point, steep in along(points, max(_STEP, whole / _MOST_STEPS)):
        half = (box.height if steep else box.width) / 2
        on_head = whole - way < _HEAD + half
        for aside, rect in _around(point, box, steep=steep):
            if not taken.touches(rect):
                covers = _OVER_HEAD if on_head and not aside else 0.0
                yield aside + covers + 20 * abs(way / whole - 0.5), rect


def _sides(points: Sequence[Point]) -> Iterator[Rect]:
    """The lines of a chain, each as a rectangle with no width or no height."""
    for start, end in pairwise(points):
        yield Rect(
            min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y)
        )


def _corners(rect: Rect) -> tuple[Point, ...]:
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        Point(left, top),
        Point(right, top),
        Point(right, bottom),
        Point(left, bottom),
        Point(left, top),
    )


def _around(point: Point, box: Box, *, steep: bool) -> Iterator[tuple[float, Rect]]:
    """On the line, and on either side of it."""
    rect = around(point, box.width, box.height)
    yield 0.0, rect
    off = (box.width if steep else box.height) / 2 + _BESIDE
    for sign in (-1, 1):
        yield _ASIDE, rect.moved(sign * off, 0) if steep else rect.moved(0, sign * off)


def _nearest(points: Sequence[Point], box: Box, taken: Crowd) -> tuple[float, Rect]:
    """Outwards from the middle of the line in a spiral, until there is room."""
    middle = points[len(points) // 2] if points else Point(0, 0)
    for turn in count():
        angle, far = turn * pi / 8, 4.0 * turn / 4
        point = middle.moved(far * cos(angle), far * sin(angle))
        rect = around(point, box.width, box.height)
        if not taken.touches(rect):
            return _AWAY + far, rect
    raise AssertionError
