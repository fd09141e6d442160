"""The debrief of one answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.mock.bench import LONG_ANSWER

K = Qt.Key


def click_word(bench, index):
    view = bench.review.replay.transcript
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.word_position(index) + 1)
    place = view.cursorRect(cursor).center()
    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_was_covered_comes_first_and_then_the_first_missing_step(bench):
    bench.to_debrief()
    findings = bench.review.findings
    assert findings.well.text == "1 of 2 steps were covered: Failure."
    assert findings.fix.text == "“Owner” is missing. Who is paged."


def test_too_little_speech_is_not_judged(bench):
    bench.studio.speech = ((0.0, 4.0),)
    bench.to_debrief("Just retry it.")
    findings = bench.review.findings
    assert findings.well.isHidden()
    assert findings.fix.text.startswith("There is not enough speech to judge: 4 seconds")
    assert bench.review._steps.isHidden()


def test_a_click_on_a_word_plays_from_there(bench):
    bench.to_debrief()
    click_word(bench, 8)
    (file, start) = bench.sound.player.plays[-1]
    assert file == bench.sitting.recording_path(0)
    assert start == pytest.approx(4.0)


def test_space_plays_and_pauses(bench):
    bench.to_debrief()
    bench.press(K.Key_Space)
    assert bench.review.replay.playing
    bench.sound.player.moved(7.0)
    bench.press(K.Key_Space)
    assert not bench.review.replay.playing
    bench.press(K.Key_Space)
    assert bench.sound.player.plays[-1][1] == pytest.approx(7.0)


def test_at_the_end_playing_starts_over(bench):
    bench.to_debrief()
    bench.press(K.Key_Space)
    bench.sound.player.moved(60.0)
    bench.sound.player.done("")
    bench.press(K.Key_Space)
    assert bench.sound.player.plays[-1][1] == 0.0


def test_a_file_that_cannot_be_played_is_told_of_inline(bench):
    bench.to_debrief()
    bench.press(K.Key_Space)
    bench.sound.player.done("The loudspeaker is gone.")
    assert bench.review.replay.status.text() == "The loudspeaker is gone."
    assert not bench.review.replay.playing


def test_a_moment_of_the_delivery_leads_to_it(bench):
    bench.to_debrief()
    buttons = bench.review.delivery.findChildren(QPushButton)
    first_word = next(one for one in buttons if "First word" in one.text())
    bench.qtbot.mouseClick(first_word, Qt.MouseButton.LeftButton)
    assert bench.sound.player.plays[-1][1] == pytest.approx(0.5)


def test_evidence_of_a_step_leads_to_its_moment(bench):
    bench.to_debrief()
    (button,) = bench.review.steps.findChildren(QPushButton)
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    evidence = bench.answer().assessment.steps[0].evidence[0]
    assert bench.sound.player.plays[-1][1] == pytest.approx(evidence.start)


def test_notes_are_saved_soon_after_they_are_typed(bench):
    bench.to_debrief()
    bench.qtbot.keyClicks(bench.review.notes, "Name the owner")
    bench.qtbot.waitUntil(lambda: bench.answer().notes == "Name the owner")


def test_notes_are_saved_at_once_when_one_goes_on(bench):
    bench.to_debrief()
    bench.review.notes.setPlainText("Slower")
    bench.page.setFocus()
    bench.press(K.Key_N)
    assert bench.answer(0).notes == "Slower"
    assert bench.answer(1).notes == ""


def test_example_answers_stay_folded_until_asked_for(bench):
    bench.to_debrief()
    models = bench.review.models
    assert models.strong.isHidden()
    models.strong_fold.button.click()
    assert not models.strong.isHidden()


def test_the_waveform_marks_the_evidence(bench):
    bench.to_debrief()
    spans = bench.review.replay.waveform._spans
    assert [span.number for span in spans] == [1]


def test_the_transcript_is_shown_whole(bench):
    bench.to_debrief()
    shown = bench.review.replay.transcript.toPlainText().replace("1 ", "", 1)
    assert shown == LONG_ANSWER
