"""What a layout must hold, by geometry, on random diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings

from tests.domain.diagram.diagrams import diagrams
from tests.domain.diagram.layout.measuring import measure
from tpmdesk.domain.diagram import Diagram, read
from tpmdesk.domain.diagram.layout import Layout, lay_out
from tpmdesk.domain.diagram.layout.geometry import Rect, runs_through

_ROUNDING = 0.01

SHOP = read("""
title "Checkout"
actor shopper "Shopper" : on a phone
service web "Storefront" : three replicas
boundary team "Payments team" {
  service checkout "Checkout service" : stateless
  boundary consistency "One transaction" {
    store orders "Orders DB" : Postgres, one primary
    store stock "Inventory DB"
  }
  queue events "Order events"
}
boundary trust "Internet" {
  external payments "Payment provider"
  external mail "Mail service"
}
cache sessions "Sessions" : Redis
job mailer "Mailer"
shopper -> web : HTTPS
web -> sessions : RESP
web -> checkout : gRPC, sync, 3 s timeout
checkout -> orders : SQL, sync
checkout -> stock : SQL, sync
checkout -> payments : HTTPS, sync, 2 s timeout, no retry
checkout -> events : publish after commit
events -> mailer : at least once
mailer -> mail : SMTP
payments -> checkout : webhook
""")


def faults(diagram: Diagram, layout: Layout) -> Iterator[str]:
    """What overlaps, or lies where it must not."""
    nodes = {each.id: each.rect.grown(-_ROUNDING) for each in layout.nodes}
    labels = {each.id: each.label.rect for each in layout.edges if each.label}
    captions = {each.id: each.caption for each in layout.boundaries}
    pairs = (
        *combinations(nodes.items(), 2),
        *combinations(labels.items(), 2),
        *product(labels.items(), nodes.items()),
        *product(captions.items(), (*nodes.items(), *labels.items())),
    )
    yield from (f"{a} overlaps {b}" for (a, one), (b, other) in pairs if one.overlaps(other))
    yield from _misplaced(diagram, layout, nodes)
    inside = layout.bounds.grown(_ROUNDING)
    things = (*nodes.values(), *labels.values(), *(each.rect for each in layout.boundaries))
    if not all(inside.holds(each) for each in things):
        yield "something lies outside"


def _misplaced(diagram: Diagram, layout: Layout, nodes: dict[str, Rect]) -> Iterator[str]:
    for boundary in layout.boundaries:
        members = diagram.within(boundary.id)
        for node, rect in nodes.items():
            if node in members and not boundary.rect.holds(rect):
                yield f"{node} is not in {boundary.id}"
            if node not in members and boundary.rect.overlaps(rect):
                yield f"{node} is in {boundary.id}"


def strays(diagram: Diagram, layout: Layout) -> list[str]:
    """Edges that run through nodes that they do not belong to."""
    ends = {edge.id: (edge.source, edge.target) for edge in diagram.edges}
    return [
        f"{edge.id} through {node.id}"
        for edge in layout.edges
        for node in layout.nodes
        if node.id not in ends[edge.id] and runs_through(edge.points, node.rect.grown(-1))
    ]


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_nothing_overlaps_and_boundaries_hold_their_members(diagram: Diagram) -> None:
    layout = lay_out(diagram, measure)
    assert [each.id for each in layout.nodes] == [node.id for node in diagram.nodes]
    assert [each.id for each in layout.edges] == [edge.id for edge in diagram.edges]
    assert not list(faults(diagram, layout))


@given(diagrams())
@settings(max_examples=40, deadline=None)
def test_an_edge_ends_at_its_nodes(diagram: Diagram) -> None:
    layout = lay_out(diagram, measure)
    rects = {each.id: each.rect for each in layout.nodes}
    for edge, placed in zip(diagram.edges, layout.edges, strict=True):
        for end, point in ((edge.source, placed.points[0]), (edge.target, placed.points[-1])):
            assert rects[end].grown(1).holds(Rect(*point, 0, 0))


@given(diagrams())
@settings(max_examples=25, deadline=None)
def test_a_layout_is_the_same_each_time(diagram: Diagram) -> None:
    assert lay_out(diagram, measure) == lay_out(diagram, measure)


def test_a_system_is_laid_out_without_a_fault() -> None:
    layout = lay_out(SHOP, measure)
    assert not list(faults(SHOP, layout))
    assert not strays(SHOP, layout)


def test_nothing_is_laid_out_as_nothing() -> None:
    assert lay_out(Diagram(), measure) == Layout()


def test_an_empty_boundary_has_room_for_its_caption() -> None:
    layout = lay_out(read('boundary trust "The whole wide internet" {\n}'), measure)
    placed = layout.boundaries[0]
    assert placed.rect.grown(_ROUNDING).holds(placed.caption)


@pytest.mark.parametrize("title", ["x" * 400, "word " * 80])
def test_a_long_text_is_cut(title: str) -> None:
    placed = lay_out(read(f'service a "{title}"'), measure).nodes[0]
    assert placed.rect.width < 240
    assert placed.title[-1].endswith("…")
