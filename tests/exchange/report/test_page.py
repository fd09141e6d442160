from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest

from tests.exchange.report.conftest import NASTY, encode, nothing
from tpmdesk.bootstrap.paths import shipped
from tpmdesk.exchange.report.page import PageWriter


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


@pytest.fixture
def page(writer, report, tmp_path):
    file = tmp_path / "report.html"
    writer.write(report, file, audio=True, progress=nothing)
    reader = Reader()
    reader.text = file.read_text()
    reader.feed(reader.text)
    return reader


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
