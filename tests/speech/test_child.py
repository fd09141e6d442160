from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.speech.child import child_command
from tpmdesk.speech.pipe import Lines, line

MESSAGES = st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3))


@given(messages=MESSAGES, cuts=st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_messages_arrive_whole_however_the_pipe_cuts_them(
    messages: list[dict[str, str]], cuts: list[int]
) -> None:
    stream = b"".join(line(message) for message in messages)
    lines, got, at, turn = Lines(), [], 0, 0
    while at < len(stream):
        step = cuts[turn % len(cuts)]
        got += lines.feed(stream[at : at + step])
        at, turn = at + step, turn + 1
    assert got == messages


def test_a_frozen_app_starts_itself_as_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command("voice", "x") == [sys.executable, "--child", "voice", "x"]


def test_a_child_starts_from_any_folder_and_is_not_led_astray_by_it(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    child = subprocess.run(
        child_command("nobody"), cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (child.returncode, child.stdout) == (2, "")
    assert "no child process 'nobody'" in child.stderr


def test_what_libraries_print_never_reaches_the_answers() -> None:
    script = (
        "import os; from tpmdesk.speech.pipe import Answers; answers = Answers(); print('noise');"
        "os.write(1, b'noise of C'); answers.send({'a': 1})"
    )
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert child.stdout == b'{"a": 1}\n'
    assert b"noise" in child.stderr
