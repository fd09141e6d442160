"""Gestures on a picture as changes of its text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.diagram.diagrams import diagrams
from tpmdesk.domain.diagram import BoundaryKind, Diagram, Edge, NodeKind, read, text_of
from tpmdesk.domain.diagram.editing import (
    add_boundary,
    add_edge,
    add_node,
    move,
    remove,
    rename,
    set_kind,
    set_note,
    set_work,
)

SHOP = """# drawn on Monday
service shop "Shop"
boundary team "Data" {
  # the two of them
  store orders "Orders" : Postgres
  cache hot "Hot"
}
shop -> orders -> hot : SQL
"""


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_a_node_stands_before_the_arrows_and_gets_an_id_of_its_own() -> None:
    text, node = add_node(SHOP, NodeKind.QUEUE, "Shop")
    assert node == "shop-2"
    assert lines(text) == [*lines(SHOP)[:-1], 'queue shop-2 "Shop"', lines(SHOP)[-1]]


def test_a_node_in_a_boundary_stands_before_its_brace() -> None:
    text, _ = add_node(SHOP, NodeKind.JOB, "Night copy", "team Data")
    assert lines(text)[6] == '  job night-copy "Night copy"'


def test_an_arrow_goes_to_the_end() -> None:
    assert lines(add_edge(SHOP, "hot", "shop"))[-1] == "hot -> shop"


def test_an_arrow_that_is_there_or_leads_nowhere_changes_nothing() -> None:
    for source, target in (("shop", "orders"), ("shop", "shop"), ("shop", "gone")):
        assert add_edge(SHOP, source, target) == SHOP


def test_the_label_of_one_arrow_of_a_chain_leaves_the_other() -> None:
    text = rename(SHOP, "orders -> hot", "after commit")
    assert lines(text)[-2:] == ["shop -> orders : SQL", "orders -> hot : after commit"]


def test_a_title_changes_its_line_only() -> None:
    text = rename(SHOP, "orders", 'The "big" orders')
    assert lines(text)[4] == '  store orders "The \\"big\\" orders" : Postgres'
    assert [*lines(text)[:4], *lines(text)[5:]] == [*lines(SHOP)[:4], *lines(SHOP)[5:]]


def test_a_boundary_is_renamed_around_what_it_holds() -> None:
    assert read(rename(SHOP, "team Data", "Storage")).boundary("team Storage").members == (
        "orders",
        "hot",
    )


def test_a_boundary_is_put_around_a_node() -> None:
    text = add_boundary(SHOP, BoundaryKind.TRUST, "Internet", "shop")
    assert lines(text)[1:4] == ['boundary trust "Internet" {', '  service shop "Shop"', "}"]


def test_a_node_moves_out_of_a_boundary_and_in_again() -> None:
    out = move(SHOP, "hot")
    assert read(out).around("hot") is None
    assert read(move(out, "hot", "team Data")) == read(SHOP)


def test_a_node_is_taken_out_with_its_arrows() -> None:
    assert lines(remove(SHOP, "orders")) == [*lines(SHOP)[:4], *lines(SHOP)[5:7]]


def test_a_boundary_is_taken_out_and_what_lay_in_it_stays() -> None:
    text = remove(SHOP, "team Data")
    assert read(text).boundaries == ()
    assert "# the two of them" in lines(text)


def test_what_cannot_be_read_stays_where_it_is() -> None:
    broken = SHOP + "what is this\n"
    assert "what is this" in lines(rename(broken, "shop", "Kiosk"))


def test_kind_note_team_and_days_are_set() -> None:
    text = set_work(
        set_kind(set_note(SHOP, "hot", "1 h"), "hot", NodeKind.WORK), "hot", "data", 2.5
    )
    node = read(text).node("hot")
    assert (node.kind, node.note, node.team, node.days) == (NodeKind.WORK, "1 h", "data", 2.5)


TITLES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)


@given(diagrams(), TITLES, st.sampled_from(NodeKind), st.data())
def test_a_new_node_is_all_that_is_new(
    diagram: Diagram, title: str, kind: NodeKind, data: st.DataObject
) -> None:
    inside = data.draw(st.sampled_from(["", *(each.id for each in diagram.boundaries)]))
    text, node = add_node(text_of(diagram), kind, title, inside)
    grown = read(text)
    around = grown.around(node)
    assert (around.id if around else "") == inside
    assert read(remove(text, node)) == diagram


@given(diagrams(), st.data())
def test_taking_a_part_out_takes_nothing_else(diagram: Diagram, data: st.DataObject) -> None:
    if not diagram.nodes:
        return
    gone = data.draw(st.sampled_from([node.id for node in diagram.nodes]))
    left = read(remove(text_of(diagram), gone))
    assert {node.id for node in left.nodes} == {n.id for n in diagram.nodes} - {gone}
    assert set(left.edges) == {e for e in diagram.edges if gone not in (e.source, e.target)}


@given(diagrams(), st.data())
def test_a_new_arrow_is_all_that_is_new(diagram: Diagram, data: st.DataObject) -> None:
    ids = [node.id for node in diagram.nodes]
    if len(ids) < 2:
        return
    source, target = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    grown = read(add_edge(text_of(diagram), source, target))
    there = any((e.source, e.target) == (source, target) for e in diagram.edges)
    wanted = diagram.edges if there else (*diagram.edges, Edge(source, target))
    assert grown == replace(diagram, edges=wanted)


@given(diagrams(), st.data())
def test_moving_a_node_moves_it_alone(diagram: Diagram, data: st.DataObject) -> None:
    if not diagram.nodes:
        return
    node = data.draw(st.sampled_from([each.id for each in diagram.nodes]))
    inside = data.draw(st.sampled_from(["", *(each.id for each in diagram.boundaries)]))
    moved = read(move(text_of(diagram), node, inside))
    around = moved.around(node)
    assert (around.id if around else "") == inside
    for other in diagram.nodes:
        if other.id != node:
            assert _name(moved, other.id) == _name(diagram, other.id)


def _name(diagram: Diagram, node: str) -> str:
    around = diagram.around(node)
    return around.id if around else ""
