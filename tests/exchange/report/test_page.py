from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.exchange.report.conftest import NASTY, encode, nothing
from tpmdesk.bootstrap.paths import shipped
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.attempts import Moment, MomentId
from tpmdesk.domain.content import Criterion, Level
from tpmdesk.exchange.report.page import UNREADABLE, PageWriter


class Reader(HTMLParser):
    """Notes the elements and where each would fetch something."""

    def __init__(self):
        super().__init__()
        self.elements, self.sources, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.sources += [value for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def writer():
    return PageWriter(shipped("resources") / "report", encode)


def read(writer, report, folder):
    file = folder / "report.html"
    writer.write(report, file, audio=True, progress=nothing)
    reader = Reader()
    reader.text = file.read_text()
    reader.feed(reader.text)
    return reader


@pytest.fixture
def page(writer, report, tmp_path):
    return read(writer, report, tmp_path)


def test_what_was_said_is_shown_and_never_run(page):
    assert NASTY in "".join(page.words)
    assert [tag for tag, _ in page.elements].count("script") == 2


def test_nothing_is_fetched_from_anywhere(page):
    assert all(source.startswith("data:") for source in page.sources)
    assert "default-src 'none'" in page.text


def test_the_recording_is_inside(page):
    data = re.search(r"data:audio/mpeg;base64,([^\"]+)", page.text)
    assert base64.b64decode(data[1]) == b"ID3sound"


def test_without_audio_the_recording_stays_at_home(writer, report, tmp_path):
    file = tmp_path / "report.html"
    writer.write(report, file, audio=False, progress=nothing)
    assert "data:audio" not in file.read_text()


def test_each_level_of_a_main_question_can_be_chosen_and_none_of_a_follow_up(page):
    radios = [attrs for tag, attrs in page.elements if attrs.get("type") == "radio"]
    assert [(each["data-answer"], each["value"]) for each in radios] == [
        ("0", str(n)) for n in (1, 2, 3, 4)
    ]


def test_the_own_scores_are_not_shown_so_that_the_friend_is_not_led(page):
    assert not any("checked" in attrs for _, attrs in page.elements)


def test_evidence_leads_to_its_second(page):
    assert [attrs["data-at"] for _, attrs in page.elements if "data-at" in attrs] == ["12.50"]


def test_a_write_that_is_broken_off_leaves_the_old_file(writer, report, tmp_path):
    file = tmp_path / "report.html"
    file.write_text("old")

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.write(report, file, audio=True, progress=stop)
    assert (file.read_text(), [each.name for each in tmp_path.glob(".report*")]) == ("old", [])


QUOTES = """x" onclick='alert(1)' y<b>"""


def test_no_name_of_a_criterion_breaks_out_of_its_attribute(writer, report, tmp_path):
    levels = (Level(1, QUOTES, QUOTES), Level(2, QUOTES, QUOTES))
    rubric = replace(report.rubric, criteria=(Criterion(QUOTES, QUOTES, QUOTES, levels),))
    page = read(writer, replace(report, rubric=rubric), tmp_path)
    radios = [attrs for tag, attrs in page.elements if attrs.get("type") == "radio"]
    assert [each["data-criterion"] for each in radios] == [QUOTES, QUOTES]
    assert [each["name"] for each in radios] == [f"0-{QUOTES}"] * 2
    assert not any("onclick" in attrs for _, attrs in page.elements)
    assert "".join(page.words).count(QUOTES) == 6


def test_titles_steps_and_remarks_are_words_too(writer, report, tmp_path):
    title = "</title></script><script>alert(1)</script>$title ${style}"
    main, back = report.answers
    found = replace(main.answer.assessment, steps=(StepCoverage(title, False),))
    moments = (Moment(MomentId(1), 3.0, title),)
    main = replace(main, answer=replace(main.answer, assessment=found, moments=moments))
    page = read(writer, replace(report, title=title, answers=(main, back)), tmp_path)
    assert "".join(page.words).count(title) == 4
    assert [tag for tag, _ in page.elements].count("script") == 2


def test_the_key_cannot_end_the_script_that_holds_it(writer, report, tmp_path):
    key = "</script><script>alert(1)</script>"
    page = read(writer, replace(report, key=key), tmp_path)
    assert [tag for tag, _ in page.elements].count("script") == 2
    held = re.search(r'id="report">(.*?)</script>', page.text)
    assert json.loads(held[1]) == {"attempt": key}


def test_remarks_of_other_friends_are_not_shown(writer, report, tmp_path):
    main, back = report.answers
    moments = (*main.answer.moments, Moment(MomentId(2), 4.0, "Ben's view", "Ben"))
    main = replace(main, answer=replace(main.answer, moments=moments))
    page = read(writer, replace(report, answers=(main, back)), tmp_path)
    assert "own remark" in page.text
    assert "Ben" not in page.text


def test_a_recording_that_cannot_be_read_is_said_without_telling_where_it_lies(report, tmp_path):
    def broken(path):
        raise OSError(5, "Input/output error", str(path))

    writer = PageWriter(shipped("resources") / "report", broken)
    page = read(writer, report, tmp_path)
    assert UNREADABLE in page.text
    assert str(tmp_path) not in page.text


def test_a_page_that_cannot_be_written_leaves_nothing_behind(writer, report, tmp_path):
    file = tmp_path / "report.html"
    file.mkdir()
    with pytest.raises(OSError, match="report"):
        writer.write(report, file, audio=False, progress=nothing)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["answer.wav", "report.html"]
