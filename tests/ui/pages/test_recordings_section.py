"""Settings: the room that recordings take, wiping them and archiving old ones."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tpmdesk.app.keeping import Keeping
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.speech.archive import archive
from tpmdesk.speech.wav import GrowingWav
from tpmdesk.storage.recordings import SqlRecordingStore
from tpmdesk.ui.pages.settings.recordings import RecordingsSection

STATE = new_round((Question("core/p", "Why?", 30, 120),))


class Studio:
    """Rounds of which there are recordings, one a day, the last one not finished."""

    def __init__(self, desk, folder):
        self.folder = folder
        self.store = SqlRecordingStore(desk.database)
        self.settings = desk.settings
        self.now = desk.now
        self.keeping = Keeping(self.store, archive, desk.settings, folder, desk.clock)

    def add(self, title, days_ago, *, over=True):
        at = self.now - timedelta(days=days_ago)
        attempt = self.store.begin("core/r", title, STATE, at)
        take = self.store.add_recording(attempt, 0, at)
        file = self.folder / take.file
        file.parent.mkdir(parents=True)
        wav = GrowingWav(file, 16_000)
        wav.append(bytes(320_000))
        self.store.close_recording(take.id, wav.close())
        if over:
            self.store.finish(attempt, at)

    def files(self):
        return sorted(file.suffix for file in self.folder.rglob("*.*"))


@pytest.fixture
def studio(desk, tmp_path):
    made = Studio(desk, tmp_path / "recordings")
    made.add("Old", 60)
    made.add("Newer", 2)
    made.add("Under way", 0, over=False)
    return made


@pytest.fixture
def section(qtbot, theme, studio, tasks):
    host = QWidget()
    host.resize(900, 900)
    made = RecordingsSection(studio.settings, theme, lambda: studio.keeping, tasks)
    made.setParent(host)
    qtbot.addWidget(host)
    host.show()
    made.host = host  # which would be gone with its last reference
    made.load()
    qtbot.waitUntil(lambda: made.list.isVisible())
    return made


def words_in(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def wipes(section):
    return section.list.rows.parentWidget().findChildren(QPushButton)


def test_the_room_is_told_in_all_and_by_round(section):
    assert "3 recordings, 960" in section.status.text()
    assert "free on this disk" in section.status.text()
    words = words_in(section.list)
    assert words.index("Under way") < words.index("Newer") < words.index("Old")
    assert "10 s" in words


def test_a_round_that_is_not_finished_cannot_be_wiped(section):
    assert [button.isEnabled() for button in wipes(section)] == [False, True, True]


def test_wiping_is_asked_about_first(qtbot, section, studio):
    wipes(section)[1].click()
    assert "Newer: 1 recording" in section._question.what.text()
    qtbot.keyClick(section._question, Qt.Key.Key_Escape)
    assert len(studio.files()) == 3


def test_one_round_is_wiped_once_agreed(qtbot, section, studio):
    wipes(section)[1].click()
    with qtbot.waitSignal(section.notice) as told:
        qtbot.keyClick(section._question, Qt.Key.Key_Return)
    assert "Wiped 1 recording" in told.args[0]
    assert len(studio.files()) == 2
    qtbot.waitUntil(lambda: "Newer" not in words_in(section.list))


def test_all_finished_rounds_are_wiped_once_agreed(qtbot, section, studio):
    section.wipe_all.click()
    assert "2 recordings" in section._question.what.text()
    with qtbot.waitSignal(section.notice):
        section._question.wipe.click()
    assert len(studio.files()) == 1
    qtbot.waitUntil(lambda: not section.wipe_all.isEnabled())


@pytest.mark.parametrize(("form", "suffix"), [("flac", ".flac"), ("opus", ".opus")])
def test_old_rounds_are_archived(qtbot, section, studio, form, suffix):
    section.form.button(form).click()
    with qtbot.waitSignal(section.notice) as told:
        section.archive.click()
    assert "Archived 1 recording" in told.args[0]
    assert studio.files() == sorted([suffix, ".wav", ".wav"])
    assert section.archive.text() == "Archive"


def test_nothing_old_is_said(qtbot, section, studio):
    section.older.setValue(3000)
    with qtbot.waitSignal(section.notice) as told:
        section.archive.click()
    assert "nothing that old" in told.args[0]


def test_archiving_can_be_cancelled(qtbot, section, studio):
    let_on = threading.Event()

    def slow(source, form, progress):
        let_on.wait()
        return archive(source, form, progress)

    studio.keeping._archive = slow
    section.archive.click()
    assert section.archive.text() == "Cancel"
    section.archive.click()
    with qtbot.waitSignal(section.notice) as told:
        let_on.set()
    assert "Cancelled" in told.args[0]
    assert studio.files() == [".wav"] * 3


def test_how_long_recordings_are_kept_is_a_setting(section, studio):
    assert (section.days.text(), section.megabytes.text()) == ("Never", "Never")
    section.days.setValue(90)
    section.megabytes.setValue(500)
    current = studio.settings.current
    assert (current.keep_days, current.keep_megabytes) == (90, 500)


def test_only_the_newest_rounds_are_listed_until_more_are_asked_for(qtbot, section, studio):
    studio.add("Oldest", 90)
    section.load()
    qtbot.waitUntil(lambda: section.list.more.isVisible())
    assert section.list.rows.count() == 3
    section.list.more.click()
    assert section.list.rows.count() == 4
