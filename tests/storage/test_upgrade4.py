from __future__ import annotations

import re

import pytest

from tests.storage.conftest import NOON, old_file, old_script
from tests.storage.test_upgrade3 import rows_of, shape
from tpmdesk.storage import journal
from tpmdesk.storage.database import open_database


@pytest.fixture
def file(tmp_path):
    return old_file(tmp_path, 3)


@pytest.fixture
def upgraded(file, tmp_path):
    opened = open_database(file, tmp_path / "backups", clock=lambda: NOON)
    yield opened
    opened.close()


def dumped():
    """For each table with rows in the old file, its columns."""
    line = re.compile(r"^INSERT INTO (\w+) \((.*?)\) VALUES", re.MULTILINE)
    kept = dict(line.findall(old_script(3)))
    return {name: columns for name, columns in kept.items() if name != "note_search"}


def test_the_schema_is_that_of_a_new_file(upgraded, database):
    with upgraded.read() as old, database.read() as new:
        assert shape(old) == shape(new)


def test_every_row_there_was_is_kept(file, tmp_path):
    before = {table: rows_of(file, table, columns) for table, columns in dumped().items()}
    open_database(file, tmp_path / "backups", clock=lambda: NOON).close()
    assert {"loop", "moment", "nudge"} <= before.keys()
    for table, columns in dumped().items():
        assert rows_of(file, table, columns) == before[table], table


def test_a_story_that_is_deleted_comes_back_by_undo(upgraded):
    with upgraded.action("Write") as connection:
        connection.exec_driver_sql("INSERT INTO story VALUES (1, 'Ledger', '{}', 0, 0)")
    with upgraded.action("Delete") as connection:
        connection.exec_driver_sql("DELETE FROM story")
    with upgraded.write() as connection:
        assert journal.undo(connection) == "Delete"
        assert connection.exec_driver_sql("SELECT title FROM story").scalars().all() == ["Ledger"]


def test_search_finds_the_notes_there_were(upgraded):
    with upgraded.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT rowid FROM note_search WHERE note_search MATCH 'few'"
        )
        assert found.scalars().all() == [7]
