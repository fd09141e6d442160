"""Notes of a file taken into the profile, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from tpmdesk.app.transfer import (
    Deck,
    DeckReader,
    ForeignModel,
    ForeignNote,
    ImportPreview,
    ImportReport,
    MediaRow,
    Progress,
    TransferError,
)
from tpmdesk.domain.cards import CardId
from tpmdesk.storage.database import Database
from tpmdesk.storage.intake import Intake
from tpmdesk.storage.sending import Sender
from tpmdesk.storage.tables import Utc

_AT_ONCE = 500  # few enough to stay in the processor's cache
_MODEL = (
    "INSERT INTO foreign_model (id, name, body) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body"
)
_MEDIA = "INSERT OR REPLACE INTO media (name, sha256, bytes) VALUES (?, ?, ?)"


class SqlTransferStore:
    """Fulfils `TransferStore` in the profile's database."""

    def __init__(self, database: Database, media: Path) -> None:
        self._database = database
        self._media = media

    def preview(self, reader: DeckReader, progress: Progress) -> ImportPreview:
        """What `take_in` would do."""
        with self._database.read() as connection:
            intake = self._intake(connection)
            for _ in _chunks(reader, intake, progress):
                intake.rows.clear()
            report = _with_skipped(intake.report(), reader)
            return ImportPreview(report, tuple(intake.samples))

    def take_in(
        self,
        reader: DeckReader,
        label: str,
        media: Sequence[MediaRow],
        progress: Progress,
    ) -> ImportReport:
        """One transaction and one undo step. Raises TransferError and Cancelled, and then
        nothing has changed."""
        with _storable(), self._database.bulk(label, reader.notes_count) as connection:
            _put_models(connection, reader.models)
            if media:
                connection.exec_driver_sql(_MEDIA, [tuple(row) for row in media])
            intake = self._intake(connection)
            for _ in _chunks(reader, intake, progress):
                intake.rows.write(connection)
            return _with_skipped(intake.report(), reader)

    @contextmanager
    def deck(
        self, cards: Sequence[CardId] | None, deck: str, *, history: bool, media: bool
    ) -> Iterator[Deck]:
        """See `TransferStore`; the view of the data is held while the deck is written."""
        with self._database.read() as connection:
            yield Sender(connection, self._media, history=history).deck(cards, deck, media=media)

    def _intake(self, connection: Connection) -> Intake:
        now = Utc.micros(self._database.clock())
        assert now is not None
        return Intake(connection, now)


def _chunks(reader: DeckReader, intake: Intake, progress: Progress) -> Iterator[None]:
    """Take the notes in, pausing where rows are to be written."""
    done, notes = 0, reader.notes()
    while chunk := _next(notes):
        intake.take(chunk)
        yield
        done += len(chunk)
        progress(done, max(done, reader.notes_count))


def _next(notes: Iterator[ForeignNote]) -> list[ForeignNote]:
    return list(islice(notes, _AT_ONCE))


def _put_models(connection: Connection, models: Sequence[ForeignModel]) -> None:
    if models:
        connection.exec_driver_sql(_MODEL, [tuple(model) for model in models])


def _with_skipped(report: ImportReport, reader: DeckReader) -> ImportReport:
    return replace(report, skipped=(*reader.skipped, *report.skipped))


@contextmanager
def _storable() -> Iterator[None]:
    """Values that no row can hold are the file's fault."""
    try:
        yield
    except (IntegrityError, DataError, OverflowError, UnicodeEncodeError) as error:
        reason = getattr(error, "orig", error)
        raise TransferError(
            f"The file holds a value that cannot be stored ({reason}). Nothing was imported. "
            "Have the program that made the file check its collection, then export it again."
        ) from error
