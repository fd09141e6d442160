"""Answering by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.pages.mock.bench import LONG_ANSWER
from tpmdesk.domain.roundstate import AnswerStatus, Phase

K = Qt.Key


def to_typing(bench):
    bench.page.choose.choose_round("t/first")
    bench.page.choose.setup.way.button("typing").click()
    bench.press(K.Key_Return)
    bench.sound.speaker.finish()
    bench.press(K.Key_Space)
    assert bench.phase is Phase.TYPING
    return bench.page.stage.typing


def test_typing_needs_no_check_of_the_sound(bench):
    to_typing(bench)
    assert bench.sound.metered is None


def test_what_is_typed_is_saved_as_it_is_typed(bench):
    typing = to_typing(bench)
    bench.qtbot.keyClicks(typing.editor, "First the map.")
    bench.qtbot.waitUntil(lambda: bench.answer().transcript is not None)
    assert bench.answer().transcript.text == "First the map."
    assert typing.count.text() == "3 words, saved as you type"


def test_ctrl_enter_finishes_and_the_text_is_assessed(bench):
    typing = to_typing(bench)
    typing.editor.setPlainText(LONG_ANSWER)
    bench.qtbot.keyClick(typing.editor, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.studio.background.work_off()
    bench.press(K.Key_N)
    assert bench.phase is Phase.SCORING
    assert bench.answer().transcript.text == LONG_ANSWER
    assert bench.review.findings.well.text == "1 of 2 steps were covered: Failure."
    bench.review.finish_drawing()
    assert not bench.review.delivery.isVisible()
    assert bench.review.replay.waveform.isHidden()


def test_too_short_a_text_is_not_judged(bench):
    typing = to_typing(bench)
    typing.editor.setPlainText("Just retry.")
    typing.done_button.click()
    bench.studio.background.work_off()
    bench.press(K.Key_N)
    assert bench.review.findings.fix.text.startswith("There is not enough text to judge.")


def test_leaving_saves_the_last_words_and_resuming_brings_them_back(bench):
    typing = to_typing(bench)
    typing.editor.setPlainText("First the map.\nThen the contract.")
    bench.reopen()
    bench.press(K.Key_Return)
    assert bench.page.stage.typing.editor.toPlainText() == "First the map.\nThen the contract."


def test_a_lost_microphone_leads_to_typing_and_says_why(bench):
    bench.begin()
    bench.sound.speaker.finish()
    bench.press(K.Key_Space)
    bench.sound.microphone.listener.lost("The microphone was unplugged.")
    assert bench.phase is Phase.TYPING
    assert bench.page.stage.typing.notice.text == "The microphone was unplugged. Type your answer."


def test_ending_the_round_keeps_the_text(bench):
    typing = to_typing(bench)
    typing.editor.setPlainText("Half an answer")
    bench.press(K.Key_Escape, K.Key_Return)
    bench.studio.background.work_off()
    assert bench.page.view is bench.page.past
    assert bench.answer().transcript.text == "Half an answer"
    assert bench.studio.attempts.attempt(1).state.answers[0] is AnswerStatus.TYPED
