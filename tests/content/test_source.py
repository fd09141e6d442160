from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.packs import WHOLE
from tpmdesk.content.source import FolderSource, pack_hash


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "all.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_the_hash_depends_on_names_and_bytes_but_not_on_times(folder: Path) -> None:
    before = pack_hash(folder)
    os.utime(folder / "core" / "all.toml", (1, 1))
    (folder / "notes.txt").write_text("not content")
    assert pack_hash(folder) == before


def test_the_hash_changes_with_one_letter_of_the_same_length(folder: Path) -> None:
    before = pack_hash(folder)
    (folder / "core" / "all.toml").write_text(WHOLE.replace("Mini", "Maxi"), encoding="utf-8")
    assert pack_hash(folder) != before


def test_the_hash_changes_when_a_file_is_renamed(folder: Path) -> None:
    before = pack_hash(folder)
    (folder / "core" / "all.toml").rename(folder / "core" / "whole.toml")
    assert pack_hash(folder) != before


def test_the_hash_tells_where_one_file_ends_and_the_next_begins(tmp_path: Path) -> None:
    for name, texts in (("one", ("ab", "c")), ("two", ("a", "bc"))):
        (tmp_path / name).mkdir()
        for number, text in enumerate(texts):
            (tmp_path / name / f"{number}.toml").write_text(text)
    assert pack_hash(tmp_path / "one") != pack_hash(tmp_path / "two")


def test_a_source_reads_its_folder(folder: Path) -> None:
    result = FolderSource(folder).read()
    assert [pack.id for pack in result.packs] == ["mini"]


def test_hashing_loads_neither_the_parser_nor_msgspec(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tpmdesk.content.source import FolderSource; "
        f"FolderSource(Path({str(folder)!r})).hash(); "
        "print(sorted({'msgspec', 'tomllib', 'tpmdesk.content.reader'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
