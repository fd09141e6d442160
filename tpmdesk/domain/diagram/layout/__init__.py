"""Where the nodes, edges, labels and boundaries of a diagram lie on a page."""

from tpmdesk.domain.diagram.layout.drawn import (
    Layout,
    Measure,
    PlacedBoundary,
    PlacedEdge,
    PlacedLabel,
    PlacedNode,
    TextStyle,
)
from tpmdesk.domain.diagram.layout.place import lay_out

__all__ = [
    "Layout",
    "Measure",
    "PlacedBoundary",
    "PlacedEdge",
    "PlacedLabel",
    "PlacedNode",
    "TextStyle",
    "lay_out",
]
