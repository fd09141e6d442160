from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import StoreError
from tpmdesk.storage.backups.sources import opened
from tpmdesk.storage.database import open_database
from tpmdesk.storage.migrations import APPLICATION_ID, SCHEMA, Schema


def make_first(connection):
    connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id))"
    )


def make_second(connection):
    make_first(connection)
    to_second(connection)


def to_second(connection):
    connection.exec_driver_sql("ALTER TABLE parent ADD COLUMN name TEXT NOT NULL DEFAULT 'x'")


def to_third(connection):
    connection.exec_driver_sql("CREATE TABLE third (id INTEGER PRIMARY KEY)")


def broken(connection):
    to_third(connection)
    connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def dangling(connection):
    connection.exec_driver_sql("INSERT INTO child VALUES (1, 99)")


FIRST = Schema(make_first)
SECOND = Schema(make_second, (to_second,))
THIRD = Schema(make_second, (to_second, to_third))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "tpmdesk.db"


@pytest.fixture
def open_as(file, tmp_path):
    def open_with(schema, days=0):
        clock = lambda: NOON + timedelta(days=days)  # noqa: E731
        return open_database(file, tmp_path / "backups", clock=clock, schema=schema).close()

    return open_with


def ask(file, query):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def backups(tmp_path):
    return sorted((tmp_path / "backups").glob("*.json"))


def test_an_empty_file_gets_the_newest_version_at_once(file, open_as, tmp_path):
    open_as(SECOND)
    assert ask(file, "PRAGMA user_version") == [(2,)]
    assert ask(file, "SELECT count(name) FROM parent") == [(0,)]
    assert backups(tmp_path) == []


def test_an_older_file_takes_every_step_and_keeps_its_rows(file, open_as):
    open_as(FIRST)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO parent VALUES (5)")
    open_as(THIRD)
    assert ask(file, "PRAGMA user_version") == [(3,)]
    assert ask(file, "SELECT * FROM parent") == [(5, "x")]
    assert ask(file, "SELECT count(*) FROM third") == [(0,)]


def test_a_file_from_in_between_takes_only_the_steps_it_lacks(file, open_as):
    open_as(FIRST)
    open_as(SECOND)
    open_as(THIRD, days=1)
    assert ask(file, "PRAGMA user_version") == [(3,)]


def test_an_upgraded_file_has_the_schema_of_a_new_one(file, open_as):
    open_as(FIRST)
    open_as(SECOND)
    upgraded = ask(file, "PRAGMA table_info(parent)")
    file.unlink()
    open_as(SECOND)
    assert ask(file, "PRAGMA table_info(parent)") == upgraded


def test_a_copy_of_the_old_file_is_made_first(file, open_as, tmp_path):
    open_as(FIRST)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO parent VALUES (5)")
    open_as(SECOND)
    (copy,) = backups(tmp_path)
    assert copy.name == "20260302T120000Z-migration.json"
    with opened(copy) as source:
        source.write_database(tmp_path / "copy.db", lambda _bytes: None)
    assert ask(tmp_path / "copy.db", "PRAGMA user_version") == [(1,)]
    assert ask(tmp_path / "copy.db", "SELECT * FROM parent") == [(5,)]


def test_a_file_that_is_up_to_date_is_not_copied(open_as, tmp_path):
    open_as(FIRST)
    open_as(FIRST)
    assert backups(tmp_path) == []


@pytest.mark.parametrize("step", [broken, dangling])
def test_a_failed_step_leaves_the_old_file_as_it_was(file, open_as, tmp_path, step):
    open_as(FIRST)
    before = ask(file, "SELECT sql FROM sqlite_schema")
    with pytest.raises(StoreError, match="It is as it was") as caught:
        open_as(Schema(make_first, (to_second, step)))
    assert ask(file, "PRAGMA user_version") == [(1,)]
    assert ask(file, "SELECT sql FROM sqlite_schema") == before
    assert ask(file, "SELECT count(*) FROM child") == [(0,)]
    (copy,) = backups(tmp_path)
    assert str(copy) in str(caught.value)
    open_as(FIRST)


def test_the_file_says_whose_it_is(file, open_as):
    open_as(SCHEMA)
    assert ask(file, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(file, "PRAGMA foreign_key_check") == []
