"""From text to a diagram. Every mistake is told with its line and what to do; what could be read
is a diagram all the same, so that it can be drawn while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise

from tpmdesk.domain.diagram.kinds import BOUNDARY_KINDS, NODE_KINDS
from tpmdesk.domain.diagram.lines import IDENTIFIER, Line, StrayError, cut
from tpmdesk.domain.diagram.model import Boundary, Diagram, Edge, Node

MOST_NODES = 150
MOST_LINES = 2000
MOST_DAYS = 5000.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """`line` counts from 1; the message says what is wrong and what to do."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The diagram of all lines that could be read, and the mistakes of the others. `lines` tells
    where each node, edge and boundary stands, by id."""

    diagram: Diagram
    mistakes: tuple[Mistake, ...]
    lines: dict[str, int]


class DiagramError(ValueError):
    """The text has mistakes."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def read(text: str) -> Diagram:
    """A text without mistakes. Raises DiagramError."""
    parsed = parse(text)
    if parsed.mistakes:
        raise DiagramError(parsed.mistakes)
    return parsed.diagram


def parse(text: str) -> Parsed:
    """Read all that can be read.

    A line is a node (`store orders "Orders DB" : Postgres, one primary`), an edge
    (`checkout -> orders : SQL, sync`), the start or end of a boundary
    (`boundary trust "Internet" {`, `}`), `title "…"`, or a comment after #.
    """
    reader = _Reader()
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reader.read(number, line)
    if len(lines) > MOST_LINES:
        reader.wrong(MOST_LINES, f"A diagram has at most {MOST_LINES} lines. Cut it in two.")
    return reader.done()


@dataclass(slots=True)
class _Reader:
    title: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[int, Edge]] = field(default_factory=list)
    boundaries: dict[str, Boundary] = field(default_factory=dict)
    open: list[tuple[int, str]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    number: int = 0

    def wrong(self, number: int, message: str) -> None:
        self.mistakes.append(Mistake(number, message))

    def read(self, number: int, text: str) -> None:
        self.number = number
        try:
            line = cut(text)
            if line is not None:
                self._read(line)
        except (StrayError, _WrongError) as mistake:
            self.wrong(number, str(mistake))

    def done(self) -> Parsed:
        for number, boundary_id in self.open:
            title = self.boundaries[boundary_id].title
            self.wrong(
                number, f"The boundary “{title}” is open. Close it with a line of its own: }}"
            )
        edges = tuple(edge for number, edge in self.edges if self._leads(number, edge))
        boundaries = tuple(self.boundaries.values())
        diagram = Diagram(self.title, tuple(self.nodes.values()), edges, boundaries)
        lines = {each: line for each, line in self.lines.items() if each in diagram.ids}
        mistakes = tuple(sorted(self.mistakes, key=lambda each: each.line))
        return Parsed(diagram, mistakes, lines)

    def _read(self, line: Line) -> None:
        if line.has("arrow"):
            self._read_edges(line)
        elif not line.words:
            self._close(line)
        elif line.words[0].casefold() == "boundary":
            self._open(line)
        elif line.words[0].casefold() in ("title", "diagram"):
            self._name(line)
        else:
            self._read_node(line)

    # The lines

    def _name(self, line: Line) -> None:
        title = line.value("title")
        if len(line.tokens) != 2 or line.tail is not None or not title:
            raise _WrongError('Write the title in quotation marks: title "Checkout"')
        self.title = title

    def _read_node(self, line: Line) -> None:
        kind = NODE_KINDS.get(line.words[0].casefold())
        if kind is None:
            raise _WrongError(_unknown_kind(line.words[0]))
        if len(line.words) < 2:
            raise _WrongError(f'Give it an id: {kind} checkout "Checkout service"')
        node_id = line.words[1]
        if len(line.words) > 2 or line.has("brace"):
            rest = " ".join(line.words[1:])
            raise _WrongError(f'Put the title in quotation marks: {kind} {node_id} "{rest}"')
        title = self._only(line, "title") or default_title(node_id)
        team, days = self._only(line, "team") or "", _days(self._only(line, "days"))
        self._add(Node(_id(node_id), title, kind, line.tail or "", team, days))

    def _only(self, line: Line, kind: str) -> str | None:
        if sum(token.kind == kind for token in line.tokens) > 1:
            raise _WrongError(f"There are two of {kind} on this line. Keep one.")
        return line.value(kind)

    def _add(self, node: Node) -> None:
        if node.id in self.nodes:
            before = self.lines[node.id]
            raise _WrongError(f"“{node.id}” stands on line {before} already. Choose another id.")
        if len(self.nodes) >= MOST_NODES:
            raise _WrongError(f"A diagram has at most {MOST_NODES} nodes. Cut it in two.")
        self.nodes[node.id] = node
        self.lines[node.id] = self.number
        if self.open:
            around = self.boundaries[self.open[-1][1]]
            members = (*around.members, node.id)
            self.boundaries[around.id] = replace(around, members=members)

    def _read_edges(self, line: Line) -> None:
        ends = [token.text for token in line.tokens if token.kind == "word"]
        kinds = [token.kind for token in line.tokens]
        if kinds != ["word", *["arrow", "word"] * (len(ends) - 1)] or len(ends) < 2:
            raise _WrongError(
                "An arrow leads from one id to another: checkout -> orders : SQL, sync"
            )
        for source, target in pairwise(ends):
            self.edges.append((self.number, Edge(source, target, line.tail or "")))

    def _leads(self, number: int, edge: Edge) -> bool:
        """Whether the edge can be drawn; nodes may be written after it."""
        wrong = self._trouble(edge)
        if wrong:
            self.wrong(number, wrong)
        else:
            self.lines[edge.id] = number
        return not wrong

    def _trouble(self, edge: Edge) -> str:
        for end in (edge.source, edge.target):
            if end not in self.nodes:
                return self._stranger(end)
        if edge.source == edge.target:
            return f"The arrow leads from “{edge.source}” to itself. Let it lead elsewhere."
        if edge.id in self.lines:
            return f"{edge.id} stands on line {self.lines[edge.id]} already. Put both in one label."
        return ""

    def _stranger(self, node_id: str) -> str:
        near = get_close_matches(node_id, self.nodes, n=1, cutoff=0.6)
        if near:
            return f"There is no “{node_id}”. Did you mean {near[0]}?"
        return f'There is no “{node_id}”. Add a line for it: service {node_id} "…"'

    def _open(self, line: Line) -> None:
        words, title = line.words, self._only(line, "title")
        kind = BOUNDARY_KINDS.get(words[1].casefold()) if len(words) > 1 else None
        if kind is None:
            raise _WrongError(
                'Say what kind of boundary: boundary trust "Internet" { (or consistency, team)'
            )
        if not title or len(words) > 2:
            raise _WrongError(f'Put its title in quotation marks: boundary {kind} "Internet" {{')
        if line.tokens[-1].text != "{" or line.tail is not None:
            raise _WrongError(f'End the line with a brace: boundary {kind} "{title}" {{')
        boundary = Boundary(kind, title, (), self.open[-1][1] if self.open else "")
        if boundary.id in self.boundaries:
            before = self.lines[boundary.id]
            self.open.append((self.number, boundary.id))
            raise _WrongError(
                f"This boundary stands on line {before} already. Choose another title."
            )
        self.boundaries[boundary.id] = boundary
        self.lines[boundary.id] = self.number
        self.open.append((self.number, boundary.id))

    def _close(self, line: Line) -> None:
        if [token.text for token in line.tokens] != ["}"] or line.tail is not None:
            raise _WrongError('Begin with what it is: service checkout "Checkout service"')
        if not self.open:
            raise _WrongError("No boundary is open here. Take the brace out.")
        self.open.pop()


class _WrongError(ValueError):
    """What is wrong with a line, and what to do."""


def default_title(node_id: str) -> str:
    """The title of a node that has none of its own."""
    words = " ".join(node_id.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _id(word: str) -> str:
    if not IDENTIFIER.fullmatch(word):
        raise _WrongError(f"“{word}” is no id. Use letters, digits and hyphens: order-store")
    return word


def _days(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        days = float(text)
    except ValueError:
        days = -1.0
    if not (0 <= days <= MOST_DAYS and (days * 2).is_integer()):
        raise _WrongError(f"“{text}” is no number of days. Give whole or half days: days:10")
    return days


def _unknown_kind(word: str) -> str:
    near = get_close_matches(word.casefold(), [*NODE_KINDS, "boundary", "title"], n=1, cutoff=0.7)
    if near:
        return f"“{word}” is no kind of node. Did you mean {near[0]}?"
    return (
        f"“{word}” is no kind of node. Begin with service, store, queue, cache, external, actor, "
        "job or work; or draw an arrow: a -> b"
    )
