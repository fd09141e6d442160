"""A brief's Markdown as the few shapes that matter here, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode


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

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FOREIGN_BULLET = re.compile(r"^(\s*(?:>\s*)?)[•▪◦‣●](?=\s)", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[a-zA-Z][^>:]*>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in order, those inside quotations too."""
    root = SyntaxTreeNode(_PARSER.parse(_prepared(markdown)))
    return tuple(_of(root.children))


@lru_cache(maxsize=2000)
def plain(raw: str) -> str:
    """The words of a line without the signs of Markdown."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", raw))
    text = _EMPHASIS.sub("", _TAG.sub(" ", text))
    return " ".join(text.replace("’", "'").replace("\\", "").split())


def _prepared(markdown: str) -> str:
    """Comments emptied and foreign bullets made lists, with every line where it was."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), markdown)
    return _FOREIGN_BULLET.sub(r"\1-", text)


def _parser() -> MarkdownIt:
    """Blocks only: what is within a line is read by `plain`."""
    unwanted = ["code", "html_block", "reference", "inline"]
    return MarkdownIt("commonmark").enable("table").disable(unwanted)


_PARSER = _parser()


def _of(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                line = next(iter(_lines(node)), None)
                if line:
                    yield Heading(line, int(node.tag[1]))
            case "paragraph" | "fence":
                yield Paragraph(tuple(_lines(node)))
            case "bullet_list" | "ordered_list":
                yield Points(tuple(_item(child) for child in node.children))
            case "table":
                yield _table(node)
            case "blockquote":
                yield from _of(node.children)


def _lines(node: SyntaxTreeNode) -> Iterator[Line]:
    """The lines of a paragraph, a heading, or a fenced text."""
    first = _line_of(node) + (1 if node.type == "fence" else 0)
    content = node.content if node.type == "fence" else node.children[0].content
    for offset, raw in enumerate(content.split("\n")):
        if raw.strip():
            yield Line(first + offset, raw.strip())


def _item(node: SyntaxTreeNode) -> Item:
    lines: list[Line] = []
    children: list[Item] = []
    for child in node.children:
        if child.type in ("bullet_list", "ordered_list"):
            children += [_item(each) for each in child.children]
        elif child.type in ("paragraph", "heading", "fence"):
            lines += _lines(child)
    return Item(tuple(lines) or (Line(_line_of(node), ""),), tuple(children))


def _table(node: SyntaxTreeNode) -> Table:
    rows = [_row(row) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _row(node: SyntaxTreeNode) -> Row:
    cells = (cell.children[0].content if cell.children else "" for cell in node.children)
    return Row(_line_of(node), tuple(cell.strip() for cell in cells))


def _line_of(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1
