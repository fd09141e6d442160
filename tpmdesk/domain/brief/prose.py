"""The words of a brief, and those among them that hedge or hide who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tpmdesk.domain.brief.blocks import Block, Heading, Item, Line, Paragraph, Points, Table
from tpmdesk.domain.brief.plain import plain
from tpmdesk.domain.brief.reading import Part
from tpmdesk.domain.brief.sections import Section
from tpmdesk.domain.brief.voice import Weak, weak_spots

_ENOUGH = 3
"""One soft word or one passive on a page is no habit; three are, and one sentence that stands on
a hedge is one by itself."""
_HEAVY = 2
_WORD = re.compile(r"\w")

Stretch = tuple[tuple[Line, ...], Section]


class Prose:
    """The text of a brief's sections."""

    def __init__(self, told: Sequence[Section]) -> None:
        self._stretches = [
            (lines, section)
            for section in told
            for block in section.blocks
            for lines in _stretches(block)
            if lines
        ]
        self._titles = [(s.line, s.title) for s in told if s.marked and not s.is_title]

    @cached_property
    def words(self) -> int:
        """How many words a reader meets, labels and headings too."""
        told = sum(_count(line.text) for lines, _ in self._stretches for line in lines)
        return told + sum(_count(title) for _, title in self._titles)

    @property
    def last_line(self) -> int:
        """The last line with text; 1 in an empty brief."""
        lines = [line.number for lines, _ in self._stretches for line in lines]
        return max([*lines, *(line for line, _ in self._titles)], default=1)

    def words_before(self, number: int) -> int:
        """How many words of text stand before a line, titles and labels apart."""
        return sum(
            _count(line.text)
            for lines, section in self._stretches
            for line in lines
            if line.number < number and line.text != section.title
        )

    def background_before(self, number: int) -> int:
        """How many of them stand under a mark of their own, such as "Background"."""
        return sum(
            _count(line.text)
            for lines, section in self._stretches
            for line in lines
            if line.number < number and section.marked and not (section.parts or section.is_title)
        )

    def weak(self) -> list[tuple[int, str]]:
        """The hedges and hiding passives with their lines, if they are a habit."""
        found = list(self._weak())
        habit = sum(weak.weight for _, weak in found) >= _ENOUGH
        if habit or any(weak.weight >= _HEAVY for _, weak in found):
            return [(line, weak.quote) for line, weak in found]
        return []

    def _weak(self) -> Iterator[tuple[int, Weak]]:
        for lines, section in self._stretches:
            if section.parts == {Part.LINKS}:
                continue
            text, starts = _as_one(lines)
            for weak in weak_spots(text):
                if not (weak.passive and Part.MILESTONES in section.parts):
                    yield max(n for start, n in starts if start <= weak.start), weak


def _stretches(block: Block) -> Iterator[tuple[Line, ...]]:
    """Lines that run on into each other."""
    match block:
        case Heading():
            yield (block.line,)
        case Paragraph():
            yield block.lines
        case Points():
            for item in block.items:
                yield from _of_item(item)
        case Table():
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield (Line(row.number, cell),)


def _of_item(item: Item) -> Iterator[tuple[Line, ...]]:
    yield item.lines
    for child in item.children:
        yield from _of_item(child)


def _as_one(lines: Sequence[Line]) -> tuple[str, list[tuple[int, int]]]:
    """The lines as one text, and where in it each begins."""
    text, starts = "", []
    for line in lines:
        starts.append((len(text), line.number))
        text += line.text + " "
    return text, starts


def _count(text: str) -> int:
    return sum(bool(_WORD.search(word)) for word in plain(text).split())
