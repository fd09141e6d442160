"""`report` and `friend`: an attempt out, and scores back in."""

from __future__ import annotations

import json

import pytest

from tests.app.fakes import MemoryAttempts, a_prompt
from tests.app.given import BACK, WHY_A, WHY_B, ScoredContent, record, sat
from tests.cli.asking import asker
from tpmdesk.app.reporting import Reporting
from tpmdesk.bootstrap.paths import shipped
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.cli.report import COMMANDS
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.report import report_key
from tpmdesk.exchange.report.friends import read_friend
from tpmdesk.exchange.report.markdown import MarkdownWriter
from tpmdesk.exchange.report.page import PageWriter


class Desk:
    def __init__(self, folder):
        self.attempts = MemoryAttempts()
        self.reporting = Reporting(
            ScoredContent((a_prompt("a"), a_prompt("b"))),
            self.attempts,
            folder,
            {
                ".html": PageWriter(shipped("resources") / "report", encode),
                ".md": MarkdownWriter(encode),
            },
            read_friend,
        )


def encode(path):
    return "audio/mpeg", path.read_bytes()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "recordings")


@pytest.fixture
def attempt(desk, tmp_path):
    made = sat(desk.attempts, WHY_A, BACK, WHY_B)
    record(desk.attempts, made, 0, tmp_path / "recordings")
    return made


@pytest.fixture
def said(desk, capsys):
    return asker(COMMANDS, desk, capsys)


@pytest.fixture
def sent(desk, attempt, tmp_path):
    """A file as the page saves it, with other values where a test gives some."""

    def send(**other):
        whole = {
            "tpmdesk": "scores",
            "attempt": report_key(desk.attempts.attempt(attempt)),
            "by": "Ann",
            "scores": [{"answer": 1, "criterion": "depth", "level": 3}],
            "remarks": [{"answer": 2, "at": 4.5, "text": "here"}],
        }
        file = tmp_path / "scores.json"
        file.write_text(json.dumps(whole | other), encoding="utf-8")
        return file

    return send


def test_a_page_is_written_with_the_recordings_inside(said, attempt, tmp_path):
    file = tmp_path / "report.html"
    code, found = said("report", attempt, file)
    assert (code, found) == (DONE, {"file": str(file), "bytes": file.stat().st_size})
    assert "data:audio/mpeg" in file.read_text()


def test_recordings_can_be_left_out(said, attempt, tmp_path):
    said("report", attempt, tmp_path / "report.html", "--no-audio")
    assert "data:audio" not in (tmp_path / "report.html").read_text()


def test_a_text_that_is_filled_in_comes_back(said, desk, attempt, tmp_path):
    file = tmp_path / "report.md"
    said("report", attempt, file)
    text = file.read_text().replace("\nby:\n", "\nby: Ann\n").replace("\ndepth:\n", "\ndepth: 2\n")
    file.write_text(text)
    code, found = said("friend", file)
    assert (code, found) == (
        DONE,
        {"attempt": str(attempt), "by": "Ann", "scores": 2, "remarks": 0},
    )
    answers = desk.attempts.attempt(attempt).answers
    assert [each.scored(by="Ann") for each in answers] == [
        (Score("depth", 2, by="Ann"),),
        (),
        (Score("depth", 2, by="Ann"),),
    ]


def test_a_friends_scores_are_counted_and_kept(said, desk, attempt, sent):
    code, found = said("friend", sent())
    assert (code, found) == (
        DONE,
        {"attempt": str(attempt), "by": "Ann", "scores": 1, "remarks": 1},
    )
    answer, back, _ = desk.attempts.attempt(attempt).answers
    assert answer.scored(by="Ann") == (Score("depth", 3, by="Ann"),)
    assert [(each.at, each.text, each.by) for each in back.moments] == [(4.5, "here", "Ann")]


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"attempt": "1-1"}, "belong to another attempt"),
        ({"attempt": "9" * 5000}, "no attempt that these scores belong to"),
        ({"by": ""}, "whose scores are they"),
        ({"scores": [{"answer": 1, "criterion": "charm", "level": 1}]}, "no criterion charm"),
        ({"scores": [{"answer": 1, "criterion": "depth"}]}, "no file of scores"),
        ({"remarks": [{"answer": 4, "at": 1, "text": "where"}]}, "“where” belongs to no answer"),
        ({"tpmdesk": "cards"}, "not one of scores"),
    ],
)
def test_what_is_wrong_is_named_with_the_file_and_nothing_is_changed(
    said, desk, attempt, sent, other, problem
):
    before = desk.attempts.attempt(attempt)
    file = sent(**other)
    code, found = said("friend", file)
    assert code == BAD_INPUT
    assert found["error"].startswith(f"{file}: ")
    assert problem in found["error"]
    assert found["error"].endswith("Nothing was changed.")
    assert desk.attempts.attempt(attempt) == before


def test_a_file_that_is_not_there_is_named(said, tmp_path):
    code, found = said("friend", tmp_path / "none.json")
    assert code == BAD_INPUT
    assert "There is no file" in found["error"]


@pytest.mark.parametrize(
    ("number", "name", "problem"),
    [
        (None, "report.pdf", "ends in .html or .md"),
        (None, "none/report.html", "cannot be written: No such file or directory"),
        (9, "report.md", "no attempt 9"),
        ("first", "report.md", "first is no attempt's id"),
        ("9" * 30, "report.md", "is no attempt's id"),
    ],
)
def test_what_cannot_be_written_is_named(said, attempt, tmp_path, number, name, problem):
    code, found = said("report", number or attempt, tmp_path / name)
    assert code == BAD_INPUT
    assert problem in found["error"]


def test_words_tell_where_it_is_and_whose_scores_came(said, attempt, tmp_path, sent):
    file = tmp_path / "report.html"
    assert str(file) in said("report", attempt, file, words=True)[1]
    text = said("friend", sent(), words=True)[1]
    assert f"Attempt {attempt} has 1 scores and 1 remarks by Ann." in text
