"""Packs as single files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.content.packs import TOP, WHOLE
from tpmdesk.app.packsharing import OwnPack, SharingError, TakenError
from tpmdesk.content.reader import read_packs
from tpmdesk.content.sharing import FolderSharing

HALF = 'schema = 1\npack = "mini"\n\n[[deck]]\nslug = "more"\ntitle = "More"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "deep").mkdir(parents=True)
    (folder / "whole.toml").write_text(WHOLE, encoding="utf-8")
    (folder / "deep" / "half.toml").write_text(HALF, encoding="utf-8")
    return folder


def sharing(folder: Path) -> FolderSharing:
    return FolderSharing(folder, lambda: {"core"})


def shared(mine: Path) -> Path:
    file = mine.parent / "mini.tpmpack"
    sharing(mine).share("mini", file)
    return file


def zipped(tmp_path: Path, **files: str) -> Path:
    file = tmp_path / "made.tpmpack"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file


def test_a_pack_of_several_files_is_one_pack(mine: Path) -> None:
    assert sharing(mine).own() == [OwnPack("mini", "Mini", 2)]


def test_what_is_shared_and_added_is_the_same_pack(mine: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    assert sharing(theirs).add(shared(mine)) == "mini"
    assert read_packs([theirs]).packs == read_packs([mine]).packs


def test_a_single_text_file_can_be_added_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mini.toml").write_text(WHOLE, encoding="utf-8")
    theirs = tmp_path / "theirs"
    sharing(theirs).add(tmp_path / "mini.toml")
    assert [pack.id for pack in read_packs([theirs]).packs] == ["mini"]


def test_a_pack_that_is_there_is_kept_unless_it_is_to_be_replaced(mine: Path) -> None:
    file = shared(mine)
    (mine / "whole.toml").write_text(WHOLE.replace("Basics", "Mine"), encoding="utf-8")
    with pytest.raises(TakenError):
        sharing(mine).add(file)
    assert "Mine" in (mine / "whole.toml").read_text()
    sharing(mine).add(file, replace=True)
    assert "Mine" not in "".join(p.read_text() for p in mine.rglob("*.toml"))
    assert "Mine" in (mine / "whole.toml.replaced").read_text()


def test_a_pack_can_be_replaced_again_and_again(mine: Path) -> None:
    file = shared(mine)
    for _ in range(3):
        sharing(mine).add(file, replace=True)
    assert sharing(mine).own() == [OwnPack("mini", "Mini", 2)]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../out.toml": WHOLE}, "no text of a pack"),
        ({"/etc/out.toml": WHOLE}, "no text of a pack"),
        ({"run.sh": "true"}, "no text of a pack"),
        ({}, "holds 0 files"),
        ({"a.toml": WHOLE.replace("Basics", "")}, "has mistakes"),
        ({"a.toml": WHOLE.replace('"mini"', '"core"')}, "ships with tpmdesk"),
        ({"a.toml": TOP, "b.toml": TOP.replace("mini", "other")}, "holds 2 packs"),
        ({"a.toml": "#" * 5_000_000}, "larger than"),
    ],
)
def test_what_is_no_sound_pack_is_refused_and_leaves_nothing(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    theirs = tmp_path / "theirs"
    with pytest.raises(SharingError, match=said):
        sharing(theirs).add(zipped(tmp_path, **files))
    assert [each.name for each in tmp_path.rglob("*") if each.suffix == ".toml"] == []


def test_a_damaged_file_is_refused(mine: Path, tmp_path: Path) -> None:
    whole = shared(mine).read_bytes()
    (tmp_path / "cut.tpmpack").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SharingError, match="damaged"):
        sharing(tmp_path / "theirs").add(tmp_path / "cut.tpmpack")


def test_a_pack_that_is_not_there_cannot_be_shared(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(SharingError, match="no pack 'other'"):
        sharing(mine).share("other", tmp_path / "out.tpmpack")
    assert not (tmp_path / "out.tpmpack").exists()
