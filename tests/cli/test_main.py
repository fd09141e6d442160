from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import Any

import pytest

from tpmdesk.cli.command import Command, CommandError
from tpmdesk.cli.main import build_parser, queries_as_words, run, split_json_flag


def command(result: Any = None, problem: Exception | None = None) -> Command:
    def answer(_desk: object, _options: Namespace) -> Any:
        if problem:
            raise problem
        return result

    return Command("look", "look", answer, lambda found: f"found {found}")


def run_it(made: Command, *, as_json: bool) -> int:
    return run(made, None, Namespace(), as_json=as_json)  # type: ignore[arg-type]


def test_the_json_flag_may_stand_anywhere() -> None:
    assert split_json_flag(["content", "--json", "check"]) == (["content", "check"], True)


def test_what_follows_two_dashes_is_text() -> None:
    assert split_json_flag(["speak", "--", "--json"]) == (["speak", "--", "--json"], False)


@pytest.mark.parametrize("term", ["-is:new", '-"a phrase"', "-(a or b)"])
def test_a_term_that_excludes_is_no_option(term: str) -> None:
    parser = build_parser([Command("look", "look", lambda *_: 0, str, _takes_words)])
    options = parser.parse_args(queries_as_words(["look", term, "--limit", "3"]))
    assert ([word.strip() for word in options.words], options.limit) == ([term], 3)


def _takes_words(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="+")
    parser.add_argument("--limit", type=int)


def test_standard_output_holds_one_json_value(capsys: pytest.CaptureFixture[str]) -> None:
    run_it(command({"ok": True}), as_json=True)
    assert json.loads(capsys.readouterr().out) == {"ok": True}


def test_what_is_no_text_is_escaped_in_the_json(capfd: pytest.CaptureFixture[str]) -> None:
    run_it(command({"name": "a\udcff"}), as_json=True)
    assert json.loads(capfd.readouterr().out) == {"name": "a\udcff"}


def test_a_text_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    run_it(command("\x1b[2J\x9b"), as_json=False)
    assert capsys.readouterr().out == "found \ufffd[2J\ufffd\n"


def test_words_for_people_go_beside_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    run_it(command([1]), as_json=True)
    assert capsys.readouterr().err == "found [1]\n"


def test_bad_input_is_told_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_it(command(problem=CommandError("There is no card 9.")), as_json=False)
    assert (code, capsys.readouterr().err) == (1, "There is no card 9.\n")


def test_bad_input_is_one_json_value_too(capsys: pytest.CaptureFixture[str]) -> None:
    run_it(command(problem=CommandError("There is no card 9.")), as_json=True)
    assert json.loads(capsys.readouterr().out) == {"error": "There is no card 9."}


def test_a_result_that_is_not_well_ends_with_1() -> None:
    assert run_it(command({"ok": False}), as_json=False) == 1


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run_it(command(problem=ZeroDivisionError()), as_json=False)


def test_the_data_folder_comes_before_the_command() -> None:
    options = build_parser([command()]).parse_args(["--data-dir", "here", "look"])
    assert (str(options.data_dir), options.command) == ("here", "look")
