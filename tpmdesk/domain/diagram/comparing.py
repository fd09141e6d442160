"""What a person drew from memory, held against the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpmdesk.domain.diagram.model import Boundary, Diagram, Edge
from tpmdesk.domain.diagram.names import ENOUGH, likeness, name_likeness

_ENOUGH_MEMBERS = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the model that was drawn. `remark` says what is different about it, or nothing."""

    model: str
    drawn: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Odd:
    """The id of a part that only one of the two has, and why it counts as such."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Matches:
    """Parts of one sort. `missing` holds ids of the model, `extra` ids of the drawing."""

    found: tuple[Found, ...]
    missing: tuple[Odd, ...]
    extra: tuple[Odd, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of a model was drawn."""

    nodes: Matches
    edges: Matches
    boundaries: Matches

    @property
    def parts(self) -> tuple[Matches, Matches, Matches]:
        return (self.nodes, self.edges, self.boundaries)

    @property
    def share(self) -> float:
        """Of the model's parts, how many were drawn, from 0 to 1; an empty model is all drawn."""
        found = sum(len(each.found) for each in self.parts)
        total = found + sum(len(each.missing) for each in self.parts)
        return found / total if total else 1.0

    @property
    def missing_ids(self) -> frozenset[str]:
        """What to highlight in the model."""
        return frozenset(odd.id for each in self.parts for odd in each.missing)

    @property
    def extra_ids(self) -> frozenset[str]:
        """What to highlight in the drawing."""
        return frozenset(odd.id for each in self.parts for odd in each.extra)


def missing(model: Diagram, drawn: Diagram) -> Recall:
    """Nodes are matched by their titles and kinds, edges by their ends, boundaries by what lies
    in them. No part counts twice."""
    pairs = _pair_nodes(model, drawn)
    return Recall(
        _compare_nodes(model, drawn, pairs),
        _compare_edges(model, drawn, pairs),
        _compare_boundaries(model, drawn, pairs),
    )


def _best(scores: Sequence[tuple[float, str, str]]) -> dict[str, str]:
    """The likeliest pairs first, each end once."""
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, one, other in sorted(scores, key=lambda each: -each[0]):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


# Nodes


def _pair_nodes(model: Diagram, drawn: Diagram) -> dict[str, str]:
    scores = [
        (score, one.id, other.id)
        for one in model.nodes
        for other in drawn.nodes
        if (score := likeness(one, other)) >= ENOUGH
    ]
    return _best(scores)


def _compare_nodes(model: Diagram, drawn: Diagram, pairs: Mapping[str, str]) -> Matches:
    found = [
        Found(one, other, _node_remark(model, drawn, one, other)) for one, other in pairs.items()
    ]
    order = {node.id: place for place, node in enumerate(model.nodes)}
    return Matches(
        tuple(sorted(found, key=lambda each: order[each.model])),
        tuple(
            Odd(node.id, f"“{node.title}” ({node.kind}) is not in your drawing.")
            for node in model.nodes
            if node.id not in pairs
        ),
        tuple(
            Odd(node.id, f"The model has no “{node.title}”.")
            for node in drawn.nodes
            if node.id not in pairs.values()
        ),
    )


def _node_remark(model: Diagram, drawn: Diagram, one: str, other: str) -> str:
    ours, theirs = model.node(one), drawn.node(other)
    if ours.kind is not theirs.kind:
        return f"You drew “{ours.title}” as {theirs.kind}; it is {ours.kind}."
    if ours.days is not None and theirs.days is not None and ours.days != theirs.days:
        return f"“{ours.title}” takes {ours.days:g} days, not {theirs.days:g}."
    return ""


# Edges


def _compare_edges(model: Diagram, drawn: Diagram, pairs: Mapping[str, str]) -> Matches:
    by_ends = {(edge.source, edge.target): edge for edge in drawn.edges}
    found: list[Found] = []
    absent: list[Odd] = []
    used: set[str] = set()
    for turned in (False, True):
        for edge in model.edges:
            if any(each.model == edge.id for each in found):
                continue
            ends = (pairs.get(edge.source, ""), pairs.get(edge.target, ""))
            match = by_ends.get(ends[::-1] if turned else ends)
            if match is not None and match.id not in used:
                used.add(match.id)
                found.append(Found(edge.id, match.id, _edge_remark(model, edge, match, turned)))
            elif turned:
                absent.append(Odd(edge.id, _edge_absence(model, edge, pairs)))
    extra = [Odd(edge.id, _edge_extra(drawn, edge)) for edge in drawn.edges if edge.id not in used]
    return Matches(tuple(found), tuple(absent), tuple(extra))


def _edge_remark(model: Diagram, edge: Edge, drawn: Edge, turned: bool) -> str:
    words = _said(model, edge)
    if turned:
        return f"{words}: you drew the arrow the other way round."
    if edge.label and not drawn.label:
        return f"{words}: you did not say how ({edge.label})."
    lacks = [
        term
        for term in edge.terms
        if not any(name_likeness(term, each) >= ENOUGH for each in drawn.terms)
    ]
    return f"{words}: it also says {', '.join(lacks)}." if lacks else ""


def _edge_absence(model: Diagram, edge: Edge, pairs: Mapping[str, str]) -> str:
    gone = [model.node(end).title for end in (edge.source, edge.target) if end not in pairs]
    if gone:
        named = " and ".join(f"“{title}”" for title in gone)
        return f"{_said(model, edge)} is missing with {named}."
    return f"You drew both ends of {_said(model, edge)}, but no arrow."


def _edge_extra(drawn: Diagram, edge: Edge) -> str:
    return f"The model has no arrow {_said(drawn, edge)}."


def _said(diagram: Diagram, edge: Edge) -> str:
    return f"{diagram.node(edge.source).title} → {diagram.node(edge.target).title}"


# Boundaries


def _compare_boundaries(model: Diagram, drawn: Diagram, pairs: Mapping[str, str]) -> Matches:
    matched = _pair_boundaries(model, drawn, pairs)
    taken = set(matched.values())
    return Matches(
        tuple(
            Found(
                one.id, matched[one.id], _boundary_remark(model, drawn, one, matched[one.id], pairs)
            )
            for one in model.boundaries
            if one.id in matched
        ),
        tuple(
            Odd(each.id, f"The {each.kind} boundary “{each.title}” is not in your drawing.")
            for each in model.boundaries
            if each.id not in matched
        ),
        tuple(
            Odd(each.id, f"No boundary of the model is like “{each.title}”.")
            for each in drawn.boundaries
            if each.id not in taken
        ),
    )


def _pair_boundaries(model: Diagram, drawn: Diagram, pairs: Mapping[str, str]) -> dict[str, str]:
    """By the share of members in common; the same kind and a like title decide between equals."""
    scores = []
    for one in model.boundaries:
        wanted = _members(model, one, pairs)
        for other in drawn.boundaries:
            both = wanted | set(drawn.within(other.id))
            share = len(wanted & set(drawn.within(other.id))) / len(both) if both else 0.0
            if share >= _ENOUGH_MEMBERS:
                bonus = 0.2 * (one.kind is other.kind) + 0.1 * name_likeness(one.title, other.title)
                scores.append((share + bonus, one.id, other.id))
    return _best(scores)


def _members(model: Diagram, boundary: Boundary, pairs: Mapping[str, str]) -> set[str]:
    """As the drawing names them; one that was not drawn keeps a name that nothing has."""
    return {pairs.get(each, f"missing {each}") for each in model.within(boundary.id)}


def _boundary_remark(
    model: Diagram, drawn: Diagram, one: Boundary, other_id: str, pairs: Mapping[str, str]
) -> str:
    other, within = drawn.boundary(other_id), set(drawn.within(other_id))
    if one.kind is not other.kind:
        return f"“{one.title}” is a {one.kind} boundary; you drew {other.kind}."
    wanted = _members(model, one, pairs)
    outside = [
        model.node(each).title
        for each in model.within(one.id)
        if pairs.get(each) in set(pairs.values()) - within
    ]
    if outside:
        return f"“{one.title}” also holds {', '.join(outside)}."
    strangers = [drawn.node(each).title for each in drawn.within(other_id) if each not in wanted]
    return f"“{one.title}” does not hold {', '.join(strangers)}." if strangers else ""
