"""The design tokens: the only place where sizes and colours are decided.

Sizes are device-independent pixels on a 4-pixel grid. Every text colour reaches a contrast of
4.5 on every ground it is used on, and the focus ring 3 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

UNIT = 4
RADIUS = 12
RADIUS_SMALL = 8
RADIUS_TINY = 4
HAIRLINE = 1
PROSE_CHARACTERS = 68
FAMILY = "Inter"


class Size:
    """The type scale, in pixels."""

    SMALL = 13
    BODY = 15
    HEADING = 20
    TITLE = 28


class Weight:
    """The two weights."""

    REGULAR = 400
    STRONG = 600


class Space:
    """Distances on the grid."""

    XS = UNIT
    S = UNIT * 2
    M = UNIT * 3
    L = UNIT * 4
    XL = UNIT * 6
    XXL = UNIT * 8
    PAGE = UNIT * 10


class Role(StrEnum):
    """What a colour is for; each names a field of `Palette`."""

    WINDOW = "window"
    SIDEBAR = "sidebar"
    SURFACE = "surface"
    RAISED = "raised"
    BORDER = "border"
    EDGE = "edge"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ACCENT_STRONG = "accent_strong"
    ACCENT_SOFT = "accent_soft"
    ON_ACCENT = "on_accent"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each role, as "#rrggbb".

    `border` is the hairline around surfaces, `edge` the outline of a control that must be found.
    """

    name: str
    window: str
    sidebar: str
    surface: str
    raised: str
    border: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    again: str
    hard: str
    good: str
    easy: str
    focus: str

    def color(self, role: Role) -> str:
        return str(getattr(self, role))


LIGHT = Palette(
    name="light",
    window="#f8f7f5",
    sidebar="#f1f0ed",
    surface="#ffffff",
    raised="#f3f2ef",
    border="#e5e3de",
    edge="#8b8982",
    text="#1f2126",
    muted="#5c6068",
    accent="#3f51c7",
    accent_strong="#3443ad",
    accent_soft="#e6e9fa",
    on_accent="#ffffff",
    again="#b3352a",
    hard="#8a5300",
    good="#1d7042",
    easy="#1a669f",
    focus="#3f51c7",
)

DARK = Palette(
    name="dark",
    window="#17181b",
    sidebar="#131416",
    surface="#1e2024",
    raised="#282b30",
    border="#303338",
    edge="#7b808a",
    text="#ecedef",
    muted="#a5aab4",
    accent="#97a4ff",
    accent_strong="#b0baff",
    accent_soft="#2a2f4e",
    on_accent="#12152e",
    again="#ff9185",
    hard="#efb355",
    good="#74d19b",
    easy="#74bdf6",
    focus="#97a4ff",
)

_INKS = (Role.TEXT, Role.MUTED, Role.ACCENT, Role.AGAIN, Role.HARD, Role.GOOD, Role.EASY)
_GROUNDS = (Role.WINDOW, Role.SIDEBAR, Role.SURFACE, Role.RAISED)

TEXT_ON_GROUND = (
    *((ink, ground) for ink in _INKS for ground in _GROUNDS),
    (Role.ON_ACCENT, Role.ACCENT),
    (Role.ON_ACCENT, Role.ACCENT_STRONG),
    (Role.TEXT, Role.ACCENT_SOFT),
    (Role.MUTED, Role.ACCENT_SOFT),
    (Role.ACCENT, Role.ACCENT_SOFT),
)
SHAPE_ON_GROUND = tuple(
    (shape, ground)
    for shape in (Role.FOCUS, Role.EDGE)
    for ground in (Role.WINDOW, Role.SIDEBAR, Role.SURFACE)
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def roles_of(palette: Palette) -> dict[str, str]:
    """The colours by role name, for filling in a style sheet."""
    return {f.name: str(getattr(palette, f.name)) for f in fields(palette)}
