"""Looks whether a profile is sound: the file, its indexes, its rules, and the files beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tpmdesk.app.backups import BackupError
from tpmdesk.app.integrity import Fault, Problem
from tpmdesk.app.transfer import Progress
from tpmdesk.storage import fileintegrity, structure
from tpmdesk.storage.backups import snapshot
from tpmdesk.storage.backups.places import Places
from tpmdesk.storage.rules import QUICK, REPAIR, RULES, Rule
from tpmdesk.storage.tables import metadata

_MOST_LINES = 20
_INDEX_MARKS = ("missing from index", "wrong # of entries in index", "non-unique entry in index")
_STEPS = 4
Look = Callable[[sqlite3.Connection], list[Problem]]


class _DamageError(Exception):
    """The file cannot be relied on; whatever else is wrong follows from that."""


class FileExaminer:
    """Fulfils `app.integrity.Examiner` over a profile's files, whatever state they are in."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def quick(self) -> list[Problem]:
        return self._looked(self._places.database, (_quick,))

    def thorough(self, progress: Progress, *, every_byte: bool) -> list[Problem]:
        found = self._database(every_byte=every_byte, progress=progress)
        if every_byte:
            found += fileintegrity.backup_problems(self._places)
        progress(_STEPS, _STEPS)
        return found

    def _database(self, *, every_byte: bool, progress: Progress) -> list[Problem]:
        """On a copy, so that nobody who writes has to wait."""
        with TemporaryDirectory(dir=self._places.root, prefix=".check-") as folder:
            copy = Path(folder) / "database"
            found = self._copied(copy)
            progress(1, _STEPS)
            found = found or self._looked(copy, (_structure,)) or self._looked(copy, _LOOKS)
            progress(2, _STEPS)
            if any(problem.fault is Fault.DAMAGED for problem in found):
                return found
            found += fileintegrity.problems(copy, self._places, every_byte=every_byte)
        progress(3, _STEPS)
        return found

    def _copied(self, copy: Path) -> list[Problem]:
        database = self._places.database
        if not database.is_file():
            return [self._damaged("there is no such file")]
        try:
            self._places.need(self._places.root, database.stat().st_size)
        except BackupError as problem:
            return [Problem(Fault.FILE, "The check was not made.", str(problem))]
        return self._guarded(lambda: snapshot.copy_database(database, copy, _unmeasured))

    def _looked(self, file: Path, looks: Sequence[Look]) -> list[Problem]:
        """Side by side, for SQLite works outside Python's lock."""
        found: list[Problem] = []

        def run() -> None:
            with ThreadPoolExecutor(len(looks)) as pool:
                for part in pool.map(lambda look: _look(look, file), looks):
                    found.extend(part)

        return self._guarded(run) or found

    def _guarded(self, work: Callable[[], None]) -> list[Problem]:
        try:
            work()
        except _DamageError as error:
            return [self._damaged(str(error))]
        except sqlite3.DatabaseError as error:
            if snapshot.is_damage(error):
                return [self._damaged(str(error))]
            raise
        return []

    def _damaged(self, why: str) -> Problem:
        return Problem(
            Fault.DAMAGED,
            f"{self._places.database} is damaged: {why}",
            "Restore the newest good backup; what is there now is kept beside it.",
            subject=str(self._places.database),
        )


def _look(look: Look, file: Path) -> list[Problem]:
    with snapshot.reading(file) as connection:
        return look(connection)


def _unmeasured(_bytes: int) -> None:
    """How far the copy is; nobody waits for it."""


def _quick(connection: sqlite3.Connection) -> list[Problem]:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _DamageError(found)
    return [*_orphans(connection), *_broken(connection, QUICK)]


def _pages(connection: sqlite3.Connection) -> list[Problem]:
    lines = connection.execute(f"PRAGMA integrity_check({_MOST_LINES})").fetchall()
    wrong = [line for (line,) in lines if line != "ok"]
    worse = [line for line in wrong if not any(mark in line for mark in _INDEX_MARKS)]
    if worse:
        raise _DamageError("; ".join(worse[:3]))
    if not wrong:
        return []
    message = f"An index does not agree with its table: {wrong[0]}."
    return [Problem(Fault.INDEX, message, REPAIR, repairable=True)]


def _search(connection: sqlite3.Connection) -> list[Problem]:
    """With 1, FTS5 also compares the index with the text that it is made from. It reads no view
    that reads JSON, so a table takes the place of that view in this copy for the while."""
    try:
        with _rolled_back(connection):
            connection.execute("CREATE TABLE seen AS SELECT * FROM note_text")
            connection.execute("DROP VIEW note_text")
            connection.execute("ALTER TABLE seen RENAME TO note_text")
            connection.execute(
                "INSERT INTO note_search (note_search, rank) VALUES ('integrity-check', 1)"
            )
    except sqlite3.DatabaseError as error:
        if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT_VTAB"):
            raise
        message = "The search index does not agree with your notes, so search misses some."
        return [Problem(Fault.SEARCH, message, REPAIR, repairable=True)]
    return []


@contextmanager
def _rolled_back(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _others(connection: sqlite3.Connection) -> list[Problem]:
    return [*_orphans(connection), *_broken(connection, RULES)]


def _structure(connection: sqlite3.Connection) -> list[Problem]:
    """Looked at first, since the other looks need it whole."""
    names = structure.missing(connection)
    tables = [name for name in names if name in metadata.tables]
    if tables:
        raise _DamageError(f"its table {tables[0]} is missing")
    if not names:
        return []
    message = f"Parts of the database's structure are missing: {', '.join(names)}."
    return [Problem(Fault.STRUCTURE, message, REPAIR, repairable=True)]


def _orphans(connection: sqlite3.Connection) -> list[Problem]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    kinds = Counter((child, parent) for child, _row, parent, _key in rows)
    return [
        Problem(
            Fault.ORPHANS,
            f"{n} row(s) of {child} belong to a row of {parent} that is not there.",
            REPAIR,
            repairable=True,
            subject=child,
        )
        for (child, parent), n in sorted(kinds.items())
    ]


def _broken(connection: sqlite3.Connection, rules: Sequence[Rule]) -> list[Problem]:
    found = ((rule, connection.execute(rule.broken).fetchone()[0]) for rule in rules)
    return [
        Problem(
            Fault.RULE, rule.message.format(n=n), rule.remedy, bool(rule.mend), subject=rule.name
        )
        for rule, n in found
        if n
    ]


_LOOKS = (_pages, _search, _others)
