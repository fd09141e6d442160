from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tpmdesk.app.backups import Backup, BackupError, Backups, Counts, Reason

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Store:
    """Backups that are only counted."""

    def __init__(self):
        self.made = []
        self.changed = True
        self.pruned = 0
        self.unsound = set()
        self.problem = None

    def backups(self):
        return sorted(self.made, key=lambda each: each.made, reverse=True)

    def changed_since(self, _backup):
        return self.changed

    def make(self, reason, what, at, _progress):
        if self.problem:
            raise self.problem
        self.made.append(Backup(Path(f"{len(self.made)}.json"), at, reason, what, Counts(), 1, 1))
        return self.made[-1]

    def is_sound(self, file):
        return file not in self.unsound

    def prune(self, _now):
        self.pruned += 1


class Desk:
    def __init__(self):
        self.now = NOON
        self.store = Store()
        self.backups = Backups(self.store, lambda: self.now)

    def reasons(self):
        return [each.reason for each in self.store.made]


@pytest.fixture
def desk():
    return Desk()


def test_the_first_start_makes_a_days_backup(desk):
    desk.backups.daily()
    assert desk.reasons() == [Reason.DAILY]


def test_a_second_start_on_a_day_makes_none(desk):
    desk.backups.daily()
    desk.now += timedelta(hours=9)
    assert desk.backups.daily() is None


def test_the_next_day_makes_one_when_something_changed(desk):
    desk.backups.daily()
    desk.now += timedelta(days=1)
    desk.store.changed = False
    assert desk.backups.daily() is None
    desk.store.changed = True
    assert desk.backups.daily() is not None


def test_old_backups_are_thinned_out_after_the_days_own(desk):
    desk.backups.daily()
    assert desk.store.pruned == 1


def test_a_backup_comes_before_a_large_change(desk):
    made = desk.backups.before("an import")
    assert (made.reason, made.what) == (Reason.BEFORE, "an import")


def test_changes_that_follow_at_once_share_a_backup(desk):
    desk.backups.before("an import")
    desk.now += timedelta(minutes=9)
    assert desk.backups.before("find and replace") is None
    desk.now += timedelta(minutes=2)
    assert desk.backups.before("find and replace") is not None


def test_a_backup_can_be_insisted_on(desk):
    desk.backups.before("an import")
    assert desk.backups.before("an import", force=True) is not None


def test_a_clock_that_was_put_back_does_not_stop_backups(desk):
    desk.backups.before("an import")
    desk.now -= timedelta(days=300)
    assert desk.backups.before("an import") is not None


def test_a_change_does_not_begin_when_no_backup_can_be_made(desk):
    desk.store.problem = BackupError("The disk is full.")
    with pytest.raises(BackupError):
        desk.backups.before("an import")


def test_the_newest_good_backup_is_one_that_can_be_read(desk):
    for _ in range(3):
        desk.now += timedelta(hours=1)
        desk.backups.make()
    desk.store.unsound = {Path("2.json")}
    assert desk.backups.newest_good().file == Path("1.json")
