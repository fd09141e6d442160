"""Settings: backups, the way back, and the check of the data."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.storage.samples import CANARY, add_note
from tpmdesk.app.backups import Backups
from tpmdesk.app.integrity import Checking
from tpmdesk.storage.backups.store import FileBackups
from tpmdesk.storage.integrity import FileExaminer
from tpmdesk.storage.repairs import ProfileMender
from tpmdesk.ui.pages.settings.backups import BackupsSection, Safekeeping


def safekeeping(desk):
    store = FileBackups(desk.database.file, desk.database.backups)
    mender = lambda: ProfileMender(desk.database, store.places, store)  # noqa: E731
    checking = Checking(FileExaminer(store.places), mender)
    return Safekeeping(Backups(store, desk.clock), lambda: checking, store.places.backups)


@pytest.fixture
def parts(desk):
    return safekeeping(desk)


@pytest.fixture
def section(qtbot, theme, desk, parts, tasks):
    host = QWidget()
    host.resize(900, 700)
    made = BackupsSection(desk.settings, theme, parts, tasks)
    made.setParent(host)
    qtbot.addWidget(host)
    host.show()
    made.host = host  # which would be gone with its last reference
    return made


def words_in(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def preview_of(qtbot, section, backup):
    section.preview(backup.file)
    qtbot.waitUntil(lambda: section._preview is not None and section._preview.isVisible())
    return section._preview


def test_a_backup_is_made_at_a_click_and_listed(qtbot, section, parts):
    with qtbot.waitSignal(section.notice):
        qtbot.mouseClick(section.now, Qt.MouseButton.LeftButton)
    (made,) = parts.backups.all()
    qtbot.waitUntil(lambda: "you asked for it" in words_in(section.list))
    assert parts.backups.faults(made.file) == []


def test_a_backup_can_be_cancelled(qtbot, section, parts, monkeypatch):
    let_on = threading.Event()
    plain = parts.backups.make

    def slow(progress):
        let_on.wait()
        return plain(progress)

    monkeypatch.setattr(parts.backups, "make", slow)
    section.now.click()
    assert section.now.text() == "Cancel"
    section.now.click()
    let_on.set()
    qtbot.waitUntil(lambda: "Cancelled" in section.status.text())
    assert parts.backups.all() == []
    assert section.now.text() == "Back up now"


def test_everything_goes_to_one_file(qtbot, section, tmp_path):
    with qtbot.waitSignal(section.notice):
        section.export_to(str(tmp_path / "stick"))
    (file,) = (tmp_path / "stick").iterdir()
    assert file.suffix == ".zip"


def test_the_preview_says_what_would_be_lost(qtbot, section, parts, desk):
    backup = parts.backups.make()
    add_note(desk.database, CANARY, created_at=backup.made + timedelta(hours=1))
    preview = preview_of(qtbot, section, backup)
    assert "1 note you added" in preview.lost.text()


def test_a_restore_is_asked_for_only_once_it_was_agreed_to(qtbot, section, parts):
    backup = parts.backups.make()
    preview = preview_of(qtbot, section, backup)
    with qtbot.waitSignal(section.restore_asked) as asked:
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert asked.args == [backup.file]


def test_escape_leaves_the_preview_without_a_restore(qtbot, section, parts):
    preview = preview_of(qtbot, section, parts.backups.make())
    with qtbot.assertNotEmitted(section.restore_asked):
        qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_only_the_newest_are_listed_until_more_are_asked_for(qtbot, section, parts, desk):
    for _ in range(7):
        desk.forward(minutes=1)
        parts.backups.make()
    section.load()
    qtbot.waitUntil(lambda: section.list.rows.count() == 5)
    section.list.more.click()
    assert section.list.rows.count() == 7


def test_a_sound_profile_is_well(qtbot, section):
    section.check.check.click()
    qtbot.waitUntil(lambda: section.check.status.text() == "All is well.")
    assert not section.check.repair.isVisible()


def test_what_is_wrong_is_told_and_repaired(qtbot, section, desk):
    with desk.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO open_action VALUES (7)")
    section.check.check.click()
    qtbot.waitUntil(section.check.repair.isVisible)
    assert "undo journal was left open" in words_in(section.check)
    with qtbot.waitSignal(section.repaired):
        section.check.repair.click()
    assert section.check.status.text() == "Repaired. All is well."
