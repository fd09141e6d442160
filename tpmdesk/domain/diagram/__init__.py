"""Systems and dependency maps as text: read, written, compared, and planned."""

from tpmdesk.domain.diagram.model import Boundary, BoundaryKind, Diagram, Edge, Node, NodeKind
from tpmdesk.domain.diagram.parse import DiagramError, Mistake, Parsed, parse, read
from tpmdesk.domain.diagram.printing import text_of

__all__ = [
    "Boundary",
    "BoundaryKind",
    "Diagram",
    "DiagramError",
    "Edge",
    "Mistake",
    "Node",
    "NodeKind",
    "Parsed",
    "parse",
    "read",
    "text_of",
]
