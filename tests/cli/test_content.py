from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.asking import Ask, asker
from tests.content.packs import WHOLE
from tpmdesk.cli.content import COMMANDS
from tpmdesk.cli.main import BAD_INPUT, DONE, build_parser
from tpmdesk.content.reader import read_packs


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "all.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path / "bundled"


@pytest.fixture
def desk(bundled: Path) -> Any:
    entries = read_packs([bundled]).packs[0].entries
    return SimpleNamespace(
        content_dir=bundled,
        read_packs=read_packs,
        library=SimpleNamespace(entries=lambda: list(entries)),
    )


@pytest.fixture
def said(desk: Any, capsys: pytest.CaptureFixture[str]) -> Ask:
    return partial(asker(COMMANDS, desk, capsys), "content")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    (tmp_path / "faulty.toml").write_text(
        WHOLE + '\n[[card]]\nslug = "half"\ndeck = "basics"\nback = "b"\n'
    )
    return tmp_path / "faulty.toml"


def test_check_counts_what_the_bundled_content_holds(said: Ask) -> None:
    assert said("check") == (
        DONE,
        {
            "ok": True,
            "packs": [
                {
                    "id": "mini",
                    "title": "Mini",
                    "entries": {
                        "deck": 1,
                        "card": 2,
                        "framework": 1,
                        "rubric": 1,
                        "round": 1,
                        "prompt": 1,
                    },
                }
            ],
            "covers": ["fw-walk", "q-1"],
            "errors": [],
        },
    )


def test_check_of_a_faulty_file_fails_and_names_the_mistake(said: Ask, faulty: Path) -> None:
    code, result = said("check", str(faulty))
    assert (code, result["ok"]) == (BAD_INPUT, False)
    assert result["errors"] == [
        {
            "file": str(faulty),
            "entry": "card 'half' (line 71)",
            "message": "front is missing: expected some text",
        }
    ]
    assert result["packs"][0]["entries"]["card"] == 2


def test_check_takes_several_paths(said: Ask, faulty: Path, tmp_path: Path) -> None:
    code, result = said("check", str(faulty), str(tmp_path / "nowhere"))
    assert code == BAD_INPUT
    assert [error["file"] for error in result["errors"]] == [
        str(tmp_path / "nowhere"),
        str(faulty),
    ]


def test_check_says_in_words_what_it_found(said: Ask, faulty: Path) -> None:
    _, words = said("check", str(faulty), words=True)
    assert words.splitlines() == [
        "mini: 1 deck, 2 cards, 1 framework, 1 rubric, 1 round, 1 prompt.",
        f"{faulty}: card 'half' (line 71): front is missing: expected some text.",
        "1 mistake to mend.",
    ]


def test_list_names_each_entry_with_what_it_covers(said: Ask) -> None:
    code, entries = said("list")
    assert code == DONE
    assert [(entry["id"], entry["kind"]) for entry in entries] == [
        ("mini/canary", "card"),
        ("mini/walk-steps", "card"),
        ("mini/walk", "framework"),
        ("mini/talk", "rubric"),
        ("mini/first", "round"),
        ("mini/tell", "prompt"),
    ]
    assert entries[0] == {
        "id": "mini/canary",
        "kind": "card",
        "title": "What is a canary?",
        "deck": "mini/basics",
        "covers": [],
        "origin": "guide",
    }


@pytest.mark.parametrize("kind", ["card", "prompt", "framework", "rubric", "round", "deck"])
def test_list_of_one_kind_holds_no_other(said: Ask, kind: str) -> None:
    _, entries = said("list", "--kind", kind)
    assert {entry["kind"] for entry in entries} == {kind}


def test_list_with_full_holds_every_text(said: Ask) -> None:
    _, (prompt,) = said("list", "--kind", "prompt", "--full")
    assert prompt["text"] == "Tell me about a program."
    assert prompt["follow_ups"] == [
        {"ask": "And then?", "missing": "Decide"},
        {"ask": "Why?", "missing": ""},
    ]
    assert prompt["strong"] == {"text": "First, I looked.", "why": "Names what was seen."}
    assert (prompt["framework"], prompt["covers"]) == ("mini/walk", ["q-1"])


def test_list_with_full_holds_both_sides_and_the_steps_of_cards(said: Ask) -> None:
    _, (canary, walk) = said("list", "--kind", "card", "--full")
    assert (canary["front"], canary["back"], canary["makes"]) == (
        "What is a canary?",
        "A small first release.",
        "basic",
    )
    assert [step["name"] for step in walk["steps"]] == ["Look", "Decide"]


def test_list_in_words_has_a_line_for_each_entry(said: Ask) -> None:
    _, words = said("list", "--kind", "round", words=True)
    assert words == "round      mini/first  First round\n"


@pytest.mark.parametrize("arguments", [[], ["list", "--kind", "poem"], ["mend"]])
def test_wrong_usage_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser(COMMANDS).parse_args(["content", *arguments])
    assert caught.value.code == 2
