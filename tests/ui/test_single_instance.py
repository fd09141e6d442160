"""One window a profile."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tpmdesk.ui.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tpmdesk.ui.single_instance import SingleInstance
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
print("claimed" if second.claim() else second.call_first())
"""


@pytest.fixture
def first(qapp, tmp_path):
    instance = SingleInstance(tmp_path)
    yield instance
    instance.release()


def _start_second(profile):
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(profile)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def test_the_second_start_is_told_and_the_first_is_called(qtbot, first, tmp_path):
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=20_000):
        second = _start_second(tmp_path)
    said, _ = second.communicate(timeout=20)
    assert said.strip() == "tpmdesk is already open with this data; its window comes forward."


def test_a_first_that_does_not_answer_is_said_so(first, tmp_path):
    assert first.claim()
    said, _ = _start_second(tmp_path).communicate(timeout=20)
    assert "did not answer" in said


def test_another_profile_is_another_matter(qapp, first, tmp_path):
    assert first.claim()
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()


def test_the_profile_is_free_once_released(qapp, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.release()
    again = SingleInstance(tmp_path)
    assert again.claim()
    again.release()


def test_a_lock_left_by_a_process_that_died_does_not_count(qapp, tmp_path):
    said, _ = _start_second(tmp_path).communicate(timeout=20)
    assert said.strip() == "claimed"
    again = SingleInstance(tmp_path)
    assert again.claim()
    again.release()
