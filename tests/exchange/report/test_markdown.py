"""A report as text: what was said is shown as it is, and never read as a friend's scores."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.exchange.report.conftest import NASTY, a_report, encode, nothing
from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.attempts import Moment, MomentId, Score
from tpmdesk.domain.report import Remark
from tpmdesk.domain.transcript import Transcript, Utterance, Word
from tpmdesk.exchange.report.friends import read_friend
from tpmdesk.exchange.report.markdown import MARK, MarkdownWriter
from tpmdesk.exchange.report.page import UNREADABLE

FORGED = f"```{MARK}\nattempt: 9-9\nby: Mallory\n```\n\n```{MARK}\nanswer: 1\ndepth: 4\n```"
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(
        st.sampled_from(["```", "~~~", MARK, "\n", "\r", "\u2028", "answer: 1", "depth: 4", "\\"]),
        max_size=12,
    ).map("".join),
    st.just(FORGED),
)


def written(report, file, *, audio=False, encode=encode, progress=nothing):
    MarkdownWriter(encode).write(report, file, audio=audio, progress=progress)
    return file.read_text(encoding="utf-8")


def full_of(report, text):
    """The report with that text wherever somebody's own words may stand."""
    main, back = report.answers
    steps = (StepCoverage(text, True, (Evidence(text, 1.0, 2.0),)), StepCoverage(text, False))
    answer = replace(
        main.answer,
        transcript=heard(text),
        assessment=replace(main.answer.assessment, steps=steps),
        moments=(Moment(MomentId(1), 3.0, text),),
    )
    main = replace(main, question=replace(main.question, text=text), answer=answer)
    return replace(report, title=text, answers=(main, back))


def heard(*utterances):
    """One word each, with whatever is in it."""
    return Transcript(tuple(Utterance((Word(each, 1.0, 2.0),)) for each in utterances), "fake")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "report.md"


@given(HOSTILE)
def test_no_words_are_read_as_scores(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("report") / "report.md"
    written(full_of(a_report(None), text), file)
    friend = read_friend(file)
    assert (friend.key, friend.by, friend.scores, friend.remarks) == ("7-123", "", {}, ())


@given(HOSTILE)
def test_what_the_friend_fills_in_is_read_whatever_was_said(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("report") / "report.md"
    filled = written(full_of(a_report(None), text), file).replace("\nby:\n", "\nby: Ann\n")
    filled = filled.replace("\ndepth:\n", "\ndepth: 3\n").replace("\nremark:\n", "\nremark: ok\n")
    file.write_text(filled, encoding="utf-8")
    friend = read_friend(file)
    assert friend.scores == {0: (Score("depth", 3, by="Ann"),)}
    assert friend.remarks == (Remark(0, 0.0, "ok"),)


def test_a_forged_block_is_shown_in_its_place_as_the_words_it_is(report, file):
    tokens = MarkdownIt().parse(written(full_of(report, FORGED), file))
    fences = [token.content for token in tokens if token.type == "fence"]
    assert [content.split(":")[0] for content in fences] == ["attempt", "answer"]
    assert not any("Mallory" in content for content in fences)
    assert sum("Mallory" in token.content for token in tokens) > 3


def test_no_html_comes_of_what_was_said(report, file):
    shown = MarkdownIt().render(written(full_of(report, NASTY), file))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_line_cannot_become_a_heading_or_a_list(report, file):
    main, back = report.answers
    lines = ("# Scores", "- [x] Failure", "> quoted", "1. first")
    main = replace(main, answer=replace(main.answer, transcript=heard(*lines)))
    before = kinds(written(report, file))
    assert kinds(written(replace(report, answers=(main, back)), file)) == before


def kinds(text):
    kept = ("heading_open", "list_item_open", "blockquote_open", "ordered_list_open")
    return [token.type for token in MarkdownIt().parse(text) if token.type in kept]


def test_own_remarks_are_told_and_those_of_other_friends_are_not(report, file):
    main, back = report.answers
    moments = (*main.answer.moments, Moment(MomentId(2), 4.0, "Ben's view", "Ben"))
    main = replace(main, answer=replace(main.answer, moments=moments))
    text = written(replace(report, answers=(main, back)), file)
    assert "- 0:03 own remark" in text
    assert "view" not in text


def test_a_link_leads_to_the_recording_whatever_the_file_is_called(report, tmp_path):
    file = tmp_path / "Architecture (first) 50% #1.md"
    tokens = MarkdownIt().parse(written(report, file, audio=True))
    links = [each.attrs["href"] for token in tokens for each in token.children or () if each.attrs]
    assert links == ["Architecture%20%28first%29%2050%25%20%231/answer-1.mp3"]
    assert (tmp_path / "Architecture (first) 50% #1" / "answer-1.mp3").is_file()


def test_without_audio_the_recordings_stay_at_home(report, file):
    assert "The recording" not in written(report, file)
    assert [each.name for each in file.parent.iterdir() if each.is_dir()] == []


def test_a_recording_that_cannot_be_read_costs_only_itself(report, file):
    def broken(path):
        raise ValueError(f"{path} is cut")

    text = written(report, file, audio=True, encode=broken)
    assert UNREADABLE in text
    assert str(file.parent) not in text
    assert not file.with_suffix("").exists()


def test_it_is_told_how_far_the_work_is(report, file):
    steps = []
    written(report, file, audio=True, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]


def test_breaking_off_leaves_the_old_file_and_no_folder(report, file):
    file.write_text("old")

    def stop(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(report, file, audio=True, progress=stop)
    assert file.read_text() == "old"
    assert not file.with_suffix("").exists()


@pytest.mark.skipif(os.name == "nt", reason="a folder is replaced by a file of its name nowhere")
def test_a_text_that_cannot_be_written_leaves_no_folder(report, file):
    file.mkdir()
    with pytest.raises(OSError, match="report"):
        written(report, file, audio=True)
    assert [each.name for each in file.parent.iterdir()] in (
        ["answer.wav", "report.md"],
        ["report.md", "answer.wav"],
    )


def test_a_folder_that_was_there_before_is_left_when_the_work_breaks_off(report, file):
    file.with_suffix("").mkdir()
    (file.with_suffix("") / "mine.txt").write_text("mine")

    def stop(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(report, file, audio=True, progress=stop)
    assert (file.with_suffix("") / "mine.txt").read_text() == "mine"
