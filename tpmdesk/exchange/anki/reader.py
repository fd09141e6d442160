"""Reading a package: its notes, one after another, each with its cards and their logs."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from tpmdesk.app.transfer import (
    ForeignModel,
    ForeignNote,
    ForeignReview,
    MediaFile,
    Skipped,
    TransferError,
)
from tpmdesk.exchange.anki import queries, wire
from tpmdesk.exchange.anki.archive import Archive, Limits
from tpmdesk.exchange.anki.collection import Collection
from tpmdesk.exchange.anki.database import Foreign
from tpmdesk.exchange.anki.media import Media
from tpmdesk.exchange.anki.memory import CardRow
from tpmdesk.exchange.anki.notes import NoteRow, Notes

_HEAD = b"SQLite format 3\0"
_ZSTD_NAME, _SECOND_NAME, _FIRST_NAME = (
    "collection.anki21b",
    "collection.anki21",
    "collection.anki2",
)
_VERSIONS = {1: _FIRST_NAME, 2: _SECOND_NAME, 3: _ZSTD_NAME}
_LINES_AT_ONCE = 500
_MOST_META = 4096
_MOST_SKIPPED = 200

Log = tuple[Sequence[ForeignReview], Sequence[int]]
_NO_LOG: Log = ((), ())


class AnkiReader:
    """An opened .apkg or .colpkg; fulfils `DeckReader`.

    `zone` None means the computer's own; a study day begins at the hour `rollover`.
    """

    def __init__(
        self,
        file: Path,
        zone: tzinfo | None = None,
        rollover: int = 4,
        limits: Limits = Limits(),  # noqa: B008  immutable
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tpmdesk-")
        self._archive: Archive | None = None
        self._database: Foreign | None = None
        self._skipped: Counter[tuple[str, str]] = Counter()
        try:
            self._open(file, zone, rollover, limits)
        except BaseException:
            self.close()
            raise

    def _open(self, file: Path, zone: tzinfo | None, rollover: int, limits: Limits) -> None:
        archive = self._archive = Archive(file, limits)
        name = _collection_name(archive)
        copy = Path(self._folder.name, "collection")
        packed = name == _ZSTD_NAME
        archive.unpack(name, copy, limits.collection, packed=packed)
        with copy.open("rb") as opened:
            if opened.read(len(_HEAD)) != _HEAD:
                raise archive.error(f"“{name}” in it is no database")
        self._media = Media(archive, packed=packed)
        self._database = Foreign(copy, file.name)
        _check_keys(self._database)
        self._collection = Collection(self._database, zone, rollover, int(time.time()))
        self._notes = Notes(self._collection)
        self._count = int(self._database.one(queries.COUNT_NOTES)[0])

    @property
    def notes_count(self) -> int:
        return self._count

    @property
    def models(self) -> Sequence[ForeignModel]:
        return [
            ForeignModel(each.id, each.name, each.body)
            for each in self._collection.types.values()
            if self._notes.is_foreign(each)
        ]

    @property
    def skipped(self) -> Sequence[Skipped]:
        """Without repetitions: many of a kind are one line that says how many."""
        told = [
            Skipped(what if count == 1 else f"{what}, and {count - 1} more", why)
            for (what, why), count in _gathered(self._skipped)
        ]
        return [*self._media.skipped, *told]

    def notes(self) -> Iterator[ForeignNote]:
        self._skipped.clear()
        database = self._opened()
        log = _Logs(database)
        cards = _Cards(database, log)
        for row in database.rows(queries.NOTES):
            note = NoteRow(*row)
            made = self._notes.read(note, cards.of(note.id))
            if isinstance(made, Skipped):
                self._leave_out(*made)
            else:
                yield made
        cards.finish()
        self._tell_left(cards, log)

    def media(self) -> Sequence[MediaFile]:
        return self._media.files()

    def media_bytes(self, name: str) -> bytes:
        return self._media.read(name)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
        if self._archive is not None:
            self._archive.close()
        self._folder.cleanup()

    def _opened(self) -> Foreign:
        if self._database is None:
            raise TransferError("The file is closed. Open it again.")
        return self._database

    def _leave_out(self, what: str, why: str, count: int = 1) -> None:
        if count > 0 and (len(self._skipped) < _MOST_SKIPPED or (what, why) in self._skipped):
            self._skipped[what, why] += count

    def _tell_left(self, cards: _Cards, log: _Logs) -> None:
        self._leave_out("Cards", "their note is missing", cards.orphans)
        total = int(self._opened().one(queries.COUNT_LOG)[0])
        why = "their card is missing, or they make no sense"
        self._leave_out("Lines of the review log", why, total - log.seen)
        for why, count in self._notes.left_out.items():
            self._leave_out("Cards", why, count)
        self._notes.left_out.clear()


class _Logs:
    """The log of each card, in the order in which cards come."""

    def __init__(self, database: Foreign) -> None:
        rows = database.rows(queries.LOG, at_once=_LINES_AT_ONCE)
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)
        self.seen = 0

    def of(self, card_id: int) -> Log:
        if self._next is None or self._next[0] != card_id:
            return _NO_LOG
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        self.seen += len(rows)
        new, kind = tuple.__new__, ForeignReview
        made = [new(kind, row[1:11]) for row in rows]
        return _first_as_new(made), [row[11] for row in rows]


class _Cards:
    """The cards of each note, in the order in which notes come, with their logs."""

    def __init__(self, database: Foreign, logs: _Logs) -> None:
        self._rows = map(partial(tuple.__new__, CardRow), database.rows(queries.CARDS))
        self._logs = logs
        self._next = next(self._rows, None)
        self.orphans = 0

    def of(self, note_id: int) -> list[tuple[CardRow, Log]]:
        found: list[tuple[CardRow, Log]] = []
        while self._next is not None and self._next.note_id <= note_id:
            log = self._logs.of(self._next.id)
            if self._next.note_id == note_id:
                found.append((self._next, log))
            else:
                self.orphans += 1
            self._next = next(self._rows, None)
        return found

    def finish(self) -> None:
        """Count what is left over: cards whose note did not come."""
        while self._next is not None:
            self._logs.of(self._next.id)
            self.orphans += 1
            self._next = next(self._rows, None)


def is_package(file: Path) -> bool:
    """Whether the file's name says that it is one of Anki's packages."""
    return file.suffix.lower() in {".apkg", ".colpkg"}


def _collection_name(archive: Archive) -> str:
    """Which member is the collection: the package's version says so, or else what there is."""
    if archive.has("meta"):
        try:
            version = wire.number(wire.read(archive.read("meta", _MOST_META)), 1)
        except wire.WireError as error:
            raise archive.error("its version is damaged") from error
        if version > max(_VERSIONS):
            raise archive.error("it was made by a newer Anki than tpmdesk knows")
        name = _VERSIONS.get(version, "")
        if archive.has(name):
            return name
    for name in (_ZSTD_NAME, _SECOND_NAME, _FIRST_NAME):
        if archive.has(name):
            return name
    raise archive.error("there is no collection of Anki in it")


def _check_keys(database: Foreign) -> None:
    """Ids must be the rows' own, as Anki makes them, or else nothing fits together."""
    for (sql,) in database.rows(queries.KEYS):
        if b"integerprimarykey" not in bytes(sql).lower().translate(None, b' \t\r\n"`[]'):
            raise database.error("it was not made by Anki")


def _first_as_new(log: list[ForeignReview]) -> list[ForeignReview]:
    """Anki's log does not tell a card's first answer from others while learning; ours does."""
    first = log[0]
    if first.kind == 0 and first.state_before == 1:
        log[0] = first._replace(state_before=0)
    return log


def _gathered(found: Counter[tuple[str, str]]) -> Iterator[tuple[Any, int]]:
    """One entry for each reason: the first thing it was given for, and how many there were."""
    by_reason: dict[str, tuple[str, int]] = {}
    for (what, why), count in found.items():
        first, total = by_reason.get(why, (what, 0))
        by_reason[why] = (first, total + count)
    return (((what, why), count) for why, (what, count) in by_reason.items())
