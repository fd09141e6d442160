"""The summary of a round, and its answers seen again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.app.fakes import NOON
from tpmdesk.ui.pages.page import ATTEMPT

K = Qt.Key


@pytest.fixture
def past(bench):
    """A round of which one answer is scored and two are skipped."""
    bench.to_debrief()
    bench.press(K.Key_S, K.Key_3, K.Key_Down, K.Key_2)
    bench.page.setFocus()
    bench.press(K.Key_N, K.Key_S, K.Key_S)
    assert bench.page.view is bench.page.past
    return bench.page.past


def test_the_summary_names_the_strongest_and_what_the_next_level_needs(past):
    findings = past.summary.findings
    assert findings.well.text == "Map, 3.0 of 4. map at level 3"
    assert findings.fix.text == "Agree. For level 3, Solid: agree at level 3"


def test_an_unscored_round_invites_to_score(bench):
    bench.to_debrief()
    bench.press(K.Key_Escape, K.Key_Return)
    findings = bench.page.past.summary.findings
    assert findings.fix.text.startswith("Nothing is scored yet.")
    assert findings.well.isHidden()


def test_a_round_without_an_answer_says_so(bench):
    bench.begin()
    bench.press(K.Key_S, K.Key_S, K.Key_S)
    findings = bench.page.past.summary.findings
    assert findings.fix.text == "No question was answered this time."


def test_an_answer_opens_in_the_debrief_and_plays(bench, past):
    past.summary.open_answer.emit(0)
    assert past.currentWidget() is past.review
    past.review.finish_drawing()
    assert past.review.rubric.levels() == {"map": 3, "agree": 2}
    bench.press(K.Key_Space)
    assert len(bench.sound.player.plays) == 1


def test_a_past_answer_can_be_scored_anew_and_the_summary_follows(bench, past):
    past.summary.open_answer.emit(0)
    bench.press(K.Key_S, K.Key_4)
    past.setFocus()
    bench.press(K.Key_Escape)
    assert past.summary.findings.well.text.startswith("Map, 4.0 of 4.")
    assert {score.criterion: score.level for score in bench.answer().scores} == {
        "map": 4,
        "agree": 2,
    }


def test_notes_on_a_past_answer_are_saved(bench, past):
    past.summary.open_answer.emit(0)
    past.review.notes.setPlainText("Owners first")
    past.back_to_summary()
    assert bench.answer().notes == "Owners first"


def test_a_skipped_question_shows_no_result(past):
    past.summary.open_answer.emit(1)
    assert past.review.findings.fix.text.startswith("You skipped this question.")
    assert past.review.replay.waveform.isHidden()


def test_a_recording_that_was_wiped_is_said_to_be(bench, past):
    recording = bench.answer().recording
    bench.studio.attempts.wipe_recording(recording.id, NOON)
    past.open_attempt(1)
    past.summary.open_answer.emit(0)
    replay = past.review.replay
    assert not replay.status.isHidden()
    assert replay.status.text() == "The recording of this answer was wiped."
    assert "retries" in replay.transcript.toPlainText()


def test_enter_leads_back_to_today(bench, past, qtbot):
    with qtbot.waitSignal(bench.page.go) as gone:
        bench.press(K.Key_Return)
    assert gone.args == ["today", ""]


def test_seeing_an_attempt_again_does_not_change_when_it_ended(bench, past):
    ended = bench.studio.attempts.attempt(1).ended
    bench.page.entered(f"{ATTEMPT}1")
    past.summary.open_answer.emit(0)
    assert bench.studio.attempts.attempt(1).ended is ended
