"""Writing a package: a collection that every Anki opens, and its media, in a zip."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha1
from itertools import islice
from json import dumps
from pathlib import Path

import zstandard

from tpmdesk.app.transfer import Deck, ExportReport, Progress, TransferError
from tpmdesk.domain.cards import NoteKind
from tpmdesk.domain.medianames import safe_name
from tpmdesk.exchange.anki import schema, wire
from tpmdesk.exchange.anki.days import Days
from tpmdesk.exchange.anki.own import own_type
from tpmdesk.exchange.anki.rows import Rows
from tpmdesk.exchange.anki.schedule import Calendar, Line

_AT_ONCE = 200  # few enough to stay in the processor's cache
_CREATED = 14_610  # the collection's day 0 is the 1st of January 2010
_HOUR = 4
_LATEST = 3
_LEVEL = 1
_QUICK = (
    "journal_mode=MEMORY",
    "synchronous=OFF",
    "page_size=16384",
    "cache_size=-16000",
    "locking_mode=EXCLUSIVE",
)


@dataclass(frozen=True, slots=True)
class AnkiWriter:
    """Fulfils `DeckWriter`: writes .apkg and .colpkg, by the file's name.

    `current` writes the layout packed with Zstandard, which Anki reads since 2.1.50. `zone` None
    means the computer's own; a study day begins at the hour `rollover`.
    """

    current: bool = False
    zone: tzinfo | None = None
    rollover: int = _HOUR

    def __call__(self, file: Path, deck: Deck, progress: Progress) -> ExportReport:
        try:
            with tempfile.TemporaryDirectory(prefix="tpmdesk-") as folder:
                collection = Path(folder, "collection")
                report, media = self._collect(
                    collection, deck, progress, whole=file.suffix.lower() == ".colpkg"
                )
                part = file.with_name(f".{file.name}.part")
                try:
                    _pack(part, collection, media, current=self.current)
                    part.replace(file)
                finally:
                    part.unlink(missing_ok=True)
                return report
        except (OSError, sqlite3.Error) as error:
            raise TransferError(
                f"“{file}” cannot be written: {_reason(error)}. "
                "Nothing was exported; choose another folder, or make room."
            ) from error

    def _collect(
        self, collection: Path, deck: Deck, progress: Progress, *, whole: bool
    ) -> tuple[ExportReport, list[tuple[str, Path]]]:
        """Write the collection, and name the media that belong to it."""
        now = time.time()
        days = Days(self.zone, self.rollover)
        rows = Rows(deck.models, Calendar(days, _CREATED), now, history=deck.history)
        with closing(sqlite3.connect(collection, isolation_level=None)) as connection:
            for pragma in _QUICK:
                connection.execute(f"PRAGMA {pragma}")
            connection.executescript(schema.TABLES)
            connection.execute("BEGIN")
            cards, lines = _write_notes(connection, deck, rows, progress)
            created = days.at_hour(_CREATED, _HOUR)
            kinds = rows.kinds or {1: own_type(NoteKind.BASIC)}
            west = -days.offset(created) // 60
            facts = (kinds.values(), rows.decks, rows.greatest_position + 1)
            connection.execute(schema.COL, schema.col_row(created, west, now, *facts))
            connection.execute("COMMIT")
            connection.executescript(schema.INDEXES)
            if whole:
                connection.executescript(schema.MORE_INDEXES)
        media = _media(deck, rows.media)
        return ExportReport(cards, lines, len(media)), media


def _write_notes(
    connection: sqlite3.Connection, deck: Deck, rows: Rows, progress: Progress
) -> tuple[int, int]:
    """All notes, some at a time; how many cards and lines of the log there were."""
    done = cards = lines = 0
    while chunk := list(islice(deck.notes, _AT_ONCE)):
        for note in chunk:
            rows.add(note)
        connection.executemany(schema.NOTE, rows.notes)
        connection.executemany(schema.CARD, rows.cards)
        _write_log(connection, rows.log)
        cards += len(rows.cards)
        lines += len(rows.log)
        rows.clear()
        done += len(chunk)
        progress(done, max(done, deck.notes_count))
    return cards, lines


def _write_log(connection: sqlite3.Connection, log: list[Line]) -> None:
    """Lines of the log; those of the same millisecond as another are put a little later."""
    done = 0
    while done < len(log):
        before = connection.total_changes
        try:
            connection.executemany(schema.LOG, log[done:])
        except sqlite3.IntegrityError:
            done += connection.total_changes - before
            _write_later(connection, *log[done])
            done += 1
        else:
            return


def _write_later(connection: sqlite3.Connection, at: int, *rest: int) -> None:
    while not connection.execute(schema.LOG_IF_FREE, (at, *rest)).rowcount:
        at += 1


def _media(deck: Deck, called: dict[str, str]) -> list[tuple[str, Path]]:
    """Each file under every name that the notes have for it; its own if they have none."""
    paths = {each.name: path for each, path in deck.media}
    named = {theirs: _path(theirs, ours, paths) for theirs, ours in called.items()}
    found = {theirs: path for theirs, path in named.items() if path is not None}
    used = set(found.values())
    found |= {name: path for name, path in paths.items() if path not in used}
    return sorted(found.items())


def _path(theirs: str, ours: str, paths: dict[str, Path]) -> Path | None:
    return paths.get(ours) or paths.get(safe_name(theirs))


def _pack(
    part: Path, collection: Path, media: Sequence[tuple[str, Path]], *, current: bool
) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as package:
        if current:
            _pack_current(package, collection, media)
        else:
            _pack_first(package, collection, media)


def _pack_first(
    package: zipfile.ZipFile, collection: Path, media: Sequence[tuple[str, Path]]
) -> None:
    package.write(collection, "collection.anki2", zipfile.ZIP_DEFLATED, _LEVEL)
    for place, (_, path) in enumerate(media):
        package.write(path, str(place))
    names = {str(place): name for place, (name, _) in enumerate(media)}
    package.writestr("media", dumps(names, ensure_ascii=False))


def _pack_current(
    package: zipfile.ZipFile, collection: Path, media: Sequence[tuple[str, Path]]
) -> None:
    package.writestr("meta", wire.write([(1, _LATEST)]))
    _copy_packed(package, collection, "collection.anki21b")
    entries = []
    for place, (name, path) in enumerate(media):
        digest, size = _copy_packed(package, path, str(place))
        entries.append((1, wire.write([(1, name), (2, size), (3, digest)])))
    package.writestr("media", zstandard.compress(wire.write(entries)))


def _copy_packed(package: zipfile.ZipFile, path: Path, member: str) -> tuple[bytes, int]:
    """Pack a file into the zip; its SHA-1, by which Anki knows it, and its size."""
    digest, size = sha1(usedforsecurity=False), 0
    with (
        package.open(member, "w", force_zip64=True) as raw,
        zstandard.ZstdCompressor(level=1).stream_writer(raw, closefd=False) as packed,
    ):
        for chunk in _chunks(path):
            digest.update(chunk)
            size += len(chunk)
            packed.write(chunk)
    return digest.digest(), size


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            yield chunk


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "the disk may be full"
