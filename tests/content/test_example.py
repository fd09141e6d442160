from __future__ import annotations

from pathlib import Path

from tpmdesk.app.packexample import NAME, explain
from tpmdesk.content.reader import read_packs


def test_the_example_is_a_pack_without_a_mistake(tmp_path: Path) -> None:
    explain(tmp_path)
    (tmp_path / NAME).rename(tmp_path / "mine.toml")
    read = read_packs([tmp_path])
    assert read.errors == ()
    assert read.packs[0].counts == {"deck": 1, "card": 1, "rubric": 1, "round": 1, "prompt": 1}
