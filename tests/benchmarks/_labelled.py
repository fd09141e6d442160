"""Labelled answers: spoken answers whose every line says which steps of a framework it covers.

== an-id
kind: answer                  (or hollow, misleading: nothing is covered)
prompt: Critique this design.
[] So, um, let me think.
[Inputs] Peak is about forty thousand checkouts an hour.
[Phase two +signal] and over fifty mismatches an hour the second write goes off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"\[([^\]]*)\]\s*(\S.*)")
_SIGNAL = "+signal"


@dataclass(frozen=True)
class Line:
    """One spoken sentence, the steps it covers, and those it names a rollback signal for."""

    text: str
    steps: frozenset[str]
    signals: frozenset[str]


@dataclass(frozen=True)
class Labelled:
    """One answer to a prompt, with its labels."""

    id: str
    framework: str
    kind: str
    prompt: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def steps(self) -> frozenset[str]:
        return frozenset(step for line in self.lines for step in line.steps)

    @property
    def signals(self) -> frozenset[str]:
        return frozenset(step for line in self.lines for step in line.signals)


def labelled(folder: Path) -> list[Labelled]:
    """Every answer of a folder; a file's stem is the framework's slug."""
    return [answer for file in sorted(folder.glob("*.txt")) for answer in read(file)]


def read(file: Path) -> Iterator[Labelled]:
    """The answers of one file."""
    blocks = re.split(r"^== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for block in blocks:
        rows = [row.strip() for row in block.splitlines()]
        kept = [row for row in rows if row and not row.startswith("#")]
        facts = dict(row.split(": ", 1) for row in kept[1:3])
        lines = tuple(_line(row) for row in kept[3:])
        yield Labelled(kept[0], file.stem, facts["kind"], facts["prompt"], lines)


def _line(row: str) -> Line:
    found = _LINE.fullmatch(row)
    if not found:
        raise ValueError(f"no labelled line: {row}")
    labels = [label.strip() for label in found[1].split(",") if label.strip()]
    steps = frozenset(label.removesuffix(_SIGNAL).strip() for label in labels)
    signals = frozenset(
        label.removesuffix(_SIGNAL).strip() for label in labels if label.endswith(_SIGNAL)
    )
    return Line(found[2], steps, signals)
