from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.notes import NOTES, read_or_refused, written
from tpmdesk.app.transfer import ForeignModel, ForeignNote, TransferError
from tpmdesk.domain.cards import NoteKind, NoteText
from tpmdesk.exchange.json import open_json, write_json

NOTE = ForeignNote("g1", "Releases", NoteText(NoteKind.BASIC, "Canary?", "A few first."))


@given(notes=st.lists(NOTES, max_size=4))
def test_notes_come_back_exactly(tmp_path_factory, notes):
    file = tmp_path_factory.mktemp("json") / "deck.json"
    report = written(write_json, file, notes, [ForeignModel(7, "Basic", "{}")])
    reader = open_json(file)
    assert list(reader.notes()) == notes
    assert reader.models == [ForeignModel(7, "Basic", "{}")]
    assert report.cards == sum(len(note.cards) for note in notes)
    assert report.reviews == sum(len(card.reviews) for note in notes for card in note.cards)


def changed(tmp_path, change):
    file = tmp_path / "deck.json"
    written(write_json, file, [NOTE])
    held = json.loads(file.read_text())
    change(held)
    file.write_text(json.dumps(held))
    return file


def refused(file):
    with pytest.raises(TransferError) as caught:
        open_json(file)
    return str(caught.value)


def test_a_file_of_another_version_is_refused(tmp_path):
    said = refused(changed(tmp_path, lambda held: held.update(version=2)))
    assert "deck.json" in said
    assert "$.version" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [("guid", 5), ("created", -1), ("cards", [{}]), ("unknown", 1), ("text", {"kind": "x"})],
)
def test_a_mistake_is_named_with_its_place(tmp_path, field, value):
    said = refused(changed(tmp_path, lambda held: held["notes"][0].update({field: value})))
    assert "$.notes[" in said


def test_a_number_too_large_to_store_is_refused(tmp_path):
    card = {"template": "forward", "deck": "D", "reps": 2**70}
    assert "reps" in refused(changed(tmp_path, lambda h: h["notes"][0].update(cards=[card])))


def test_a_note_without_a_card_is_left_out(tmp_path):
    text = {"kind": "sides", "front": "f", "back": "b", "sides": []}
    reader = open_json(changed(tmp_path, lambda h: h["notes"][0].update(text=text)))
    assert [each.what for each in reader.skipped] == ["note 1"]
    assert list(reader.notes()) == []


def test_a_time_without_a_zone_is_refused(tmp_path):
    card = {"template": "f", "deck": "D", "memory": {"due": "2026-01-01T00:00:00"}}
    assert "due" in refused(changed(tmp_path, lambda h: h["notes"][0].update(cards=[card])))


@given(raw=st.binary(max_size=300))
def test_fuzz_bytes_are_read_or_refused_with_a_sentence(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("json") / "deck.json"
    file.write_bytes(raw)
    assert "deck.json" in refused(file)


@given(note=NOTES, data=st.data())
def test_fuzz_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path_factory, note, data):
    file = tmp_path_factory.mktemp("json") / "deck.json"
    written(write_json, file, [note])
    raw = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(raw)
    assert len(read_or_refused(open_json, file)) <= 1
