from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.report.conftest import encode, nothing
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.report import FriendError, Remark
from tpmdesk.exchange.report.friends import LARGEST, read_friend
from tpmdesk.exchange.report.markdown import MarkdownWriter

PAGE = {
    "tpmdesk": "scores",
    "attempt": "7-123",
    "by": " Ann ",
    "scores": [{"answer": 1, "criterion": "depth", "level": 3}],
    "remarks": [{"answer": 2, "at": 42, "text": "good"}],
}


def test_the_file_that_the_page_saves_is_read(tmp_path):
    file = tmp_path / "scores.json"
    file.write_text(json.dumps(PAGE))
    friend = read_friend(file)
    assert (friend.key, friend.by) == ("7-123", "Ann")
    assert friend.scores == {0: (Score("depth", 3, by="Ann"),)}
    assert friend.remarks == (Remark(1, 42.0, "good"),)


@pytest.fixture
def text(report, tmp_path):
    file = tmp_path / "report.md"
    MarkdownWriter(encode).write(report, file, audio=True, progress=nothing)
    return file


def test_a_filled_in_text_gives_the_same(text):
    filled = text.read_text().replace("\nby:\n", "\nby: Ann\n")
    filled = filled.replace("\ndepth:\n", "\ndepth: 3\n")
    text.write_text(filled.replace("\nremark:\n", "\nremark: 0:42 good\n"))
    friend = read_friend(text)
    assert friend.scores == {0: (Score("depth", 3, by="Ann"),)}
    assert friend.remarks == (Remark(0, 42.0, "good"),)


def test_the_recordings_lie_beside_the_text(text):
    assert (text.with_suffix("") / "answer-1.mp3").read_bytes() == b"ID3sound"
    assert "](report/answer-1.mp3)" in text.read_text()


def test_blanks_that_were_left_empty_are_no_scores(text):
    assert read_friend(text).scores == {}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", "[]", "no file of scores"),
        ("a.json", "{}", "no file of scores"),
        ("a.json", json.dumps(PAGE | {"tpmdesk": "deck"}), "not one of scores"),
        ("a.md", "# Hello", "blocks to be filled in are missing"),
        ("a.txt", "", "neither"),
        ("a.json", "x" * (LARGEST + 1), "too large"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, name, content, problem):
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(FriendError, match=problem):
        read_friend(file)


def test_a_level_that_is_no_number_is_named(text):
    text.write_text(text.read_text().replace("\ndepth:\n", "\ndepth: great\n"))
    with pytest.raises(FriendError, match="depth: great"):
        read_friend(text)


def test_a_mark_of_byte_order_before_the_text_is_no_matter(tmp_path):
    file = tmp_path / "scores.json"
    file.write_text(json.dumps(PAGE), encoding="utf-8-sig")
    assert read_friend(file).by == "Ann"


def test_a_remark_of_nothing_but_space_is_none(tmp_path):
    file = tmp_path / "scores.json"
    blank = {"answer": 1, "at": 0, "text": " \n "}
    file.write_text(json.dumps(PAGE | {"remarks": [blank, *PAGE["remarks"]]}))
    assert read_friend(file).remarks == (Remark(1, 42.0, "good"),)


def test_a_folder_or_nothing_is_refused_in_words(tmp_path):
    with pytest.raises(FriendError, match=r"a\.json cannot be read"):
        read_friend(tmp_path / "a.json")


def test_a_block_without_its_question_is_refused(text):
    text.write_text(text.read_text().replace("answer: 1\n", ""))
    with pytest.raises(FriendError, match="answer: "):
        read_friend(text)


@given(st.binary(max_size=400), st.sampled_from([".json", ".md"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, suffix):
    file = tmp_path_factory.mktemp("friend") / f"scores{suffix}"
    file.write_bytes(data)
    try:
        read_friend(file)
    except FriendError:
        return
