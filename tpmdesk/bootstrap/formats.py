"""The kinds of files that decks come in and go out as. Each is imported when it is first needed."""

from __future__ import annotations

from pathlib import Path

from tpmdesk.app.transfer import (
    ColumnGuess,
    ColumnMapping,
    Deck,
    DeckReader,
    ExportReport,
    Progress,
    TransferError,
)
from tpmdesk.app.transferring import Formats

_ZIP = b"PK\x03\x04"


def formats() -> Formats:
    """Every format, by suffix."""
    return Formats(
        readers={
            ".apkg": _open_anki,
            ".colpkg": _open_anki,
            ".csv": _open_csv,
            ".tsv": _open_csv,
            ".txt": _open_csv,
            ".md": _open_markdown,
            ".toml": _open_pack,
            ".tpmpack": _pack_of_many,
            ".json": _open_json,
        },
        writers={
            ".apkg": _write_anki,
            ".colpkg": _write_anki,
            ".csv": _write_csv,
            ".tsv": _write_csv,
            ".md": _write_markdown,
            ".json": _write_json,
        },
        guess=_guess,
        with_history=frozenset({".apkg", ".colpkg", ".json"}),
        by_content=_by_content,
        by_name=frozenset({".tpmpack"}),
    )


def _by_content(head: bytes) -> str:
    """Packages are zips, whatever their name."""
    return ".apkg" if head.startswith(_ZIP) else ""


def _guess(file: Path, delimiter: str) -> ColumnGuess:
    from tpmdesk.exchange.columns import guess_columns

    return guess_columns(file, delimiter)


def _open_anki(file: Path, _mapping: ColumnMapping | None) -> DeckReader:
    from tpmdesk.exchange.anki.reader import AnkiReader

    return AnkiReader(file)


def _open_csv(file: Path, mapping: ColumnMapping | None) -> DeckReader:
    from tpmdesk.exchange.csv import open_csv

    return open_csv(file, mapping)


def _open_markdown(file: Path, _mapping: ColumnMapping | None) -> DeckReader:
    from tpmdesk.exchange.markdown import open_markdown

    return open_markdown(file)


def _open_json(file: Path, _mapping: ColumnMapping | None) -> DeckReader:
    from tpmdesk.exchange.json import open_json

    return open_json(file)


def _open_pack(file: Path, mapping: ColumnMapping | None) -> DeckReader:
    from tpmdesk.content.reader import read_packs
    from tpmdesk.exchange.toml_pack import pack_opener

    return pack_opener(read_packs)(file, mapping)


def _pack_of_many(file: Path, _mapping: ColumnMapping | None) -> DeckReader:
    raise TransferError(
        f"“{file.name}” is a whole pack in one file. Nothing was changed. Add it under "
        "Settings, Your packs, or with: tpmdesk content add FILE"
    )


def _write_anki(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    from tpmdesk.exchange.anki.writer import AnkiWriter

    return AnkiWriter(current=deck.form == "current")(file, deck, progress)


def _write_csv(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    from tpmdesk.exchange.csv import write_csv

    return write_csv(file, deck, progress)


def _write_markdown(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    from tpmdesk.exchange.markdown import write_markdown

    return write_markdown(file, deck, progress)


def _write_json(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    from tpmdesk.exchange.json import write_json

    return write_json(file, deck, progress)
