from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.storage.backups.conftest import flip
from tpmdesk.app.backups import BackupError, Reason
from tpmdesk.app.transfer import Cancelled, no_progress
from tpmdesk.storage.backups import objects
from tpmdesk.storage.backups.places import alone
from tpmdesk.storage.backups.sources import opened

FULL = OSError(errno.ENOSPC, "No space left on device")


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def files_of(backup):
    with opened(backup.file) as source:
        return {entry.path for entry in source.entries()}


# Making


def test_a_backup_holds_the_database_and_the_files(profile):
    backup = profile.make()
    assert files_of(backup) == {"media/board.png", "recordings/2026/one.wav"}
    assert backup.counts.settings == 1
    assert profile.store.faults(backup.file, no_progress) == []


def test_a_backup_says_when_and_why_it_was_made(profile):
    made = profile.make(Reason.BEFORE, "an import")
    (listed,) = profile.store.backups()
    assert listed == made
    assert (listed.made, listed.reason, listed.what) == (profile.now, Reason.BEFORE, "an import")


def test_the_newest_backup_is_listed_first(profile):
    first, second = profile.make(), profile.make()
    assert [each.file for each in profile.store.backups()] == [second.file, first.file]


def test_two_backups_of_one_second_are_kept_apart(profile):
    made = {profile.store.make(Reason.ASKED, "", profile.now, no_progress).file for _ in range(2)}
    assert len(made) == 2


def test_a_second_backup_of_an_unchanged_profile_adds_no_object(profile):
    profile.make()
    before = {path: path.stat().st_ino for path in profile.objects()}
    again = profile.make()
    assert {path: path.stat().st_ino for path in profile.objects()} == before
    assert again.written == 0


def test_an_unchanged_file_is_not_read_again(profile, monkeypatch):
    profile.make()
    read = []
    plain = objects.Objects.copy
    monkeypatch.setattr(
        objects.Objects, "copy", lambda *given: read.append(given[1].name) or plain(*given)
    )
    profile.put("media/new.png", b"new")
    profile.make()
    assert read == ["new.png"]


def test_a_file_that_changed_within_the_clocks_tick_is_read_again(profile):
    file = profile.put("media/board.png", b"one", age=0)
    stat = file.stat()
    profile.make()
    file.write_bytes(b"two")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    second = profile.make()
    with opened(second.file) as source:
        entry = next(each for each in source.entries() if each.path == "media/board.png")
    assert (profile.store.places.objects / entry.sha256[:2] / entry.sha256).read_bytes() == b"two"


def test_equal_files_are_kept_once(profile):
    profile.make()
    before = len(profile.objects())
    profile.put("media/copy-of-board.png", b"picture" * 1000)
    profile.make()
    assert len(profile.objects()) == before + 1  # the new list of files


def test_a_finished_recording_takes_no_room(profile):
    recording = profile.root / "recordings/2026/one.wav"
    profile.make()
    assert recording.stat().st_nlink == 2


def test_a_picture_is_copied_since_it_may_be_edited_in_place(profile):
    profile.make()
    picture = profile.root / "media/board.png"
    assert picture.stat().st_nlink == 1


def test_a_recording_that_grows_is_copied(profile):
    with closing(sqlite3.connect(profile.database)) as connection, connection:
        connection.execute("INSERT INTO attempt VALUES (1, 'r', 'R', '{}', 0, NULL, NULL, NULL)")
        connection.execute(
            "INSERT INTO answer (id, attempt_id, position, prompt, question) "
            "VALUES (1, 1, 0, 'p', 'q')"
        )
        connection.execute(
            "INSERT INTO recording (answer_id, file, started_at) VALUES (1, '2026/one.wav', 0)"
        )
    profile.make()
    assert (profile.root / "recordings/2026/one.wav").stat().st_nlink == 1


def test_where_there_are_no_hard_links_a_copy_does(profile, monkeypatch):
    def refuse(*_given):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(objects.os, "link", refuse)
    backup = profile.make()
    assert profile.store.faults(backup.file, no_progress) == []


def test_a_writer_goes_on_while_a_backup_is_made(profile):
    with closing(sqlite3.connect(profile.database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO setting VALUES ('meanwhile', '1')")
        backup = profile.make()
        writer.commit()
    assert backup.counts.settings == 1
    assert profile.settings() == {"before": "1", "meanwhile": "1"}


def test_one_backup_at_a_time(profile, monkeypatch):
    monkeypatch.setattr("tpmdesk.storage.backups.places._WAIT_SECONDS", 0.01)
    with alone(profile.folder), pytest.raises(BackupError, match="Another backup is being made"):
        profile.make()


def test_a_damaged_database_is_not_taken_for_a_days_backup(profile):
    profile.database.write_bytes(b"shopping list " * 1000)
    with pytest.raises(BackupError, match="is damaged"):
        profile.make(Reason.DAILY)
    assert profile.store.backups() == []


def test_a_damaged_database_is_kept_as_it_is_before_a_restore(profile):
    profile.database.write_bytes(b"shopping list " * 1000)
    backup = profile.make(Reason.SAFETY)
    assert backup.counts is None
    assert "tpmdesk.db" in files_of(backup)


# What may go wrong


def test_too_little_room_is_said_before_anything_is_written(profile):
    profile.free = 1000
    with pytest.raises(BackupError, match=r"needed and 0 MB are free\. Nothing was changed"):
        profile.make()
    assert profile.objects() == []


def test_a_disk_that_fills_up_leaves_nothing_half_written(profile, monkeypatch):
    profile.make()
    before = everything_in(profile.folder)
    profile.put("media/new.png", b"new")

    def full(*_given):
        raise FULL

    monkeypatch.setattr(objects, "transfer", full)
    with pytest.raises(BackupError, match="No space left on device"):
        profile.make()
    assert everything_in(profile.folder) == before


def test_a_manifest_that_cannot_be_written_leaves_the_earlier_backups(profile, monkeypatch):
    first = profile.make()

    def full(*_given):
        raise FULL

    monkeypatch.setattr("tpmdesk.storage.backups.store.write_whole", full)
    with pytest.raises(BackupError):
        profile.make()
    assert [each.file for each in profile.store.backups()] == [first.file]
    assert profile.store.faults(first.file, no_progress) == []


def test_a_cancelled_backup_leaves_nothing(profile):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        profile.make(progress=stop)
    assert profile.objects() == []


def test_progress_never_goes_back_and_ends_at_the_whole(profile):
    told = []
    profile.make(progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


# Finding damage


def test_any_flipped_byte_of_an_object_is_noticed(profile):
    backup = profile.make()
    for path in profile.objects():
        flip(path)
        assert profile.store.faults(backup.file, no_progress), path
        flip(path)
    assert profile.store.faults(backup.file, no_progress) == []


def test_a_flipped_byte_of_the_database_is_noticed_without_reading_the_rest(profile):
    backup = profile.make()
    with opened(backup.file) as source:
        digest = source.manifest.database.sha256
    assert profile.store.is_sound(backup.file)
    flip(profile.store.places.objects / digest[:2] / digest)
    assert not profile.store.is_sound(backup.file)


def test_any_flipped_byte_of_a_manifest_is_noticed(profile):
    backup = profile.make()
    for at in range(0, backup.file.stat().st_size, 7):
        flip(backup.file, at)
        assert profile.store.faults(backup.file, no_progress), at
        flip(backup.file, at)
    assert profile.store.faults(backup.file, no_progress) == []


def test_a_missing_object_is_named_by_the_file_it_was(profile):
    backup = profile.make()
    with opened(backup.file) as source:
        entry = next(each for each in source.entries() if each.path == "media/board.png")
    (profile.store.places.objects / entry.sha256[:2] / entry.sha256).unlink()
    (fault,) = profile.store.faults(backup.file, no_progress)
    assert "media/board.png" in fault


# Thinning out


def test_backups_that_need_not_be_kept_go_with_what_only_they_held(profile):
    profile.put("media/old.png", b"only in the old one")
    old = profile.make()
    (profile.root / "media/old.png").unlink()
    profile.now += timedelta(hours=1)
    kept = profile.make()
    assert profile.store.prune(profile.now + timedelta(days=10)) == 1
    assert [each.file for each in profile.store.backups()] == [kept.file]
    assert not old.file.exists()
    assert b"only in the old one" not in [path.read_bytes() for path in profile.objects()]
    assert profile.store.faults(kept.file, no_progress) == []


def test_nothing_is_dropped_while_a_manifest_cannot_be_read(profile):
    profile.put("media/old.png", b"only in the old one")
    old = profile.make()
    (profile.root / "media/old.png").unlink()
    profile.make()
    flip(old.file)
    profile.store.prune(profile.now + timedelta(days=400))
    assert b"only in the old one" in [path.read_bytes() for path in profile.objects()]


# Whether anything changed


def test_a_profile_is_unchanged_until_something_is_written(profile):
    for part in (profile.database,):
        os.utime(part, (1, 1))
    backup = profile.make(Reason.ASKED)
    os.utime(profile.database, (1, 1))
    assert not profile.store.changed_since(backup)
    profile.set("after")
    assert profile.store.changed_since(backup)
