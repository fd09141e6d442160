"""What can be done with cards, each with its key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent, QKeySequence


class Act(Enum):
    """One thing to do with the cards chosen, or in the library."""

    EDIT = auto()
    INFO = auto()
    SUSPEND = auto()
    BURY = auto()
    FLAG = auto()
    TAGS = auto()
    MOVE = auto()
    DUE = auto()
    FORGET = auto()
    DELETE = auto()
    NEW = auto()
    REPLACE = auto()
    DUPLICATES = auto()
    SEARCH = auto()
    IMPORT = auto()
    EXPORT = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class ActLook:
    """How an act is offered: its words, its icon, and the key that does it as printed."""

    words: str
    icon: str
    key: str
    about: str = ""


ON_CARDS = (
    Act.EDIT,
    Act.INFO,
    Act.SUSPEND,
    Act.BURY,
    Act.FLAG,
    Act.TAGS,
    Act.MOVE,
    Act.DUE,
    Act.FORGET,
    Act.DELETE,
)
IN_LIBRARY = (Act.IMPORT, Act.EXPORT, Act.REPLACE, Act.DUPLICATES)
ON_ONE = (Act.EDIT, Act.INFO)

_KEYS = {
    Act.EDIT: "E",
    Act.INFO: "I",
    Act.SUSPEND: "S",
    Act.BURY: "B",
    Act.FLAG: "F",
    Act.TAGS: "T",
    Act.MOVE: "M",
    Act.DUE: "D",
    Act.FORGET: "R",
    Act.DELETE: "Del",
    Act.NEW: "N",
    Act.REPLACE: "Ctrl+H",
    Act.DUPLICATES: "U",
    Act.SEARCH: "/",
    Act.IMPORT: "Ctrl+I",
    Act.EXPORT: "Ctrl+E",
    Act.MORE: ".",
}
_ALSO = {Act.SEARCH: "Ctrl+F", Act.NEW: "Ctrl+N"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Acts", text)


def look_of(act: Act) -> ActLook:
    """The words, icon and key of an act."""
    looks = {
        Act.EDIT: (_tr("Edit"), "pencil", _tr("Change the text of this card")),
        Act.INFO: (_tr("Info"), "activity", _tr("The card's figures, curve and whole history")),
        Act.SUSPEND: (_tr("Suspend"), "circle-pause", _tr("Leave out of review, or put back")),
        Act.BURY: (_tr("Bury"), "moon", _tr("Put off until tomorrow")),
        Act.FLAG: (_tr("Flag"), "flag", _tr("Mark with a number from 1 to 7")),
        Act.TAGS: (_tr("Tags"), "tag", _tr("Add tags or take them off")),
        Act.MOVE: (_tr("Move"), "folder-input", _tr("Move to another deck")),
        Act.DUE: (_tr("Due date"), "calendar-clock", _tr("Choose the day it is asked")),
        Act.FORGET: (_tr("Forget"), "rotate-ccw", _tr("Begin again as a new card")),
        Act.DELETE: (_tr("Delete"), "trash-2", _tr("Delete the note with all its cards")),
        Act.NEW: (_tr("New card"), "plus", _tr("Write a card of your own")),
        Act.REPLACE: (_tr("Replace"), "replace", _tr("Find and replace in the cards found")),
        Act.DUPLICATES: (_tr("Duplicates"), "copy", _tr("Cards that ask the same")),
        Act.IMPORT: (_tr("Import"), "download", _tr("Bring in cards from a file")),
        Act.EXPORT: (_tr("Export"), "upload", _tr("Write cards to a file")),
        Act.MORE: (_tr("More"), "ellipsis", _tr("What else can be done here")),
        Act.SEARCH: (_tr("Search"), "search", _tr("Write in the search field")),
    }
    words, icon, about = looks[act]
    key = _KEYS[act].replace("+", " ")
    return ActLook(words, icon, key, f"{about} ({_KEYS[act]})")


def act_of(event: QKeyEvent) -> Act | None:
    """What a key asks for."""
    if event.text() == _KEYS[Act.SEARCH]:  # wherever the keyboard has it
        return Act.SEARCH
    pressed = QKeySequence(event.keyCombination())
    for keys in (_KEYS, _ALSO):
        for act, key in keys.items():
            if pressed == QKeySequence(key):
                return act
    return None
