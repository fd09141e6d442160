"""The steps of a note as a numbered list in Markdown, and back.

    1. **Name it**: Say what may go wrong
    2. **Own it**: Say who watches

A line that goes on is indented. What follows a line `***` below the list is no step.
"""

from __future__ import annotations

import re

from tpmdesk.domain.cards import NoteStep

_STEP = re.compile(r"\d+[.)] \*\*((?:\\.|[^\\*])+)\*\*:? ?(.*)")
_PLAIN = re.compile(r"\d+[.)] ([^:\n]{1,80}): (.*)")
_INDENT = "   "
_REST = "***"


def write_steps(steps: tuple[NoteStep, ...], rest: str) -> str:
    """The list, and the rest below it."""
    lines = [_line(n, step) for n, step in enumerate(steps, start=1)]
    return "\n".join([*lines, *([_REST, rest] if rest else [])])


def read_steps(text: str) -> tuple[tuple[NoteStep, ...], str]:
    """The steps and the rest; no steps where the text does not begin with such a list."""
    steps: list[tuple[str, list[str]]] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _STEP.fullmatch(line) or _PLAIN.fullmatch(line)
        if found:
            steps.append((re.sub(r"\\(.)", r"\1", found[1]), [found[2]]))
        elif steps and (line.startswith(_INDENT) or not line.strip()):
            steps[-1][1].append(line.removeprefix(_INDENT))
        elif steps and line == _REST:
            return _made(steps), "\n".join(lines[number + 1 :])
        else:
            return (), text
    return _made(steps), ""


def _line(number: int, step: NoteStep) -> str:
    name = re.sub(r"([\\*])", r"\\\1", step.name)
    meaning = step.meaning.replace("\n", "\n" + _INDENT)
    return f"{number}. **{name}**: {meaning}"


def _made(steps: list[tuple[str, list[str]]]) -> tuple[NoteStep, ...]:
    return tuple(NoteStep(name, "\n".join(meaning)) for name, meaning in steps)
