"""Whether a database file is sound."""

from __future__ import annotations

from tpmdesk.storage.database import Database


def problems(database: Database) -> list[str]:
    """What SQLite finds wrong with the file, in its words; empty when all is well."""
    with database.read() as connection:
        damage = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [line for line in damage if line != "ok"]
    return found + [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in orphans]
