"""Settings: the person's own packs, out as one file and in as one file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.packexample import NAME
from tpmdesk.app.packsharing import PackSharing
from tpmdesk.bootstrap.window import _route
from tpmdesk.content.reader import files_by_pack, read_packs
from tpmdesk.exchange.packarchive import ZipPacks
from tpmdesk.ui.pages.settings.packs import PacksSection

TEAM = """schema = 1
pack = "my-team"
title = "My team"

[[deck]]
slug = "ours"
title = "Ours"

[[card]]
slug = "ledger"
deck = "ours"
front = "Who owns the ledger?"
back = "Platform."
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "packs"


@pytest.fixture
def team(folder):
    folder.mkdir()
    (folder / "team.toml").write_text(TEAM)
    return folder / "team.toml"


@pytest.fixture
def section(qtbot, theme, empty_desk, folder, tasks):
    sharing = PackSharing(
        folder,
        empty_desk.content,
        read_packs,
        files_by_pack,
        ZipPacks(),
        lambda: {"core"},
        empty_desk.clock,
    )
    host = QWidget()
    host.resize(760, 700)
    made = PacksSection(empty_desk.settings, theme, folder, list, lambda: sharing, tasks)
    made.setParent(host)
    made.resize(700, 600)
    qtbot.addWidget(host)
    host.show()
    made.host = host  # which would be gone with its last reference
    made.said = []
    made.notice.connect(made.said.append)
    made.load()
    return made


@pytest.fixture
def other(tmp_path):
    """A pack of the same name by somebody else."""
    file = tmp_path / "other.toml"
    file.write_text(TEAM.replace("Platform.", "Payments."))
    return file


def shown(section):
    return " | ".join(label.text() for label in section.findChildren(QLabel) if label.text())


def test_the_folder_has_an_example_before_the_first_pack(section, folder, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    section.open.click()
    example = folder / NAME
    assert 'pack = "my-team"' in example.read_text()


def test_a_folder_with_a_pack_gets_no_example(section, team, folder, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    section.open.click()
    assert list(folder.iterdir()) == [team]


def test_each_pack_is_listed_with_what_it_holds(section, team, qtbot):
    section.load()
    qtbot.waitUntil(lambda: "my-team: 1 deck and 1 card" in shown(section))


def test_a_pack_is_shared_as_one_file(section, team, qtbot, tmp_path, monkeypatch):
    section.load()
    qtbot.waitUntil(lambda: "my-team" in section.shares)
    file = tmp_path / "team.tpmpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    section.shares["my-team"].click()
    qtbot.waitUntil(lambda: bool(section.said))
    assert "Written: team.tpmpack" in section.said[0]
    assert ZipPacks().read(file) == {"team.toml": TEAM.encode()}


def test_a_pack_is_brought_in_and_said(section, other, folder, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    with qtbot.waitSignal(section.taken):
        section.bring.click()
    assert section.said == ["My team is yours now: 1 deck and 1 card."]
    assert (folder / "my-team" / "other.toml").exists()


def test_a_pack_of_the_same_name_is_asked_about_first(section, team, other, qtbot):
    section.bring_in(other)
    qtbot.waitUntil(lambda: section._question is not None and section._question.isVisible())
    assert "another of that name" in section._question.what.text()
    qtbot.keyClick(section._question, Qt.Key.Key_Escape)
    assert team.read_text() == TEAM


def test_once_agreed_it_is_replaced(section, team, other, folder, qtbot):
    section.bring_in(other)
    qtbot.waitUntil(lambda: section._question is not None and section._question.isVisible())
    with qtbot.waitSignal(section.taken):
        section._question.replace.click()
    assert not team.exists()
    assert len(list((folder / "replaced").iterdir())) == 1


def test_what_is_there_already_is_only_said(section, team, qtbot):
    section.bring_in(team)
    qtbot.waitUntil(lambda: bool(section.said))
    assert section.said == ["You have My team already, just as it is."]


def test_a_broken_file_is_refused_in_words(section, tmp_path, qtbot):
    file = tmp_path / "broken.tpmpack"
    file.write_bytes(b"PK\x03\x04 nothing more")
    section.bring_in(file)
    qtbot.waitUntil(lambda: bool(section.said))
    assert "it is damaged. Nothing was changed" in section.said[0]


def test_a_pack_that_is_dropped_on_the_window_leads_here():
    assert _route("/home/me/Team.tpmpack") == ("settings", "pack:/home/me/Team.tpmpack")


def test_nothing_is_cut_off_or_without_a_name(section, team, qtbot):
    section.load()
    qtbot.waitUntil(lambda: "my-team" in section.shares)
    settle()
    assert nameless(section) == []
    assert clipped(section) == []
