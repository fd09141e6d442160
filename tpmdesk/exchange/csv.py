"""Tables of notes, comma- or tab-separated, in and out. Cells hold Markdown, or HTML.

A spreadsheet would run a cell that begins like a formula. Such cells are written with an apostrophe
before them, as people do it in a spreadsheet, and are read without it.
Source: owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tpmdesk.app.transfer import (
    ColumnMapping,
    Deck,
    DeckReader,
    ExportReport,
    ForeignNote,
    Progress,
    Skipped,
    TransferError,
)
from tpmdesk.domain.cards import NoteKind, NoteText
from tpmdesk.exchange import html
from tpmdesk.exchange.columns import TARGETS, guess_columns, kind_of, read_head, rows_of
from tpmdesk.exchange.listed import ListedNotes
from tpmdesk.exchange.steplists import read_steps, write_steps
from tpmdesk.exchange.textfile import read_text, time_of

_COLUMNS = ("guid", "deck", "kind", "front", "back", "extra", "mnemonic", "tags")
_GAP = re.compile(r"\{\{c\d+::")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MOST_SKIPPED = 1000


def open_csv(file: Path, mapping: ColumnMapping | None = None) -> DeckReader:
    """Read a table, by the columns given or else by those that it seems to have."""
    guess = guess_columns(file) if mapping is None else None
    columns = guess.mapping if guess else mapping
    assert columns is not None
    if guess and not (guess.rows or guess.header):
        raise TransferError(f"{file}: there is nothing in it. Choose a file with rows of notes.")
    if "front" not in columns.columns:
        raise TransferError(f"{file}: no column holds the front of a card. Say which one does.")
    read = read_text(file)
    table = _Table(file, columns)
    if read.encoding == "latin-1":
        why = "this is not UTF-8, so it was read as Latin-1; look whether its accents are right"
        table.skipped.append(Skipped(file.name, why))
    return ListedNotes(list(table.notes(read.text)), table.skipped)


class _Table:
    """Turns rows into notes; `skipped` says by line what was left out."""

    def __init__(self, file: Path, mapping: ColumnMapping) -> None:
        self.skipped: list[Skipped] = []
        self._mapping = mapping
        self._edited = time_of(file)
        self._tags = tuple(mapping.options.get("tags", "").split())
        self._seen_header = not mapping.header

    def notes(self, text: str) -> Iterator[ForeignNote]:
        head, rest = read_head(text)
        for line, row in self._rows(rest, head.lines):
            if not self._seen_header:
                self._seen_header = True
                continue
            note = self._note(self._cells(row))
            if note.text.front:
                yield note
            else:
                self._skip(line, "the front is empty")

    def _rows(self, text: str, before: int) -> Iterator[tuple[int, list[str]]]:
        """Rows that hold anything, with the line that they end at."""
        reader = rows_of(text, self._mapping.delimiter)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                line = before + reader.line_num  # type: ignore[attr-defined]
                self._skip(line, f"{error}; is a quotation mark left open?")
                continue
            if any(cell.strip() for cell in row):
                yield before + reader.line_num, row  # type: ignore[attr-defined]

    def _cells(self, row: Sequence[str]) -> dict[str, str]:
        pairs = zip(self._mapping.columns, row, strict=False)
        return {target: _unguarded(cell) for target, cell in pairs if target in TARGETS}

    def _note(self, cells: dict[str, str]) -> ForeignNote:
        return ForeignNote(
            guid=cells.get("guid", "").strip()[:200],
            deck=cells.get("deck", "").strip() or self._mapping.deck,
            text=self._text(cells),
            edited=self._edited,
        )

    def _text(self, cells: dict[str, str]) -> NoteText:
        front, back, extra, aid = (
            self._markdown(cells.get(each, "")) for each in ("front", "back", "extra", "mnemonic")
        )
        kind = self._kind(cells.get("kind"), front)
        tags = dict.fromkeys((*cells.get("tags", "").split(), *self._tags))
        steps, rest = read_steps(back) if kind is NoteKind.STEPS else ((), back)
        if kind is NoteKind.STEPS and not steps:
            kind = NoteKind.BASIC
        return NoteText(kind, front, rest, steps, extra, tuple(tags), aid)

    def _kind(self, named: str | None, front: str) -> NoteKind:
        if named is None:
            kind = kind_of(self._mapping.kind)
            return NoteKind.CLOZE if kind == "basic" and _GAP.search(front) else NoteKind(kind)
        return NoteKind(kind_of(named))

    def _markdown(self, cell: str) -> str:
        return (html.to_markdown(cell) if self._mapping.html else cell).strip()

    def _skip(self, line: int, why: str) -> None:
        if len(self.skipped) < _MOST_SKIPPED:
            self.skipped.append(Skipped(f"line {line}", why))


def write_csv(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    """Write a table that names its columns. Cards whose sides follow no pattern become notes of
    their own; history and media stay behind."""
    cards = 0
    delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for done, note in enumerate(deck.notes):
            if done % 1000 == 0:
                progress(done, deck.notes_count)
            writer.writerows(map(_guarded, row) for row in _rows_of(note))
            cards += len(note.cards)
    return ExportReport(cards, 0, 0)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _rows_of(note: ForeignNote) -> Iterator[list[str]]:
    text, tags = note.text, " ".join(tag.replace(" ", "_") for tag in note.text.tags)
    last = [text.extra, text.mnemonic, tags]
    if text.kind is NoteKind.SIDES:
        for side in text.sides:
            yield ["", note.deck, "basic", side.front, side.back, *last]
        return
    back = write_steps(text.steps, text.back) if text.steps else text.back
    yield [note.guid, note.deck, text.kind.value, text.front, back, *last]
