from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.notes import (
    PLAIN_TEXTS,
    STEP_TEXTS,
    TAGS,
    WORD,
    plain_notes,
    read_or_refused,
    written,
)
from tpmdesk.app.transfer import ColumnMapping, ForeignNote, TransferError
from tpmdesk.domain.cards import Face, NoteKind, NoteText
from tpmdesk.exchange.columns import guess_columns
from tpmdesk.exchange.csv import open_csv, write_csv


@pytest.fixture
def saved(tmp_path):
    def saved(text, name="Cards.csv", encoding="utf-8"):
        file = tmp_path / name
        file.write_bytes(text.encode(encoding))
        return file

    return saved


def pairs(reader):
    return [(note.text.front, note.text.back) for note in reader.notes()]


@given(notes=plain_notes(PLAIN_TEXTS | STEP_TEXTS), suffix=st.sampled_from(["csv", "tsv"]))
def test_what_was_written_is_read_back_exactly(tmp_path_factory, notes, suffix):
    file = tmp_path_factory.mktemp("csv") / f"deck.{suffix}"
    written(write_csv, file, notes)
    reader = open_csv(file)
    assert [note._replace(edited=0) for note in reader.notes()] == notes
    assert reader.skipped == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "'quoted'"])
def test_no_cell_that_is_written_is_a_formula(tmp_path, text):
    note = ForeignNote(text, "D", NoteText(NoteKind.BASIC, text, text))
    written(write_csv, tmp_path / "deck.csv", [note])
    rows = list(csv.reader((tmp_path / "deck.csv").open(encoding="utf-8", newline="")))
    assert not any(cell[:1] in tuple("=+-@") for cell in rows[1] if cell)
    [read] = open_csv(tmp_path / "deck.csv").notes()
    assert (read.guid, read.text) == (note.guid, note.text)


def test_sides_are_written_as_notes_of_their_own(tmp_path):
    text = NoteText(NoteKind.SIDES, "", "", sides=(Face("a", "A", "B"), Face("b", "C", "D")))
    written(write_csv, tmp_path / "x.csv", [ForeignNote("g", "Deck", text)])
    assert pairs(open_csv(tmp_path / "x.csv")) == [("A", "B"), ("C", "D")]


# Guessing


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(saved, delimiter):
    rows = (("front, mostly", "back"), ("a; b", "c"), ("d\te", "f|g"))
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    guess = guess_columns(saved(text))
    assert guess.mapping.delimiter == delimiter
    assert guess.rows == rows


def test_a_header_names_the_columns_in_any_order(saved):
    guess = guess_columns(saved("Tags,Answer,Question,Weight\nx y,back,front,3\n"))
    assert guess.mapping.header
    assert guess.mapping.columns == ("tags", "back", "front", "")
    assert guess.header == ("Tags", "Answer", "Question", "Weight")
    assert guess.rows == (("x y", "back", "front", "3"),)


def test_without_a_header_front_and_back_come_first(saved):
    guess = guess_columns(saved("What is a canary?,A few first,more\n"))
    assert not guess.mapping.header
    assert guess.mapping.columns == ("front", "back", "")


def test_the_name_of_the_file_is_the_deck(saved):
    assert guess_columns(saved("a,b", "Releases.csv")).mapping.deck == "Releases"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_however_it_was_saved(saved, encoding):
    assert pairs(open_csv(saved("Größe,日本\n", encoding=encoding))) == [("Größe", "日本")]


def test_latin_1_is_read_and_said(saved):
    reader = open_csv(saved("Café,x\n", encoding="latin-1"))
    assert pairs(reader) == [("Café", "x")]
    assert "Latin-1" in reader.skipped[0].why


# Anki's text files


ANKI = """#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
g1\tBasic (and reversed card)\tDeck::Sub\t<b>Front</b>\tBack<br>more\tone two
g2\tCloze\tDeck\t{{c1::Gap}}\t\t
"""


def test_the_head_of_an_anki_text_file_is_honoured(saved):
    first, second = open_csv(saved(ANKI, "deck.txt")).notes()
    assert (first.guid, first.deck) == ("g1", "Deck::Sub")
    assert first.text.kind is NoteKind.REVERSED
    assert first.text.front == "**Front**"
    assert first.text.back.split() == ["Back", "more"]
    assert first.text.tags == ("one", "two")
    assert second.text.kind is NoteKind.CLOZE


def test_a_head_may_name_columns_deck_and_tags_for_all(saved):
    head = "#separator:Semicolon\n#columns:Back;Front\n#deck:Facts\n#tags:a b\n"
    (note,) = open_csv(saved(head + "yes;really?\n", "deck.txt")).notes()
    assert (note.deck, note.text.front, note.text.back) == ("Facts", "really?", "yes")
    assert note.text.tags == ("a", "b")


# Reading


def test_a_given_mapping_decides(saved):
    mapping = ColumnMapping(("back", "", "front"), ",", header=True, deck="Mine", kind="reversed")
    (note,) = open_csv(saved("front,x,back\n1,2,3\n"), mapping).notes()
    assert (note.deck, note.text.front, note.text.back) == ("Mine", "3", "1")
    assert note.text.kind is NoteKind.REVERSED


def test_quoted_cells_may_hold_lines_and_quotation_marks(saved):
    assert pairs(open_csv(saved('"a\nb","say ""hi"""\n'))) == [("a\nb", 'say "hi"')]


def test_gaps_make_a_cloze_where_no_column_names_the_kind(saved):
    (note,) = open_csv(saved("{{c1::DORA}} has four,x\n")).notes()
    assert note.text.kind is NoteKind.CLOZE


def test_a_row_without_a_front_is_named_by_its_line(saved):
    reader = open_csv(saved("a,b\n,c\nd,e\n"))
    assert pairs(reader) == [("a", "b"), ("d", "e")]
    assert [tuple(each) for each in reader.skipped] == [("line 2", "the front is empty")]


def test_html_without_words_is_no_front(saved):
    reader = open_csv(saved("#html:true\n<br>,b\n<b>c</b>,d\n"))
    assert pairs(reader) == [("**c**", "d")]
    assert reader.skipped[0].what == "line 2"


def test_an_overlong_cell_is_left_out_and_named(saved):
    reader = open_csv(saved(f"a,b\nc,{'x' * 200_000}\nd,e\n"))
    assert pairs(reader) == [("a", "b"), ("d", "e")]
    assert reader.skipped[0].what == "line 2"


def test_a_file_without_a_front_is_refused(saved):
    with pytest.raises(TransferError, match=r"Cards\.csv"):
        open_csv(saved("a,b"), ColumnMapping(("back", "extra")))


def test_an_empty_file_is_refused(saved):
    with pytest.raises(TransferError, match=r"Cards\.csv: there is nothing in it"):
        open_csv(saved(""))


def test_a_head_without_end_is_read_in_one_pass(saved):
    longest = "#separator:comma\n" * 50_000
    with pytest.raises(TransferError, match=r"nothing in it"):
        open_csv(saved(longest))


def test_what_is_no_text_is_refused(saved):
    with pytest.raises(TransferError, match=r"line 2: this is no text"):
        open_csv(saved("a,b\n\0,c"))


@given(raw=st.binary(max_size=300))
def test_fuzz_bytes_are_read_or_refused_with_a_sentence(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("csv") / "deck.csv"
    file.write_bytes(raw)
    read_or_refused(open_csv, file)


@given(
    head=st.lists(st.sampled_from(ANKI.splitlines()) | st.text(max_size=20), max_size=6),
    cells=st.lists(st.text(max_size=20) | WORD, max_size=12),
    delimiter=st.sampled_from(",;\t|"),
)
def test_fuzz_tables_are_read_or_refused_with_a_sentence(tmp_path_factory, head, cells, delimiter):
    file = tmp_path_factory.mktemp("csv") / "deck.csv"
    lines = [*head, delimiter.join(cells), delimiter.join(cells[::-1])]
    file.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    for note in read_or_refused(open_csv, file):
        assert note.text.front


@given(tags=TAGS)
def test_tags_are_words_between_spaces(tmp_path_factory, tags):
    file = tmp_path_factory.mktemp("csv") / "deck.csv"
    mapping = ColumnMapping(("front", "tags"), header=False)
    file.write_text(f"a,{'  '.join(tags)}\n", encoding="utf-8")
    (note,) = open_csv(file, replace(mapping, deck="D")).notes()
    assert note.text.tags == tags
