"""The critical path of a dependency map, and what slips when an item takes longer.

An edge says that its target starts when its source is done (finish to start). Days are counted
from the start of the program; an item that nobody has given days takes none. The method is Kelley
and Walker's critical path planning of 1959: a forward pass for the earliest dates, a backward pass
for the latest, and what lies between them is slack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from tpmdesk.domain.diagram.model import Diagram, NodeKind

MOST_PATHS = 12


class CycleError(ValueError):
    """Items wait for each other in a ring, so no plan can be made. `ring` holds their ids; the
    first stands at the end again."""

    def __init__(self, diagram: Diagram, ring: tuple[str, ...]) -> None:
        names = " → ".join(diagram.node(each).title for each in ring)
        super().__init__(f"These wait for each other: {names}. Take one of the arrows out.")
        self.ring = ring


@dataclass(frozen=True, slots=True)
class Timing:
    """When an item can run, in days from the start of the program."""

    starts: float
    ends: float
    latest_start: float
    latest_end: float

    @property
    def slack(self) -> float:
        """By how many days it may slip before the program's end moves."""
        return self.latest_start - self.starts

    @property
    def critical(self) -> bool:
        return self.slack == 0


@dataclass(frozen=True, slots=True)
class Plan:
    """`days` is how long the program takes. `paths` are critical paths from first to last item, at
    most `MOST_PATHS`. `undated` are work items that nobody has given days."""

    days: float
    timings: Mapping[str, Timing]
    paths: tuple[tuple[str, ...], ...]
    undated: tuple[str, ...]

    @property
    def critical(self) -> frozenset[str]:
        """The items that no path can do without: those with no slack."""
        return frozenset(each for each, timing in self.timings.items() if timing.critical)

    def critical_edges(self, diagram: Diagram) -> frozenset[str]:
        """The ids of the edges that lie on a critical path."""
        return frozenset(
            edge.id for edge in diagram.edges if _binds(self.timings, edge.source, edge.target)
        )


@dataclass(frozen=True, slots=True)
class Slip:
    """What follows when an item takes `days` longer. `moved` tells by how many days each other
    item starts later; `absorbed` is what the slack took of it."""

    item: str
    days: float
    moved: Mapping[str, float]
    finish: float
    finish_moves: float

    @property
    def absorbed(self) -> float:
        return self.days - self.finish_moves


def critical_path(diagram: Diagram) -> Plan:
    """Earliest and latest dates of every node. Raises CycleError."""
    order = _in_order(diagram)
    days = {node.id: node.days or 0.0 for node in diagram.nodes}
    before, after = _neighbours(diagram)
    starts: dict[str, float] = {}
    for each in order:
        starts[each] = max((starts[one] + days[one] for one in before[each]), default=0.0)
    total = max((starts[each] + days[each] for each in order), default=0.0)
    latest: dict[str, float] = {}
    for each in reversed(order):
        end = min((latest[one] for one in after[each]), default=total)
        latest[each] = end - days[each]
    timings = {
        node.id: Timing(
            starts[node.id],
            starts[node.id] + days[node.id],
            latest[node.id],
            latest[node.id] + days[node.id],
        )
        for node in diagram.nodes
    }
    undated = tuple(
        node.id for node in diagram.nodes if node.kind is NodeKind.WORK and node.days is None
    )
    return Plan(total, timings, _paths(order, timings, before, after), undated)


def slip(diagram: Diagram, item: str, days: float) -> Slip:
    """What happens when an item takes longer by `days`, which is not negative. Raises CycleError,
    and KeyError for an item that is not there."""
    node = diagram.node(item)
    later = replace(node, days=(node.days or 0.0) + days)
    nodes = tuple(later if each.id == item else each for each in diagram.nodes)
    before, after = critical_path(diagram), critical_path(replace(diagram, nodes=nodes))
    moved = {
        each: by
        for each, timing in after.timings.items()
        if (by := timing.starts - before.timings[each].starts)
    }
    return Slip(item, days, moved, after.days, after.days - before.days)


def _neighbours(diagram: Diagram) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for edge in diagram.edges:
        before[edge.target].append(edge.source)
        after[edge.source].append(edge.target)
    return before, after


def _in_order(diagram: Diagram) -> list[str]:
    """Every node after those that it waits for (Kahn's algorithm)."""
    before, after = _neighbours(diagram)
    waits = {node.id: len(before[node.id]) for node in diagram.nodes}
    order = [each for each, count in waits.items() if not count]
    for each in order:
        for follower in after[each]:
            waits[follower] -= 1
            if not waits[follower]:
                order.append(follower)
    if len(order) < len(waits):
        stuck = {each for each, count in waits.items() if count}
        raise CycleError(diagram, _ring(stuck, before))
    return order


def _ring(stuck: set[str], before: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Back from one that waits to one that it waits for, until one comes again."""
    walked = [min(stuck)]
    while walked[-1] not in walked[:-1]:
        walked.append(next(each for each in before[walked[-1]] if each in stuck))
    return tuple(reversed(walked[walked.index(walked[-1]) :]))


def _binds(timings: Mapping[str, Timing], source: str, target: str) -> bool:
    one, other = timings[source], timings[target]
    return one.critical and other.critical and one.ends == other.starts


def _paths(
    order: list[str],
    timings: Mapping[str, Timing],
    before: Mapping[str, list[str]],
    after: Mapping[str, list[str]],
) -> tuple[tuple[str, ...], ...]:
    """The chains of critical items from one that waits for no critical item."""

    def chains(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        follow = [each for each in after[path[-1]] if _binds(timings, path[-1], each)]
        if not follow:
            yield path
        for each in follow:
            yield from chains((*path, each))

    firsts = (
        each
        for each in order
        if timings[each].critical and not any(_binds(timings, one, each) for one in before[each])
    )
    return tuple(islice((path for first in firsts for path in chains((first,))), MOST_PATHS))
