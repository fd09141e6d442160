"""Briefs with the defects that a demanding reader finds in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

BRIEFS = Path(__file__).parents[2] / "data" / "briefs"
SETS = ("train", "test", "others", "last", "fresh", "hands", "later")


class Labelled(NamedTuple):
    name: str
    text: str
    defects: frozenset[str]


def labelled(half: str) -> list[Labelled]:
    """The briefs of one set, in the order of their labels."""
    folder = BRIEFS / half
    labels = tomllib.loads((folder / "labels.toml").read_text(encoding="utf-8"))
    return [
        Labelled(
            name, (folder / f"{name}.md").read_text(encoding="utf-8"), frozenset(label["defects"])
        )
        for name, label in labels.items()
    ]
