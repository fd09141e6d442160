"""Packages of Anki's, read and written again: Anki finds in them what it had put in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from anki.collection import Collection

from tests.exchange.anki import collections as anki
from tpmdesk.domain.cards import NoteKind

# Decks of other people, which lie beside the checkout or where the variable says.
_FOLDER = os.environ.get("TPMDESK_DECKS")
_FOUND = (
    Path(_FOLDER).glob("*.apkg") if _FOLDER else Path(__file__).parents[4].glob("*/decks/*.apkg")
)
DECKS = sorted(_FOUND)
_FORMS = pytest.mark.parametrize("legacy", [True, False], ids=["legacy", "current"])


@pytest.fixture(params=["with FSRS", "without FSRS"])
def collection(request, tmp_path):
    col = anki.rich(tmp_path / "source", fsrs=request.param == "with FSRS")
    yield col
    col.close()


def _compare(first: Path, second: Path, folder: Path) -> None:
    one, two = (anki.take_in(file, folder / n) for n, file in enumerate_names(first, second))
    try:
        assert anki.rows(two, anki.CARDS) == anki.rows(one, anki.CARDS)
        assert anki.rows(two, anki.LOG) == anki.rows(one, anki.LOG)
        assert anki.media(two) == anki.media(one)
        assert anki.check(two) == anki.check(one)
    finally:
        one.close()
        two.close()


def enumerate_names(*files: Path) -> list[tuple[str, Path]]:
    return [(f"imported {place}", file) for place, file in enumerate(files)]


@_FORMS
@pytest.mark.parametrize("current", [False, True], ids=["to legacy", "to current"])
def test_nothing_is_lost_between_anki_and_anki(collection, tmp_path, legacy, current):
    file = anki.export(collection, tmp_path / "deck.apkg", legacy=legacy)
    _compare(file, anki.again(file, tmp_path / "again.apkg", current=current), tmp_path)


@_FORMS
def test_a_whole_collection_comes_back_from_a_colpkg(collection, tmp_path, legacy):
    before = anki.rows(collection, anki.CARDS)
    file = anki.export(collection, tmp_path / "all.colpkg", legacy=legacy)
    texts = {note.guid: note.text.front for note in anki.read(file)}
    assert set(texts) == {row[0] for row in before}


@_FORMS
def test_anki_restores_a_colpkg_of_ours(collection, tmp_path, legacy):
    file = anki.export(collection, tmp_path / "all.colpkg", legacy=legacy)
    made = anki.again(file, tmp_path / "again.colpkg", current=not legacy)
    target = tmp_path / "restored" / "collection.anki2"
    col = anki.empty(target.parent)
    count = anki.rows(collection, "SELECT count(*) FROM cards")
    backend = col._backend
    col.close()
    backend.import_collection_package(
        col_path=str(target),
        backup_path=str(made),
        media_folder=str(target.parent / "collection.media"),
        media_db=str(target.parent / "collection.media.db2"),
    )
    restored = Collection(str(target))
    try:
        assert anki.rows(restored, "SELECT count(*) FROM cards") == count
        assert anki.check(restored) == anki.check(collection)
        assert (target.parent / "collection.media" / "picture one.png").exists()
    finally:
        restored.close()


@_FORMS
def test_kinds_of_note_become_ours(collection, tmp_path, legacy):
    file = anki.export(collection, tmp_path / "deck.apkg", legacy=legacy)
    kinds = {note.text.front: note.text.kind for note in anki.read(file)}
    assert kinds["plain front"] is NoteKind.BASIC
    assert kinds["there"] is NoteKind.REVERSED
    assert kinds["one way"] is NoteKind.BASIC
    assert kinds["both"] is NoteKind.REVERSED
    assert kinds["capital"] is NoteKind.TYPED
    assert kinds["{{c1::Ankara::city}} and {{c2::Turkey}}"] is NoteKind.CLOZE


def test_cards_of_a_filtered_deck_go_home(collection, tmp_path):
    file = anki.export(collection, tmp_path / "all.colpkg", legacy=True)
    decks = {
        card.deck for note in anki.read(file) for card in note.cards if "past" in note.text.tags
    }
    assert decks == {"History"}


@pytest.mark.skipif(not DECKS, reason="no decks of other people beside the checkout")
@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_decks_of_other_people_come_back_the_same(file, tmp_path):
    notes = anki.read(file)
    assert notes
    assert all(note.text.front and "<" not in note.text.front.replace("\\<", "") for note in notes)
    _compare(file, anki.again(file, tmp_path / "again.apkg"), tmp_path)
