"""Pictures of diagrams from the command line, by the window's own drawing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG")])
def test_a_diagram_is_drawn_without_a_display(tmp_path: Path, name: str, begins: bytes) -> None:
    (tmp_path / "a.txt").write_text('service a "Shop"\nstore b "Orders"\na -> b : SQL\n')
    line = [sys.executable, "-m", "tpmdesk", "--data-dir", str(tmp_path / "data"), "diagram"]
    env = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [*line, str(tmp_path / "a.txt"), "--picture", str(tmp_path / name)],
        capture_output=True,
        text=True,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)
