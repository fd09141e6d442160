from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.backups.conftest import Profile, flip
from tpmdesk.app.backups import BackupError, Reason
from tpmdesk.app.transfer import Cancelled, no_progress
from tpmdesk.storage.backups.sources import opened


def object_of(profile, backup, path):
    with opened(backup.file) as source:
        entry = next(each for each in source.entries() if each.path == path)
    return profile.store.places.objects / entry.sha256[:2] / entry.sha256


def test_a_restore_brings_back_the_database_and_the_files(profile):
    before, backup = profile.state(), profile.make()
    profile.set("after")
    profile.put("media/board.png", b"changed")
    profile.put("media/new.png", b"new")
    (profile.root / "recordings/2026/one.wav").unlink()
    profile.restore(backup)
    assert profile.state() == before


def test_a_restore_can_be_taken_back(profile):
    backup = profile.make()
    profile.set("after")
    profile.put("media/new.png", b"new")
    before = profile.state()
    done = profile.restore(backup)
    profile.restore(done.safety)
    assert profile.state() == before


names = st.sampled_from(["media/a.png", "media/b/c.png", "recordings/d.wav", "recordings/e.wav"])
changes = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from("abc"), st.text(max_size=20)),
        st.tuples(st.just("put"), names, st.binary(max_size=200)),
        st.tuples(st.just("remove"), names, st.just("")),
    ),
    max_size=8,
)


def perform(profile, doing):
    for what, name, value in doing:
        if what == "set":
            profile.set(name, value.replace("\0", ""))
        elif what == "put":
            profile.put(name, value)
        else:
            (profile.root / name).unlink(missing_ok=True)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=changes, second=changes)
def test_backup_then_restore_is_the_identity_whatever_was_done_between(
    tmp_path_factory, first, second
):
    profile = Profile(tmp_path_factory.mktemp("any") / "profile")
    perform(profile, first)
    before, backup = profile.state(), profile.make()
    perform(profile, second)
    profile.restore(backup)
    assert profile.state() == before


def test_what_was_not_yet_merged_into_the_database_is_in_the_safety_backup(profile):
    backup = profile.make()
    with closing(sqlite3.connect(profile.database)) as held:
        held.execute("SELECT * FROM setting").fetchall()
        profile.set("in the journal")
        copies = [shutil.copy(f, f"{f}.kept") for f in profile.root.glob("tpmdesk.db*")]
    for copy in copies:  # as a power cut would leave them
        shutil.move(copy, copy.removesuffix(".kept"))
    done = profile.restore(backup)
    assert profile.settings() == {"before": "1"}
    profile.restore(done.safety)
    assert "in the journal" in profile.settings()


def test_a_damaged_database_is_replaced_and_its_files_are_kept(profile):
    backup = profile.make()
    ruin = b"shopping list " * 1000
    profile.database.write_bytes(ruin)
    done = profile.restore(backup)
    assert profile.settings() == {"before": "1"}
    assert object_of(profile, done.safety, "tpmdesk.db").read_bytes() == ruin


def test_a_database_damaged_within_is_kept_aside_too(profile):
    for number in range(200):
        profile.set(f"filler {number}", "x" * 500)
    backup = profile.make()
    data = bytearray(profile.database.read_bytes())
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    profile.database.write_bytes(bytes(data))
    done = profile.restore(backup)
    assert len(profile.settings()) == 201
    assert done.safety.counts is None


def test_a_profile_without_a_database_can_be_restored(profile):
    before, backup = profile.state(), profile.make()
    for part in profile.root.glob("tpmdesk.db*"):
        part.unlink()
    profile.restore(backup)
    assert profile.state() == before


def test_an_open_database_is_not_restored_over(profile):
    backup = profile.make()
    profile.set("after")
    with closing(sqlite3.connect(profile.database)) as held:
        held.execute("SELECT * FROM setting").fetchall()
        with pytest.raises(BackupError, match="is open in tpmdesk or another program"):
            profile.restore(backup)
    assert "after" in profile.settings()
    assert len(profile.store.backups()) == 1


def test_a_damaged_backup_changes_nothing(profile):
    backup = profile.make()
    profile.set("after")
    before = profile.state()
    with opened(backup.file) as source:
        digest = source.manifest.database.sha256
    flip(profile.store.places.objects / digest[:2] / digest)
    with pytest.raises(BackupError, match="is damaged"):
        profile.restore(backup)
    assert profile.state() == before


def test_a_damaged_file_in_a_backup_does_not_keep_the_rest_from_coming_back(profile):
    backup = profile.make()
    profile.set("after")
    profile.put("media/board.png", b"changed")
    flip(object_of(profile, backup, "media/board.png"))
    done = profile.restore(backup)
    assert done.missing == ("media/board.png",)
    assert profile.settings() == {"before": "1"}
    assert profile.files()["media/board.png"] == b"changed"


def cancelling_after(steps):
    left = [steps]

    def tell(_done, _total):
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    return tell


def test_a_restore_cancelled_at_any_moment_changes_nothing(profile):
    backup = profile.make()
    profile.set("after")
    before = profile.state()
    for steps in range(3):
        with pytest.raises(Cancelled):
            profile.restore(backup, cancelling_after(steps))
        assert profile.state() == before


def test_too_little_room_for_a_restore_changes_nothing(profile):
    backup = profile.make()
    profile.set("after")
    profile.free = 1000
    with pytest.raises(BackupError, match="not enough room"):
        profile.restore(backup)
    assert "after" in profile.settings()


def test_a_backup_of_something_else_is_refused(profile, tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("nothing of ours")
    with pytest.raises(BackupError, match="no backup of tpmdesk"):
        profile.restore(other)
    with pytest.raises(BackupError, match="There is no backup"):
        profile.restore(tmp_path / "absent.json")


def test_a_database_alone_can_be_restored_and_leaves_the_files(profile, tmp_path):
    copy = tmp_path / "copy.db"
    profile.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(profile.database, copy)
    profile.set("after")
    files = profile.files()
    profile.restore(copy)
    assert (profile.settings(), profile.files()) == ({"before": "1"}, files)


# One file with everything


def test_an_exported_backup_restores_another_profile(profile, tmp_path):
    exported = profile.store.export(tmp_path / "stick", profile.now, no_progress)
    other = Profile(tmp_path / "other")
    other.restore(exported)
    assert other.state() == profile.state()


def test_a_flipped_byte_of_an_exported_backup_is_noticed(profile, tmp_path):
    profile.put("media/large.png", bytes(range(256)) * 400)
    exported = profile.store.export(tmp_path, profile.now, no_progress)
    assert profile.store.faults(exported.file, no_progress) == []
    for part in range(1, 10):
        at = exported.file.stat().st_size * part // 10
        flip(exported.file, at)
        assert profile.store.faults(exported.file, no_progress), part
        flip(exported.file, at)


def test_an_export_that_fails_leaves_no_file(profile, tmp_path, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tpmdesk.storage.backups.archive.transfer", full)
    with pytest.raises(BackupError, match="No space left"):
        profile.store.export(tmp_path / "stick", profile.now, no_progress)
    assert list((tmp_path / "stick").iterdir()) == []


# Before it is done


def test_a_preview_counts_what_would_be_lost(profile):
    backup = profile.make()
    later = int(datetime(2026, 3, 3, tzinfo=UTC).timestamp() * 1e6)
    profile.sql("INSERT INTO attempt VALUES (1, 'r', 'R', '{}', ?, NULL, NULL, NULL)", later)
    profile.put("recordings/new.wav", b"new")
    profile.put("media/new.png", b"new")
    seen = profile.store.preview(backup.file)
    assert (seen.now.attempts, seen.then.attempts) == (1, 0)
    assert (seen.lost.attempts, seen.lost.recordings, seen.lost.media) == (1, 1, 1)


def test_nothing_is_lost_by_going_back_to_what_is_there(profile):
    assert not profile.store.preview(profile.make().file).lost


def test_a_preview_over_a_damaged_database_says_what_there_will_be(profile):
    backup = profile.make()
    profile.database.write_bytes(b"shopping list " * 1000)
    seen = profile.store.preview(backup.file)
    assert (seen.now, seen.lost, seen.then.settings) == (None, None, 1)


def test_a_damaged_state_kept_aside_cannot_be_restored(profile):
    profile.database.write_bytes(b"shopping list " * 1000)
    kept = profile.make(Reason.SAFETY)
    with pytest.raises(BackupError, match="could not be read then"):
        profile.store.preview(kept.file)
