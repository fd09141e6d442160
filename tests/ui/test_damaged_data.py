"""The window for data that cannot be read, and the one that restores."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from tests.storage.backups.conftest import Profile
from tpmdesk.app.backups import BackupError, Backups
from tpmdesk.ui.damaged_data import DamagedData
from tpmdesk.ui.restoring import Restoring


@pytest.fixture
def profile(tmp_path):
    made = Profile(tmp_path / "profile")
    made.set("kept")
    return made


@pytest.fixture
def backups(profile):
    return Backups(profile.store, lambda: profile.now)


@pytest.fixture
def show(qtbot, theme, profile, backups, tasks):
    def made():
        window = DamagedData(theme, "FILE cannot be read.", backups, profile.folder, tasks)
        qtbot.addWidget(window)
        window.show()
        return window

    return made


def test_the_newest_good_backup_is_offered_and_enter_takes_it(qtbot, show, profile):
    good = profile.make()
    bad = profile.make()
    bad.file.write_bytes(b"{}")
    window = show()
    qtbot.waitUntil(window.restore.isEnabled)
    assert "0 cards" in window.about.text()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert window.chosen == good.file
    assert not window.isVisible()


def test_without_a_good_backup_it_says_so(qtbot, show, profile):
    window = show()
    qtbot.waitUntil(lambda: "No good backup" in window.heading.text())
    assert not window.restore.isEnabled()


def test_another_can_be_chosen(qtbot, show, profile):
    other = profile.make()
    profile.make()
    window = show()
    qtbot.waitUntil(window.restore.isEnabled)
    window.offer(other.file)
    qtbot.waitUntil(lambda: "you chose" in window.kind.text())
    window.restore.click()
    assert window.chosen == other.file


def test_something_else_is_refused(qtbot, show, profile, tmp_path):
    (tmp_path / "list.txt").write_text("shopping")
    window = show()
    qtbot.waitUntil(lambda: "No good backup" in window.heading.text())
    window.offer(tmp_path / "list.txt")
    qtbot.waitUntil(lambda: "no backup of tpmdesk" in window.about.text())
    assert not window.restore.isEnabled()


def test_escape_leaves(qtbot, show):
    window = show()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (window.chosen, window.isVisible()) == (None, False)


def test_a_restore_closes_its_window_by_itself(qtbot, theme, profile, backups, tasks):
    backup = profile.make()
    profile.set("after")
    window = Restoring(theme, lambda progress: backups.restore(backup.file, progress), tasks)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "Restored the backup of" in window.summary()
    assert "after" not in profile.settings()


def test_a_restore_that_fails_says_why_and_waits(qtbot, theme, tasks):
    def fail(_progress):
        raise BackupError("The disk is full.")

    window = Restoring(theme, fail, tasks)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.go_on.isVisible)
    assert window.about.text() == "The disk is full."
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert not window.isVisible()


def test_a_restore_under_way_is_not_closed(qtbot, theme, tasks):
    let_on = threading.Event()

    def slow(_progress):
        let_on.wait()
        raise BackupError("late")

    window = Restoring(theme, slow, tasks)
    qtbot.addWidget(window)
    window.show()
    assert not window.close()
    let_on.set()
    qtbot.waitUntil(window.go_on.isVisible)
