from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.packs import (
    CARDS,
    DECK,
    FRAMEWORK,
    PROMPT,
    ROUND,
    RUBRIC,
    TOP,
    WHOLE,
    messages,
    read,
)
from tpmdesk.content import files
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.cards import NoteKind, NoteStep
from tpmdesk.domain.content import FollowUp, ModelAnswer


def test_a_whole_pack_becomes_domain_entries(tmp_path: Path) -> None:
    (pack,) = read(tmp_path, all=WHOLE).packs
    assert (pack.id, pack.title) == ("mini", "Mini")
    assert pack.counts == {
        "deck": 1,
        "card": 2,
        "framework": 1,
        "rubric": 1,
        "round": 1,
        "prompt": 1,
    }
    (prompt,) = pack.prompts
    assert prompt.id == "mini/tell"
    assert prompt.round == "mini/first"
    assert prompt.follow_ups == (FollowUp("And then?", "Decide"), FollowUp("Why?"))
    assert prompt.strong == ModelAnswer("First, I looked.", "Names what was seen.")
    assert prompt.provenance.covers == ("q-1",)


def test_a_whole_pack_has_no_errors(tmp_path: Path) -> None:
    assert read(tmp_path, all=WHOLE).errors == ()


def test_a_card_of_steps_takes_them_from_its_framework(tmp_path: Path) -> None:
    (pack,) = read(tmp_path, all=WHOLE).packs
    text = pack.notes[1].text
    assert text.kind is NoteKind.STEPS
    assert text.steps == (NoteStep("Look", "Say what is there."), NoteStep("Decide", "Choose."))


def test_a_prompt_without_a_framework_has_that_of_its_round(tmp_path: Path) -> None:
    (pack,) = read(tmp_path, all=WHOLE).packs
    assert pack.prompts[0].framework == "mini/walk"


def test_files_with_the_same_pack_id_form_one_pack(tmp_path: Path) -> None:
    untitled = TOP.replace('title = "Mini"\n', "")
    result = read(tmp_path, a=untitled + CARDS, b=TOP + DECK, c=untitled + FRAMEWORK)
    assert result.errors == ()
    assert [pack.counts for pack in result.packs] == [{"deck": 1, "card": 2, "framework": 1}]


def test_every_mistake_of_every_entry_is_reported_with_its_place(tmp_path: Path) -> None:
    bad = (
        TOP
        + DECK
        + """
[[card]]
slug = "Not Kebab"
deck = "basics"
front = ""
bak = "typo"
covers = "voc-1"

[[card]]
deck = "basics"
front = 3
back = "b"
tags = ["ok", 7]
"""
    )
    result = read(tmp_path, bad=bad)
    assert {error.file for error in result.errors} == {str(tmp_path / "bad.toml")}
    assert sorted(messages(result)) == [
        "card 'Not Kebab' (line 9): back is missing; a card of kind 'basic' needs text on its back",
        "card 'Not Kebab' (line 9): bak is not a key that is read here: expected one of slug, "
        "covers, origin, source, was, deck, kind, front, back, framework, steps, tags, extra",
        "card 'Not Kebab' (line 9): covers is 'voc-1': expected a list, each item lower-case words "
        "joined by hyphens, like 'canary-release'",
        "card 'Not Kebab' (line 9): front is empty: expected some text",
        "card 'Not Kebab' (line 9): slug is 'Not Kebab': expected lower-case words joined by "
        "hyphens, like 'canary-release'",
        "card 2 (line 16): front is 3: expected some text",
        "card 2 (line 16): slug is missing: expected lower-case words joined by hyphens, like "
        "'canary-release'",
        "card 2 (line 16): tags 2 is 7: expected one line of text",
    ]


def test_valid_entries_of_a_faulty_file_are_kept(tmp_path: Path) -> None:
    result = read(tmp_path, all=WHOLE + '\n[[card]]\nslug = "half"\n')
    assert result.packs[0].counts["card"] == 2
    assert result.errors


def test_an_entry_that_refers_to_a_faulty_one_is_left_out_without_a_report(tmp_path: Path) -> None:
    broken = RUBRIC.replace('title = "Talk"\n', "")
    result = read(tmp_path, all=TOP + FRAMEWORK + broken + ROUND + PROMPT)
    assert [error.entry for error in result.errors] == ["rubric 'talk' (line 21)"]
    assert result.packs[0].counts == {"framework": 1}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 1\npack = \n", "line 2, column 8"),
        ("schema = 1\nschema = 2", "line 2, column 11"),
    ],
)
def test_a_syntax_error_gives_line_and_column(tmp_path: Path, text: str, place: str) -> None:
    (error,) = read(tmp_path, bad=text).errors
    assert error.entry == place
    assert error.message.startswith("this is not valid TOML: ")


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    (error,) = read_packs([tmp_path / "nowhere"]).errors
    assert error.message == "there is no such file or folder; check the path"


def test_a_folder_without_content_is_reported(tmp_path: Path) -> None:
    (error,) = read_packs([tmp_path]).errors
    assert error.message == "this holds no .toml file; expected at least one"


def test_a_file_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"schema = 1\n# caf\xe9\n")
    (error,) = read_packs([tmp_path]).errors
    assert (error.entry, error.message) == (
        "line 2",
        "the file is not UTF-8 text; save it as UTF-8",
    )


def test_a_file_that_may_not_be_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.toml").write_text(WHOLE)
    monkeypatch.setattr(Path, "open", refuse)
    (error,) = read_packs([tmp_path]).errors
    assert error.message == "this cannot be read (permission denied); check its permissions"


def test_a_huge_file_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3_000_000)
    (tmp_path / "huge.toml").write_bytes(b"#" * 3_000_001)
    (error,) = read_packs([tmp_path]).errors
    assert error.message == "the file is larger than 3 MB; split it in several"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert read(tmp_path, all="\ufeff" + WHOLE).errors == ()


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    read(tmp_path, all=WHOLE)
    result = read_packs([tmp_path, tmp_path / "all.toml"])
    assert result.errors == ()
    assert len(result.packs) == 1


def test_nesting_beyond_reason_is_an_error(tmp_path: Path) -> None:
    (error,) = read(tmp_path, deep="a = " + "[" * 100_000).errors
    assert error.message == "lists or tables are nested too deep to be read"


def test_a_number_beyond_reason_is_an_error(tmp_path: Path) -> None:
    (error,) = read(tmp_path, long="a = " + "9" * 5000).errors
    assert error.message == "a number has too many digits to be read"


def test_the_top_must_name_schema_and_pack(tmp_path: Path) -> None:
    result = read(tmp_path, bad="schema = 2\nowner = 'me'\n" + DECK)
    assert sorted(messages(result)) == [
        "top of the file: owner is not a key that is read here: expected one of schema, pack, "
        "title, outline, [[deck]], [[card]], [[framework]], [[rubric]], [[round]], [[prompt]], "
        "[[scenario]], [[document]], [[diagram]]",
        "top of the file: pack is missing: expected lower-case words joined by hyphens, like "
        "'canary-release'",
        "top of the file: schema is 2: expected 1, the only one this version reads",
    ]


def test_a_pack_needs_a_title(tmp_path: Path) -> None:
    (error,) = read(tmp_path, a='schema = 1\npack = "mini"\n').errors
    assert error.message == "title is missing; one file of pack 'mini' must give it"


def test_a_pack_has_one_title(tmp_path: Path) -> None:
    (error,) = read(tmp_path, a=TOP, b=TOP).errors
    assert error.file == str(tmp_path / "b.toml")
    assert error.message.startswith("the pack has its title in ")


def test_a_table_with_single_brackets_is_an_error(tmp_path: Path) -> None:
    result = read(tmp_path, a=TOP + '[deck]\nslug = "one"\ntitle = "One"\n')
    assert messages(result) == [
        "top of the file: deck is no list of entries: expected each under [[deck]], in two brackets"
    ]


def test_something_other_than_a_table_is_an_error(tmp_path: Path) -> None:
    assert messages(read(tmp_path, a=TOP + "card = [1]\n")) == [
        "card 1: this is 1: expected a table"
    ]


def test_places_are_found_below_strings_that_look_like_headers(tmp_path: Path) -> None:
    trap = "[[deck]]\nslug = \"trap\"\ntitle = \"Trap\"\nabout = '''\n[[deck]]\n''' # [[deck]]\n"
    result = read(tmp_path, a=TOP + trap + '[[deck]]\nslug = "bad"\n')
    assert [error.entry for error in result.errors] == ["deck 'bad' (line 10)"]
