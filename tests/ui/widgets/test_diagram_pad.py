"""A diagram that is drawn on its picture, by mouse and by keyboard; its text follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui.access import clipped, nameless
from tpmdesk.domain.diagram import NodeKind
from tpmdesk.ui.widgets.diagram_pad import DiagramPad

SHOP = """# the shop
service shop "Shop"
boundary team "Data" {
  store orders "Orders"
}
shop -> orders : SQL
"""


@pytest.fixture
def pad(qtbot, theme):
    made = DiagramPad(theme, "write")
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_text(SHOP)
    made.view.setFocus()
    return made


def place(pad, part) -> QPoint:
    return pad.view.mapFromScene(pad.view.area(part).center())


def drag(qtbot, pad, source, target):
    port = pad.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place(pad, source))
    qtbot.mouseMove(port, place(pad, source) + QPoint(20, 0))
    qtbot.mouseMove(port, place(pad, target))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place(pad, target))


def test_a_part_is_added_named_and_linked_by_keys_alone(pad, qtbot):
    qtbot.keyClick(pad.view, Qt.Key.Key_N)
    qtbot.keyClicks(pad.tools.name, "Mailer")
    qtbot.keyClick(pad.tools.name, Qt.Key.Key_Return)
    assert pad.diagram.node(pad.view.current).title == "Mailer"
    pad.tools.link.setCurrentIndex(pad.tools.link.findData("shop"))
    pad.tools.link.activated.emit(pad.tools.link.currentIndex())
    assert pad.diagram.edges[-1].target == "shop"


def test_a_drag_from_one_part_to_another_is_an_arrow(pad, qtbot):
    drag(qtbot, pad, "orders", "shop")
    assert "orders -> shop" in pad.source
    assert pad.view.current == "orders -> shop"


def test_a_drag_to_nowhere_changes_nothing(pad, qtbot):
    port = pad.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place(pad, "shop"))
    qtbot.mouseMove(port, QPoint(5, 5))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert pad.source == SHOP


def test_a_click_chooses_and_a_double_click_edits_the_name(pad, qtbot):
    qtbot.mouseClick(pad.view.viewport(), Qt.MouseButton.LeftButton, pos=place(pad, "shop"))
    assert pad.view.current == "shop"
    qtbot.mouseDClick(pad.view.viewport(), Qt.MouseButton.LeftButton, pos=place(pad, "shop"))
    assert pad.tools.name.hasFocus()
    assert pad.tools.name.text() == "Shop"


def test_a_double_click_on_empty_ground_adds_a_part(pad, qtbot):
    qtbot.mouseDClick(pad.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert len(pad.diagram.nodes) == 3


def test_delete_takes_the_part_and_its_arrows_and_undo_brings_them_back(pad, qtbot):
    pad.view.choose("orders")
    qtbot.keyClick(pad.view, Qt.Key.Key_Delete)
    assert pad.diagram.edges == ()
    qtbot.keyClick(pad.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.source == SHOP
    qtbot.keyClick(
        pad.view,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert [node.id for node in pad.diagram.nodes] == ["shop"]


def test_each_gesture_is_one_step_back(pad):
    pad.view.choose("shop")
    pad.tools.name.setText("Kiosk")
    pad.tools.name.editingFinished.emit()
    pad.add(NodeKind.QUEUE)
    pad.text.undo()
    pad.draw()
    assert [node.title for node in pad.diagram.nodes] == ["Kiosk", "Orders"]
    pad.text.undo()
    assert pad.source == SHOP


def test_kind_and_boundary_of_a_part_are_chosen_from_lists(pad):
    pad.view.choose("shop")
    tools = pad.tools
    tools.own_kind.setCurrentIndex(tools.own_kind.findData(NodeKind.JOB))
    tools.own_kind.activated.emit(0)
    tools.inside.setCurrentIndex(tools.inside.findData("team Data"))
    tools.inside.activated.emit(0)
    assert pad.diagram.node("shop").kind is NodeKind.JOB
    assert pad.diagram.boundary("team Data").members == ("orders", "shop")


def test_a_new_boundary_is_chosen_so_that_it_can_be_named(pad):
    pad.view.choose("shop")
    pad.tools.inside.setCurrentIndex(pad.tools.inside.findData("new:trust"))
    pad.tools.inside.activated.emit(0)
    assert pad.view.current == "trust Trust"
    pad.tools.name.setText("Internet")
    pad.tools.name.editingFinished.emit()
    assert pad.diagram.boundary("trust Internet").members == ("shop",)
    assert pad.view.current == "trust Internet"


def test_an_item_of_a_map_has_a_team_and_days(pad):
    pad.show_text('work a "Schema"\n', is_map=True)
    pad.view.choose("a")
    pad.tools.team.setText("data")
    pad.tools.team.editingFinished.emit()
    pad.tools.days.setValue(4.5)
    assert (pad.diagram.node("a").team, pad.diagram.node("a").days) == ("data", 4.5)


def test_what_cannot_be_read_is_kept_by_every_gesture(pad):
    pad.show_text(SHOP + "what is this\n")
    pad.add(NodeKind.CACHE)
    assert "what is this" in pad.source.splitlines()
    assert "# the shop" in pad.source.splitlines()


@pytest.mark.parametrize("part", ["", "shop", "shop -> orders", "team Data"])
def test_every_tool_has_a_name_and_room(pad, part):
    pad.view.choose(part)
    assert nameless(pad) == []
    assert clipped(pad) == []
