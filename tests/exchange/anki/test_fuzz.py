"""Packages with random damage are read, or refused in a sentence; nothing else may happen.

`make fuzz` runs these for longer.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.anki import collections as anki
from tpmdesk.app.transfer import Deck, ForeignNote, TransferError, no_progress
from tpmdesk.exchange.anki import wire
from tpmdesk.exchange.anki.reader import AnkiReader
from tpmdesk.exchange.anki.templates import parse, render
from tpmdesk.exchange.anki.writer import AnkiWriter

_fuzz = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=max(60, settings.default.max_examples // 2),
)
_COLUMNS = {
    "col": ("crt", "conf", "models", "decks", "ver"),
    "notes": ("guid", "mid", "mod", "tags", "flds", "sfld"),
    "cards": (
        *("nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left"),
        *("odue", "odid", "flags", "data"),
    ),
    "revlog": ("cid", "ease", "ivl", "lastIvl", "factor", "time", "type"),
}
_VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.integers(-10, 10)
    | st.floats()
    | st.binary(max_size=40)
    | st.text(max_size=40)
    | st.sampled_from(["{}", "[]", '{"1": {}}', '{"s": 1e999, "d": -5, "lrt": 1e30}', "\x1f" * 50])
)
_PIECES = st.lists(
    st.sampled_from(
        [
            *("{{Front}}", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{/Back}}", "{{cloze:Front}}"),
            *("{{type:Back}}", "{{FrontSide}}", "{{hint:Front}}", "{{furigana:Back}}", "{{Tags}}"),
            *("<hr id=answer>", "<b>", "words", "{{", "}}", "{{{{a}}}}", "{{c1::x}}", "{{#c1}}"),
        ]
    )
    | st.text(max_size=10),
    max_size=12,
).map("".join)


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> list[bytes]:
    """A small package in each layout."""
    folder = tmp_path_factory.mktemp("fuzz")
    col = anki.rich(folder / "col")
    made = [
        anki.export(col, folder / f"deck {legacy}.apkg", legacy=legacy).read_bytes()
        for legacy in (True, False)
    ]
    col.close()
    return made


def _survives(data: bytes, folder: Path) -> None:
    """Read it to the end, and write what was read; or have it refused by its name."""
    file = folder / "fuzzed.apkg"
    file.write_bytes(data)
    refused = ""
    try:
        _read_and_write(file, folder)
    except TransferError as error:
        refused = str(error)
    assert not refused or file.name in refused


def _read_and_write(file: Path, folder: Path) -> None:
    reader = AnkiReader(file)
    try:
        notes = list(reader.notes())
        for each in reader.media():
            reader.media_bytes(each.name)
        assert all(each.why for each in reader.skipped)
        _write(notes, reader, folder)
    finally:
        reader.close()


def _write(notes: list[ForeignNote], reader: AnkiReader, folder: Path) -> None:
    out = folder / "written.apkg"
    report = AnkiWriter()(out, Deck(len(notes), iter(notes), reader.models), no_progress)
    assert report.cards <= sum(len(note.cards) for note in notes)
    again = anki.read(out)
    assert len(again) == len(notes)


@_fuzz
@given(st.binary(max_size=400))
def test_random_bytes(tmp_path, data):
    _survives(data, tmp_path)


@_fuzz
@given(st.data())
def test_packages_with_bytes_changed_or_cut(packages, tmp_path, data):
    package = bytearray(data.draw(st.sampled_from(packages)))
    for _ in range(data.draw(st.integers(1, 8))):
        package[data.draw(st.integers(0, len(package) - 1))] = data.draw(st.integers(0, 255))
    _survives(bytes(package[: data.draw(st.integers(1, len(package)))]), tmp_path)


@_fuzz
@given(st.data())
def test_collections_with_bytes_changed(packages, tmp_path, data):
    place = data.draw(st.integers(0, 1))
    members = _members(packages[place])
    name = ("collection.anki21", "collection.anki21b")[place]
    collection = bytearray(_unpacked(name, members[name]))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(collection) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=64))
        collection[at : at + len(piece)] = piece
    members[name] = _packed(name, bytes(collection))
    _survives(_zipped(members), tmp_path)


@_fuzz
@given(st.data())
def test_collections_with_random_values(packages, tmp_path, data):
    members = _members(packages[0])
    path = tmp_path / "collection"
    path.write_bytes(members["collection.anki21"])
    connection = sqlite3.connect(path, isolation_level=None)
    for _ in range(data.draw(st.integers(1, 5))):
        table = data.draw(st.sampled_from(sorted(_COLUMNS)))
        column = data.draw(st.sampled_from(_COLUMNS[table]))
        value = data.draw(_VALUES)
        some = "" if table == "col" else " WHERE id % 3 = 0"
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?{some}", (value,))
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            continue  # no file can hold that
    connection.close()
    members["collection.anki21"] = path.read_bytes()
    _survives(_zipped(members), tmp_path)


@_fuzz
@given(st.data())
def test_messages_with_random_bytes(packages, tmp_path, data):
    members = _members(packages[1])
    path = tmp_path / "collection"
    path.write_bytes(_unpacked("collection.anki21b", members["collection.anki21b"]))
    connection = sqlite3.connect(path, isolation_level=None)
    table = data.draw(st.sampled_from(["fields", "templates", "notetypes", "config"]))
    column = "val" if table == "config" else "config"
    connection.execute(f"UPDATE {table} SET {column} = ?", (data.draw(st.binary(max_size=60)),))
    connection.close()
    members["collection.anki21b"] = zstandard.compress(path.read_bytes())
    _survives(_zipped(members), tmp_path)


@given(st.binary(max_size=100))
def test_messages_are_read_or_refused(data):
    try:
        wire.read(data)
    except wire.WireError:
        return


@given(_PIECES)
def test_templates_are_rendered_whatever_they_hold(template):
    values = {"Front": "f <b>", "Back": "", "Tags": "t"}
    assert isinstance(render(parse(template), values, lambda name, value: None), str)


@_fuzz
@given(st.tuples(_PIECES, _PIECES, st.booleans(), _PIECES))
def test_notes_of_any_template_are_read(packages, tmp_path, parts):
    front, back, cloze, words = parts
    members = _members(packages[0])
    path = tmp_path / "collection"
    path.write_bytes(members["collection.anki21"])
    connection = sqlite3.connect(path, isolation_level=None)
    models = connection.execute("SELECT models FROM col").fetchone()[0]
    connection.execute("UPDATE col SET models = ?", (_with_template(models, front, back, cloze),))
    connection.execute("UPDATE notes SET flds = ? || flds", (words.replace("\x1f", ""),))
    connection.close()
    members["collection.anki21"] = path.read_bytes()
    _survives(_zipped(members), tmp_path)


def _with_template(models: str, front: str, back: str, cloze: bool) -> str:
    found = json.loads(models)
    for model in found.values():
        model["type"] = int(cloze)
        for template in model["tmpls"]:
            template["qfmt"], template["afmt"] = front, back
    return json.dumps(found)


def _members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return buffer.getvalue()


def _unpacked(name: str, data: bytes) -> bytes:
    if name.endswith("b"):
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return data


def _packed(name: str, data: bytes) -> bytes:
    return zstandard.compress(data) if name.endswith("b") else data
