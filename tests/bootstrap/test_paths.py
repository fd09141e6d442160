from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tpmdesk.bootstrap import paths


def test_a_checkout_has_its_content_at_the_top() -> None:
    assert (paths.shipped("content") / "core").is_dir()


def test_a_frozen_build_has_it_beside_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.shipped("content") == tmp_path / "content"


def test_a_wheel_has_it_inside_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "_content").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.shipped("content") == tmp_path / "_content"


def test_a_profile_keeps_everything_under_its_folder(tmp_path: Path) -> None:
    home = paths.profile(tmp_path / "new")
    parts = (home.database, home.backups, home.recordings, home.models, home.spoken, home.log)
    assert all(part.is_relative_to(tmp_path / "new") for part in parts)


def test_the_folder_of_a_profile_is_made(tmp_path: Path) -> None:
    assert paths.profile(tmp_path / "a" / "b").root.is_dir()
