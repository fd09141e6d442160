"""What can be done in a debrief besides hearing the answer again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.app.fakes import a_prompt, heard
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.bands import Band, Measure, written
from tpmdesk.domain.content import FollowUp
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.mock.delivery_panel import DeliveryPanel

K = Qt.Key
VAGUE = "It was a long story about many people who met and talked it over again. " * 4
OWNED = "Pagerduty wakes the payments team within five minutes of the first error. I"


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def score_blind(bench, *levels):
    bench.to_blind()
    bench.press(K.Key_S)
    for level in levels:
        bench.press(level, K.Key_Down)
    bench.page.setFocus()
    bench.press(K.Key_N)
    assert bench.phase is Phase.SCORING
    bench.review.finish_drawing()


# Scores


def test_what_was_scored_blind_stands_beside_and_is_not_chosen(bench):
    score_blind(bench, K.Key_3, K.Key_2)
    assert bench.review.rubric.levels() == {}
    said = [choice.before.text() for choice in bench.review.rubric.choices]
    assert said == ["Before: 3 Solid", "Before: 2 Developing"]


def test_k_keeps_the_first_scores_where_nothing_is_chosen_yet(bench):
    score_blind(bench, K.Key_3, K.Key_2)
    bench.press(K.Key_S, K.Key_4, K.Key_K)
    seen = {score.criterion: score.level for score in bench.answer().scored()}
    assert seen == {"map": 4, "agree": 2}
    assert bench.review.scores._keep.isHidden()


def test_the_gap_is_told_once_everything_is_scored_both_ways(bench):
    score_blind(bench, K.Key_4, K.Key_3)
    gap = bench.review.scores
    bench.press(K.Key_S, K.Key_2)
    assert gap._gap.isHidden()
    bench.press(K.Key_Down, K.Key_3)
    assert gap.gap.text() == "You rated yourself 1.0 higher before you saw the evidence."
    assert gap.gap_more.text() == "Furthest apart: Map, 4 before and 2 after."


def test_blind_scores_stay_as_they_were(bench):
    score_blind(bench, K.Key_4, K.Key_3)
    bench.press(K.Key_S, K.Key_2)
    assert set(bench.answer().scored(blind=True)) == {
        Score("map", 4, True),
        Score("agree", 3, True),
    }


# Correcting words


def correct(bench, first, last, text):
    view = bench.review.replay.transcript
    view._select(first, last)
    bench.page.setFocus()
    bench.press(K.Key_E)
    view._editor.setPlainText(text)
    bench.qtbot.keyClick(view._editor, K.Key_Return)


def test_a_corrected_word_is_kept_and_the_answer_assessed_anew(bench):
    bench.to_debrief()
    assert [step.covered for step in bench.answer().assessment.steps] == [True, False]
    correct(bench, 0, 0, OWNED)
    assert bench.answer().transcript.corrected
    bench.studio.background.work_off()
    bench.review.finish_drawing()
    assert [step.covered for step in bench.answer().assessment.steps] == [True, True]
    assert bench.review.findings.well.text == "All 2 steps were covered: Failure and Owner."


def test_a_correction_silences_the_player(bench):
    bench.to_debrief()
    bench.press(K.Key_Space)
    bench.review.replay.transcript._select(1, 1)
    bench.press(K.Key_E)
    assert not bench.review.replay.playing


def test_taking_out_every_word_changes_nothing(bench):
    bench.to_debrief()
    text = bench.answer().transcript.text
    correct(bench, 0, len(text.split()) - 1, "")
    assert bench.answer().transcript.text == text


def test_a_past_answer_can_be_corrected_too(bench):
    bench.to_debrief()
    bench.press(K.Key_N, K.Key_S, K.Key_S)
    bench.page.past.summary.open_answer.emit(0)
    bench.page.past.review.main.replay.transcript.corrected.emit(0, 0, OWNED)
    bench.studio.background.work_off()
    assert bench.answer().transcript.words[0].text == "Pagerduty"
    assert [step.covered for step in bench.answer().assessment.steps] == [True, True]


# Remarks


def remark(bench, text):
    bench.press(K.Key_M)
    bench.qtbot.keyClicks(bench.review.main.remarks.field, text)
    bench.qtbot.keyClick(bench.review.main.remarks.field, K.Key_Return)


def test_m_notes_the_moment_that_is_played(bench):
    bench.to_debrief()
    bench.press(K.Key_Space)
    bench.sound.player.moved(12.5)
    remark(bench, "Slower")
    assert [(moment.at, moment.text) for moment in bench.answer().moments] == [(12.5, "Slower")]
    assert "Slower" in words(bench.review.main.remarks)
    assert bench.review.replay.waveform._flags == (12.5,)


def test_escape_leaves_a_remark_unwritten_and_the_round_going_on(bench):
    bench.to_debrief()
    bench.press(K.Key_M)
    bench.qtbot.keyClicks(bench.review.main.remarks.field, "no")
    bench.qtbot.keyClick(bench.review.main.remarks.field, K.Key_Escape)
    assert bench.answer().moments == ()
    assert bench.phase is Phase.SCORING
    assert bench.page.stage.confirm.isHidden()


def test_a_remark_leads_to_its_moment_and_can_be_reworded_and_removed(bench):
    bench.to_debrief()
    remark(bench, "Slower")
    play, edit, remove = bench.review.main.remarks.findChildren(QPushButton)
    play.click()
    assert bench.sound.player.plays[-1][1] == 0.0
    edit.click()
    bench.review.main.remarks.field.setText("Much slower")
    bench.qtbot.keyClick(bench.review.main.remarks.field, K.Key_Return)
    assert [moment.text for moment in bench.answer().moments] == ["Much slower"]
    buttons = bench.review.main.remarks.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Remove" and one is not remove).click()
    assert bench.answer().moments == ()
    assert bench.review.main.remarks.isHidden()


def test_a_friends_remark_carries_the_name_and_cannot_be_changed(bench):
    bench.to_debrief()
    bench.studio.attempts.add_moment(1, 0, 5.0, "Well put", "Ann")
    bench.page.stage.debriefing._draw()
    assert "Ann: Well put" in words(bench.review.main.remarks)
    assert [one.text() for one in bench.review.main.remarks.findChildren(QPushButton)] == ["▸ 0:05"]


# What was asked back


@pytest.fixture
def asked_back(bench):
    """A debrief whose answer was followed up by another."""
    studio = bench.studio
    studio.content.prompts_ = [a_prompt(slug, follow_ups=(FollowUp("And then?"),)) for slug in "ab"]
    sitting = studio.answering(follow_ups=1)
    studio.stop_and_understand(sitting, heard(VAGUE))
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard("The client just retries forever again. " * 9))
    sitting.close()
    for takes in studio.attempts.takes.values():
        file = studio.folder / takes[-1].file
        file.parent.mkdir(exist_ok=True)
        file.touch()
    bench.page._views.setCurrentWidget(bench.page.stage)
    bench.page._resume(sitting.attempt_id)
    bench.press(K.Key_N)
    assert bench.phase is Phase.SCORING
    bench.review.finish_drawing()
    return bench


def test_what_was_asked_back_is_shown_with_its_own_words(asked_back):
    (part,) = asked_back.review.asked_back.parts
    assert part.question.text() == "And then?"
    assert "again" in part.replay.transcript.toPlainText()
    assert asked_back.review._follow_ups.isHidden()


def test_each_answer_plays_its_own_recording_and_silences_the_other(asked_back):
    (part,) = asked_back.review.asked_back.parts
    asked_back.press(K.Key_Space)
    part.replay.toggle()
    assert not asked_back.review.replay.playing
    files = [file for file, _ in asked_back.sound.player.plays]
    assert len(set(files[-2:])) == 2
    asked_back.press(K.Key_Space)
    assert not part.replay.playing


def test_a_remark_belongs_to_the_answer_that_was_played_last(asked_back):
    (part,) = asked_back.review.asked_back.parts
    part.replay.toggle()
    asked_back.sound.player.moved(3.0)
    asked_back.page.setFocus()
    asked_back.press(K.Key_M)
    part.remarks.field.saved.emit("Here")
    attempt = asked_back.sitting.attempt_id
    assert [moment.at for moment in asked_back.answer(1, attempt).moments] == [3.0]


# Delivery


def test_bands_that_were_moved_count_in_the_debrief(bench):
    bench.settings.change(delivery_bands=written({Measure.PACE: Band(None, 10.0)}))
    bench.to_debrief()
    assert "Above the usual: up to 10 words a minute" in words(bench.review.delivery)


def test_under_twenty_seconds_nothing_is_measured(bench):
    bench.studio.speech = ((0.0, 4.0),)
    bench.to_debrief("Just retry it.")
    assert words(bench.review.delivery) == [
        "Nothing is measured here: under 20 seconds of speech say little about how you speak."
    ]


def test_many_moments_are_shown_when_they_are_asked_for(bench):
    bench.studio.speech = tuple((4.0 * n, 4.0 * n + 3.0) for n in range(12))
    bench.to_debrief()
    buttons = bench.review.delivery.findChildren(QPushButton)
    (more,) = [one for one in buttons if one.accessibleName() == "7 more moments of Pauses"]
    more.click()
    names = [one.accessibleName() for one in bench.review.delivery.findChildren(QPushButton)]
    assert sum(name.startswith("1.0 s") for name in names) >= 11


def test_pace_over_time_leads_to_each_part(bench, qtbot):
    bench.to_debrief()
    chart = bench.review.delivery.chart
    with qtbot.waitSignal(DeliveryPanel.seek.__get__(bench.review.delivery)) as sought:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.area(1).center().toPoint())
    assert sought.args == [bench.answer().assessment.delivery.pace[1][0]]
