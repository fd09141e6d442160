"""What there is to draw and what was drawn, as cells to choose from."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.drawing_room import DrawingRoom, Model
from tpmdesk.domain.content import DiagramEntry
from tpmdesk.domain.diagram import Diagram, parse
from tpmdesk.domain.exercises import Exercise, ExerciseKind
from tpmdesk.ui.pages.drawing.words import kind_name
from tpmdesk.ui.pages.mock.cell_list import CellWords
from tpmdesk.ui.words import counted, moment

translate = QCoreApplication.translate
RISKS, RECALL, MAP, OWN, PAST = "risks", "recall", "map", "own", "past"
NEW = "new"
_ABOUT = 150


def cells(room: DrawingRoom) -> dict[str, list[CellWords]]:
    """The cells under each tab."""
    new = CellWords(
        NEW,
        translate("drawing", "Add a system"),
        translate("drawing", "Have three to five systems that you can draw from memory."),
    )
    own = [
        CellWords(str(each.id), each.title, _size(parse(each.text).diagram)) for each in room.own()
    ]
    return {
        RISKS: [_system(each) for each in room.systems()],
        RECALL: [_model(each) for each in room.models()],
        MAP: [_map(each) for each in room.maps()],
        OWN: [*own, new],
        PAST: [_past(room, each) for each in room.past()],
    }


def _system(entry: DiagramEntry) -> CellWords:
    risks = counted(
        len(entry.weaknesses),
        translate("drawing", "{n} planted risk"),
        translate("drawing", "{n} planted risks"),
    )
    return CellWords(str(entry.id), entry.title, _short(entry.about), risks)


def _model(model: Model) -> CellWords:
    return CellWords(model.key, model.title, _short(model.about), _size(model.diagram))


def _map(entry: DiagramEntry) -> CellWords:
    items = counted(
        len(parse(entry.diagram).diagram.nodes),
        translate("drawing", "{n} item"),
        translate("drawing", "{n} items"),
    )
    return CellWords(str(entry.id), entry.title, _short(entry.about), items)


def _size(diagram: Diagram) -> str:
    return translate("drawing", "{parts} parts, {edges} arrows").format(
        parts=len(diagram.nodes), edges=len(diagram.edges)
    )


def _short(about: str) -> str:
    return about if len(about) <= _ABOUT else f"{about[:_ABOUT].rsplit(' ', 1)[0]} …"


def _past(room: DrawingRoom, exercise: Exercise) -> CellWords:
    day = moment(exercise.started, datetime.now().astimezone())
    about = translate("drawing", "{kind}, {day}").format(kind=kind_name(exercise.kind), day=day)
    return CellWords(str(exercise.id), exercise.title, about, _figures(room, exercise))


def _figures(room: DrawingRoom, exercise: Exercise) -> str:
    if exercise.kind is ExerciseKind.RISKS:
        hunt = room.hunt(exercise)
        if hunt is None:
            return ""
        return translate("drawing", "{top} of the top {of}").format(top=hunt.top, of=hunt.of_top)
    found = room.recall(exercise)
    return "" if found is None else translate("drawing", "{n} drawn").format(n=f"{found.share:.0%}")
