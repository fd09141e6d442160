"""Two answers to the same question, side by side, and an attempt handed to a friend."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.mock.bench import LONG_ANSWER, RUBRIC, Bench
from tpmdesk.app.comparing import Comparing
from tpmdesk.app.reporting import Reporting
from tpmdesk.domain.assessment import Evidence
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.comparing import Change, StepChange
from tpmdesk.domain.report import FriendScores, report_key
from tpmdesk.domain.roundstate import Phase
from tpmdesk.exchange.report.friends import read_friend
from tpmdesk.ui.pages.mock.past import PastParts
from tpmdesk.ui.widgets.surfaces import Label

K = Qt.Key
OTHER_ANSWER = (
    "The one who is on the pagerduty list owns it, and they look at the graph of retries. I would "
    "ask them how long it takes to turn the feature off, and whether they have ever tried it on a "
    "quiet day, because the first try in a loud night takes three times as long as anybody thinks."
)


class Writer:
    """Writes the key of the report, or fails as it is told to."""

    trouble: Exception | None = None

    def write(self, report, file, *, audio, progress):
        progress(0, 1)
        if self.trouble:
            raise self.trouble
        file.write_text(f"{report.key} {audio}")


class Desk(Bench):
    def open_page(self):
        self.writer = Writer()
        studio = self.studio
        comparing = Comparing(studio.content, studio.attempts, studio.folder)
        reporting = Reporting(
            studio.content, studio.attempts, studio.folder, {".html": self.writer}, read_friend
        )
        self.more = PastParts(lambda: comparing, lambda: reporting)
        return super().open_page()


@pytest.fixture
def bench_kind():
    return Desk


def sit(bench, text, level):
    """One question, answered and scored; the summary is shown at the end."""
    bench.page.choose.setup.count.set_value("1")
    bench.to_debrief(text)
    attempt = int(bench.sitting.attempt_id)
    scores = [Score(criterion.slug, level) for criterion in RUBRIC.criteria]
    bench.studio.attempts.save_scores(attempt, 0, scores)
    bench.press(K.Key_N)
    assert bench.page.view is bench.page.past
    return attempt


@pytest.fixture
def twice(bench):
    first = sit(bench, LONG_ANSWER, 2)
    bench.press(K.Key_Escape)
    second = sit(bench, OTHER_ANSWER, 3)
    return first, second


def said(view):
    return [label.text() for label in view.findChildren(Label) if label.isVisible()]


@pytest.fixture
def one_prompt(bench):
    bench.studio.content.prompts_ = [
        prompt for prompt in bench.studio.content.prompts_ if prompt.round == "t/first"
    ][:1]


def test_a_question_answered_once_offers_no_comparison(bench, one_prompt):
    sit(bench, LONG_ANSWER, 2)
    assert bench.page.past._asked_again(bench.page.past.attempt) == set()


@pytest.fixture
def compared(bench, one_prompt, twice):
    prompt = bench.page.past.attempt.answers[0].prompt
    bench.page.past.summary.compare.emit(prompt)
    return bench.page.comparison


def test_the_answer_is_set_against_the_one_before_it(bench, compared):
    assert bench.page.view is compared
    assert (compared.earlier.place, compared.later.place) == (0, 1)
    assert compared.earlier.replay._words.text == LONG_ANSWER
    assert compared.later.replay._words.text == OTHER_ANSWER


def test_steps_gained_and_lost_are_told_in_words(bench, compared):
    assert compared.summary.text() == "0 gained and 1 lost, of 2 steps."
    assert {"− lost", "○ in neither"} <= set(said(compared))


def test_scores_tell_by_how_much_they_rose(bench, compared):
    assert said(compared).count("1 higher") == len(RUBRIC.criteria)


def test_other_answers_can_be_chosen(bench, compared):
    compared.later.picker.setCurrentIndex(0)
    compared.later.picker.activated.emit(0)
    assert compared.summary.text() == "The same steps were covered in both."


def test_only_one_of_the_two_plays(bench, compared):
    compared.earlier.replay.toggle()
    compared.later.replay.toggle()
    assert (compared.earlier.replay.playing, compared.later.replay.playing) == (False, True)


def test_words_are_not_corrected_here(bench, compared):
    compared.earlier.replay.transcript.selectAll()
    assert not compared.earlier.replay.transcript.begin_edit()


def test_escape_leads_back_to_the_summary(bench, compared):
    bench.press(K.Key_Escape)
    assert bench.page.view is bench.page.past


def test_each_step_quotes_both_answers(bench, compared):
    assert "Not spoken of" in said(compared)
    assert any(words.startswith("“") for words in said(compared.steps))


def hear_buttons(steps, qtbot):
    """Once those of the steps shown before are gone."""
    qtbot.wait_until(lambda: len(steps.findChildren(QPushButton)) < 2)
    return steps.findChildren(QPushButton)


def test_a_quote_is_heard_where_it_was_said(bench, compared, monkeypatch, qtbot):
    heard = []
    monkeypatch.setattr(compared.earlier.replay, "seek", heard.append)
    quote = Evidence("retries forever", 4.0, 6.0)
    compared.steps.show_steps([StepChange("Failure", Change.LOST, (quote,))])
    (button,) = hear_buttons(compared.steps, qtbot)
    button.click()
    assert (heard, button.accessibleName()) == ([4.0], "Play the earlier answer from 0:04")


def test_one_and_two_play_the_earlier_and_the_later(bench, compared):
    bench.press(K.Key_1)
    assert (compared.earlier.replay.playing, compared.later.replay.playing) == (True, False)
    bench.press(K.Key_2)
    assert (compared.earlier.replay.playing, compared.later.replay.playing) == (False, True)


def test_the_space_bar_belongs_to_the_one_played_last(bench, compared):
    bench.press(K.Key_1)
    bench.press(K.Key_Space)
    assert not compared.earlier.replay.playing
    bench.press(K.Key_Space)
    assert compared.earlier.replay.playing


def test_a_friends_scores_stand_under_ones_own(bench, one_prompt, twice):
    friend = FriendScores("", "Ann", {0: (Score("map", 4, by="Ann"),)})
    bench.studio.attempts.save_friend(twice[1], friend)
    bench.page.past.summary.compare.emit(bench.page.past.attempt.answers[0].prompt)
    assert bench.page.comparison.scores.rows[:2] == (
        ("Map", "2", "3", "1 higher"),
        ("Map, by Ann", "–", "4", ""),
    )


def test_the_debrief_offers_an_earlier_answer_and_is_come_back_to(bench, one_prompt, twice):
    bench.page.past.open_answer(0)
    assert not bench.page.past.review.compare_button.isHidden()
    bench.press(K.Key_C)
    assert bench.page.view is bench.page.comparison
    bench.press(K.Key_Escape)
    assert bench.page.view is bench.page.past
    assert bench.page.past.currentWidget() is bench.page.past.review


def test_a_first_answer_has_none_to_be_compared_with(bench, one_prompt):
    sit(bench, LONG_ANSWER, 2)
    bench.page.past.open_answer(0)
    assert bench.page.past.review.compare_button.isHidden()


def test_a_round_under_way_is_still_there_after_comparing(bench, one_prompt):
    sit(bench, LONG_ANSWER, 2)
    bench.press(K.Key_Escape)
    bench.page.choose.setup.count.set_value("1")
    bench.to_debrief(OTHER_ANSWER)
    bench.press(K.Key_C)
    assert bench.page.view is bench.page.comparison
    assert bench.page.comparison.later.replay._words.text == OTHER_ANSWER
    bench.press(K.Key_Escape)
    assert bench.page.view is bench.page.stage
    assert bench.page.stage.phase is Phase.SCORING


@pytest.fixture
def handing(bench, one_prompt):
    sit(bench, LONG_ANSWER, 2)
    return bench.page.past.summary.handing


def test_the_report_is_written_where_the_person_wants_it(bench, handing, tmp_path):
    file = tmp_path / "report.html"
    handing.give(file)
    bench.studio.background.work_off()
    assert file.read_text() == f"{report_key(bench.page.past.attempt)} True"
    assert handing.notice.text.startswith("Written: report.html.")
    assert not handing.show_button.isHidden()


def test_a_report_that_cannot_be_written_says_why(bench, handing, tmp_path):
    bench.writer.trouble = OSError("the disk is full")
    handing.give(tmp_path / "report.html")
    bench.studio.background.work_off()
    assert handing.notice.text == "It was not written: the disk is full"
    assert handing.give_button.isEnabled()


def test_a_report_can_be_cancelled(bench, handing, tmp_path):
    handing.give(tmp_path / "report.html")
    handing.cancel_button.click()
    bench.studio.background.work_off()
    assert handing.notice.text == "Cancelled. Nothing was written."
    assert not (tmp_path / "report.html").exists()


def friend_file(bench, tmp_path, **more):
    file = tmp_path / "scores.json"
    data = {
        "tpmdesk": "scores",
        "attempt": report_key(bench.page.past.attempt),
        "by": "Ann",
        "scores": [{"answer": 1, "criterion": "map", "level": 4}],
        "remarks": [{"answer": 1, "at": 3, "text": "good"}],
    }
    file.write_text(json.dumps(data | more))
    return file


def test_a_friends_scores_stand_beside_ones_own(bench, handing, tmp_path):
    handing.take(friend_file(bench, tmp_path))
    told = "Taken in from Ann: 1 score and 1 remark. They stand beside yours."
    assert handing.notice.text == told
    assert bench.answer().scored(by="Ann") == (Score("map", 4, by="Ann"),)
    assert [(each.at, each.by) for each in bench.answer().moments] == [(3.0, "Ann")]


def test_scores_that_do_not_fit_are_refused_in_words(bench, handing, tmp_path):
    handing.take(friend_file(bench, tmp_path, attempt="1-2"))
    assert "belong to another attempt" in handing.notice.text
    assert bench.answer().scored(by="Ann") == ()


def test_what_was_said_of_one_attempt_is_gone_with_the_next(bench, handing, tmp_path):
    handing.take(friend_file(bench, tmp_path, attempt="1-2"))
    bench.press(K.Key_Escape)
    sit(bench, OTHER_ANSWER, 3)
    assert handing.notice.text == ""


def test_a_friend_needs_a_name(bench, handing, tmp_path):
    handing.take(friend_file(bench, tmp_path, by=" "))
    assert "whose scores are they" in handing.notice.text
