"""What SQLite's failures mean to the person: what happened, what is safe, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tpmdesk.app.integrity import DamagedError
from tpmdesk.app.ports import StoreError

_FINDING = "{file} is not a readable tpmdesk database: {why}. It has not been changed."
_DAMAGED = _FINDING + (
    " tpmdesk offers the newest good backup when it starts, and `tpmdesk restore` takes one from "
    "the folder {backups}."
)
_BUSY = (
    "{file} is in use by another program, which has not finished within {wait} seconds. "
    "Nothing was changed. Close the other tpmdesk or backup program, then try again."
)
_READ_ONLY = (
    "{file} cannot be written: the file or its folder is read-only or missing. "
    "What it holds is safe. Allow writing to the folder {folder}, or choose another with "
    "--data-dir."
)
_FULL = (
    "The disk that holds {file} is full. Everything saved before is safe; the last change was "
    "not saved. Free some space, then try again."
)
_BROKEN_DISK = (
    "The disk reported an error while using {file}. The last change was not saved. "
    "Check the disk, then start tpmdesk again."
)
_MEANINGS = {
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _BROKEN_DISK,
}
BUSY_SECONDS = 5


@contextmanager
def explained(file: Path, backups: Path) -> Iterator[None]:
    """Turn SQLite's failures into StoreError; mistakes of the program itself pass unchanged."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        meaning = _meaning(why)
        if meaning is None:
            raise
        message = meaning.format(
            file=file, folder=file.parent, backups=backups, wait=BUSY_SECONDS, why=why
        )
        if meaning is _DAMAGED:
            raise DamagedError(message, _FINDING.format(file=file, why=why)) from error
        raise StoreError(message) from error


def _meaning(why: BaseException | None) -> str | None:
    name = getattr(why, "sqlite_errorname", "")  # extended: SQLITE_IOERR_WRITE, say
    return _MEANINGS.get("_".join(name.split("_")[:2]))
