"""Going back to a backup, from the first window to the next."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from tests.storage.backups.conftest import Profile as Files
from tpmdesk.bootstrap.paths import profile
from tpmdesk.bootstrap.session import Session
from tpmdesk.ui.damaged_data import DamagedData
from tpmdesk.ui.pages.page import SETTINGS
from tpmdesk.ui.window import MainWindow


class Alone(QObject):
    """The only instance there is."""

    called = Signal()

    def listen(self):
        pass


class Hand:
    """Does one thing after the other, each once its window is there."""

    def __init__(self, app, *steps):
        self._app = app
        self._steps = list(steps)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self):
        kind, act = self._steps[0]
        for window in self._app.topLevelWidgets():
            if isinstance(window, kind) and window.isVisible() and act(window):
                self._steps.pop(0)
                break
        if not self._steps:
            self._timer.stop()


@pytest.fixture
def files(tmp_path):
    made = Files(tmp_path / "profile")
    made.set("kept", '"yes"')
    return made


def run(qapp, files, *steps):
    hand = Hand(qapp, *steps)
    code = Session(qapp, profile(files.root), Alone()).run()
    assert hand._steps == []
    return code


def press_restore(window):
    window.restore.click()
    return window.chosen is not None


def leave(window):
    return window.close()


def test_a_damaged_database_is_replaced_by_the_newest_good_backup(qapp, files):
    files.make()
    files.database.write_bytes(b"shopping list " * 1000)
    for end in ("-wal", "-shm"):
        files.database.with_name(files.database.name + end).unlink(missing_ok=True)
    code = run(qapp, files, (DamagedData, press_restore), (MainWindow, leave))
    assert code == 0
    assert files.settings()["kept"] == '"yes"'


def test_one_may_leave_a_damaged_database_as_it_is(qapp, files):
    ruin = b"shopping list " * 1000
    files.database.write_bytes(ruin)
    assert run(qapp, files, (DamagedData, leave)) == 1
    assert files.database.read_bytes() == ruin


def test_a_restore_from_the_settings_opens_the_window_again(qapp, files):
    backup = files.make()
    files.set("after")

    def ask(window):
        window.go(SETTINGS)
        window.page.restore_asked.emit(backup.file)
        return True

    assert run(qapp, files, (MainWindow, ask), (MainWindow, leave)) == 0
    assert "after" not in files.settings()
    with closing(sqlite3.connect(files.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
