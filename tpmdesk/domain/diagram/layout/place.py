"""A diagram laid out: of a few ways to do so, the one that reads best in a window."""

from __future__ import annotations

from collections.abc import Iterator

from tpmdesk.domain.diagram.layout.drawn import (
    Layout,
    Measure,
    PlacedBoundary,
    PlacedEdge,
    PlacedLabel,
    PlacedNode,
)
from tpmdesk.domain.diagram.layout.engine import Placing, Sizes, Variant, place
from tpmdesk.domain.diagram.layout.geometry import Point, Rect, hull, runs_through
from tpmdesk.domain.diagram.layout.labels import Labels, put_labels
from tpmdesk.domain.diagram.layout.texts import caption, caption_size, label_box, node_box
from tpmdesk.domain.diagram.model import Diagram

VIEW = (1180.0, 640.0)
"""The room that a diagram has in a window of 1280 by 800."""

MARGIN = 16.0
_VARIANTS = tuple(
    Variant(direction, gap) for direction in ("leftright", "topbottom") for gap in (0.5, 0.8, 1.2)
)
_THROUGH = 10.0  # an edge through a node it does not belong to
_SMALL = 4.0  # per halving of the size at which the whole fits
_GOOD = 100.0  # the cost of labels that weighs as much as a quarter of the size


def lay_out(diagram: Diagram, measure: Measure) -> Layout:
    """Places for everything. The same diagram and measure give the same layout.

    No node or label overlaps another, and a boundary holds its members and nothing else.
    """
    if not diagram.nodes and not diagram.boundaries:
        return Layout()
    sizes = _sizes(diagram, measure)
    best: tuple[float, Placing, Labels] | None = None
    for worth, placing in sorted(_placings(diagram, sizes), key=lambda each: each[0]):
        if best is not None and best[0] <= worth:
            break
        labels = put_labels(placing, sizes.labels, list(_captions(placing, sizes).values()))
        cost = worth + labels.cost / _GOOD
        if best is None or cost < best[0]:
            best = (cost, placing, labels)
    assert best is not None
    return _drawn(diagram, sizes, best[1], best[2])


def _sizes(diagram: Diagram, measure: Measure) -> Sizes:
    labels = ((edge.id, label_box(edge, measure)) for edge in diagram.edges)
    return Sizes(
        {node.id: node_box(node, measure) for node in diagram.nodes},
        {each: box for each, box in labels if box is not None},
        {each.id: caption_size(each, measure) for each in diagram.boundaries},
    )


def _placings(diagram: Diagram, sizes: Sizes) -> Iterator[tuple[float, Placing]]:
    for variant in _VARIANTS:
        placing = place(diagram, sizes, variant)
        yield _worth(diagram, placing), placing


def _worth(diagram: Diagram, placing: Placing) -> float:
    """Less is better: edges through nodes, then how small it gets in the window."""
    through = sum(
        runs_through(placing.edges[edge.id], rect.grown(-1))
        for edge in diagram.edges
        for node, rect in placing.nodes.items()
        if node not in (edge.source, edge.target)
    )
    size = hull((*placing.nodes.values(), *placing.boundaries.values()))
    shrinks = max(1.0, size.width / VIEW[0], size.height / VIEW[1])
    return _THROUGH * through + _SMALL * (shrinks - 1)


def _captions(placing: Placing, sizes: Sizes) -> dict[str, Rect]:
    return {
        each: Rect(rect.x, rect.y, *sizes.captions[each])
        for each, rect in placing.boundaries.items()
    }


def _drawn(diagram: Diagram, sizes: Sizes, placing: Placing, labels: Labels) -> Layout:
    captions = _captions(placing, sizes)
    whole = hull(
        (
            *placing.nodes.values(),
            *placing.boundaries.values(),
            *labels.rects.values(),
            *(Rect(*point, 0, 0) for line in placing.edges.values() for point in line),
        )
    ).grown(MARGIN)
    dx, dy = -whole.x, -whole.y

    def moved(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(point.moved(dx, dy) for point in points)

    return Layout(
        tuple(
            PlacedNode(
                node.id,
                placing.nodes[node.id].moved(dx, dy),
                sizes.nodes[node.id].title,
                sizes.nodes[node.id].note,
            )
            for node in diagram.nodes
        ),
        tuple(
            PlacedEdge(
                edge.id,
                moved(placing.edges[edge.id]),
                PlacedLabel(labels.rects[edge.id].moved(dx, dy), sizes.labels[edge.id].title)
                if edge.id in labels.rects
                else None,
            )
            for edge in diagram.edges
        ),
        tuple(
            PlacedBoundary(
                each.id,
                placing.boundaries[each.id].moved(dx, dy),
                captions[each.id].moved(dx, dy),
                caption(each),
                _depth(diagram, each.parent),
            )
            for each in diagram.boundaries
        ),
        whole.moved(dx, dy),
    )


def _depth(diagram: Diagram, parent: str) -> int:
    return 0 if not parent else 1 + _depth(diagram, diagram.boundary(parent).parent)
