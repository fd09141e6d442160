"""The schema's versions, kept in SQLite's `user_version`.

Numbered functions rather than alembic: one file on one machine goes one way, from any version to
the newest, and start-up is spared a library that would first have to be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from tpmdesk.app.ports import StoreError
from tpmdesk.storage import bulk, journal, search
from tpmdesk.storage.tables import metadata
from tpmdesk.storage.upgrade2 import to_version_2
from tpmdesk.storage.upgrade3 import to_version_3
from tpmdesk.storage.upgrade4 import to_version_4

Step = Callable[[Connection], None]

APPLICATION_ID = 0x74706D64  # "tpmd", for `file` and for telling our files from others'


@dataclass(frozen=True, slots=True)
class Schema:
    """`create` makes the newest version in an empty file; `upgrades[n]` leads from version n + 1
    to n + 2 and never changes once released. `install` follows after either: what is made from the
    newest tables and need not be kept. `tidy` is done whenever a file is opened that is up to
    date."""

    create: Step
    upgrades: tuple[Step, ...] = ()
    install: Step | None = None
    tidy: Step | None = None

    @property
    def version(self) -> int:
        return 1 + len(self.upgrades)

    def make(self, connection: Connection) -> None:
        """Everything, in an empty file."""
        self.create(connection)
        self.finish(connection)

    def finish(self, connection: Connection) -> None:
        if self.install is not None:
            self.install(connection)


def create(connection: Connection) -> None:
    """All tables, in an empty file."""
    metadata.create_all(connection, checkfirst=False)


def install(connection: Connection) -> None:
    """The full-text search, and the triggers of undo."""
    search.install(connection)
    journal.install(connection)
    bulk.install(connection)


SCHEMA = Schema(create, (to_version_2, to_version_3, to_version_4), install, tidy=journal.prune)


def bring_up_to_date(
    engine: Engine, file: Path, backups: Path, now: datetime, schema: Schema
) -> None:
    """Make or upgrade the file; one that is up to date is not touched. Raises StoreError."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        version = _version(connection)
        if version == schema.version:
            _tidy(connection, schema)
            return
        if version > schema.version:
            raise StoreError(_newer(file))
        if version:
            _upgrade_old(connection, schema, file, _back_up(file, backups, version, now))
        elif _holds_tables(connection):
            raise StoreError(_foreign(file))
        else:
            _upgrade(connection, schema)


def _tidy(connection: Connection, schema: Schema) -> None:
    if schema.tidy is not None:
        connection.commit()
        schema.tidy(connection)


def _upgrade_old(connection: Connection, schema: Schema, file: Path, copy: Path) -> None:
    try:
        _upgrade(connection, schema)
    except Exception as error:
        raise StoreError(
            f"{file} could not be brought up to date ({getattr(error, 'orig', error)}). It is as "
            f"it was, and {copy} is a backup. Go on with the tpmdesk you had, and report this."
        ) from error


def _upgrade(connection: Connection, schema: Schema) -> None:
    """All steps or none. Rebuilding a table needs foreign keys off, so they are checked after."""
    connection.commit()
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _take_steps(connection, schema)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _take_steps(connection: Connection, schema: Schema) -> None:
    version = _version(connection)  # again: another process may have been first
    steps = schema.upgrades[version - 1 :] if version else (schema.create,)
    for step in steps:
        step(connection)
    schema.finish(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise AssertionError(f"the upgrade left a dangling reference: {tuple(broken)}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.version}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _holds_tables(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").first() is not None


def _back_up(file: Path, backups: Path, version: int, now: datetime) -> Path:
    """A whole backup, in a file of its own; raises StoreError."""
    # Only an upgrade needs them, and every start would wait for them.
    from tpmdesk.app.backups import BackupError, Reason  # noqa: PLC0415
    from tpmdesk.app.transfer import no_progress  # noqa: PLC0415
    from tpmdesk.storage.backups.store import FileBackups  # noqa: PLC0415

    what = f"an upgrade from version {version}"
    try:
        return FileBackups(file, backups).make(Reason.MIGRATION, what, now, no_progress).file
    except BackupError as problem:
        raise StoreError(str(problem)) from problem


def _newer(file: Path) -> str:
    return (
        f"{file} was last used by a newer tpmdesk. It has not been changed. "
        "Install the newest tpmdesk, or choose another folder with --data-dir."
    )


def _foreign(file: Path) -> str:
    return (
        f"{file} is the database of another program. It has not been changed. "
        "Choose another folder with --data-dir."
    )
