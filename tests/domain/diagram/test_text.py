"""The text format: what is read, how it is written, and how mistakes are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.diagram.diagrams import diagrams
from tpmdesk.domain.diagram import (
    BoundaryKind,
    Diagram,
    DiagramError,
    Edge,
    Node,
    NodeKind,
    parse,
    read,
    text_of,
)

SHOP = """
title "Checkout"
# who pays
actor shopper
service checkout "Checkout service" team:shop : three replicas, note: stateless
boundary consistency "One transaction" {
  store orders "Orders \\"DB\\"" : Postgres primary
}
boundary trust "Internet" {
  external payments "Payment provider"
}
shopper -> checkout -> payments : HTTPS, sync, 2 s timeout
checkout -> orders: SQL
"""


def test_a_system_is_read() -> None:
    shop = read(SHOP)
    assert shop.title == "Checkout"
    assert shop.node("shopper") == Node("shopper", "Shopper", NodeKind.ACTOR)
    assert shop.node("checkout").team == "shop"
    assert shop.node("checkout").note == "three replicas, note: stateless"
    assert shop.node("orders").title == 'Orders "DB"'
    assert Edge("checkout", "payments", "HTTPS, sync, 2 s timeout") in shop.edges
    assert Edge("checkout", "orders", "SQL") in shop.edges
    assert [(each.kind, each.members) for each in shop.boundaries] == [
        (BoundaryKind.CONSISTENCY, ("orders",)),
        (BoundaryKind.TRUST, ("payments",)),
    ]


def test_work_has_a_team_and_days() -> None:
    plan = read('work schema "Schema migration" team:"data platform" days:2.5 : expand first')
    assert plan.nodes == (
        Node("schema", "Schema migration", NodeKind.WORK, "expand first", "data platform", 2.5),
    )


def test_boundaries_nest() -> None:
    text = 'boundary trust "Ours" {\n service a\n boundary team "Data" {\n store b\n }\n}'
    ours = read(text)
    assert ours.boundary("team Data").parent == "trust Ours"
    assert ours.within("trust Ours") == ("a", "b")
    assert ours.around("b") == ours.boundary("team Data")


def test_common_words_stand_for_kinds() -> None:
    kinds = [node.kind for node in read("db a\ntopic b\nuser c\nworker d\napi e").nodes]
    assert kinds == [
        NodeKind.STORE,
        NodeKind.QUEUE,
        NodeKind.ACTOR,
        NodeKind.JOB,
        NodeKind.SERVICE,
    ]


def test_an_edge_names_its_terms() -> None:
    edge = read("service a\nservice b\na -> b : HTTPS, sync").edges[0]
    assert (edge.id, edge.protocol, edge.terms) == ("a -> b", "HTTPS", ("HTTPS", "sync"))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("serivce a", 1, "Did you mean service?"),
        ("banana a", 1, "Begin with service"),
        ("service", 1, "Give it an id"),
        ("service a Checkout service", 1, "quotation marks"),
        ("service a\nservice a", 2, "line 1 already"),
        ("service a\na -> b", 2, "There is no “b”"),
        ("service orders\nservice b\nb -> ordesr", 3, "Did you mean orders?"),
        ("service a\na -> a", 2, "itself"),
        ("service a\nservice b\na -> b\na -> b : x", 4, "line 3 already"),
        ("service a\na ->", 2, "An arrow leads"),
        ('boundary trust "X" {', 1, "is open"),
        ("boundary trust {", 1, "quotation marks"),
        ('boundary "X" {', 1, "what kind"),
        ('boundary trust "X"', 1, "brace"),
        ("}", 1, "No boundary is open"),
        ('service a "A', 1, "quotation mark is open"),
        ("work a days:soon", 1, "whole or half days"),
        ("work a days:nan", 1, "whole or half days"),
        ("work a days:1.3", 1, "whole or half days"),
        ("work a days:1 days:2", 1, "two of days"),
        ('"Only a title"', 1, "Begin with what it is"),
        ("title x", 1, "quotation marks"),
        ("service -a", 1, "no id"),
    ],
)
def test_a_mistake_is_told_by_its_line_with_what_to_do(text: str, line: int, told: str) -> None:
    mistakes = parse(text).mistakes
    assert [each.line for each in mistakes] == [line]
    assert told in mistakes[0].message


def test_what_could_be_read_is_a_diagram_all_the_same() -> None:
    parsed = parse("service a\nnonsense\nservice b\na -> b\na -> c")
    assert [node.id for node in parsed.diagram.nodes] == ["a", "b"]
    assert [edge.id for edge in parsed.diagram.edges] == ["a -> b"]
    assert parsed.lines == {"a": 1, "b": 3, "a -> b": 4}


def test_reading_names_every_mistake() -> None:
    with pytest.raises(DiagramError, match=r"line 1: .*\nline 2: "):
        read("banana a\n}")


@given(diagrams())
def test_a_diagram_survives_its_text(diagram: Diagram) -> None:
    assert read(text_of(diagram)) == diagram


@given(diagrams())
def test_the_text_is_canonical(diagram: Diagram) -> None:
    text = text_of(diagram)
    assert text_of(read(text)) == text


_PIECES = ["service a", "}", "{", '"', "a -> a", 'boundary trust "X" {', ":", "days:", "b", "->"]


@given(st.text(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=12).map("\n".join))
def test_any_text_is_read_or_told_about(text: str) -> None:
    parsed = parse(text)
    assert read(text_of(parsed.diagram)) == parsed.diagram


@pytest.mark.parametrize(
    "parts",
    [
        {"nodes": (Node("a", "A"), Node("a", "B"))},
        {"nodes": (Node("a", "A"),), "edges": (Edge("a", "b"),)},
        {"nodes": (Node("a", "A"),), "edges": (Edge("a", "a"),)},
    ],
)
def test_a_diagram_that_contradicts_itself_cannot_be_made(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"node|edge"):
        Diagram(**parts)  # type: ignore[arg-type]
