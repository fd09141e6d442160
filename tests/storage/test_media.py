from __future__ import annotations

import hashlib

import pytest

from tests.storage.samples import add_deck, add_note
from tpmdesk.app.transfer import ForeignNote, MediaFile, TransferError, no_progress
from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.exchange.listed import ListedNotes
from tpmdesk.storage.media import MediaFolder
from tpmdesk.storage.transfer import SqlTransferStore


class WithFiles(ListedNotes):
    """A deck with files, by their names in it."""

    def __init__(self, files):
        super().__init__([])
        object.__setattr__(self, "files", files)

    def media(self):
        return [MediaFile(name, len(body)) for name, body in self.files.items()]

    def media_bytes(self, name):
        return self.files[name]


@pytest.fixture
def folder(database, tmp_path):
    return MediaFolder(database, tmp_path / "media")


@pytest.fixture
def arrive(folder, database):
    """Take files in, as an import does; the names they have got."""
    store = SqlTransferStore(database, folder.folder)

    def arrive(**files):
        reader = WithFiles({name.replace("_", "."): body for name, body in files.items()})
        with folder.arriving(reader, no_progress) as arrival:
            store.take_in(reader, "Import", arrival.rows, no_progress)
        return arrival

    return arrive


def held(folder):
    return {path.name: path.read_bytes() for path in folder.folder.iterdir()}


def test_files_arrive_in_the_folder_and_in_the_table(folder, arrive, database):
    arrival = arrive(a_png=b"picture")
    assert held(folder) == {"a.png": b"picture"}
    assert arrival.names == {}
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT name, sha256, bytes FROM media").all()
    assert rows == [("a.png", hashlib.sha256(b"picture").hexdigest(), 7)]


def test_the_same_file_again_is_no_new_one(folder, arrive):
    arrive(a_png=b"picture")
    again = arrive(a_png=b"picture")
    assert (again.rows, again.names) == ((), {})


def test_another_file_of_that_name_gets_another_name(folder, arrive):
    arrive(a_png=b"one")
    arrival = arrive(a_png=b"two")
    other = arrival.names["a.png"]
    assert held(folder) == {"a.png": b"one", other: b"two"}
    assert other.startswith("a-")
    assert other.endswith(".png")
    assert arrive(a_png=b"two").rows == ()


def test_names_that_differ_in_case_alone_do_not_overwrite_one_another(folder, arrive):
    arrive(a_png=b"one")
    arrival = arrive(A_png=b"two")
    assert held(folder) == {"a.png": b"one", arrival.names["A.png"]: b"two"}


@pytest.mark.parametrize("name", ["../../evil.png", "C:\\evil.png", "..", "con.png", "x" * 400])
def test_a_hostile_name_stays_in_the_folder(folder, name, tmp_path):
    reader = WithFiles({name: b"x"})
    with folder.arriving(reader, no_progress) as arrival:
        (row,) = arrival.rows
    assert arrival.names == {name: row.name}
    assert list(held(folder)) == [row.name]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".png"] == []


def test_what_arrived_goes_again_when_the_import_fails(folder, arrive):
    arrive(a_png=b"one")
    reader = WithFiles({"a.png": b"one", "b.png": b"two", "c.png": b"three"})
    seen = []

    def fail():
        with folder.arriving(reader, no_progress):
            seen.append(held(folder))
            raise TransferError

    with pytest.raises(TransferError):
        fail()
    assert len(seen[0]) == 3
    assert held(folder) == {"a.png": b"one"}


def test_a_file_that_went_missing_is_written_again(folder, arrive):
    arrive(a_png=b"one")
    (folder.folder / "a.png").unlink()
    arrive(a_png=b"one")
    assert held(folder) == {"a.png": b"one"}


def test_files_that_seem_new_are_counted_beforehand(folder, arrive):
    arrive(a_png=b"one")
    assert folder.unknown([MediaFile("a.png", 3), MediaFile("a.png", 4), MediaFile("b", 1)]) == 2


def test_files_that_no_note_names_are_listed(folder, arrive, database):
    arrive(a_png=b"one", b_mp3=b"two", c_png=b"three")
    add_deck(database)
    add_note(database, NoteText(NoteKind.BASIC, "![](media:a.png)", "[sound](media:b.mp3)"))
    assert folder.unused() == [MediaFile("c.png", 5)]


def test_files_named_anywhere_in_a_note_go_out_with_it(folder, arrive, database):
    names = ("front", "back", "extra", "aid", "step", "side")
    arrive(**{f"{name}_png": name.encode() for name in (*names, "unnamed")})
    shown = {name: f"![é](media:{name}.png)" for name in names}
    text = NoteText(
        *(NoteKind.BASIC, shown["front"], shown["back"]),
        steps=(NoteStep("One", shown["step"]),),
        extra=shown["extra"],
        mnemonic=shown["aid"],
        sides=(Face("side-0", "Front", shown["side"]),),
    )
    store = SqlTransferStore(database, folder.folder)
    notes = [
        ForeignNote("", "Deck", text),
        ForeignNote("", "Deck", NoteText(NoteKind.BASIC, "Q", "A")),
    ]
    store.take_in(ListedNotes(notes), "Import", (), no_progress)
    with store.deck(None, "", history=True, media=True) as deck:
        assert [file.name for file, _ in deck.media] == sorted(f"{name}.png" for name in names)
