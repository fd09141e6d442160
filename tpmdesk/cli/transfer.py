"""`import`, `export` and `media`: decks in and out of the profile."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tpmdesk.app.browsing import QueryError
from tpmdesk.app.transfer import (
    ColumnMapping,
    ExportWish,
    ImportReport,
    TransferError,
    no_progress,
)
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.files import existing

_TABLES = (".csv", ".tsv", ".txt")
_SHOWN = 10


def bring_in(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Import a file, or say what that would do."""
    file = existing(options.file)
    with _worded():
        reader = desk.transferring.open(file, _mapping(desk, options))
        try:
            if options.dry_run:
                report = desk.transferring.preview(reader, no_progress).report
            else:
                report = desk.transferring.run(reader, no_progress)
        finally:
            reader.close()
    return _facts(report)


def _mapping(desk: Desk, options: Namespace) -> ColumnMapping | None:
    """The columns of a table as they seem to be meant, but for what the options say."""
    chosen = options.deck or options.columns or options.kind or options.delimiter
    if options.file.suffix.lower() not in _TABLES or not chosen:
        return None
    delimiter = options.delimiter or ""
    guess = desk.transferring.guess(options.file, "\t" if delimiter == r"\t" else delimiter)
    mapping = guess.mapping
    if options.columns:
        columns = tuple(name.strip() for name in options.columns.split(","))
        mapping = replace(mapping, columns=columns)
    return replace(mapping, deck=options.deck or mapping.deck, kind=options.kind or mapping.kind)


def _facts(report: ImportReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "cards": report.cards,
        "reviews": report.reviews,
        "media": report.media,
        "decks": list(report.decks),
        "skipped": [{"what": each.what, "why": each.why} for each in report.skipped],
    }


def _import_words(result: Mapping[str, Any]) -> str:
    skipped = result["skipped"]
    counts = ", ".join(f"{name} {result[name]}" for name in ("added", "updated", "unchanged"))
    also = f"{result['reviews']} reviews, {result['media']} pictures and sounds"
    lines = [f"  {each['what']}: {each['why']}" for each in skipped[:_SHOWN]]
    more = [f"Left out: {len(skipped)}."] if skipped else []
    return "\n".join([f"Notes: {counts}; {also}.", *more, *lines])


def send_out(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Export cards to a file in the format of its suffix."""
    wish = ExportWish(
        options.file,
        query=options.query or "",
        deck=options.deck or "",
        history=not options.no_history,
        media=not options.no_media,
        form=options.format or "",
    )
    with _worded():
        report = desk.transferring.export(wish, no_progress)
    return {"cards": report.cards, "reviews": report.reviews, "media": report.media}


def _export_words(result: Mapping[str, Any]) -> str:
    return (
        f"Written: {result['cards']} cards, {result['reviews']} reviews, "
        f"{result['media']} pictures and sounds."
    )


def media(desk: Desk, _options: Namespace) -> dict[str, Any]:
    """The pictures and sounds that no note names."""
    unused = [{"name": file.name, "bytes": file.size} for file in desk.transferring.unused_media()]
    return {"unused": unused, "folder": str(desk.data_dir / "media")}


def _media_words(result: Mapping[str, Any]) -> str:
    lines = [f"  {file['name']}  {file['bytes'] / 1000:.0f} kB" for file in result["unused"]]
    return "\n".join([f"{len(lines)} files in {result['folder']} that no note names.", *lines])


@contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except QueryError as error:
        raise CommandError(f"--query: {error.message}") from None
    except TransferError as error:
        raise CommandError(str(error)) from error


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=".apkg, .colpkg, .csv, .tsv, .md, .toml or .json"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and stop")
    parser.add_argument("--deck", metavar="NAME", help="for a table: where its notes go")
    parser.add_argument(
        "--columns",
        metavar="LIST",
        help="for a table: front,back,extra,mnemonic,tags,deck,kind,guid; nothing between two "
        "commas leaves a column out",
    )
    parser.add_argument(
        "--kind", choices=("basic", "reversed", "cloze", "typed"), help="for a table: its notes"
    )
    parser.add_argument("--delimiter", metavar="C", help=r"for a table: between columns; \t is tab")


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=".apkg, .colpkg, .csv, .tsv, .md or .json"
    )
    parser.add_argument("--deck", metavar="ID", help="this deck and those below it alone")
    parser.add_argument("--query", metavar="QUERY", help="what `search` finds alone")
    parser.add_argument("--no-history", action="store_true", help="as new cards, without reviews")
    parser.add_argument("--no-media", action="store_true", help="without pictures and sounds")
    parser.add_argument("--format", metavar="NAME", help="for .apkg: legacy or current")


COMMANDS: tuple[Command, ...] = (
    Command("import", "bring a deck in", bring_in, _import_words, _import_arguments),
    Command("media", "list pictures and sounds that no note names", media, _media_words),
    Command("export", "write cards to a file", send_out, _export_words, _export_arguments),
)
