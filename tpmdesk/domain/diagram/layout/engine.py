"""The layered layout itself, by graphlay: ranks, order, places, and the routes of edges.

Boundaries are its compound nodes. It reserves room for labels; where they go is decided in
`labels`, which sees everything that is on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import graphlay

from tpmdesk.domain.diagram.layout.geometry import Point, Rect, around
from tpmdesk.domain.diagram.layout.texts import Box
from tpmdesk.domain.diagram.model import Diagram, Node


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to lay a diagram out. `gap` stretches the distance between layers."""

    direction: str = "leftright"
    gap: float = 1.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large everything is, by id; a boundary's is what its caption needs."""

    nodes: Mapping[str, Box]
    labels: Mapping[str, Box]
    captions: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the engine put things, by id."""

    nodes: Mapping[str, Rect]
    edges: Mapping[str, tuple[Point, ...]]
    boundaries: Mapping[str, Rect]


def place(diagram: Diagram, sizes: Sizes, variant: Variant) -> Placing:
    """At least one node or boundary."""
    held = [*(each.id for each in diagram.boundaries), *(node.id for node in diagram.nodes)]
    index = {each: at for at, each in enumerate(held)}
    nodes: list[dict[str, object]] = [
        *(_node(*sizes.captions[each.id], index.get(each.parent)) for each in diagram.boundaries),
        *(
            _node(
                sizes.nodes[node.id].width,
                sizes.nodes[node.id].height,
                _holder(diagram, node, index),
            )
            for node in diagram.nodes
        ),
    ]
    edges = [
        _edge(index[edge.source], index[edge.target], sizes.labels.get(edge.id))
        for edge in diagram.edges
    ]
    drawn = graphlay.layout({"nodes": nodes, "edges": edges}, options=_options(variant, sizes))
    rects = [_rect(each) for each in drawn.nodes]
    ids = [edge.id for edge in diagram.edges]
    return Placing(
        {node.id: rects[index[node.id]] for node in diagram.nodes},
        {each: _points(route) for each, route in zip(ids, drawn.edges, strict=True)},
        {each.id: rects[index[each.id]] for each in diagram.boundaries},
    )


def _node(width: float, height: float, parent: int | None) -> dict[str, object]:
    own: dict[str, object] = {} if parent is None else {"parent": parent}
    return {"size": {"width": width, "height": height}, "shape": "box"} | own


def _holder(diagram: Diagram, node: Node, index: Mapping[str, int]) -> int | None:
    boundary = diagram.around(node.id)
    return None if boundary is None else index[boundary.id]


def _edge(source: int, target: int, label: Box | None) -> dict[str, object]:
    edge: dict[str, object] = {"source": source, "target": target, "weight": 1.0}
    if label is not None:
        edge["label_size"] = {"width": label.width, "height": label.height}
    return edge


def _options(variant: Variant, sizes: Sizes) -> dict[str, object]:
    header = max((height for _, height in sizes.captions.values()), default=0.0)
    return {
        "direction": variant.direction,
        "routing": {"style": "orthogonal"},
        "spacing": {
            "layer_gap": 54.0 * variant.gap,
            "node_gap": 30.0 * variant.gap,
            "compound_header": header,
            "edge_label_margin": 16.0 * variant.gap,
        },
    }


def _rect(placed: Mapping[str, Mapping[str, float]]) -> Rect:
    center, size = placed["center"], placed["size"]
    return around(Point(center["x"], center["y"]), size["width"], size["height"])


def _points(route: Mapping[str, Sequence[Mapping[str, float]]]) -> tuple[Point, ...]:
    return tuple(Point(each["x"], each["y"]) for each in route["points"])
