from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.packs import WHOLE
from tpmdesk.app.library import Library, MergeSummary
from tpmdesk.app.packs import ReadResult
from tpmdesk.content.source import FolderSource
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import open_database


class CountingSource(FolderSource):
    """How often it was read is what a quick start depends on."""

    reads = 0

    def read(self) -> ReadResult:
        self.reads += 1
        return super().read()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "all.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


@pytest.fixture
def source(file: Path) -> CountingSource:
    return CountingSource(file.parent)


@pytest.fixture
def library(tmp_path: Path, source: CountingSource):
    database = open_database(tmp_path / "tpmdesk.db", tmp_path / "backups")
    store = SqlContentStore(database)
    yield Library(store, store, source)
    database.close()


def test_the_first_merge_adds_every_entry(library: Library) -> None:
    assert library.merge_bundled() == MergeSummary(added=7)
    assert [held.id for held in library.rounds()] == ["mini/first"]


def test_unchanged_content_is_not_even_read(library: Library, source: CountingSource) -> None:
    library.merge_bundled()
    assert library.merge_bundled() is None
    assert source.reads == 1


def test_changed_content_is_merged(library: Library, file: Path) -> None:
    library.merge_bundled()
    file.write_text(WHOLE.replace("What is a canary?", "What does a canary do?"))
    assert library.merge_bundled() == MergeSummary(updated=1, unchanged=6)


def test_sound_entries_are_merged_beside_mistakes_that_are_reported(
    library: Library, file: Path
) -> None:
    file.write_text(WHOLE + '\n[[card]]\nslug = "half"\n')
    summary = library.merge_bundled()
    assert summary is not None
    assert summary.added == 7
    assert {error.entry for error in summary.errors} == {"card 'half' (line 71)"}


def test_an_entry_that_became_faulty_stays_as_it_was(library: Library, file: Path) -> None:
    library.merge_bundled()
    file.write_text(WHOLE.replace('front = "What is a canary?"\n', ""))
    summary = library.merge_bundled()
    assert summary is not None
    assert (summary.retired, len(summary.errors)) == (0, 1)
    assert "mini/canary" in [entry.id for entry in library.entries("card")]


def test_content_that_cannot_be_read_at_all_changes_nothing(library: Library, file: Path) -> None:
    library.merge_bundled()
    file.write_text("schema = ")
    summary = library.merge_bundled()
    assert summary is not None
    assert len(summary.errors) == 1
    assert len(library.entries()) == 7


def test_the_library_finds_what_belongs_together(library: Library) -> None:
    library.merge_bundled()
    held = library.round("first")
    (prompt,) = library.prompts(held.id)
    assert prompt == library.prompt("q-1")
    assert library.rubric(held.rubric).title == "Talk"
    assert library.framework(prompt.framework or "") == library.frameworks()[0]
    assert [(line.title, line.cards) for line in library.decks()] == [("Basics", 6)]
