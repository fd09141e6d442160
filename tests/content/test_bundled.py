"""The content that ships with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmdesk.app.packs import ReadResult
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.content import KINDS, kind_of

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def bundled() -> ReadResult:
    return read_packs([CONTENT])


def test_the_bundled_content_has_no_mistakes(bundled: ReadResult) -> None:
    assert [str(error) for error in bundled.errors] == []


def test_the_bundled_pack_holds_every_kind(bundled: ReadResult) -> None:
    (core,) = bundled.packs
    assert core.id == "core"
    assert set(core.counts) == set(KINDS)


def test_what_comes_from_the_guide_names_what_it_covers(bundled: ReadResult) -> None:
    silent = [
        entry.id
        for pack in bundled.packs
        for entry in pack.entries
        if entry.provenance.origin == "guide" and not entry.provenance.covers
        if kind_of(entry) != "deck"
    ]
    assert silent == []
