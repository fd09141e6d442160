"""How the columns of a CSV or TSV file seem to be meant.

The lines that begin with "#" and a key are those of Anki's text export.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tpmdesk.app.transfer import ColumnGuess, ColumnMapping
from tpmdesk.exchange.textfile import read_text

TARGETS = ("front", "back", "extra", "mnemonic", "tags", "deck", "kind", "guid")
MOST_COLUMNS = 200

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_TRIED = "\t,;|"
_SHOWN = 20
_KEY = re.compile(r"#([a-z ]+):(.*)\n?")
_NAMES = {
    "front": ("front", "question", "prompt", "term", "word", "q"),
    "back": ("back", "answer", "definition", "meaning", "a"),
    "extra": ("extra", "notes", "note", "remarks", "back extra", "hint"),
    "mnemonic": ("mnemonic", "memory aid"),
    "tags": ("tags", "tag"),
    "deck": ("deck", "category"),
    "kind": ("kind", "type", "notetype", "note type"),
    "guid": ("guid", "id"),
}
_TARGET = {name: target for target, names in _NAMES.items() for name in names}


@dataclass(slots=True)
class Head:
    """What the lines at the top of a file say of the rest, which begins at line `lines` + 1."""

    lines: int = 0
    values: dict[str, str] = field(default_factory=dict)

    @property
    def separator(self) -> str:
        given = self.values.get("separator", "").strip().lower()
        return _SEPARATORS.get(given, given[:1] if len(given) == 1 else "")

    @property
    def columns(self) -> dict[int, str]:
        """Targets by the number of their column from 0."""
        found: dict[int, str] = {}
        for key, target in (("tags", "tags"), ("deck", "deck"), ("guid", "guid")):
            found |= _column(self.values.get(f"{key} column", ""), target)
        return found | _column(self.values.get("notetype column", ""), "kind")


def _column(number: str, target: str) -> dict[int, str]:
    text = number.strip()
    known = text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MOST_COLUMNS
    return {int(text) - 1: target} if known else {}


def read_head(text: str) -> tuple[Head, str]:
    """The head, and the text without it."""
    head = Head()
    end = 0
    while found := _KEY.match(text, end):
        head.values[found[1].strip()] = found[2]
        head.lines += 1
        end = found.end()
    return head, text[end:]


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows; a row that cannot be cut raises csv.Error, and the next one can be asked for."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def guess_columns(file: Path, delimiter: str = "") -> ColumnGuess:
    """Look at the first rows. Raises TransferError."""
    read = read_text(file)
    head, rest = read_head(read.text)
    cut = delimiter or head.separator or _sniffed(rest)
    rows = _first_rows(rest, cut)
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    named = [_TARGET.get(cell.strip().lower(), "") for cell in rows[0][:width]] if rows else []
    given = head.values.get("columns")
    has_header = given is None and len({name for name in named if name}) >= min(width, 2) > 0
    names = given.split(cut) if given else (rows[0] if has_header else [])
    mapping = ColumnMapping(
        columns=_targets(names, width, head.columns),
        delimiter=cut,
        header=has_header,
        deck=head.values.get("deck", "").strip() or file.stem,
        kind=kind_of(head.values.get("notetype", "")),
        html=head.values.get("html", "").strip().lower() == "true",
        options={"tags": head.values.get("tags", "").strip()},
    )
    shown = rows[1:] if has_header else rows
    return ColumnGuess(mapping, tuple(names), tuple(map(tuple, shown[:_SHOWN])), read.encoding)


def kind_of(name: str) -> str:
    """The kind of note that a name of a kind of ours or of Anki's stands for."""
    plain = name.strip().lower()
    for word, kind in (("cloze", "cloze"), ("revers", "reversed"), ("type", "typed")):
        if word in plain:
            return kind
    return plain if plain in {"contrast", "steps"} else "basic"


def _targets(names: Sequence[str], width: int, fixed: dict[int, str]) -> tuple[str, ...]:
    """A target for each column: named ones first, then front, back and no more."""
    found = {n: _TARGET.get(name.strip().lower(), "") for n, name in enumerate(names)} | fixed
    taken: set[str] = set()
    targets = []
    for column in range(width):
        target = found.get(column, "")
        targets.append("" if target in taken else target)
        taken.add(target)
    for wanted in ("front", "back"):
        if wanted not in taken and "" in targets:
            targets[targets.index("")] = wanted
    return tuple(targets)


def _sniffed(text: str) -> str:
    """The delimiter that cuts the first rows into the same number of columns, more than one."""
    scores = {}
    for delimiter in _TRIED:
        widths = [len(row) for row in _first_rows(text, delimiter) if row]
        if widths:
            usual = max(set(widths), key=widths.count)
            scores[delimiter] = (usual > 1, widths.count(usual) / len(widths), usual)
    best = max(scores, key=lambda each: scores[each], default=",")
    return best if scores and scores[best][0] else ","


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = rows_of(text[:200_000], delimiter)
    while len(rows) <= _SHOWN:
        try:
            rows.append(next(reader)[:MOST_COLUMNS])
        except csv.Error:
            continue
        except StopIteration:
            break
    return [row for row in rows if any(cell.strip() for cell in row)]
