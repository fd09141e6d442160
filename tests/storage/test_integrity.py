from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.storage.backups.conftest import Profile, flip
from tests.storage.samples import CANARY, ROLLBACK, add_deck, add_note
from tpmdesk.app.backups import Reason
from tpmdesk.app.integrity import Checking, Fault
from tpmdesk.app.transfer import no_progress
from tpmdesk.storage.database import open_database
from tpmdesk.storage.integrity import FileExaminer
from tpmdesk.storage.repairs import ProfileMender

PICTURE = b"picture" * 100


@pytest.fixture
def profile(tmp_path):
    made = Profile(tmp_path / "profile")
    made.opened = open_database(made.database, made.folder)
    add_deck(made.opened)
    add_note(made.opened, CANARY)
    add_note(made.opened, ROLLBACK)
    made.put("media/board.png", PICTURE)
    digest = hashlib.sha256(PICTURE).hexdigest()
    made.sql("INSERT INTO media VALUES ('board.png', ?, ?)", digest, len(PICTURE))
    yield made
    made.opened.close()


@pytest.fixture
def checking(profile):
    places = profile.store.places
    return Checking(
        FileExaminer(places), lambda: ProfileMender(profile.opened, places, profile.store)
    )


def unbound(profile, statement, *values):
    """Without the checks that keep references whole."""
    with closing(sqlite3.connect(profile.database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement, values)


def faults(found):
    return [problem.fault for problem in found]


def test_a_sound_profile_has_no_problem(checking):
    assert checking.quick() == []
    assert checking.thorough(every_byte=True) == []


def test_progress_ends_at_the_whole(checking):
    told = []
    checking.thorough(lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


def test_a_file_that_is_no_database_is_damaged(profile, checking):
    profile.opened.close()
    for part in profile.root.glob("tpmdesk.db*"):
        part.unlink()
    profile.database.write_bytes(b"shopping list " * 1000)
    for found in (checking.quick(), checking.thorough()):
        assert faults(found) == [Fault.DAMAGED]
        assert str(profile.database) in found[0].message


def test_a_page_that_was_overwritten_is_damage(profile, checking):
    for number in range(300):
        profile.set(f"filler {number}", "x" * 500)
    profile.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(profile.database.read_bytes())
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    profile.database.write_bytes(bytes(data))
    assert faults(checking.quick()) == [Fault.DAMAGED]
    assert faults(checking.thorough()) == [Fault.DAMAGED]


def test_a_missing_table_is_damage_and_not_mended(profile, checking):
    unbound(profile, "DROP TABLE score")
    (found,) = checking.thorough()
    assert (found.fault, found.repairable) == (Fault.DAMAGED, False)
    assert "score" in found.message


BREAKS = {
    "a search index that misses a note": (
        "INSERT INTO note_search (note_search) VALUES ('delete-all')",
        Fault.SEARCH,
    ),
    "a trigger that is gone": ("DROP TRIGGER undo_card_update", Fault.STRUCTURE),
    "an index that is gone": ("DROP INDEX ix_card_queue", Fault.STRUCTURE),
    "a card without its note": ("DELETE FROM note WHERE id = 1", Fault.ORPHANS),
    "a note without its deck": ("DELETE FROM deck", Fault.ORPHANS),
    "a living card of a retired note": ("UPDATE note SET retired_at = 1 WHERE id = 1", Fault.RULE),
    "a card that was seen and is never due": ("UPDATE card SET state = 2 WHERE id = 1", Fault.RULE),
    "an undo step left open": ("INSERT INTO open_action VALUES (7)", Fault.RULE),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_is_found_and_mended(profile, checking, name):
    statement, fault = BREAKS[name]
    unbound(profile, statement)
    assert set(faults(checking.thorough())) == {fault}
    mended, left = checking.repair()
    assert mended > 0
    assert left == []


def test_a_repair_comes_after_a_backup(profile, checking):
    unbound(profile, "INSERT INTO open_action VALUES (7)")
    checking.repair()
    (made,) = profile.store.backups()
    assert (made.reason, made.what) == (Reason.SAFETY, "a repair")


def test_nothing_to_repair_makes_no_backup(profile, checking):
    assert checking.repair() == (0, [])
    assert profile.store.backups() == []


def test_notes_that_lost_their_deck_are_kept_with_their_cards(profile, checking):
    unbound(profile, "DELETE FROM deck")
    checking.repair()
    assert profile.sql("SELECT title FROM deck") == [("Recovered",)]
    assert profile.sql("SELECT count(*) FROM card") == [(3,)]


def test_what_a_person_must_decide_is_only_told(profile, checking):
    unbound(profile, "UPDATE note SET tags = 'no list' WHERE id = 1")
    unbound(profile, "DELETE FROM card WHERE note_id = 2")
    mended, left = checking.repair()
    assert mended == 0
    assert [problem.repairable for problem in left] == [False, False]


def test_a_missing_picture_comes_back_from_a_backup(profile, checking):
    profile.make()
    (profile.root / "media/board.png").unlink()
    (found,) = checking.thorough()
    assert (found.fault, found.subject) == (Fault.FILE, "media/board.png")
    checking.repair()
    assert (profile.root / "media/board.png").read_bytes() == PICTURE


def test_a_missing_picture_that_no_backup_holds_is_told(profile, checking):
    (profile.root / "media/board.png").unlink()
    _mended, left = checking.repair()
    assert [problem.subject for problem in left] == ["media/board.png"]


def test_a_byte_changed_in_a_picture_shows_when_every_byte_is_read(profile, checking):
    flip(profile.root / "media/board.png")
    assert checking.thorough() == []
    assert faults(checking.thorough(every_byte=True)) == [Fault.FILE]


def with_recording(profile):
    """A row whose file is not there."""
    now = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() * 1e6)
    columns = "(id, round, title, state, started_at)"
    profile.sql(f"INSERT INTO attempt {columns} VALUES (1, 'r', 'R', '{{}}', ?)", now)
    profile.sql(
        "INSERT INTO answer (id, attempt_id, position, prompt, question) VALUES (1, 1, 0, 'p', 'q')"
    )
    profile.sql(
        "INSERT INTO recording (answer_id, file, started_at, complete) VALUES (1, 'a.wav', ?, 1)",
        now,
    )


def test_a_missing_recording_is_told(profile, checking):
    with_recording(profile)
    (found,) = checking.thorough()
    assert found.subject == "recordings/a.wav"


def test_a_recording_that_was_wiped_is_not_missed(profile, checking):
    with_recording(profile)
    profile.sql("UPDATE recording SET wiped_at = started_at")
    assert checking.thorough() == []


def test_a_damaged_backup_is_named_when_every_byte_is_read(profile, checking):
    backup = profile.make()
    assert checking.thorough(every_byte=True) == []
    flip(next(path for path in profile.objects() if path.stat().st_size == len(PICTURE)))
    (found,) = checking.thorough(every_byte=True)
    assert (found.fault, found.subject) == (Fault.BACKUP, str(backup.file))
    assert "media/board.png" in found.message


def test_someone_who_writes_does_not_wait_for_the_check(profile, checking):
    with profile.opened.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('meanwhile', '1')")
        assert checking.thorough() == []


def test_a_check_leaves_nothing_behind(profile, checking):
    before = {path.name for path in profile.root.iterdir()}
    checking.thorough(no_progress)
    assert {path.name for path in profile.root.iterdir()} <= before
