"""A diagram as text, in the one way that the app writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tpmdesk.domain.diagram.lines import quoted
from tpmdesk.domain.diagram.model import Boundary, Diagram, Edge, Node

_INDENT = "  "
_BARE = re.compile(r"[^\s\"\\:{}→]+")


def text_of(diagram: Diagram) -> str:
    """`parse(text_of(diagram)).diagram == diagram`, as long as its texts are single lines."""
    blocks = [_title(diagram), _free_nodes(diagram), *_boundaries(diagram), _edges(diagram)]
    return "\n".join("\n".join(block) + "\n" for block in blocks if block)


def node_line(node: Node) -> str:
    """One node as text."""
    parts = [node.kind, node.id, quoted(node.title)]
    if node.team:
        parts.append(f"team:{_bare(node.team)}")
    if node.days is not None:
        parts.append(f"days:{node.days:g}")
    if node.note:
        parts.append(f": {node.note}")
    return " ".join(parts)


def edge_line(edge: Edge) -> str:
    """One edge as text."""
    return f"{edge.id} : {edge.label}" if edge.label else edge.id


def _bare(text: str) -> str:
    """Without quotation marks where it needs none."""
    return text if _BARE.fullmatch(text) and "->" not in text else quoted(text)


def _title(diagram: Diagram) -> list[str]:
    return [f"title {quoted(diagram.title)}"] if diagram.title else []


def _free_nodes(diagram: Diagram) -> list[str]:
    held = {member for each in diagram.boundaries for member in each.members}
    return [node_line(node) for node in diagram.nodes if node.id not in held]


def _boundaries(diagram: Diagram) -> Iterator[list[str]]:
    for boundary in diagram.boundaries:
        if not boundary.parent:
            yield list(_boundary(diagram, boundary))


def _boundary(diagram: Diagram, boundary: Boundary) -> Iterator[str]:
    yield f"boundary {boundary.kind} {quoted(boundary.title)} {{"
    for member in boundary.members:
        yield _INDENT + node_line(diagram.node(member))
    for inner in diagram.boundaries:
        if inner.parent == boundary.id:
            yield from (_INDENT + line for line in _boundary(diagram, inner))
    yield "}"


def _edges(diagram: Diagram) -> list[str]:
    return [edge_line(edge) for edge in diagram.edges]
