"""How much room the texts of a diagram take, and where their lines are broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.diagram.layout.drawn import Measure, TextStyle
from tpmdesk.domain.diagram.model import Boundary, Edge, Node, NodeKind

_TITLE_WIDTH, _TITLE_LINES = 150.0, 3
_NOTE_WIDTH, _NOTE_LINES = 170.0, 3
_LABEL_WIDTH, _LABEL_LINES = 112.0, 4
_LEAST_WIDTH, _LEAST_HEIGHT = 96.0, 44.0
_LABEL_PADDING = (4.0, 1.0)
CAPTION_PADDING = (8.0, 3.0)
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Insets:
    """The room that a shape keeps between its outline and its text."""

    left: float
    top: float
    right: float
    bottom: float


_PLAIN = Insets(14, 10, 14, 10)
INSETS = {
    NodeKind.STORE: Insets(14, 22, 14, 14),
    NodeKind.QUEUE: Insets(20, 10, 38, 10),
    NodeKind.CACHE: Insets(22, 10, 22, 10),
    NodeKind.EXTERNAL: Insets(16, 12, 16, 12),
    NodeKind.ACTOR: Insets(40, 10, 18, 10),
    NodeKind.JOB: Insets(40, 10, 14, 10),
    NodeKind.WORK: Insets(20, 10, 14, 10),
}


@dataclass(frozen=True, slots=True)
class Box:
    """Texts of a node or a label, and the size that they need with what is around them."""

    width: float
    height: float
    title: tuple[str, ...]
    note: tuple[str, ...] = ()


def insets(kind: NodeKind) -> Insets:
    """What the shape of a kind keeps free."""
    return INSETS.get(kind, _PLAIN)


def node_box(node: Node, measure: Measure) -> Box:
    """The size of a node with its title, its note, and for work its team and days."""
    title = broken(node.title, TextStyle.TITLE, measure, _TITLE_WIDTH, _TITLE_LINES)
    below = [text for text in (_work(node), node.note) if text]
    note = tuple(
        line
        for text in below
        for line in broken(text, TextStyle.NOTE, measure, _NOTE_WIDTH, _NOTE_LINES)
    )
    width, height = _extent(title, TextStyle.TITLE, measure)
    note_width, note_height = _extent(note, TextStyle.NOTE, measure)
    room = insets(node.kind)
    return Box(
        max(_LEAST_WIDTH, room.left + max(width, note_width) + room.right),
        max(_LEAST_HEIGHT, room.top + height + note_height + room.bottom),
        title,
        note,
    )


def label_box(edge: Edge, measure: Measure) -> Box | None:
    """None where the edge has no label."""
    if not edge.label:
        return None
    lines = broken(edge.label, TextStyle.LABEL, measure, _LABEL_WIDTH, _LABEL_LINES)
    width, height = _extent(lines, TextStyle.LABEL, measure)
    across, down = _LABEL_PADDING
    return Box(width + 2 * across, height + 2 * down, lines)


def caption(boundary: Boundary) -> str:
    """What stands at the top of a boundary: its kind is said, not shown by its line alone."""
    said = boundary.kind.value in boundary.title.casefold().split()
    return boundary.title if said else f"{boundary.title} · {boundary.kind}"


def caption_size(boundary: Boundary, measure: Measure) -> tuple[float, float]:
    """The size of a caption with the room around it."""
    width, height = measure(caption(boundary), TextStyle.CAPTION)
    return width + 2 * CAPTION_PADDING[0], height + 2 * CAPTION_PADDING[1]


def broken(
    text: str, style: TextStyle, measure: Measure, width: float, most: int
) -> tuple[str, ...]:
    """The text in lines no wider than `width`, at most `most`; the last ends in … where text is
    left over. A word wider than a line is cut."""
    lines: list[str] = []
    for word in _pieces(text.split(), style, measure, width):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, style)[0] <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1] + _ELLIPSIS, style, measure, width))


def _pieces(words: Sequence[str], style: TextStyle, measure: Measure, width: float) -> list[str]:
    pieces: list[str] = []
    for word in words:
        rest = word
        while len(rest) > 1 and measure(rest, style)[0] > width:
            fits = next(
                (n for n in range(len(rest) - 1, 1, -1) if measure(rest[:n], style)[0] <= width), 1
            )
            pieces.append(rest[:fits])
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


def _cut(line: str, style: TextStyle, measure: Measure, width: float) -> str:
    while len(line) > 2 and measure(line, style)[0] > width:
        line = line[:-2].rstrip() + _ELLIPSIS
    return line


def _extent(lines: Sequence[str], style: TextStyle, measure: Measure) -> tuple[float, float]:
    sizes = [measure(line, style) for line in lines]
    return max((width for width, _ in sizes), default=0.0), sum(height for _, height in sizes)


def _work(node: Node) -> str:
    """Whose it is, and how long it takes."""
    days = "" if node.days is None else f"{node.days:g} {'day' if node.days == 1 else 'days'}"
    return " · ".join(text for text in (node.team, days) if text)
