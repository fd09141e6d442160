"""Packages that are broken or mean harm: a sentence that names the file, and nothing else."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
import zstandard

from tests.exchange.anki import collections as anki
from tpmdesk.app.transfer import TransferError
from tpmdesk.exchange.anki import wire
from tpmdesk.exchange.anki.archive import Limits
from tpmdesk.exchange.anki.reader import AnkiReader

_LIMITS = Limits()


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A package of Anki's in the first layout."""
    folder = tmp_path_factory.mktemp("good")
    col = anki.rich(folder / "col")
    file = anki.export(col, folder / "good.apkg", legacy=True)
    col.close()
    return file


@pytest.fixture
def build(good, tmp_path):
    """Builds a package out of the good one: a changed collection, other members."""

    def make(*statements: str, members: dict[str, bytes] | None = None, drop: str = "") -> Path:
        with zipfile.ZipFile(good) as source:
            found = {name: source.read(name) for name in source.namelist() if name != drop}
        if statements:
            found["collection.anki21"] = _changed(found["collection.anki21"], statements, tmp_path)
        found |= members or {}
        file = tmp_path / "bad.apkg"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for name, data in found.items():
                target.writestr(name, data)
        return file

    return make


def _changed(data: bytes, statements: tuple[str, ...], folder: Path) -> bytes:
    path = folder / "changing"
    path.write_bytes(data)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.executescript(statement)
    connection.close()
    return path.read_bytes()


def _refused(file: Path, limits: Limits = _LIMITS) -> str:
    """The sentence with which reading it to the end is refused."""
    with pytest.raises(TransferError) as caught:
        _read_whole(file, limits)
    assert file.name in str(caught.value)
    assert "Nothing was imported" in str(caught.value)
    return str(caught.value)


def _read_whole(file: Path, limits: Limits) -> None:
    reader = AnkiReader(file, limits=limits)
    try:
        list(reader.notes())
        for each in reader.media():
            reader.media_bytes(each.name)
    finally:
        reader.close()


def _read(file: Path):
    reader = AnkiReader(file)
    try:
        return list(reader.notes()), reader.skipped
    finally:
        reader.close()


# The zip


@pytest.mark.parametrize(
    "data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_zip_is_refused(tmp_path, data):
    file = tmp_path / "no.apkg"
    file.write_bytes(data)
    _refused(file)


def test_a_missing_file_is_refused(tmp_path):
    _refused(tmp_path / "gone.apkg")


def test_a_cut_file_is_refused(good, tmp_path):
    file = tmp_path / "cut.apkg"
    file.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    _refused(file)


def test_an_encrypted_zip_is_refused(good, tmp_path):
    data = bytearray(good.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    file = tmp_path / "secret.apkg"
    file.write_bytes(data)
    assert "encrypted" in _refused(file)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    file = tmp_path / "bomb.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("collection.anki2", b"SQLite format 3\0" + b"\0" * 100_000_000)
    assert "unpacks to more" in _refused(file)


def test_a_bomb_within_a_bomb_is_refused(tmp_path):
    file = tmp_path / "bomb.apkg"
    inner = zstandard.compress(b"SQLite format 3\0" + b"\0" * 200_000_000)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("meta", b"\x08\x03")
        target.writestr("collection.anki21b", inner)
    assert "unpacks to more" in _refused(file)


def test_too_many_members_are_refused(build):
    file = build(members={f"x{n}": b"" for n in range(50)})
    assert "more than 20" in _refused(file, Limits(members=20))


def test_a_newer_layout_is_refused(build):
    assert "newer" in _refused(build(members={"meta": b"\x08\x63"}))


def test_names_that_lead_elsewhere_are_skipped(build):
    names = ["../../evil.png", "/etc/passwd", "C:\\x.png", "..\\y.png", "a/b.png", ""]
    listed = {str(place): name for place, name in enumerate(names)} | {"9": "fine.png"}
    members = {str(place): b"x" for place in [*range(6), 9]}
    reader = AnkiReader(build(members={**members, "media": json.dumps(listed).encode()}))
    assert [each.name for each in reader.media()] == ["fine.png"]
    assert len([each for each in reader.skipped if "lead out" in each.why]) == 6
    reader.close()


def test_the_name_of_a_skipped_file_can_be_printed(build):
    reader = AnkiReader(build(members={"media": rb'{"0": "a/\ud800\n.png"}', "0": b"x"}))
    assert [each.what for each in reader.skipped] == ["a/\ufffd\ufffd.png"]
    reader.close()


@pytest.mark.parametrize(
    "listing", [b"", b"[]", b"{", b"\xff", b'{"0": 5}', b'{"x": "y"}', b"[" * 100_000]
)
def test_a_broken_list_of_media_costs_the_media_alone(build, listing):
    reader = AnkiReader(build(members={"media": listing}))
    assert list(reader.notes())
    assert reader.media() == []
    reader.close()


def test_a_medium_that_unpacks_too_far_is_refused(build):
    file = build(members={"7": b"\0" * 2_000_000, "media": b'{"7": "big.png"}'})
    assert "unpacks to more" in _refused(file, Limits(medium=1_000_000))


def test_closing_leaves_nothing_behind(good, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reader = AnkiReader(good)
    assert list(tmp_path.iterdir())
    reader.close()
    assert not list(tmp_path.iterdir())
    bad = tmp_path / "bad.apkg"
    bad.write_bytes(b"PK")
    _refused(bad)
    assert list(tmp_path.iterdir()) == [bad]


# The database


def test_a_collection_that_is_no_database_is_refused(build):
    _refused(build(members={"collection.anki21": b"SQLite format 2\0"}))
    _refused(build(members={"collection.anki21": b"SQLite format 3\0" + b"\xff" * 5000}))


@pytest.mark.parametrize("table", ["notes", "cards", "revlog", "col"])
def test_a_missing_table_is_refused(build, table):
    assert table in _refused(build(f"DROP TABLE {table}"))


@pytest.mark.parametrize("table", ["notes", "cards", "revlog"])
def test_a_view_in_place_of_a_table_is_refused(build, table):
    _refused(
        build(
            f"ALTER TABLE {table} RENAME TO real_{table}",
            f"CREATE VIEW {table} AS SELECT * FROM real_{table}",
        )
    )


def test_a_view_that_never_ends_is_refused_at_once(build):
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n"
    )
    started = time.monotonic()
    _refused(build(f"DROP TABLE notes; CREATE VIEW notes AS {endless}"))
    assert time.monotonic() - started < 60


def test_computed_columns_do_not_run(build):
    file = build(
        "ALTER TABLE notes RENAME TO old",
        "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer,"
        " tags text, flds text GENERATED ALWAYS AS (hex(zeroblob(1000))) VIRTUAL)",
        "INSERT INTO notes (id, guid, mid) SELECT id, guid, mid FROM old",
    )
    _refused(file)


def test_ids_that_are_no_keys_are_refused(build):
    _refused(
        build(
            "CREATE TABLE n2 AS SELECT * FROM notes",
            "DROP TABLE notes",
            "ALTER TABLE n2 RENAME TO notes",
        )
    )


def test_a_log_of_thousands_of_lines_for_one_card_is_read(build):
    file = build(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000)"
        " INSERT INTO revlog"
        " SELECT 1000 + x, (SELECT min(id) FROM cards), 0, 3, 1, 1, 0, 1, 1 FROM n"
    )
    notes, _ = _read(file)
    assert sum(len(card.reviews) for note in notes for card in note.cards) > 3000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE col SET models = '{}'",
        "UPDATE notes SET mid = 5",
        "DELETE FROM cards",
        "UPDATE cards SET nid = 1",
    ],
)
def test_notes_that_lack_a_part_are_left_out_with_a_reason(build, statement):
    notes, skipped = _read(build(statement))
    assert notes == []
    assert skipped


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE col SET models = 'x'",
        "UPDATE col SET decks = '[1]'",
        "UPDATE col SET decks = '{\"x\": {}}'",
        "UPDATE col SET models = x'ff'",
        "UPDATE col SET conf = '['",
        "DELETE FROM col",
    ],
)
def test_facts_that_are_damaged_are_refused(build, statement):
    _refused(build(statement))


ABSURD = ["1e400", "-9223372036854775808", "9223372036854775807", "'word'", "x'ff00'", "1.5", "-1"]


@pytest.mark.parametrize("value", ABSURD)
@pytest.mark.parametrize(
    "column",
    [
        *(f"cards.{c}" for c in ("ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses")),
        *(f"cards.{c}" for c in ("left", "odue", "odid", "flags", "data", "did", "nid")),
        *(f"notes.{c}" for c in ("guid", "mid", "mod", "tags", "flds")),
        *(f"revlog.{c}" for c in ("ease", "ivl", "lastIvl", "factor", "time", "type", "cid")),
        "col.crt",
    ],
)
def test_absurd_values_are_read_as_something_sensible(build, column, value):
    table, name = column.split(".")
    notes, _ = _read(build(f"UPDATE {table} SET {name} = {value}"))
    for note in notes:
        note.guid.encode()
        assert 0 <= note.created < 2**63
        assert note.edited >= 0
        for card in note.cards:
            assert 0 <= card.flag <= 7
            assert 0 <= card.position < 2**31
            assert card.memory.difficulty is None or 1 <= card.memory.difficulty <= 10
            assert card.memory.stability is None or 0 < card.memory.stability <= 36_500


def test_a_text_too_long_is_left_out(build):
    notes, skipped = _read(
        build(
            "UPDATE notes SET flds = hex(zeroblob(3000000)) WHERE id = (SELECT min(id) FROM notes)"
        )
    )
    assert notes
    assert any("too long" in each.why for each in skipped)


def test_scripts_in_fields_do_not_come_through(build):
    notes, _ = _read(
        build(
            "UPDATE notes SET flds = '<img src=x onerror=alert(1)><script>evil()</script>' || flds"
        )
    )
    told = " ".join(note.text.front + note.text.back for note in notes)
    assert "evil" not in told
    assert "onerror" not in told


# Protocol Buffers


@pytest.mark.parametrize(
    "data", [b"\xff", b"\x0a\xff", b"\x0a\x05ab", b"\x0f", b"\x80" * 20, b"\x0b"]
)
def test_bytes_that_are_no_message_are_refused(data):
    with pytest.raises(wire.WireError):
        wire.read(data)


def test_a_message_is_read_as_it_was_written():
    made = wire.write([(1, -5), (2, "é"), (300, b"x"), (4, 0)])
    read = wire.read(made)
    assert (wire.number(read, 1), wire.text(read, 2), wire.octets(read, 300)) == (-5, "é", b"x")
    assert 4 not in read
