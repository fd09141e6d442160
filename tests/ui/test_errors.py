"""What nobody foresaw is logged and told."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from tpmdesk.ui.application import tell_errors
from tpmdesk.ui.errors import ErrorReporter
from tpmdesk.ui.pages.page import TODAY, Page
from tpmdesk.ui.window import MainWindow


@pytest.fixture
def reporter(qapp, tmp_path):
    made = ErrorReporter(tmp_path / "logs" / "tpmdesk.log")
    made.install()
    yield made
    made.uninstall()


@pytest.fixture
def panel(qtbot, theme, reporter):
    window = MainWindow(theme, {TODAY: Page}, lambda: None)
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    window.go(TODAY)
    return tell_errors(theme, window, reporter)


def _raise_uncaught(error):
    try:
        raise error
    except type(error) as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_an_uncaught_error_is_told_and_logged(qtbot, panel, reporter):
    _raise_uncaught(ValueError("no such voice"))
    qtbot.waitUntil(panel.isVisible)
    assert panel.what.text() == "ValueError: no such voice"
    assert "test_errors.py" in panel.details.toPlainText()
    assert "no such voice" in reporter.log_file.read_text(encoding="utf-8")


def test_an_error_in_a_thread_is_told_too(qtbot, panel):
    def fail():
        raise OSError("the disk is full")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(panel.isVisible)
    assert "the disk is full" in panel.what.text()


def test_the_details_can_be_copied(qtbot, panel):
    _raise_uncaught(ValueError("copy me"))
    qtbot.waitUntil(panel.isVisible)
    panel.copy.click()
    assert "copy me" in QGuiApplication.clipboard().text()


def test_the_first_error_stays_until_it_is_put_away(qtbot, panel):
    panel.show_error("first", "1")
    panel.show_error("second", "2")
    assert panel.what.text() == "first"
    panel.go_on.click()
    assert not panel.isVisible()
    panel.show_error("third", "3")
    assert panel.what.text() == "third"


def test_uninstalling_puts_the_hooks_back(qapp, tmp_path):
    before = sys.excepthook, threading.excepthook
    reporter = ErrorReporter(tmp_path / "tpmdesk.log")
    reporter.install()
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
