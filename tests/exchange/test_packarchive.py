"""Packs as single files: what goes in comes out, and nothing hostile gets out."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.app.packsharing import PackError
from tpmdesk.exchange import packarchive
from tpmdesk.exchange.packarchive import ZipPacks

ARCHIVE = ZipPacks()
PART = st.from_regex(r"[a-zé][a-z0-9 é-]{0,10}[a-z0-9]", fullmatch=True)
NAMES = st.lists(PART, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".toml")
ANY_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "any.tpmpack"


def zipped(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return file


@given(contents=st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=5))
def test_what_is_written_is_read(contents: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ARCHIVE.write(Path(folder) / "a.tpmpack", contents)
        assert ARCHIVE.read(Path(folder) / "a.tpmpack") == contents


@given(contents=st.dictionaries(ANY_NAMES, st.binary(max_size=20), min_size=1, max_size=5))
def test_no_text_is_lost_whatever_its_file_is_called(contents: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ARCHIVE.write(Path(folder) / "a.tpmpack", contents)
        read = ARCHIVE.read(Path(folder) / "a.tpmpack")
    assert sorted(read.values()) == sorted(contents.values())


@given(raw=st.binary(max_size=400), cut=st.integers(0, 400))
def test_a_damaged_file_is_refused_in_words(raw: bytes, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.tpmpack"
        ARCHIVE.write(file, {"a.toml": b"schema = 1\n" * 20})
        whole = file.read_bytes()
        file.write_bytes(whole[:cut] + raw + whole[cut + len(raw) :])
        try:
            ARCHIVE.read(file)
        except PackError as error:
            assert "Nothing was changed" in str(error)  # noqa: PT017  either way is right


@pytest.mark.parametrize(
    "name",
    [
        *("../out.toml", "a/../../out.toml", "/etc/out.toml", "C:/out.toml", "a\\..\\out.toml"),
        *("a//b.toml", "./a.toml", "con.toml", "a/nul/b.toml", "a./b.toml", "a\x07.toml"),
        "/".join("abcdefghij") + ".toml",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(file: Path, name: str) -> None:
    with pytest.raises(PackError, match="is not allowed"):
        ARCHIVE.read(zipped(file, (name, b"")))


def test_a_link_is_refused(file: Path) -> None:
    link = zipfile.ZipInfo("a.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(PackError, match="is a link"):
        ARCHIVE.read(zipped(file, (link, b"/etc/passwd")))


def test_what_unpacks_to_too_much_is_refused(file: Path, monkeypatch) -> None:
    monkeypatch.setattr(packarchive, "MOST_BYTES", 1_000_000)
    bomb = zipped(file, ("a.toml", bytes(900_000)), ("b.toml", bytes(900_000)))
    with pytest.raises(PackError, match="unpacks to more than 1 MB"):
        ARCHIVE.read(bomb)


def test_too_many_files_are_refused(file: Path) -> None:
    many = ((f"{n}.toml", b"") for n in range(packarchive.MOST_FILES + 1))
    with pytest.raises(PackError, match="more than 200 files"):
        ARCHIVE.read(zipped(file, *many))


def test_names_that_differ_by_case_alone_are_refused(file: Path) -> None:
    with pytest.raises(PackError, match="the same name"):
        ARCHIVE.read(zipped(file, ("a.toml", b""), ("A.toml", b"")))


def test_only_text_files_are_taken_out(file: Path) -> None:
    made = zipped(file, ("a.toml", b"a"), ("run.exe", b"x"), ("__MACOSX/._a.toml", b"x"))
    assert ARCHIVE.read(made) == {"a.toml": b"a"}


def test_a_file_of_another_kind_is_refused(file: Path) -> None:
    file.write_text("hello")
    with pytest.raises(PackError, match="it is no pack"):
        ARCHIVE.read(file)


def test_a_pack_that_is_too_large_is_not_written(file: Path, monkeypatch) -> None:
    monkeypatch.setattr(packarchive, "MOST_BYTES", 10)
    with pytest.raises(PackError, match="too large"):
        ARCHIVE.write(file, {"a.toml": bytes(11)})
    assert not file.exists()


def test_a_place_that_cannot_be_written_is_told_and_what_was_there_stays(
    file: Path, monkeypatch
) -> None:
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(PackError, match="No space left on device"):
        ARCHIVE.write(file, {"a.toml": b"a"})
    assert [each.name for each in file.parent.iterdir()] == ["any.tpmpack"]
    assert file.read_text() == "before"
