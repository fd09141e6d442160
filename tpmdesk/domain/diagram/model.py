"""A system, or a dependency map, as nodes, edges and boundaries.

A diagram says what there is and what touches what; where things lie on a page is worked out when
it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node is. `WORK` is an item of a dependency map, with a team and a duration."""

    SERVICE = "service"
    STORE = "store"
    QUEUE = "queue"
    CACHE = "cache"
    EXTERNAL = "external"
    ACTOR = "actor"
    JOB = "job"
    WORK = "work"


class BoundaryKind(StrEnum):
    """What changes at a boundary: whom one trusts, what is consistent, or who owns it."""

    TRUST = "trust"
    CONSISTENCY = "consistency"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Node:
    """One box. `note` says how it runs or what it holds; `team` owns it; `days` is how long the
    work takes, in whole or half days, None where nobody has said."""

    id: str
    title: str
    kind: NodeKind = NodeKind.SERVICE
    note: str = ""
    team: str = ""
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow. In a system the source calls or feeds the target; in a dependency map the target
    waits for the source. The label holds terms with commas between: "HTTPS, sync, 2 s timeout"."""

    source: str
    target: str
    label: str = ""

    @property
    def id(self) -> str:
        """`source -> target`; there is one edge at most from one node to another."""
        return f"{self.source} -> {self.target}"

    @property
    def protocol(self) -> str:
        """The first term of the label: what they speak, or the contract that one waits for."""
        return self.terms[0] if self.terms else ""

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the label."""
        return tuple(term for each in self.label.split(",") if (term := each.strip()))


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line around nodes. `members` are the nodes that lie directly in it; `parent` is the id of
    the boundary around it, or empty."""

    kind: BoundaryKind
    title: str
    members: tuple[str, ...] = ()
    parent: str = ""

    @property
    def id(self) -> str:
        """Its kind and title, of which there is one in a diagram."""
        return f"{self.kind} {self.title}"


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes in the order in which they are written: those in no boundary first, then boundary by
    boundary, an inner one after the nodes of the outer. Boundaries nest and never cross.

    Raises ValueError when an id stands twice or nowhere, or boundaries cross.
    """

    title: str = ""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    boundaries: tuple[Boundary, ...] = ()

    def __post_init__(self) -> None:
        _check(self)
        ordered = tuple(_outer_first(self.boundaries, ""))
        if len(ordered) < len(self.boundaries):
            raise ValueError("a boundary lies in itself, or in one that is not there")
        by_id = {node.id: node for node in self.nodes}
        inside = [by_id[member] for each in ordered for member in each.members]
        held = {node.id for node in inside}
        free = [node for node in self.nodes if node.id not in held]
        object.__setattr__(self, "nodes", (*free, *inside))
        object.__setattr__(self, "boundaries", ordered)

    def node(self, node_id: str) -> Node:
        """Raises KeyError."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def boundary(self, boundary_id: str) -> Boundary:
        """Raises KeyError."""
        for boundary in self.boundaries:
            if boundary.id == boundary_id:
                return boundary
        raise KeyError(boundary_id)

    def around(self, node_id: str) -> Boundary | None:
        """The boundary in which a node lies directly."""
        return next((each for each in self.boundaries if node_id in each.members), None)

    def within(self, boundary_id: str) -> tuple[str, ...]:
        """The nodes in a boundary, those of its inner ones too."""
        own = self.boundary(boundary_id).members
        inner = (each.id for each in self.boundaries if each.parent == boundary_id)
        return (*own, *(member for each in inner for member in self.within(each)))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all that can be pointed at: nodes, edges and boundaries."""
        parts: Iterable[Node | Edge | Boundary] = (*self.nodes, *self.edges, *self.boundaries)
        return frozenset(part.id for part in parts)


def _check(diagram: Diagram) -> None:
    known = [node.id for node in diagram.nodes]
    _once(known, "node")
    _once([edge.id for edge in diagram.edges], "edge")
    _once([each.id for each in diagram.boundaries], "boundary")
    members = [member for each in diagram.boundaries for member in each.members]
    _once(members, "member of boundaries")
    ends = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    strangers = (ends | set(members)) - set(known)
    if strangers:
        raise ValueError(f"no such node: {', '.join(sorted(strangers))}")
    if any(edge.source == edge.target for edge in diagram.edges):
        raise ValueError("an edge leads from a node to itself")


def _once(ids: list[str], what: str) -> None:
    if len(set(ids)) < len(ids):
        twice = sorted({each for each in ids if ids.count(each) > 1})
        raise ValueError(f"{what} stands twice: {', '.join(twice)}")


def _outer_first(boundaries: tuple[Boundary, ...], parent: str) -> Iterator[Boundary]:
    for boundary in boundaries:
        if boundary.parent == parent:
            yield boundary
            yield from _outer_first(boundaries, boundary.id)
