"""The critical path, held against networkx on random graphs, and what slips."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.diagram import Diagram, Edge, Node, NodeKind, read
from tpmdesk.domain.diagram.schedule import MOST_PATHS, CycleError, critical_path, slip

MAP = read("""
work schema "Schema" team:data days:10
work api "API" team:core days:5
work app "App" team:mobile days:8
work docs "Docs" days:2
schema -> api : contract v2
api -> app
schema -> docs
""")


@st.composite
def maps(draw: st.DrawFn) -> Diagram:
    count = draw(st.integers(1, 12))
    halves = draw(st.lists(st.integers(0, 60), min_size=count, max_size=count))
    nodes = tuple(
        Node(f"n{n}", f"N{n}", NodeKind.WORK, days=each / 2) for n, each in enumerate(halves)
    )
    names = draw(st.permutations([node.id for node in nodes]))
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    return Diagram("", nodes, tuple(Edge(a, b) for a, b in chosen))


def graph(diagram: Diagram) -> nx.DiGraph:
    """Each item is an arc from its start to its end."""
    made = nx.DiGraph()
    for node in diagram.nodes:
        made.add_edge((node.id, 0), (node.id, 1), weight=node.days or 0)
    for edge in diagram.edges:
        made.add_edge((edge.source, 1), (edge.target, 0), weight=0)
    return made


@given(maps())
def test_the_length_is_that_of_the_longest_path(diagram: Diagram) -> None:
    assert critical_path(diagram).days == nx.dag_longest_path_length(graph(diagram))


@given(maps())
def test_slack_is_what_the_longest_path_through_an_item_leaves(diagram: Diagram) -> None:
    plan, whole = critical_path(diagram), graph(diagram)
    for node in diagram.nodes:
        before = whole.subgraph({*nx.ancestors(whole, (node.id, 0)), (node.id, 0)})
        after = whole.subgraph({*nx.descendants(whole, (node.id, 0)), (node.id, 0)})
        through = nx.dag_longest_path_length(before) + nx.dag_longest_path_length(after)
        assert plan.timings[node.id].slack == plan.days - through
        assert plan.timings[node.id].starts == nx.dag_longest_path_length(before)


@given(maps())
def test_each_critical_path_takes_as_long_as_the_program(diagram: Diagram) -> None:
    plan = critical_path(diagram)
    edges = {(edge.source, edge.target) for edge in diagram.edges}
    assert plan.paths
    assert len(set(plan.paths)) == len(plan.paths) <= MOST_PATHS
    for path in plan.paths:
        assert sum(diagram.node(each).days or 0 for each in path) == plan.days
        assert all(pair in edges for pair in pairwise(path))


@given(maps(), st.data())
def test_a_slip_moves_what_the_plan_made_anew_has_later(
    diagram: Diagram, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from([node.id for node in diagram.nodes]))
    days = data.draw(st.integers(0, 30))
    told = slip(diagram, item, days)
    longer = graph(diagram)
    longer.edges[(item, 0), (item, 1)]["weight"] += days
    assert told.finish == nx.dag_longest_path_length(longer)
    slack = critical_path(diagram).timings[item].slack
    assert told.finish_moves == max(0, days - slack)
    assert set(told.moved) <= {n for n, _ in nx.descendants(longer, (item, 1))}


def test_the_path_and_its_edges_are_named() -> None:
    plan = critical_path(MAP)
    assert plan.paths == (("schema", "api", "app"),)
    assert plan.critical == {"schema", "api", "app"}
    assert plan.critical_edges(MAP) == {"schema -> api", "api -> app"}
    assert plan.timings["docs"].slack == 11


def test_what_has_slack_takes_a_slip_up() -> None:
    told = slip(MAP, "docs", 12)
    assert (told.finish_moves, told.absorbed, told.moved) == (1, 11, {})


def test_what_waits_starts_later() -> None:
    assert slip(MAP, "schema", 3).moved == {"api": 3, "app": 3, "docs": 3}


def test_a_ring_is_named() -> None:
    ring = read('work a "First"\nwork b "Second"\nwork c\nc -> a -> b -> a')
    with pytest.raises(CycleError, match=r"First → Second → First|Second → First → Second"):
        critical_path(ring)


@given(maps(), st.data())
def test_a_ring_is_one(diagram: Diagram, data: st.DataObject) -> None:
    if not diagram.edges:
        return
    edge = data.draw(st.sampled_from(diagram.edges))
    ring = Diagram("", diagram.nodes, (*diagram.edges, Edge(edge.target, edge.source)))
    with pytest.raises(CycleError) as told:
        critical_path(ring)
    walked = told.value.ring
    arrows = {(each.source, each.target) for each in ring.edges}
    assert walked[0] == walked[-1]
    assert all(pair in arrows for pair in pairwise(walked))


def test_work_without_days_is_named() -> None:
    assert critical_path(read("work a\nwork b days:1\na -> b")).undated == ("a",)


def test_an_empty_map_takes_no_time() -> None:
    assert critical_path(Diagram()).days == 0
