"""Which lines of a brief belong to which part, however the writer marked it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tpmdesk.domain.brief.blocks import (
    Block,
    Heading,
    Item,
    Line,
    Paragraph,
    Points,
    Row,
    Table,
)
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.labels import (
    NO_PART,
    Label,
    Parts,
    heading_label,
    lead_in,
    line_label,
    named_parts,
)
from tpmdesk.domain.brief.plain import plain
from tpmdesk.domain.brief.reading import Part
from tpmdesk.domain.brief.titles import is_title, is_title_line, says_only_a_part

_BY_LABEL = 9
"""The level of a section that no heading opened: deeper than any heading."""
_DAY = re.compile(
    r"^(?:date|when|by(?: when)?|due(?: date)?|target(?: date)?|eta|finish|deadline)$",
    re.IGNORECASE,
)
_SINGULAR = ("risk", "milestone")
"""A label that says what its text is: one of several ("Risk: cable theft")."""
_LISTED = frozenset((Part.MILESTONES, Part.RISKS, Part.DECISIONS, Part.LINKS))


@dataclass(slots=True)
class Section:
    """What stands between two marks. `parts` is empty for what is no part (a background, say);
    `marked` tells whether a heading or a label opened it."""

    parts: Parts
    title: str
    line: int
    level: int = _BY_LABEL
    marked: bool = False
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_title(self) -> bool:
        return self.marked and not self.parts and self.level == 0

    @property
    def is_free(self) -> bool:
        """Whether a paragraph here may speak of anything."""
        return not self.parts


def sections(found: Sequence[Block]) -> list[Section]:
    """The sections of a brief, in order."""
    return _Cutter(found).cut()


class _Cutter:
    def __init__(self, found: Sequence[Block]) -> None:
        self._blocks = found
        self._done: list[Section] = []
        self._open(NO_PART, "", 1)

    def cut(self) -> list[Section]:
        for place, block in enumerate(self._blocks):
            match block:
                case Heading():
                    self._heading(block, first=place == 0)
                case Paragraph() if place == 0 and is_title_line(block, self._blocks[1:]):
                    self._title(block.lines[0])
                    self._paragraph(Paragraph(block.lines[1:]))
                case Paragraph():
                    self._paragraph(block)
                case Points():
                    self._points(block)
                case Table():
                    self._table(block)
        return [each for each in self._done if each.blocks or each.marked]

    @property
    def _now(self) -> Section:
        return self._done[-1]

    def _open(
        self, parts: Parts, title: str, line: int, level: int = _BY_LABEL, *, marked: bool = False
    ) -> None:
        self._done.append(Section(parts, title, line, level, marked))

    def _label(self, label: Label, line: int, level: int = _BY_LABEL) -> None:
        self._open(label.parts, label.title, line, level, marked=True)
        if label.rest:
            single = label.title.lower() in _SINGULAR and not lead_in(label.rest)
            rest = f"{label.title}: {label.rest}" if single else label.rest
            self._now.blocks.append(Paragraph((Line(line, rest),)))

    def _heading(self, heading: Heading, *, first: bool) -> None:
        label = heading_label(heading.line.raw)
        if first and is_title(heading, label, self._blocks[1:]):
            self._title(heading.line)
        elif self._is_inside(heading, label):
            self._now.blocks.append(heading)
        elif label:
            self._label(label, heading.line.number, heading.level)
        else:
            self._open(NO_PART, heading.line.text, heading.line.number, heading.level, marked=True)

    def _title(self, line: Line) -> None:
        self._open(NO_PART, line.text, line.number, 0, marked=True)
        self._now.blocks.append(Paragraph((line,)))

    def _is_inside(self, heading: Heading, label: Label | None) -> bool:
        """Whether a heading names one risk or one milestone of the section above it."""
        now = self._now
        deeper = now.level < heading.level and bool(now.parts & _LISTED)
        other = label is not None and not label.parts & now.parts and says_only_a_part(label)
        return deeper and not other

    def _paragraph(self, paragraph: Paragraph) -> None:
        kept: list[Line] = []
        for place, line in enumerate(paragraph.lines):
            label = self._opening(line, place)
            if label is None:
                kept.append(line)
                continue
            self._keep(kept)
            kept = []
            self._label(label, line.number)
        self._keep(kept)

    def _opening(self, line: Line, place: int) -> Label | None:
        """The label with which a line opens a section, or None."""
        raw = line.raw.removeprefix(": ")
        label = line_label(raw)
        if label is None:
            return None
        if self._now.parts and self._now.parts & label.parts:
            return None
        under_heading = self._now.level < _BY_LABEL and bool(self._now.parts)
        if under_heading and (place or not _stands_out(line.raw)):
            return None
        if label.parts or place == 0:
            return label
        return None

    def _keep(self, lines: list[Line]) -> None:
        if not lines:
            return
        announced = lead_in(lines[0].raw)
        if announced and (self._now.is_free or self._is_full):
            self._open(announced, "", lines[0].number)
        elif self._is_full and not _goes_on(lines[0], self._now):
            self._open(NO_PART, "", lines[0].number)
        self._now.blocks.append(Paragraph(tuple(lines)))

    @property
    def _is_full(self) -> bool:
        """Whether a label's section has its text, so that the next paragraph is another matter."""
        now = self._now
        return now.level == _BY_LABEL and bool(now.parts) and bool(now.blocks)

    def _points(self, points: Points) -> None:
        labels = [line_label(item.lines[0].raw) for item in points.items]
        named = {part for label in labels if label for part in label.parts}
        alone = len(labels) == 1 and bool(named)
        if (len(named) < 2 and not alone) or self._now.parts & _LISTED:
            self._now.blocks.append(points)
            return
        for item, label in zip(points.items, labels, strict=True):
            self._labelled_item(item, label)

    def _labelled_item(self, item: Item, label: Label | None) -> None:
        if label and (label.parts or not self._now.parts):
            self._label(label, item.lines[0].number)
            rest = item.lines[1:]
        else:
            rest = item.lines
        if rest:
            self._now.blocks.append(Paragraph(rest))
        if item.children:
            self._now.blocks.append(Points(item.children))

    def _table(self, table: Table) -> None:
        if self._is_sheet(table):
            for row in (table.header, *table.rows):
                self._sheet_row(row)
            return
        if _is_one_row_of_parts(table):
            for title, cell in zip(table.header.cells, table.rows[0].cells, strict=False):
                self._label(Label(title, named_parts(title), cell), table.rows[0].number)
            return
        parts = _table_parts(table)
        titled = self._now.parts and not self._now.blocks
        if parts and not titled and not parts & self._now.parts:
            self._open(parts, "", table.header.number, marked=True)
        self._now.blocks.append(table)

    def _is_sheet(self, table: Table) -> bool:
        """Whether the first column names the parts and the others hold them."""
        rows = [row for row in (table.header, *table.rows) if row.cells and row.cells[0].strip()]
        named = [named_parts(row.cells[0]) for row in rows]
        different = {part for parts in named for part in parts}
        most = sum(map(bool, named)) * 2 > len(named)
        return len(different) >= 2 and most and not self._now.parts

    def _sheet_row(self, row: Row) -> None:
        parts = named_parts(row.cells[0]) if row.cells else NO_PART
        texts = [cell for cell in row.cells[1:] if cell]
        if not parts and self._now.parts and not plain(row.cells[0]):
            self._add_cells(row.number, texts)
        elif parts:
            self._open(parts, plain(row.cells[0]), row.number, marked=True)
            self._add_cells(row.number, texts)
        elif texts:
            self._open(NO_PART, plain(row.cells[0]), row.number, marked=True)
            self._add_cells(row.number, texts)

    def _add_cells(self, number: int, texts: Sequence[str]) -> None:
        """The cells of one row; what stands on lines of its own within a cell becomes a list."""
        lines = [piece.strip(" •-") for text in texts for piece in _cell_lines(text)]
        kept = [Line(number, piece) for piece in lines if piece]
        if len(kept) == 1:
            self._now.blocks.append(Paragraph(tuple(kept)))
        elif kept and self._now.parts & _LISTED:
            self._now.blocks.append(Points(tuple(Item((line,)) for line in kept)))
        elif kept:
            self._now.blocks.append(Paragraph(tuple(kept)))


def _cell_lines(text: str) -> Iterator[str]:
    yield from text.replace("<br/>", "<br>").replace("<br />", "<br>").split("<br>")


def _stands_out(raw: str) -> bool:
    return raw.lstrip().startswith(("**", "__"))


def _goes_on(line: Line, section: Section) -> bool:
    """Whether a paragraph belongs to the label above although that has text already: the label
    only announced it ("Risks we watch:"), or it is one more of several."""
    last = section.blocks[-1]
    if isinstance(last, Paragraph) and last.lines[-1].text.endswith(":"):
        return True
    if not section.parts & {Part.RISKS, Part.MILESTONES}:
        return False
    both_bold = (
        isinstance(last, Paragraph) and _stands_out(last.lines[0].raw) and _stands_out(line.raw)
    )
    return both_bold or _is_one_more(line)


def _is_one_more(line: Line) -> bool:
    first = line.text.split(maxsplit=1)[0].lower().strip(".,:;)(") if line.text else ""
    return first in {
        "first",
        "second",
        "third",
        "fourth",
        "risk",
        "then",
        "finally",
        "also",
        "next",
    }


def _is_one_row_of_parts(table: Table) -> bool:
    named = [named_parts(cell) for cell in table.header.cells]
    different = {part for parts in named for part in parts}
    whole = Part.OUTCOME in different or len(different) > 2
    return len(table.rows) == 1 and len(named) > 1 and all(named) and whole


def _table_parts(table: Table) -> Parts:
    """What a table without a label is about, by its header."""
    header = [named_parts(cell) for cell in table.header.cells]
    named = {part for parts in header for part in parts}
    for part in (Part.RISKS, Part.DECISIONS, Part.MILESTONES, Part.LINKS, Part.STATUS):
        if part in named:
            return frozenset((part,))
    return frozenset((Part.MILESTONES,)) if _has_days(table) else NO_PART


def _has_days(table: Table) -> bool:
    """Whether a column of a table holds the days of what stands in the others."""
    columns = [place for place, cell in enumerate(table.header.cells) if _DAY.match(plain(cell))]
    cells = [row.cells[place] for row in table.rows for place in columns if place < len(row.cells)]
    return len(table.rows) > 1 and any(has_date(cell) for cell in cells)
