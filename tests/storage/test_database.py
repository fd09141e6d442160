from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from sqlalchemy.exc import IntegrityError

from tests.storage.conftest import NOON
from tests.storage.samples import add_deck, add_note
from tpmdesk.app.ports import StoreError
from tpmdesk.domain.cards import CardState, Rating
from tpmdesk.storage import errors
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database

ONE_SETTING = "INSERT INTO setting VALUES (?, '1')"


def opened(tmp_path):
    return open_database(tmp_path / "tpmdesk.db", tmp_path / "backups", clock=lambda: NOON)


def pragma(database, name):
    with database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def settings_in(database):
    with database.read() as connection:
        return connection.exec_driver_sql("SELECT key FROM setting ORDER BY key").scalars().all()


def fail_within(transaction):
    with transaction as connection:
        connection.exec_driver_sql(ONE_SETTING, ("lost",))
        raise RuntimeError


def write_much(database):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('big', ?)", ("x" * 100_000,))


# Opening


def test_a_new_profile_gets_its_folder_and_its_tables(tmp_path):
    database = open_database(tmp_path / "new" / "tpmdesk.db", tmp_path / "backups")
    assert settings_in(database) == []
    database.close()


def test_the_file_is_opened_for_safety(database):
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "busy_timeout") == 5000


def test_what_was_written_is_there_after_a_restart(database, reopen):
    with database.write() as connection:
        connection.exec_driver_sql(ONE_SETTING, ("kept",))
    assert settings_in(reopen()) == ["kept"]


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    file = tmp_path / "tpmdesk.db"
    file.write_bytes(b"shopping list " * 100)
    with pytest.raises(StoreError, match="not a readable tpmdesk database") as caught:
        opened(tmp_path)
    assert str(tmp_path / "backups") in str(caught.value)
    assert file.read_bytes() == b"shopping list " * 100


def test_the_database_of_another_program_is_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "tpmdesk.db")) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    with pytest.raises(StoreError, match="another program"):
        opened(tmp_path)
    with closing(sqlite3.connect(tmp_path / "tpmdesk.db")) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("bookmarks",)]


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    opened(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "tpmdesk.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer tpmdesk"):
        opened(tmp_path)
    assert not (tmp_path / "backups").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(tmp_path / "taken" / "tpmdesk.db", tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="read-only"):
            opened(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "tpmdesk.db").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        opened(tmp_path)


# Transactions


def test_an_exception_rolls_the_transaction_back(database):
    with pytest.raises(RuntimeError):
        fail_within(database.write())
    assert settings_in(database) == []


def test_an_exception_rolls_the_action_and_its_undo_step_back(database):
    with pytest.raises(RuntimeError):
        fail_within(database.action("Lost"))
    assert SqlCardStore(database).undoable() is None
    assert settings_in(database) == []


def test_a_read_sees_one_moment(database):
    with database.read() as reader:
        before = reader.exec_driver_sql("SELECT count(*) FROM setting").scalar_one()
        with database.write() as writer:
            writer.exec_driver_sql(ONE_SETTING, ("meanwhile",))
        assert reader.exec_driver_sql("SELECT count(*) FROM setting").scalar_one() == before
    assert settings_in(database) == ["meanwhile"]


def test_a_dangling_reference_is_refused(database):
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO card (note_id, template, position) VALUES (7,'',0)")


def test_several_threads_write_without_losing_anything(database):
    failed = []

    def write(name: str) -> None:
        try:
            for n in range(20):
                with database.write() as connection:
                    connection.exec_driver_sql(ONE_SETTING, (f"{name}{n}",))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(settings_in(database)) == 80


def test_a_database_locked_too_long_says_so(database):
    with closing(sqlite3.connect(database.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with database.read() as connection:  # its setting stays with the pooled connection
            connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(StoreError, match="in use by another program"), database.write():
            pass
    with database.write() as connection:
        connection.exec_driver_sql(ONE_SETTING, ("after",))
    assert settings_in(database) == ["after"]


def test_a_full_disk_says_what_is_safe(database):
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"full\. Everything saved before is safe"):
        write_much(database)
    assert settings_in(database) == []


def test_each_failure_of_sqlite_has_its_words():
    backups = "B"
    for meaning in errors._MEANINGS.values():
        said = meaning.format(file="F", folder="D", backups=backups, wait=5, why="w")
        assert "F" in said
        assert "{" not in said


# A violent end

ANSWERING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import Rating
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.settings import SqlSettingsStore
file = Path(sys.argv[1])
database = open_database(file, file.parent)
desk = SettingsDesk(SqlSettingsStore(database))
desk.change(new_per_day=9999)
reviewing = Reviewing(SqlCardStore(database), desk, lambda: datetime.now(UTC))
while view := reviewing.next():
    reviewing.answer(view.card.id, Rating.EASY)
    print(view.card.id, flush=True)
"""


@pytest.mark.parametrize("answers", [3, 40])
def test_every_acknowledged_answer_survives_a_kill(database, answers):
    add_deck(database)
    for n in range(400):
        add_note(database, position=n)
    command = [sys.executable, "-c", ANSWERING, str(database.file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        acknowledged = [int(child.stdout.readline()) for _ in range(answers)]
        child.kill()
        acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
    assert child.returncode < 0
    assert pragma(database, "integrity_check") == "ok"
    store = SqlCardStore(database)
    assert all(store.card(each).memory.state is CardState.REVIEW for each in acknowledged)
    with database.read() as connection:
        logged = connection.exec_driver_sql("SELECT card_id FROM review").scalars().all()
        answered = connection.exec_driver_sql("SELECT id FROM card WHERE reps = 1").scalars().all()
        assert connection.exec_driver_sql("SELECT count(*) FROM open_action").scalar_one() == 0
    assert sorted(logged) == sorted(answered)
    assert set(acknowledged) <= set(logged)
    assert len(logged) - len(acknowledged) <= 1
    assert store.undo().startswith(Rating.EASY.name.capitalize())


def test_opening_loads_no_object_relational_mapper():
    code = (
        "import sys, tpmdesk.storage.database, tpmdesk.storage.cards; "
        "print([m for m in ('sqlalchemy.orm', 'numpy', 'alembic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_write_is_counted_once_it_can_be_read(database):
    before = database.writes
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', '1')")
        assert database.writes == before
    assert database.writes == before + 1


def test_what_was_written_settles_in_the_file(database):
    before = database.file.stat().st_size
    write_much(database)
    assert database.file.stat().st_size == before
    database.settle()
    assert database.file.stat().st_size > before + 100_000


def test_settling_waits_for_no_writer(database):
    with database.write():
        database.settle()
