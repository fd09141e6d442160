"""A system drawn from memory, held against the model."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.domain.diagram.diagrams import diagrams
from tpmdesk.domain.diagram import Diagram, Node, NodeKind, read
from tpmdesk.domain.diagram.comparing import missing
from tpmdesk.domain.diagram.names import ENOUGH, likeness

MODEL = read("""
actor shopper "Shopper"
service checkout "Checkout service"
boundary consistency "One transaction" {
  store orders "Orders DB"
  store stock "Inventory database"
}
external payments "Payment provider"
shopper -> checkout : HTTPS
checkout -> orders : SQL, sync
checkout -> payments : HTTPS, sync, 2 s timeout
""")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("store Orders DB", "store the order database"),
        ("store Orders DB", "cache orders"),
        ("service Checkout service", "service Chekout"),
        ("service Authentication", "service auth service"),
        ("external Payment provider", "external payments"),
        ("queue Order events", "queue order-events topic"),
        ("service Rate limiter", "service ratelimiter"),
        ("work Schema migration", "work migrate schema"),
    ],
)
def test_names_are_forgiven(one: str, other: str) -> None:
    assert _likeness(one, other) >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("store Orders DB", "service Orders service"),
        ("store Orders DB", "store Users DB"),
        ("service Checkout service", "service Search service"),
        ("queue Order events", "queue Payment events queue"),
        ("service Database proxy", "store Database"),
    ],
)
def test_other_things_stay_apart(one: str, other: str) -> None:
    assert _likeness(one, other) < ENOUGH


def _likeness(one: str, other: str) -> float:
    nodes = [
        Node("x", title, NodeKind(kind))
        for kind, title in (text.split(" ", 1) for text in (one, other))
    ]
    return likeness(*nodes)


def test_the_same_by_other_ids_is_all_found() -> None:
    drawn = read("""
    actor a "shopper"
    service b "checkout"
    boundary consistency "transaction" {
      db c "order db"
      db d "inventory"
    }
    external e "payments"
    a -> b : https
    b -> c : sql, sync
    b -> e : HTTPS, sync, timeout 2 s
    """)
    recall = missing(MODEL, drawn)
    assert recall.share == 1
    assert not recall.missing_ids
    assert not recall.extra_ids
    assert not [each.remark for part in recall.parts for each in part.found if each.remark]


def test_what_is_missing_and_extra_is_told_with_why() -> None:
    drawn = read("""
    service b "Checkout"
    db c "Orders"
    service x "Fraud check"
    external e "Payments"
    b -> e
    c -> b
    b -> x
    """)
    recall = missing(MODEL, drawn)
    assert {odd.id for odd in recall.nodes.missing} == {"shopper", "stock"}
    assert [odd.id for odd in recall.nodes.extra] == ["x"]
    assert recall.edges.missing[0].reason == "Shopper → Checkout service is missing with “Shopper”."
    remarks = {each.model: each.remark for each in recall.edges.found}
    assert "other way round" in remarks["checkout -> orders"]
    assert "did not say how" in remarks["checkout -> payments"]
    assert recall.extra_ids == {"x", "b -> x"}
    assert recall.missing_ids == {
        "shopper",
        "stock",
        "shopper -> checkout",
        "consistency One transaction",
    }


def test_an_arrow_that_was_left_out_between_drawn_ends() -> None:
    recall = missing(MODEL, read('service b "Checkout"\ndb c "Orders"'))
    told = {odd.id: odd.reason for odd in recall.edges.missing}
    assert told["checkout -> orders"].endswith("but no arrow.")


def test_a_boundary_is_found_by_most_of_its_members() -> None:
    drawn = read('boundary team "Data" {\ndb c "Orders"\ndb d "Inventory"\nservice z\n}')
    found = missing(MODEL, drawn).boundaries.found
    assert [(each.model, each.drawn) for each in found] == [
        ("consistency One transaction", "team Data")
    ]
    assert "is a consistency boundary" in found[0].remark


def test_a_wrong_member_is_remarked() -> None:
    drawn = read('boundary consistency "T" {\ndb c "Orders"\n}\ndb d "Inventory"')
    remark = missing(MODEL, drawn).boundaries.found[0].remark
    assert remark == "“One transaction” also holds Inventory database."


def test_one_drawn_node_stands_for_one_of_the_model() -> None:
    model = read('store a "Orders primary"\nstore b "Orders replica"')
    recall = missing(model, read('store x "Orders"'))
    assert len(recall.nodes.found) == 1
    assert len(recall.nodes.missing) == 1


@given(diagrams(), diagrams())
def test_every_part_is_found_or_missing_once(model: Diagram, drawn: Diagram) -> None:
    recall = missing(model, drawn)
    for part, ours, theirs in zip(
        recall.parts,
        (model.nodes, model.edges, model.boundaries),
        (drawn.nodes, drawn.edges, drawn.boundaries),
        strict=True,
    ):
        told = [each.model for each in part.found] + [odd.id for odd in part.missing]
        assert sorted(told) == sorted(each.id for each in ours)
        told = [each.drawn for each in part.found] + [odd.id for odd in part.extra]
        assert sorted(told) == sorted(each.id for each in theirs)
