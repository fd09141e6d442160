from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.notes import plain_notes, read_or_refused, written
from tpmdesk.app.transfer import ForeignNote, TransferError
from tpmdesk.domain.cards import NoteKind, NoteStep, NoteText
from tpmdesk.exchange.markdown import open_markdown, write_markdown


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        file = tmp_path / "Cards.md"
        file.write_bytes(text.encode(encoding))
        return open_markdown(file)

    return read


def texts(reader):
    return [(note.deck, note.text.front, note.text.back) for note in reader.notes()]


@given(notes=plain_notes().filter(bool))
def test_what_was_written_is_read_back_exactly(tmp_path_factory, notes):
    file = tmp_path_factory.mktemp("md") / "deck.md"
    written(write_markdown, file, notes)
    reader = open_markdown(file)
    assert [note._replace(edited=0) for note in reader.notes()] == notes
    assert reader.skipped == []


def test_headings_make_decks_and_notes(read):
    reader = read("# Releases::Basics\n\n## Canary?\n\nA few first.\n\n# Other\n## B\nC\n")
    assert texts(reader) == [
        ("Releases::Basics", "Canary?", "A few first."),
        ("Other", "B", "C"),
    ]


def test_without_a_deck_the_name_of_the_file_is_taken(read):
    assert texts(read("## A\nB")) == [("Cards", "A", "B")]


def test_a_front_of_several_lines_ends_at_three_hyphens(read):
    reader = read("##\nWhat prints\n`2 ** 3`?\n---\n8\n---\nstill the back")
    assert texts(reader) == [("Cards", "What prints\n`2 ** 3`?", "8\n---\nstill the back")]


def test_questions_and_answers_make_notes(read):
    reader = read("Q: One?\nA: Yes\nand more\n\nQ: Two?\nreally?\nA: No")
    assert texts(reader) == [
        ("Cards", "One?", "Yes\nand more"),
        ("Cards", "Two?\nreally?", "No"),
    ]


def test_fields_end_a_note(read):
    (note,) = read("## A\nB\nExtra: more\nMnemonic: ABC\nTags: x, y z\nKind: reversed").notes()
    assert note.text == NoteText(
        NoteKind.REVERSED, "A", "B", extra="more", tags=("x", "y z"), mnemonic="ABC"
    )


def test_gaps_make_a_cloze(read):
    (note,) = read("## {{c1::DORA}} has four keys").notes()
    assert note.text.kind is NoteKind.CLOZE


def test_a_numbered_list_is_the_steps_of_a_note_of_steps(read):
    (note,) = read("## Risk?\n1. **Name it**: say it\n2. Own it: watch\nKind: steps").notes()
    assert note.text.steps == (NoteStep("Name it", "say it"), NoteStep("Own it", "watch"))


def test_code_is_never_read_as_a_mark(read):
    code = "```sh\n# a comment\nTags: none\n```"
    assert texts(read(f"## A\n{code}\n\n## B\nC")) == [("Cards", "A", code), ("Cards", "B", "C")]


def test_a_note_with_a_mistake_is_named_by_its_line_and_the_others_stay(read):
    reader = read("## A\nB\nKind: riddle\n\n## C\nD\n")
    assert texts(reader) == [("Cards", "C", "D")]
    assert [(each.what, "riddle" in each.why) for each in reader.skipped] == [("line 1", True)]


def test_latin_1_is_read_and_said(read):
    reader = read("## Café\nx", "latin-1")
    assert texts(reader) == [("Cards", "Café", "x")]
    assert "Latin-1" in reader.skipped[0].why


def test_what_is_no_text_is_refused(read):
    with pytest.raises(TransferError, match=r"Cards\.md, line 2"):
        read("## A\n\0")


@pytest.mark.parametrize("text", ["", "\n", "prose without a card", "# Deck"])
def test_a_file_without_cards_is_refused(read, text):
    with pytest.raises(TransferError, match=r"Cards\.md: no card begins in it"):
        read(text)


@given(text=st.text(max_size=300))
def test_fuzz_any_text_is_read(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("md") / "deck.md"
    file.write_text(text.replace("\0", ""), encoding="utf-8", errors="replace")
    for note in read_or_refused(open_markdown, file):
        assert isinstance(note, ForeignNote)
        assert note.text.front.strip() or note.text.sides


@given(raw=st.binary(max_size=300))
def test_fuzz_bytes_are_read_or_refused_with_a_sentence(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("md") / "deck.md"
    file.write_bytes(raw)
    read_or_refused(open_markdown, file)
