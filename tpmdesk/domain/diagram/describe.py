"""A diagram in words, for who cannot see it."""

from __future__ import annotations

from tpmdesk.domain.diagram.model import Boundary, Diagram, Edge, Node


def described(diagram: Diagram) -> str:
    """The whole, a line for each part; what it comes to stands first."""
    parts = [
        _counted(len(diagram.nodes), "node"),
        _counted(len(diagram.edges), "arrow"),
        _counted(len(diagram.boundaries), "boundary", "boundaries"),
    ]
    head = f"{diagram.title}: " if diagram.title else ""
    lines = [f"{head}{', '.join(parts)}."]
    lines += [node_words(diagram, node) for node in diagram.nodes]
    lines += [edge_words(diagram, edge) for edge in diagram.edges]
    lines += [boundary_words(diagram, boundary) for boundary in diagram.boundaries]
    return "\n".join(lines)


def part_words(diagram: Diagram, part_id: str) -> str:
    """One node, edge or boundary; nothing for an id that is not there."""
    for node in diagram.nodes:
        if node.id == part_id:
            return node_words(diagram, node)
    for edge in diagram.edges:
        if edge.id == part_id:
            return edge_words(diagram, edge)
    for boundary in diagram.boundaries:
        if boundary.id == part_id:
            return boundary_words(diagram, boundary)
    return ""


def node_words(diagram: Diagram, node: Node) -> str:
    """What it is, where it lies, and what it touches."""
    around = diagram.around(node.id)
    said = [f"{node.title}, {node.kind}"]
    said += [text for text in (node.note, f"team {node.team}" if node.team else "") if text]
    if node.days is not None:
        said.append(_counted(node.days, "day"))
    if around is not None:
        said.append(f"in {around.title}")
    to = [diagram.node(edge.target).title for edge in diagram.edges if edge.source == node.id]
    by = [diagram.node(edge.source).title for edge in diagram.edges if edge.target == node.id]
    said += [f"to {', '.join(to)}"] if to else []
    said += [f"from {', '.join(by)}"] if by else []
    return "; ".join(said) + "."


def edge_words(diagram: Diagram, edge: Edge) -> str:
    """From where to where, and how."""
    ends = f"{diagram.node(edge.source).title} to {diagram.node(edge.target).title}"
    return f"{ends}: {edge.label}." if edge.label else f"{ends}."


def boundary_words(diagram: Diagram, boundary: Boundary) -> str:
    """What lies in it."""
    held = [diagram.node(each).title for each in diagram.within(boundary.id)]
    return f"{boundary.kind.capitalize()} boundary {boundary.title}: {', '.join(held) or 'empty'}."


def _counted(count: float, one: str, more: str = "") -> str:
    return f"{count:g} {one if count == 1 else more or one + 's'}"
