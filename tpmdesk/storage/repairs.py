"""Mends what can safely be mended, after a backup."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from tpmdesk.app.backups import BackupStore, Reason
from tpmdesk.app.integrity import Fault, Problem
from tpmdesk.app.transfer import no_progress
from tpmdesk.storage import search, structure
from tpmdesk.storage.backups.manifest import Entry
from tpmdesk.storage.backups.objects import flush, flush_folder
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.backups.sources import Source, opened
from tpmdesk.storage.database import Database
from tpmdesk.storage.rules import RULES

_MEND = {rule.name: rule.mend for rule in RULES if rule.mend}
_RECOVERED = "Recovered"
_IN_A_DECK = ("note", "card")


class ProfileMender:
    """Fulfils `app.integrity.Mender`. `backups` holds the way back."""

    def __init__(self, database: Database, places: Places, backups: BackupStore) -> None:
        self._database = database
        self._places = places
        self._backups = backups

    def mend(self, problems: Sequence[Problem]) -> None:
        """Everything in the database in one transaction; then the files. Raises BackupError when
        no backup can be made first."""
        self._backups.make(Reason.SAFETY, "a repair", self._database.clock(), no_progress)
        kinds = {problem.fault for problem in problems}
        with self._database.write() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for fault, mend in _IN_ORDER:
                if fault in kinds:
                    mend(connection)
            for problem in problems:
                if problem.fault is Fault.RULE:
                    connection.exec_driver_sql(_MEND[problem.subject])
        self._bring_back({p.subject for p in problems if p.fault is Fault.FILE})

    def _bring_back(self, wanted: set[str]) -> None:
        """Files from the newest backup that holds each whole."""
        for backup in self._backups.backups():
            if not wanted:
                return
            with opened(backup.file) as source:
                for entry in source.entries() or []:
                    if entry.path in wanted and self._is_as_named(entry):
                        wanted -= self._copy(source, entry)

    def _is_as_named(self, entry: Entry) -> bool:
        """A picture must be the one that the notes name, not what it became."""
        name = entry.path.partition("/")[2]
        with self._database.read() as connection:
            digest = connection.exec_driver_sql(
                "SELECT sha256 FROM media WHERE name = ?", (name,)
            ).scalar_one_or_none()
        return digest == entry.sha256 or not entry.path.startswith("media/")

    def _copy(self, source: Source, entry: Entry) -> set[str]:
        target = self._places.root / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        with part.open("wb") as writing:
            whole = source.write_file(entry, writing, lambda _bytes: None)
        if not whole:
            part.unlink()
            return set()
        flush(part)
        os.utime(part, ns=(entry.modified, entry.modified))
        part.replace(target)
        flush_folder(target.parent)
        return {entry.path}


def _reindex(connection: Connection) -> None:
    connection.exec_driver_sql("REINDEX")


def _index_text_anew(connection: Connection) -> None:
    search.remove(connection)
    search.install(connection)


def _place_orphans(connection: Connection) -> None:
    """Notes and cards without their deck go to one for them; whatever else belongs to nothing
    goes, and what belonged to that."""
    while orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        for table, row, parent, _key in orphans:
            _place(connection, table, row, parent)


def _place(connection: Connection, table: str, row: int, parent: str) -> None:
    if parent == "deck" and table in _IN_A_DECK:
        connection.exec_driver_sql(
            f"UPDATE {table} SET deck_id = ? WHERE rowid = ?", (_recovered(connection), row)
        )
    elif parent == "pack" and table != "entry":
        connection.exec_driver_sql(f"UPDATE {table} SET pack_id = NULL WHERE rowid = ?", (row,))
    else:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (row,))


def _recovered(connection: Connection) -> int:
    """The deck for what lost its own."""
    query = "SELECT id FROM deck WHERE title = ? AND pack_id IS NULL"
    found = connection.exec_driver_sql(query, (_RECOVERED,)).scalar()
    if found is not None:
        return int(found)
    made = "INSERT INTO deck (slug, title) VALUES ('recovered', ?) RETURNING id"
    return int(connection.exec_driver_sql(made, (_RECOVERED,)).scalar_one())


_IN_ORDER: tuple[tuple[Fault, Callable[[Connection], None]], ...] = (
    (Fault.STRUCTURE, structure.make_missing),
    (Fault.INDEX, _reindex),
    (Fault.ORPHANS, _place_orphans),
    (Fault.SEARCH, _index_text_anew),
)
