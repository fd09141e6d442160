"""Drawing: risks to find, systems from memory, dependency maps, and the systems one knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.exercises import Clock, MemoryDiagrams, MemoryExercises
from tests.app.fakes import MemoryContent
from tests.domain.test_risks import PLANTED
from tpmdesk.app.drawing_room import (
    DiagramNameError,
    DrawingRoom,
    OwnDiagramId,
    named_of,
    with_named,
)
from tpmdesk.app.exercising import Exercising
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.content import DiagramEntry, EntryId
from tpmdesk.domain.exercises import ExerciseKind, Work
from tpmdesk.domain.risks import MINUTES, NamedRisk

TEXT = 'service shop "Shop"\nstore orders "Orders"\nshop -> orders : SQL\n'
PLAN = 'work a "Schema" days:10\nwork b "API" days:8\na -> b\n'
SHOP = DiagramEntry(EntryId("t/shop"), "A shop", "Sells.", TEXT, weaknesses=PLANTED)
MOVE = DiagramEntry(EntryId("t/move"), "A move", "Two steps.", PLAN, use="map")


class Content(MemoryContent):
    def diagrams(self) -> list[DiagramEntry]:
        return [SHOP, MOVE]


@pytest.fixture
def own() -> MemoryDiagrams:
    return MemoryDiagrams()


@pytest.fixture
def room(own: MemoryDiagrams) -> DrawingRoom:
    clock = Clock()
    return DrawingRoom(Exercising(MemoryExercises(), clock), own, Content(), clock)


def titles(room: DrawingRoom) -> list[str]:
    return [each.title for each in room.own()]


def test_systems_and_maps_are_told_apart(room: DrawingRoom) -> None:
    assert (room.systems(), room.maps()) == ([SHOP], [MOVE])


def test_the_search_for_risks_has_its_ten_minutes(room: DrawingRoom) -> None:
    assert room.begin(ExerciseKind.RISKS, SHOP.id, SHOP.title).work.limit == MINUTES * 60


def test_a_drawing_has_no_clock_to_beat(room: DrawingRoom) -> None:
    assert room.begin(ExerciseKind.RECALL, SHOP.id, SHOP.title).work.limit == 0


def test_what_was_saved_is_gone_on_with(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.MAP, MOVE.id, MOVE.title)
    room.save(begun.id, replace(begun.work, text=PLAN))
    left = room.unfinished()
    assert left is not None
    assert left.work.text == PLAN


def test_what_was_ended_is_in_the_past_and_offered_no_more(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.MAP, MOVE.id, MOVE.title)
    ended = room.end(begun.id, Work(PLAN))
    assert (room.past(), room.unfinished()) == ([ended], None)


def test_what_is_given_up_is_gone(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.MAP, MOVE.id, MOVE.title)
    room.remove(begun.id)
    with pytest.raises(NotFoundError):
        room.exercise(begun.id)


def test_risks_are_kept_in_the_order_of_naming() -> None:
    named = (NamedRisk("orders", "one primary"), NamedRisk("", "no alert", planted=3))
    assert named_of(with_named(Work(), named)) == named


def test_named_risks_are_judged_by_what_was_planted(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.RISKS, SHOP.id, SHOP.title)
    ended = room.end(begun.id, with_named(begun.work, [NamedRisk("", "not idempotent")]))
    hunt = room.hunt(ended)
    assert hunt is not None
    assert (hunt.matches, hunt.missed) == ((0,), (1, 2, 3))


def test_risks_of_a_system_that_is_gone_are_not_judged(room: DrawingRoom) -> None:
    assert room.hunt(room.begin(ExerciseKind.RISKS, "t/gone", "Gone")) is None


def test_a_drawing_tells_what_of_the_model_is_missing(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.RECALL, SHOP.id, SHOP.title)
    recall = room.recall(room.end(begun.id, Work('service shop "Shop"')))
    assert recall is not None
    assert recall.missing_ids >= {"orders"}
    assert recall.extra_ids == frozenset()


def test_a_map_is_compared_with_its_program(room: DrawingRoom) -> None:
    begun = room.begin(ExerciseKind.MAP, MOVE.id, MOVE.title)
    recall = room.recall(room.end(begun.id, Work(PLAN)))
    assert recall is not None
    assert recall.share == 1.0


def test_a_drawing_of_a_system_that_is_gone_is_not_compared(room: DrawingRoom) -> None:
    assert room.recall(room.begin(ExerciseKind.RECALL, "own:9", "Gone")) is None


def test_ones_own_system_is_drawn_from_memory_before_the_bundled_ones(room: DrawingRoom) -> None:
    room.add_own("Ledger", TEXT)
    assert [each.title for each in room.models()] == ["Ledger", "A shop"]


def test_an_own_system_without_a_part_is_not_drawn_from_memory(room: DrawingRoom) -> None:
    room.add_own("Ledger", "# to come")
    assert [each.title for each in room.models()] == ["A shop"]


def test_an_own_system_is_found_again_by_its_key(room: DrawingRoom) -> None:
    made = room.add_own("Ledger", TEXT)
    begun = room.begin(ExerciseKind.RECALL, f"own:{made}", "Ledger")
    recall = room.recall(room.end(begun.id, Work(TEXT)))
    assert recall is not None
    assert recall.share == 1.0


def test_a_change_is_kept(room: DrawingRoom) -> None:
    made = room.add_own("Ledger")
    room.change_own(made, " Ledger 2 ", TEXT)
    kept = room.own_diagram(made)
    assert (kept.title, kept.text) == ("Ledger 2", TEXT)


def test_a_deleted_system_comes_back_with_undo(room: DrawingRoom, own: MemoryDiagrams) -> None:
    made = room.add_own("Ledger", TEXT)
    room.remove_own(made)
    assert titles(room) == []
    assert own.undo() == "Delete the system Ledger"
    assert titles(room) == ["Ledger"]


def test_adding_a_system_can_be_undone(room: DrawingRoom, own: MemoryDiagrams) -> None:
    room.add_own("Ledger")
    assert own.undo() == "Add the system Ledger"
    assert titles(room) == []


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 121])
def test_a_system_needs_a_name_of_one_line(room: DrawingRoom, title: str) -> None:
    with pytest.raises(DiagramNameError):
        room.add_own(title)
    assert titles(room) == []


def test_a_system_that_is_gone_cannot_be_changed(room: DrawingRoom) -> None:
    with pytest.raises(NotFoundError):
        room.change_own(OwnDiagramId(4), "x", "")
