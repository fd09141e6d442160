"""Diagrams of any shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from tpmdesk.domain.diagram import Boundary, BoundaryKind, Diagram, Edge, Node, NodeKind

_signs = st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))
phrases = st.lists(st.text(_signs, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
_days = st.none() | st.integers(0, 200).map(lambda halves: halves / 2)


def _single(text: str) -> str:
    return " ".join(text.split())


@st.composite
def diagrams(draw: st.DrawFn, most: int = 12) -> Diagram:
    """Nodes, edges, and boundaries in boundaries."""
    count = draw(st.integers(0, most))
    words = phrases.map(_single).filter(bool)
    notes = st.just("") | words
    nodes = tuple(
        Node(
            f"n{n}",
            draw(words),
            draw(st.sampled_from(NodeKind)),
            draw(notes),
            draw(notes),
            draw(_days),
        )
        for n in range(count)
    )
    return Diagram(draw(notes), nodes, _edges(draw, count, notes), _boundaries(draw, nodes))


def _edges(draw: st.DrawFn, count: int, notes: st.SearchStrategy[str]) -> tuple[Edge, ...]:
    if count < 2:
        return ()
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    pairs = draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=18))
    return tuple(Edge(f"n{a}", f"n{b}", draw(notes)) for a, b in pairs)


def _boundaries(draw: st.DrawFn, nodes: tuple[Node, ...]) -> tuple[Boundary, ...]:
    count = draw(st.integers(0, 4))
    places = [draw(st.integers(-1, count - 1)) for _ in nodes]
    made: list[Boundary] = []
    for n in range(count):
        parent = draw(st.integers(-1, n - 1))
        members = tuple(node.id for node, at in zip(nodes, places, strict=True) if at == n)
        title, kind = f"B{n}", draw(st.sampled_from(BoundaryKind))
        made.append(Boundary(kind, title, members, made[parent].id if parent >= 0 else ""))
    return tuple(made)
