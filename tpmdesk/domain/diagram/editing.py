"""Changes to a diagram's text that a gesture on its picture makes: text in, text out.

The text stays what the person wrote: a change touches the lines of its part and no other, so
comments, order and what could not be read remain. Ids that are not there change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tpmdesk.domain.diagram.lines import StrayError, cut, one_line, quoted
from tpmdesk.domain.diagram.model import BoundaryKind, Diagram, Edge, Node, NodeKind
from tpmdesk.domain.diagram.parse import parse
from tpmdesk.domain.diagram.printing import edge_line, node_line

_INDENT = "  "
_NOT_ID = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines, with what they say and where each part stands (from 0)."""

    lines: list[str]
    diagram: Diagram
    places: dict[str, int]

    def indent(self, at: int) -> str:
        line = self.lines[at]
        return line[: len(line) - len(line.lstrip())]

    def with_lines(self, at: int, count: int, new: list[str]) -> str:
        """The text with so many lines replaced."""
        return _joined([*self.lines[:at], *new, *self.lines[at + count :]])


def add_node(text: str, kind: NodeKind, title: str, inside: str = "") -> tuple[str, str]:
    """A new node at the end of the text, or of a boundary; the new text, and the node's id."""
    found = _read(text)
    title = one_line(title) or kind.capitalize()
    node = Node(_new_id(title, found.diagram), title, kind)
    at, indent = _end_of(found, inside)
    return found.with_lines(at, 0, [indent + node_line(node)]), node.id


def add_edge(text: str, source: str, target: str) -> str:
    """An arrow between two nodes at the end; nothing new when it is there or leads to itself."""
    found, edge = _read(text), Edge(source, target)
    nodes = {node.id for node in found.diagram.nodes}
    if source == target or not {source, target} <= nodes or edge.id in found.places:
        return text
    return _joined([*_without_blank_end(found.lines), edge_line(edge)])


def add_boundary(text: str, kind: BoundaryKind, title: str, around: str) -> str:
    """A boundary around one node, where that stands."""
    found = _read(text)
    title = one_line(title)
    if around not in _node_ids(found.diagram) or not title or f"{kind} {title}" in found.places:
        return text
    at = found.places[around]
    indent = found.indent(at)
    opening = f"{indent}boundary {kind} {quoted(title)} {{"
    held = indent + _INDENT + found.lines[at].strip()
    return found.with_lines(at, 1, [opening, held, f"{indent}}}"])


def rename(text: str, part: str, words: str) -> str:
    """Another title for a node or a boundary, another label for an arrow."""
    words = one_line(words)
    found = _read(text)
    if part in _node_ids(found.diagram):
        return _change_node(text, part, lambda node: replace(node, title=words or node.title))
    if any(edge.id == part for edge in found.diagram.edges):
        return _change_edge(found, part, words)
    return _rename_boundary(found, part, words) if part in found.places else text


def set_kind(text: str, node: str, kind: NodeKind) -> str:
    """Make a node something else."""
    return _change_node(text, node, lambda each: replace(each, kind=kind))


def set_note(text: str, node: str, note: str) -> str:
    """Say how a node runs or what it holds."""
    return _change_node(text, node, lambda each: replace(each, note=one_line(note)))


def set_work(text: str, node: str, team: str, days: float | None) -> str:
    """Who does an item of a map, and in how many days (whole or half ones; None for not said)."""
    return _change_node(text, node, lambda each: replace(each, team=one_line(team), days=days))


def move(text: str, node: str, inside: str = "") -> str:
    """Put a node into a boundary, or, with "", out of all."""
    found = _read(text)
    if node not in _node_ids(found.diagram) or (inside and not _is_boundary(found.diagram, inside)):
        return text
    around = found.diagram.around(node)
    if (around.id if around else "") == inside:
        return text
    at = found.places[node]
    line = found.lines[at].strip()
    left = _read(found.with_lines(at, 1, []))
    place, indent = _end_of(left, inside)
    return left.with_lines(place, 0, [indent + line])


def remove(text: str, part: str) -> str:
    """Take out a node with its arrows, one arrow, or a boundary but not what lies in it."""
    found = _read(text)
    if part in _node_ids(found.diagram):
        for edge in found.diagram.edges:
            if part in (edge.source, edge.target):
                text = _remove_edge(_read(text), edge.id)
        left = _read(text)
        return left.with_lines(left.places[part], 1, [])
    if any(edge.id == part for edge in found.diagram.edges):
        return _remove_edge(found, part)
    return _remove_boundary(found, part) if part in found.places else text


# Reading


def _read(text: str) -> _Text:
    parsed = parse(text)
    return _Text(
        text.splitlines(), parsed.diagram, {each: at - 1 for each, at in parsed.lines.items()}
    )


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _node_ids(diagram: Diagram) -> frozenset[str]:
    return frozenset(node.id for node in diagram.nodes)


def _is_boundary(diagram: Diagram, part: str) -> bool:
    return any(boundary.id == part for boundary in diagram.boundaries)


def _new_id(title: str, diagram: Diagram) -> str:
    stem = _NOT_ID.sub("-", title.casefold()).strip("-") or "part"
    taken = _node_ids(diagram)
    number = 1
    while (wanted := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return wanted


# Places


def _end_of(found: _Text, boundary: str) -> tuple[int, str]:
    """Where a node goes: before the brace that closes a boundary, or before the arrows."""
    if boundary and _is_boundary(found.diagram, boundary):
        opened = found.places[boundary]
        return _closing(found, opened), found.indent(opened) + _INDENT
    at = len(_without_blank_end(found.lines))
    while at and _is_free_arrow(found, at - 1):
        at -= 1
    return at, ""


def _is_free_arrow(found: _Text, at: int) -> bool:
    """Whether nothing but arrows follows from this line on, as far as boundaries go."""
    return "arrow" in _signs(found.lines[at]) and not found.indent(at)


def _closing(found: _Text, opened: int) -> int:
    """The line of the brace that closes what was opened there; the end of the text without one."""
    depth = 0
    for at in range(opened, len(found.lines)):
        signs = _signs(found.lines[at])
        depth += ("{" in signs) - ("}" in signs)
        if depth == 0 and at > opened:
            return at
    return len(found.lines)


def _signs(line: str) -> set[str]:
    """ "arrow", "{" and "}", as far as a line has them outside of its words."""
    try:
        read = cut(line)
    except StrayError:
        return set()
    if read is None:
        return set()
    braces = {token.text for token in read.tokens if token.kind == "brace"}
    return braces | ({"arrow"} if read.has("arrow") else set())


# Changing


def _change_node(text: str, node: str, change: Callable[[Node], Node]) -> str:
    found = _read(text)
    if node not in _node_ids(found.diagram):
        return text
    at = found.places[node]
    return found.with_lines(at, 1, [found.indent(at) + node_line(change(found.diagram.node(node)))])


def _change_edge(found: _Text, edge: str, label: str) -> str:
    at = found.places[edge]
    edges = [
        replace(each, label=label) if each.id == edge else each for each in _edges_at(found, at)
    ]
    return found.with_lines(at, 1, [found.indent(at) + edge_line(each) for each in edges])


def _remove_edge(found: _Text, edge: str) -> str:
    at = found.places[edge]
    edges = [each for each in _edges_at(found, at) if each.id != edge]
    return found.with_lines(at, 1, [found.indent(at) + edge_line(each) for each in edges])


def _edges_at(found: _Text, at: int) -> list[Edge]:
    """The arrows of a line, which may be a chain."""
    return [each for each in found.diagram.edges if found.places.get(each.id) == at]


def _rename_boundary(found: _Text, part: str, words: str) -> str:
    boundary = found.diagram.boundary(part)
    if not words or f"{boundary.kind} {words}" in found.places:
        return _joined(found.lines)
    at = found.places[part]
    opening = f"{found.indent(at)}boundary {boundary.kind} {quoted(words)} {{"
    return found.with_lines(at, 1, [opening])


def _remove_boundary(found: _Text, part: str) -> str:
    opened = found.places[part]
    closed = _closing(found, opened)
    inside = [line.removeprefix(_INDENT) for line in found.lines[opened + 1 : closed]]
    return found.with_lines(opened, closed - opened + 1, inside)
