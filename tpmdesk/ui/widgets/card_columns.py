"""Which columns a list of cards has, how wide, and by which it is sorted; kept as one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.browsestore import Column, Sort

ALL_COLUMNS = tuple(Column)
_WIDTHS = {
    Column.DECK: 176,
    Column.DUE: 124,
    Column.STATE: 116,
    Column.KIND: 128,
    Column.TAGS: 160,
    Column.ADDED: 108,
    Column.EDITED: 108,
}
_USUAL_WIDTH = 96
_LEAST, _MOST = 56, 900


def _tr(text: str) -> str:
    return QCoreApplication.translate("Columns", text)


def column_name(column: Column) -> str:
    """What stands at the head of a column."""
    names = {
        Column.FRONT: _tr("Card"),
        Column.DECK: _tr("Deck"),
        Column.DUE: _tr("Due"),
        Column.STATE: _tr("State"),
        Column.INTERVAL: _tr("Interval"),
        Column.STABILITY: _tr("Stability"),
        Column.DIFFICULTY: _tr("Difficulty"),
        Column.REPS: _tr("Reviews"),
        Column.LAPSES: _tr("Lapses"),
        Column.ADDED: _tr("Added"),
        Column.EDITED: _tr("Edited"),
        Column.KIND: _tr("Kind"),
        Column.TAGS: _tr("Tags"),
    }
    return names[column]


def usual_width(column: Column) -> int:
    """Pixels for a column that nobody has widened."""
    return _WIDTHS.get(column, _USUAL_WIDTH)


@dataclass(frozen=True, slots=True)
class Look:
    """`columns` from left to right with their widths in pixels; the front is always among them
    and takes the room that is left."""

    columns: tuple[tuple[Column, int], ...]
    sort: Sort

    def has(self, column: Column) -> bool:
        return any(each is column for each, _ in self.columns)

    def toggled(self, column: Column) -> Look:
        """With that column, or without it."""
        if column is Column.FRONT:
            return self
        kept = tuple(each for each in self.columns if each[0] is not column)
        if len(kept) == len(self.columns):
            kept = (*kept, (column, usual_width(column)))
        return replace(self, columns=kept)

    def as_text(self) -> str:
        columns = ",".join(f"{column}:{width}" for column, width in self.columns)
        return f"{columns}|{self.sort.column}:{'down' if self.sort.descending else 'up'}"


USUAL_LOOK = Look(
    tuple(
        (column, usual_width(column))
        for column in (Column.FRONT, Column.DUE, Column.DECK, Column.INTERVAL, Column.LAPSES)
    ),
    Sort(),
)


def look_from(text: str) -> Look:
    """The look that a text tells of; the usual one where it tells of none."""
    columns_text, _, sort_text = text.partition("|")
    columns = dict(_columns(columns_text))
    if Column.FRONT not in columns:
        return USUAL_LOOK
    name, _, way = sort_text.partition(":")
    sort = Sort(Column(name), way == "down") if name in ALL_COLUMNS else Sort()
    return Look(tuple(columns.items()), sort)


def _columns(text: str) -> Iterator[tuple[Column, int]]:
    for part in text.split(","):
        name, _, width = part.partition(":")
        if name in ALL_COLUMNS and width.isdecimal():
            yield Column(name), min(_MOST, max(_LEAST, int(width)))
