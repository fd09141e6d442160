"""A use case of import and export that answers as a test tells it."""

from __future__ import annotations

from tpmdesk.app.transfer import (
    ColumnGuess,
    ColumnMapping,
    ExportReport,
    ForeignNote,
    ImportPreview,
    ImportReport,
    Skipped,
    TransferError,
)
from tpmdesk.domain.cards import NoteKind, NoteText

REPORT = ExportReport(10, 50, 2)
NOTE = ForeignNote("g", "Release", NoteText(NoteKind.BASIC, "What is a **canary**?", "A few first"))
FOUND = ImportPreview(
    ImportReport(added=42, unchanged=3, decks=("Release",), skipped=(Skipped("note 7", "empty"),)),
    (NOTE,),
)
GUESS = ColumnGuess(
    ColumnMapping(("front", "back"), deck="Terms"), ("term", "meaning"), (("canary", "a few"),)
)


class Reader:
    closed = False

    def close(self):
        self.closed = True


class Transfers:
    """Answers as it is told; keeps what it was asked."""

    def __init__(self):
        self.preview_, self.reader, self.opened, self.guessed = FOUND, Reader(), [], []
        self.ran, self.wishes, self.problem = False, [], ""

    def guess(self, file, delimiter=""):
        self.guessed.append(delimiter)
        return GUESS

    def open(self, file, mapping=None):
        if file.name == "broken.apkg":
            raise TransferError("broken.apkg is no deck. Nothing was changed.")
        self.opened.append(mapping)
        return self.reader

    def preview(self, reader, progress):
        progress(1, 1)
        return self.preview_

    def run(self, reader, progress):
        self.ran = True
        return self.preview_.report

    def export(self, wish, progress):
        if self.problem:
            raise TransferError(self.problem)
        self.wishes.append(wish)
        return REPORT
