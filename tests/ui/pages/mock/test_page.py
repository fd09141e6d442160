"""A round from choosing it to its summary, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.app.fakes import heard
from tests.ui.pages.mock.bench import LONG_ANSWER
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundstate import AnswerStatus, Phase
from tpmdesk.ui.pages.page import ATTEMPT, RESUME

K = Qt.Key


def test_a_whole_round_by_keyboard(bench):
    bench.to_debrief()
    bench.press(K.Key_S, K.Key_3, K.Key_Down, K.Key_2)
    bench.page.setFocus()
    for _ in range(2):
        bench.press(K.Key_N)
        bench.speak()
        bench.stop()
        bench.understand()
        bench.press(K.Key_N)
    bench.press(K.Key_N)
    assert bench.phase is None
    assert bench.page.view is bench.page.past
    attempt = bench.studio.attempts.attempt(1)
    assert attempt.ended is not None
    assert attempt.state.answers == (AnswerStatus.RECORDED,) * 3
    assert {score.criterion: score.level for score in attempt.answers[0].scores} == {
        "map": 3,
        "agree": 2,
    }


def test_recording_is_shown_only_once_sound_has_arrived(bench):
    bench.begin()
    bench.sound.speaker.finish()
    bench.press(K.Key_Space)
    view = bench.page.stage.answer
    assert bench.phase is Phase.OPENING
    assert view.mark.text == "Opening the microphone"
    assert not view.stop_button.isEnabled()
    bench.sound.microphone.listener.sound_arrived()
    assert view.mark.text == "Recording"
    assert view.stop_button.isEnabled()


def test_one_may_type_while_the_microphone_does_not_open(bench):
    bench.begin()
    bench.sound.speaker.finish()
    bench.press(K.Key_Space, K.Key_T)
    assert bench.phase is Phase.TYPING


def test_overtime_is_counted_and_nothing_is_cut_off(bench):
    bench.begin()
    bench.speak(seconds=200.0)
    assert bench.phase is Phase.ANSWERING
    assert bench.page.stage.answer.clock.left_text == "+0:20 over"


def test_thinking_time_counts_down_and_ends_by_itself(bench):
    bench.begin()
    bench.sound.speaker.finish()
    bench.studio.time.seconds += 12
    bench.page.stage._tick()
    assert bench.page.stage.ask.clock.elapsed_text == "0:18"
    bench.studio.time.seconds += 18
    bench.page.stage._tick()
    assert bench.phase is Phase.OPENING


def test_r_reads_the_question_again(bench):
    bench.begin()
    bench.sound.speaker.finish()
    said = sum(line.startswith("say") for line in bench.studio.log)
    bench.press(K.Key_R)
    assert bench.phase is Phase.ASKING
    assert sum(line.startswith("say") for line in bench.studio.log) == said + 1


def test_a_question_that_could_not_be_read_aloud_says_so_inline(bench):
    bench.begin()
    bench.sound.speaker.finish("No voice is installed.")
    assert bench.page.stage.ask.notice.text == "No voice is installed."
    assert not bench.page.stage.ask.notice.isHidden()


def test_live_words_are_quiet_until_asked_for(bench):
    bench.begin()
    bench.speak()
    words = bench.page.stage.answer.words
    assert words.isHidden()
    bench.press(K.Key_W)
    bench.sound.transcriber.heard(heard("the words so far"))
    assert not words.isHidden()
    assert words.toPlainText() == "the words so far"


def test_skipping_goes_on_to_the_next_question(bench):
    bench.begin()
    bench.press(K.Key_S)
    assert bench.sitting.state.answers[0] is AnswerStatus.SKIPPED
    assert bench.sitting.state.index == 1


def test_answering_again_forgets_the_levels_of_the_first_take(bench):
    bench.to_debrief()
    bench.press(K.Key_S, K.Key_3)
    bench.page.setFocus()
    bench.press(K.Key_A)
    bench.speak()
    bench.stop()
    assert bench.page.stage.blind.rubric.levels() == {}
    bench.understand()
    assert bench.answer().scores == ()


def test_ending_early_is_asked_inline_and_keeps_what_was_said(bench):
    bench.to_debrief()
    bench.press(K.Key_Escape)
    assert not bench.page.stage.confirm.isHidden()
    bench.press(K.Key_Escape)
    assert bench.phase is Phase.SCORING
    bench.press(K.Key_Escape, K.Key_Return)
    assert bench.page.view is bench.page.past
    assert bench.answer().transcript.text == LONG_ANSWER


def test_leaving_in_mid_answer_keeps_the_round_for_later(bench, qtbot):
    bench.begin()
    bench.speak()
    with qtbot.waitSignal(bench.page.notice):
        assert bench.page.leave()
    assert not bench.sound.microphone.open
    page = bench.reopen()
    assert not page.choose.unfinished.isHidden()


def test_an_unfinished_round_is_resumed_with_enter(bench):
    bench.begin()
    bench.speak()
    bench.reopen()
    bench.studio.repaired["1.wav"] = 60.0
    bench.press(K.Key_Return)
    assert bench.phase is Phase.PAUSED
    bench.press(K.Key_F)
    bench.understand()
    assert bench.answer().transcript.text == LONG_ANSWER


def test_today_can_ask_to_resume(bench):
    bench.begin()
    bench.reopen()
    bench.page.entered(RESUME)
    assert bench.phase is Phase.ASKING


def test_an_unfinished_round_can_be_discarded(bench, qtbot):
    bench.begin()
    page = bench.reopen()
    qtbot.mouseClick(page.choose.unfinished.discard_button, Qt.MouseButton.LeftButton)
    assert page.choose.unfinished.isHidden()
    assert bench.studio.mocking.unfinished() is None


def test_enter_on_discard_discards_and_does_not_resume(bench):
    bench.begin()
    page = bench.reopen()
    page.choose.unfinished.discard_button.setFocus()
    bench.press(K.Key_Return)
    assert bench.phase is None
    assert bench.studio.mocking.unfinished() is None


def test_coming_back_from_another_page_finds_the_debrief_as_it_was(bench):
    bench.to_debrief()
    bench.page.leave()
    bench.page.entered()
    assert bench.phase is Phase.SCORING
    assert bench.review.sheet.answer.transcript.text == LONG_ANSWER


def test_another_page_can_choose_the_round(bench):
    bench.page.entered("t/first")
    assert bench.page.choose.rounds.chosen.round.id == "t/first"


def test_another_page_can_open_an_attempt(bench):
    bench.to_debrief()
    bench.press(K.Key_Escape, K.Key_Return)
    page = bench.reopen()
    page.entered(f"{ATTEMPT}1")
    assert page.view is page.past
    assert page.past.summary.title.text() == "First round"


def test_an_unfinished_attempt_that_another_page_opens_is_resumed(bench):
    bench.begin()
    page = bench.reopen()
    page.entered(f"{ATTEMPT}1")
    assert bench.phase is Phase.ASKING


def test_an_attempt_that_is_gone_is_told_of_inline(bench):
    bench.page.entered(f"{ATTEMPT}99")
    assert "99" in bench.page.choose.notice.text
    assert not bench.page.choose.notice.isHidden()


def test_changed_data_does_not_disturb_a_round(bench):
    bench.begin()
    bench.speak()
    bench.page.entered()
    assert bench.phase is Phase.ANSWERING


def test_scores_given_after_the_evidence_are_not_blind(bench):
    bench.to_debrief()
    bench.press(K.Key_S, K.Key_4)
    assert bench.answer().scores == (Score("map", 4, blind=False),)


def test_it_tells_when_a_round_begins_and_when_one_goes_on(bench, qtbot):
    with qtbot.waitSignal(bench.page.sitting):
        bench.begin()
    page = bench.reopen()
    with qtbot.waitSignal(page.sitting):
        bench.press(K.Key_Return)


def test_no_view_but_the_first_is_built_before_it_is_needed(bench):
    assert bench.page.view is bench.page.choose
    assert bench.page._views.count() == 1


def test_views_built_ahead_change_nothing_that_is_seen(bench):
    for step in bench.page.steps_ahead():
        step()
    assert bench.page.view is bench.page.choose
    bench.to_debrief()
    assert bench.page.stage.view is bench.page.stage.review
