"""Where everything of a diagram lies, once it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tpmdesk.domain.diagram.layout.geometry import NOWHERE, Point, Rect


class TextStyle(StrEnum):
    """The kinds of text in a drawing."""

    TITLE = "title"
    NOTE = "note"
    LABEL = "label"
    CAPTION = "caption"


Measure = Callable[[str, TextStyle], tuple[float, float]]
"""The width of a line of text in a style, and the height of a line, in pixels."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """`title` and `note` are the lines as they were broken."""

    id: str
    rect: Rect
    title: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """`lines` as they were broken."""

    rect: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """The lines from the border of the source to that of the target."""

    id: str
    points: tuple[Point, ...]
    label: PlacedLabel | None = None


@dataclass(frozen=True, slots=True)
class PlacedBoundary:
    """`depth` is 0 for an outermost one."""

    id: str
    rect: Rect
    caption: Rect
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Layout:
    """In the order of the diagram, boundaries outer first. The top left corner of `bounds` is
    0, 0."""

    nodes: tuple[PlacedNode, ...] = ()
    edges: tuple[PlacedEdge, ...] = ()
    boundaries: tuple[PlacedBoundary, ...] = ()
    bounds: Rect = NOWHERE
