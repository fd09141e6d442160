"""What blocks of a brief say, sentence by sentence, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpmdesk.domain.brief.blocks import Block, Heading, Line, Paragraph, Points, Table
from tpmdesk.domain.brief.plain import plain
from tpmdesk.domain.brief.sentences import sentences
from tpmdesk.domain.brief.wrapping import runs


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text and the line where it begins."""

    line: int
    text: str


def spoken(found: Sequence[Block], *, titles: bool = True) -> Iterator[Said]:
    """The sentences of some blocks, each with its line."""
    for block in found:
        match block:
            case Heading() if titles:
                yield Said(block.line.number, block.line.text)
            case Paragraph():
                yield from sentences_of(block.lines)
            case Points():
                for item in block.items:
                    yield from sentences_of(tuple(item.walk()))
            case Table():
                yield from _rows_of(block)


def _rows_of(table: Table) -> Iterator[Said]:
    for row in table.rows:
        cells = [plain(cell) for cell in row.cells if plain(cell)]
        if cells:
            yield Said(row.number, " – ".join(cells))


def sentences_of(lines: Sequence[Line]) -> Iterator[Said]:
    """The sentences of some lines; one may run over several."""
    for run in runs(lines):
        starts: list[tuple[int, int]] = []
        text = ""
        for line in run:
            starts.append((len(text), line.number))
            text += line.text + " "
        place = 0
        for sentence in sentences(text):
            place = max(text.find(sentence, place), place)
            yield Said(max(n for start, n in starts if start <= place), sentence)
