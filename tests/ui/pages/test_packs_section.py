"""Packs from others, and one's own for others."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.content.packs import WHOLE
from tpmdesk.content.sharing import FolderSharing
from tpmdesk.ui.pages.settings.packs import PacksSection


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "packs"
    made.mkdir()
    (made / "mini.toml").write_text(WHOLE, encoding="utf-8")
    return made


@pytest.fixture
def section(qtbot, theme, desk, folder):
    sharing = FolderSharing(folder, lambda: {"core"})
    made = PacksSection(desk.settings, theme, folder, list, sharing)
    qtbot.addWidget(made)
    made.said = []
    made.notice.connect(made.said.append)
    made.show()
    made.load()
    return made


@pytest.fixture
def file(section, tmp_path, monkeypatch):
    made = tmp_path / "mini.tpmpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made), ""))
    section.share.click()
    return made


def test_a_pack_is_shared_as_one_file(section, file):
    assert file.exists()
    assert section.said == ["Saved: mini.tpmpack"]


def test_a_pack_that_is_there_is_asked_about_and_kept(section, file, folder):
    (folder / "mini.toml").write_text(WHOLE.replace("Basics", "Mine"), encoding="utf-8")
    section.take(file)
    assert section.question.isVisible()
    section.keep.click()
    assert not section.question.isVisible()
    assert "Mine" in (folder / "mini.toml").read_text()


def test_it_is_replaced_when_that_is_said(section, file, folder):
    (folder / "mini.toml").write_text(WHOLE.replace("Basics", "Mine"), encoding="utf-8")
    section.take(file)
    section.replace.click()
    assert section.said[-1] == "The pack mini was added."
    assert "Mine" not in "".join(each.read_text() for each in folder.rglob("*.toml"))


def test_a_file_that_is_no_pack_is_told(section, tmp_path, monkeypatch):
    (tmp_path / "bad.tpmpack").write_text("no zip")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "bad.tpmpack"), "")
    )
    section.take_button.click()
    assert section.said == ["bad.tpmpack is no shared pack, or is damaged."]


def test_without_a_pack_there_is_nothing_to_share(section, folder):
    (folder / "mini.toml").unlink()
    section.load()
    assert section.share.isHidden()
    assert section.take_button.isVisible()
