from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*args: str, data: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in env.get("without", "")}
    return subprocess.run(
        [sys.executable, "-m", "tpmdesk", "--data-dir", str(data), *args],
        capture_output=True,
        text=True,
        env=kept,
        timeout=120,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_one_sentence_says_how_to_get_one(tmp_path: Path) -> None:
    done = run(data=tmp_path, without="DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM")
    assert done.returncode == 1
    assert "xvfb-run" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_command_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    assert run("dance", data=tmp_path).returncode == 2


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    line = f"{sys.executable} -m tpmdesk --data-dir {tmp_path} content list --full --json"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -c 10"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_commands_bring_no_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from tpmdesk.__main__ import main; "
        f"main(['--data-dir', {str(tmp_path)!r}, 'due']); "
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
