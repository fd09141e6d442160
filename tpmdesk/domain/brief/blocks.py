"""A brief's Markdown as the few shapes that matter here, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tpmdesk.domain.brief.labels import line_label
from tpmdesk.domain.brief.plain import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it is written, and its number, counted from 1."""

    number: int
    raw: str

    @property
    def text(self) -> str:
        return plain(self.raw)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the largest has level 1."""

    line: Line
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without an empty one between them."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, with the points below it."""

    lines: tuple[Line, ...]
    children: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Line]:
        """Its lines, then those of the points below it."""
        yield from self.lines
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Cells are as they are written."""

    header: Row
    rows: tuple[Row, ...]


Block = Heading | Paragraph | Points | Table

_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_COLUMNS = re.compile(r"^[ ]*[^|\s](?:[^|\n]*?\S(?: {3,}|\t+)(?=\S)){2}[^|\n]*$", re.MULTILINE)
"""A line of three fields or more, lined up with spaces."""
_BOLD_LABEL = re.compile(r"(\*\*|__)[^*_]{3,40}(?::\1|\1\s*[:–—-])")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_POINT = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s+\S")
_CIRCLE = re.compile(r":(?:large_)?(green|yellow|orange|red)_(?:circle|square):")
_SIGNS = {"green": "🟢", "yellow": "🟡", "orange": "🟠", "red": "🔴"}
_SIGNS_ALIKE = str.maketrans("🟩🟨🟧🟥➝➡⟶⇒➔", "🟢🟡🟠🔴→→→→→")
_FOREIGN_BULLET = re.compile(r"^(\s*(?:>\s*)?)[•▪◦‣●›»▸▶►○■□◆◇∙⁃·~](?=\s)", re.MULTILINE)
_DASHED = re.compile(r"^([ \t]*)[–—](?=[ \t]+\S)", re.MULTILINE)
_ASKED = re.compile(r"^\W{0,4}(?:Q\d{0,2}|Question)[:.]\W", re.MULTILINE)
_ANSWERS = re.compile(
    r"^([ \t#]*)(?:\*\*|__)?(?:Q\d{0,2}|A\d{0,2}|Question|Answer)[:.](?:\*\*|__)?[ \t]+",
    re.MULTILINE,
)
_LETTERED = re.compile(
    r"^([ \t]*)(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[a-z][.)])(?=[ \t]+\S)", re.MULTILINE
)


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in order, those inside quotations too."""
    lines = _prepared(markdown).split("\n")
    cuts = [0, *(place for place in range(1, len(lines)) if _ends_list(lines, place)), len(lines)]
    return tuple(
        block for start, end in pairwise(cuts) for block in _parsed(lines[start:end], start)
    )


def _ends_list(lines: Sequence[str], place: int) -> bool:
    """Whether a label stands right under a list. To Markdown it would belong to the last point."""
    if not lines[place][:1].strip() or _POINT.match(lines[place]) or not _in_list(lines, place):
        return False
    label = line_label(lines[place])
    known = label is not None and bool(label.parts)
    return known or bool(_BOLD_LABEL.match(lines[place]))


def _in_list(lines: Sequence[str], place: int) -> bool:
    """Whether a list stands above, with no empty line between."""
    above = place - 1
    while above >= 0 and lines[above].strip() and not _POINT.match(lines[above]):
        above -= 1
    return above >= 0 and bool(_POINT.match(lines[above]))


def _parsed(lines: Sequence[str], offset: int) -> Iterator[Block]:
    root = SyntaxTreeNode(_PARSER.parse("\n".join(lines), {}))
    return _of(root.children, offset)


def _prepared(markdown: str) -> str:
    """Comments emptied, foreign bullets made lists, and signs made one kind, with every line where
    it was."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), markdown)
    text = _CIRCLE.sub(lambda found: _SIGNS[found[1]], text).translate(_SIGNS_ALIKE)
    text = text.replace("\r\n", "\n").replace("\r", " ")
    text = _FOREIGN_BULLET.sub(r"\1-", text)
    if len(_COLUMNS.findall(text)) > 1:
        text = _COLUMNS.sub(lambda found: _GAP.sub(" | ", found[0]), text)
    for sign in (_DASHED, _LETTERED):  # one alone is a signature, or a bracket in running text
        if len(sign.findall(text)) > 1:
            text = sign.sub(r"\1-", text)
    return _ANSWERS.sub(r"\1", text) if _ASKED.search(text) else text


def _parser() -> MarkdownIt:
    """Blocks only: what is within a line is read by `plain`."""
    unwanted = ["code", "html_block", "reference", "inline"]
    return MarkdownIt("commonmark").enable("table").disable(unwanted)


_PARSER = _parser()


def _of(nodes: Sequence[SyntaxTreeNode], offset: int) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                line = next(iter(_lines(node, offset)), None)
                if line:
                    yield Heading(line, int(node.tag[1]))
            case "paragraph" | "fence":
                yield Paragraph(tuple(_lines(node, offset)))
            case "bullet_list" | "ordered_list":
                yield Points(tuple(_item(child, offset) for child in node.children))
            case "table":
                yield _table(node, offset)
            case "blockquote":
                yield from _of(node.children, offset)


def _lines(node: SyntaxTreeNode, offset: int) -> Iterator[Line]:
    """The lines of a paragraph, a heading, or a fenced text."""
    first = _line_of(node, offset) + (1 if node.type == "fence" else 0)
    content = node.content if node.type == "fence" else node.children[0].content
    for below, raw in enumerate(content.split("\n")):
        if raw.strip():
            yield Line(first + below, raw.strip())


def _item(node: SyntaxTreeNode, offset: int) -> Item:
    lines: list[Line] = []
    children: list[Item] = []
    for child in node.children:
        if child.type in ("bullet_list", "ordered_list"):
            children += [_item(each, offset) for each in child.children]
        elif child.type in ("paragraph", "heading", "fence"):
            lines += _lines(child, offset)
    return Item(tuple(lines) or (Line(_line_of(node, offset), ""),), tuple(children))


def _table(node: SyntaxTreeNode, offset: int) -> Table:
    rows = [_row(row, offset) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _row(node: SyntaxTreeNode, offset: int) -> Row:
    cells = (cell.children[0].content if cell.children else "" for cell in node.children)
    return Row(_line_of(node, offset), tuple(cell.strip() for cell in cells))


def _line_of(node: SyntaxTreeNode, offset: int) -> int:
    return offset + (node.map[0] + 1 if node.map else 1)
