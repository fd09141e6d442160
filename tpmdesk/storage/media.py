"""Pictures and sounds of notes: the profile's folder "media", and the table that lists it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from tpmdesk.app.transfer import DeckReader, MediaFile, MediaRow, Progress, TransferError
from tpmdesk.app.transferring import Arrival
from tpmdesk.domain.medianames import numbered, references, safe_name
from tpmdesk.storage.database import Database

_TEXTS = "front || ' ' || back || ' ' || extra || ' ' || mnemonic || ' ' || steps || ' ' || sides"
_ALL = "SELECT name, sha256, bytes FROM media"


class MediaFolder:
    """Fulfils `MediaStore` with files in `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.folder = folder

    @contextmanager
    def arriving(self, reader: DeckReader, progress: Progress) -> Iterator[Arrival]:
        """See `MediaStore`. A file whose bytes are here under its name is not written again."""
        files = reader.media()
        if not files:
            yield Arrival()
            return
        with self._database.read() as connection:
            shelf = _Shelf(self.folder, _rows(connection))
        try:
            with _explained(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
                for file in files:
                    progress(0, reader.notes_count)
                    shelf.put(file.name, reader.media_bytes(file.name))
            yield Arrival(tuple(shelf.added), shelf.names)
        except BaseException:
            shelf.clear()
            raise

    def unknown(self, files: Sequence[MediaFile]) -> int:
        with self._database.read() as connection:
            held = {row.name: row.size for row in _rows(connection)}
        return sum(1 for file in files if held.get(safe_name(file.name)) != file.size)

    def unused(self) -> list[MediaFile]:
        """Files that no note names, those of deleted notes too, for these can come back."""
        with self._database.read() as connection:
            used = named_media(connection)
            rows = _rows(connection)
        return [MediaFile(row.name, row.size) for row in rows if row.name not in used]


class _Shelf:
    """The files of one import as they arrive in the folder."""

    def __init__(self, folder: Path, rows: Iterable[MediaRow]) -> None:
        self.added: list[MediaRow] = []
        self.names: dict[str, str] = {}
        self._folder = folder
        self._held = {row.name.lower(): row for row in rows}
        self._written: list[Path] = []

    def put(self, name: str, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()
        row = self._place(safe_name(name), MediaRow("", digest, len(body)))
        if row.name != name:
            self.names[name] = row.name
        path = self._folder / row.name
        if self._held.get(row.name.lower()) == row and path.exists():
            return
        self._write(path, body)
        self._held[row.name.lower()] = row
        self.added.append(row)

    def clear(self) -> None:
        """Remove what was written."""
        for path in self._written:
            path.unlink(missing_ok=True)

    def _place(self, name: str, row: MediaRow) -> MediaRow:
        """Where the file goes: names that differ in case alone are one in some folders."""
        held = self._held.get(name.lower())
        if held is None or held.sha256 == row.sha256:
            return row._replace(name=held.name if held else name)
        return row._replace(name=numbered(name, row.sha256[:12]))

    def _write(self, path: Path, body: bytes) -> None:
        unfinished = path.with_name(f"{path.name}.part")
        try:
            unfinished.write_bytes(body)
            if not path.exists():
                self._written.append(path)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def named_media(connection: Connection) -> set[str]:
    """The names of media that the text of any note holds."""
    rows = connection.exec_driver_sql(f"SELECT {_TEXTS} FROM note WHERE {_TEXTS} LIKE '%](media:%'")
    return {name for text in rows.scalars() for name in references(text)}


def _rows(connection: Connection) -> list[MediaRow]:
    return [MediaRow(*row) for row in connection.exec_driver_sql(_ALL)]


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TransferError(
            f"A picture or sound cannot be stored in {folder} ({error.strerror}). Nothing was "
            "imported. Free some space or allow writing there, then import the file again."
        ) from error
