from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.app.fakes import MemoryContent
from tests.domain.test_risks import PLANTED
from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.drawing_room import DrawingRoom, named_of
from tpmdesk.app.exercising import Exercising
from tpmdesk.domain.content import DiagramEntry, EntryId
from tpmdesk.storage.exercises import SqlExerciseStore
from tpmdesk.storage.owndiagrams import SqlOwnDiagramStore
from tpmdesk.ui.pages.drawing.cells import MAP, OWN, PAST, RECALL
from tpmdesk.ui.pages.drawing.page import DrawingPage
from tpmdesk.ui.pages.page import RESUME
from tpmdesk.ui.widgets.diagram_paint import Mark

SHOP = """service shop "Shop"
store orders "Orders"
store stock "Stock"
external pay "Payments"
shop -> pay : HTTPS
shop -> orders : SQL
shop -> stock : SQL"""
PLAN = """work schema "Schema" team:data days:10
work api "API" team:shop days:8
work docs "Docs" days:2
schema -> api"""
SYSTEM = DiagramEntry(EntryId("t/shop"), "Shop", "Find it.", SHOP, "system", PLANTED)
PROGRAM = DiagramEntry(EntryId("t/plan"), "Plan", "Draw it.", PLAN, "map")


class Content(MemoryContent):
    def diagrams(self):
        return [SYSTEM, PROGRAM]


@pytest.fixture
def room(empty_desk):
    return DrawingRoom(
        Exercising(SqlExerciseStore(empty_desk.database), empty_desk.clock),
        SqlOwnDiagramStore(empty_desk.database),
        Content(),
        empty_desk.clock,
    )


@pytest.fixture
def page(qtbot, theme, room):
    made = opened(qtbot, theme, room)
    yield made
    made.leave()


def opened(qtbot, theme, room):
    made = DrawingPage(theme, room)
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    made.entered()
    return made


def begin(page, tab=None, key=None):
    if tab:
        page.choose.turn_to(tab)
    if key:
        page.choose.list.choose(key)
    page.choose.start.click()


def name(page, part, text):
    page.hunt.view.choose(part)
    page.hunt.field.setPlainText(text)
    page.hunt.add.click()


def draw(page, text):
    page.drawing.pad.text.setPlainText(text)
    page.drawing.pad.draw()


def test_each_risk_is_kept_as_it_is_named(page, room):
    begin(page)
    name(page, "orders", "One primary, no failover")
    (risk,) = named_of(room.unfinished().work)
    assert (risk.part, risk.text) == ("orders", "One primary, no failover")


def test_the_key_tells_what_was_found_and_marks_the_rest(page, room):
    begin(page)
    name(page, "orders", "One primary, no failover")
    page.hunt.finish.click()
    assert page.hunt.result.text() == "1 of 4 found; 1 of the top 3 among your first three."
    assert page.hunt.view.marks["orders"] is Mark.FOUND
    assert page.hunt.view.marks["shop -> pay"] is Mark.RISK
    assert len(room.past()) == 1


def test_a_match_can_be_corrected(page, room):
    begin(page)
    name(page, "", "something vague")
    page.hunt.finish.click()
    page.hunt._rematch(0, 2)
    assert page.hunt.result.text().startswith("1 of 4 found")
    assert named_of(room.past()[0].work)[0].planted == 2


def test_a_hunt_is_gone_on_with_after_a_restart(page, qtbot, theme, room):
    begin(page)
    name(page, "stock", "locks")
    page.leave()
    again = opened(qtbot, theme, room)
    again.entered(RESUME)
    assert [risk.text for risk in again.hunt._named] == ["locks"]
    again.leave()


def test_a_system_is_hidden_before_it_is_drawn(page):
    begin(page, RECALL)
    assert page.drawing.phase == "studying"
    page.drawing.hide_button.click()
    assert page.drawing.phase == "drawing"
    assert page.drawing.pad.source == ""


def test_what_was_left_out_is_marked(page, room):
    begin(page, RECALL)
    page.drawing.hide_model()
    draw(page, 'service shop "Shop"\nstore db "Orders"\nqueue q "Jobs"\nshop -> db')
    page.drawing.finish.click()
    assert page.drawing.phase == "comparing"
    assert {"stock", "pay"} <= set(page.drawing.key.marks)
    assert page.drawing.drawn.marks["q"] is Mark.EXTRA
    assert page.drawing.drawn.marks["db"] is Mark.FOUND


def test_looking_alone_leaves_nothing(page, room):
    begin(page, RECALL)
    page.leave()
    assert room.unfinished() is None


def test_a_drawing_is_on_disk_within_a_second(page, qtbot, room):
    begin(page, RECALL)
    page.drawing.hide_model()
    page.drawing.pad.text.setPlainText("service shop")
    qtbot.waitUntil(lambda: room.unfinished().work.text == "service shop", timeout=3000)


def test_a_map_tells_its_critical_path_as_it_is_written(page):
    begin(page, MAP)
    draw(page, PLAN)
    assert page.drawing.plan.path.text() == "18 days. Critical path: Schema → API"
    assert page.drawing.pad.view.marks["schema -> api"] is Mark.PATH


def test_a_slip_tells_what_moves(page):
    begin(page, MAP)
    draw(page, PLAN)
    page.drawing.plan.item.setCurrentIndex(0)
    page.drawing.plan.days.setValue(5)
    assert page.drawing.plan.effect.text() == "The end moves by 5 days. Later: API +5"
    assert page.drawing.pad.view.marks["api"] is Mark.SLIPPED


def test_a_ring_is_named(page):
    begin(page, MAP)
    draw(page, PLAN + "\napi -> schema")
    assert "wait for each other" in page.drawing.plan.path.text()


def test_items_without_days_are_told(page):
    begin(page, MAP)
    draw(page, 'work a "A" days:3\nwork b "B"\na -> b')
    assert "Without days, so counted as none: B" in page.drawing.plan.path.text()


def test_a_mistake_is_told_with_its_line(page):
    begin(page, MAP)
    draw(page, "work a\nwork b\na -> c")
    assert page.drawing.pad.problem.text().startswith("line 3:")


def test_a_map_is_compared_with_the_key(page, room):
    begin(page, MAP)
    draw(page, PLAN)
    page.drawing.finish.click()
    assert page.drawing.result.text().startswith("100% of it")
    again = room.past()[0]
    assert again.work.text == PLAN


def test_an_own_system_is_kept_as_it_is_drawn_and_can_be_recalled(page, room):
    begin(page, OWN, "new")
    page.own.name.setText("Ledger")
    page.own.pad.text.setPlainText("service ledger\nstore db\nledger -> db")
    page.own.pad.draw()
    page.own.timing.touch()
    page.own.practise_button.click()
    assert page.drawing.phase == "studying"
    assert room.own()[0].title == "Ledger"
    assert room.models()[0].title == "Ledger"


def test_an_own_system_needs_a_name(page, room):
    begin(page, OWN, "new")
    page.own.name.setText(" ")
    page.own.timing.touch()
    page.own.hold()
    assert "needs a name" in page.own.problem.text()


def test_a_deleted_system_comes_back_with_undo(page, empty_desk, room):
    begin(page, OWN, "new")
    page.own.delete.click()
    assert room.own() == []
    empty_desk.reviewing.undo()
    assert len(room.own()) == 1


def test_a_drawing_is_saved_as_a_picture(page, tmp_path, monkeypatch):
    file = tmp_path / "plan.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    begin(page, MAP)
    draw(page, PLAN)
    page.drawing.save_button.click()
    assert "<svg" in file.read_text()


def test_past_drawings_can_be_opened(page, qtbot, theme, room):
    begin(page, MAP)
    draw(page, PLAN)
    page.drawing.finish.click()
    again = opened(qtbot, theme, room)
    begin(again, PAST)
    assert again.drawing.phase == "comparing"


def test_keys_lead_through_a_recall(page, qtbot):
    page.choose.turn_to(RECALL)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.drawing.phase == "studying"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.drawing.phase == "drawing"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.view is page.choose


@pytest.mark.parametrize("view", ["choose", "hunt", "key", "study", "draw", "map", "result", "own"])
def test_nothing_is_cut_off_or_without_a_name(page, view):
    match view:
        case "hunt" | "key":
            begin(page)
            name(page, "orders", "One primary, no failover")
            if view == "key":
                page.hunt.finish.click()
        case "study" | "draw":
            begin(page, RECALL)
            if view == "draw":
                page.drawing.hide_model()
        case "map" | "result":
            begin(page, MAP)
            draw(page, PLAN)
            if view == "result":
                page.drawing.finish.click()
        case "own":
            begin(page, OWN, "new")
    settle()
    assert nameless(page) == []
    assert clipped(page) == []
