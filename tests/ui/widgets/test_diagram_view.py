"""A diagram on screen: walked through, pointed at, zoomed, marked, and written to a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from tests.domain.diagram.layout.test_place import SHOP, faults, strays
from tpmdesk.domain.diagram import Diagram, Edge, Node, NodeKind, read
from tpmdesk.ui.widgets.diagram_export import picture_of, save
from tpmdesk.ui.widgets.diagram_paint import Mark, is_async
from tpmdesk.ui.widgets.diagram_shapes import shape
from tpmdesk.ui.widgets.diagram_view import DiagramView


@pytest.fixture
def view(qtbot, theme):
    view = DiagramView(theme, "The system")
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show_diagram(SHOP)
    view.show()
    view.setFocus()
    return view


def click(qtbot, view, place):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(place))


def test_text_as_it_is_painted_overlaps_nothing(view):
    assert not list(faults(SHOP, view.layout_shown))
    assert not strays(SHOP, view.layout_shown)


def test_the_whole_is_shown_at_first_and_again_when_the_window_changes(view):
    for size in ((1000, 600), (700, 400)):
        view.resize(*size)
        seen = view.mapToScene(view.viewport().rect()).boundingRect()
        bounds = view.layout_shown.bounds
        assert seen.adjusted(-2, -2, 2, 2).contains(bounds.x, bounds.y)
        assert seen.adjusted(-2, -2, 2, 2).contains(bounds.right, bounds.bottom)


def test_a_click_on_each_node_chooses_it(qtbot, view):
    for node in SHOP.nodes:
        click(qtbot, view, view.area(node.id).center())
        assert view.current == node.id


def test_a_click_on_a_label_chooses_its_edge(qtbot, view):
    for edge in view.layout_shown.edges:
        with qtbot.waitSignal(view.selected) as told:
            click(qtbot, view, QPointF(*edge.label.rect.center))
        assert told.args == [edge.id]


def test_a_click_beside_everything_chooses_nothing(qtbot, view):
    view.choose("orders")
    click(qtbot, view, QPointF(2, 2))
    assert view.current == ""


def test_a_click_on_a_caption_chooses_the_boundary(qtbot, view):
    caption = view.layout_shown.boundaries[0].caption
    click(qtbot, view, QPointF(caption.x + 12, caption.center.y))
    assert view.current == "team Payments team"


def test_arrow_keys_reach_every_node(qtbot, view):
    reached = set()
    arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    waiting = [view.layout_shown.nodes[0].id]
    while waiting:
        here = waiting.pop()
        if here in reached:
            continue
        reached.add(here)
        for key in arrows:
            view.choose(here)
            qtbot.keyClick(view, key)
            waiting.append(view.current)
    assert reached == {node.id for node in SHOP.nodes}


def test_e_goes_through_the_edges_and_escape_lets_go(qtbot, view):
    view.choose("orders")
    qtbot.keyClick(view, Qt.Key.Key_E)
    assert view.current == "checkout -> orders"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.current == ""


def test_what_is_chosen_is_said(view):
    view.show_marks({"orders": Mark.RISK})
    view.choose("orders")
    assert view.accessibleName() == (
        "The system: Orders DB, store; Postgres, one primary; in One transaction; "
        "from Checkout service. Risk."
    )
    assert "Payment provider to Checkout service: webhook." in view.accessibleDescription()


def test_keys_zoom_and_zero_shows_the_whole(qtbot, view):
    whole = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(whole * 1.2)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(whole / 1.2)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(whole)


def test_control_and_an_arrow_moves_the_page(qtbot, view):
    before = view.mapToScene(0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.mapToScene(0, 0).x() > before.x()
    assert view.current == ""


def test_enter_acts_on_what_is_chosen(qtbot, view):
    view.choose("orders")
    with qtbot.waitSignal(view.activated) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["orders"]


def test_marks_and_the_choice_go_with_what_is_gone(view):
    view.highlight({"orders", "stock"}, Mark.MISSING)
    view.choose("stock")
    view.show_diagram(read('store orders "Orders DB"'))
    assert view.marks == {"orders": Mark.MISSING}
    assert view.current == ""


def test_a_mark_is_seen(view):
    before = view.grab().toImage()
    view.highlight({"orders"}, Mark.RISK)
    assert view.grab().toImage() != before


def test_each_kind_has_a_shape_of_its_own(view):
    rect = view.area("orders")
    shapes = [shape(kind, rect) for kind in NodeKind]
    for one, other in combinations(shapes, 2):
        assert one.outline != other.outline or one.marks != other.marks


def test_a_queue_makes_an_arrow_asynchronous():
    nodes = (Node("a", "A"), Node("q", "Q", NodeKind.QUEUE), Node("b", "B"))
    edges = (Edge("a", "q"), Edge("a", "b"), Edge("b", "a", "HTTPS, async"))
    diagram = Diagram("", nodes, edges)
    assert [is_async(diagram, edge) for edge in edges] == [True, False, True]


@pytest.mark.usefixtures("theme")
def test_a_diagram_is_written_in_three_formats(tmp_path):
    picture = picture_of(SHOP)
    for name in ("a.svg", "a.png", "a.txt"):
        save(picture, tmp_path / name)
    svg = ET.parse(tmp_path / "a.svg").getroot()
    texts = " ".join(each.text or "" for each in svg.iter() if each.tag.endswith("text"))
    assert all(word in texts for word in ("Storefront", "Orders DB", "webhook"))
    bounds = picture.layout.bounds
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == pytest.approx(
        (bounds.width * 2, bounds.height * 2), abs=3
    )
    assert read((tmp_path / "a.txt").read_text(encoding="utf-8")) == SHOP


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("name", ["no/a.svg", "no/a.png", "no/a.txt"])
def test_a_file_that_cannot_be_written_is_an_error(tmp_path, name):
    with pytest.raises(OSError, match="a"):
        save(picture_of(SHOP), tmp_path / name)
