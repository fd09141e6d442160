"""Scoring an answer before its evidence is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.pages.mock.bench import LONG_ANSWER
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundstate import Phase

K = Qt.Key


def blind(bench):
    return bench.page.stage.blind


def test_one_can_score_while_the_words_are_written_down(bench):
    bench.begin()
    bench.speak()
    bench.stop()
    bench.press(K.Key_S, K.Key_2)
    assert bench.phase is Phase.TRANSCRIBING
    assert bench.answer().scores == (Score("map", 2, blind=True),)
    bench.understand()
    assert blind(bench).rubric.levels() == {"map": 2}


def test_the_keys_stay_on_the_criterion_when_the_words_come(bench):
    bench.begin()
    bench.speak()
    bench.stop()
    bench.press(K.Key_S, K.Key_2)
    bench.understand()
    bench.press(K.Key_Down, K.Key_4)
    assert blind(bench).rubric.levels() == {"map": 2, "agree": 4}


def test_one_cannot_see_the_evidence_before_it_is_there(bench):
    bench.begin()
    bench.speak()
    bench.stop()
    assert not blind(bench).next_button.isEnabled()
    bench.press(K.Key_N)
    assert bench.phase is Phase.TRANSCRIBING


def test_nothing_of_the_answer_is_shown_before_it_is_scored(bench):
    bench.to_blind()
    assert bench.page.stage.view is blind(bench)
    assert not bench.review.isVisible()


def test_a_failed_transcript_is_said_and_leaves_replay_and_scoring(bench):
    bench.begin()
    bench.speak()
    bench.stop()
    bench.understand(problem="The recognizer stopped.")
    assert blind(bench).notice.text == "The recognizer stopped."
    bench.press(K.Key_N, K.Key_S, K.Key_3)
    assert bench.answer().scored()[0].level == 3


def test_what_is_scored_beside_the_evidence_is_kept_apart(bench):
    bench.to_blind()
    bench.press(K.Key_S, K.Key_4)
    bench.page.setFocus()
    bench.press(K.Key_N, K.Key_S, K.Key_2)
    answer = bench.answer()
    assert answer.scored(blind=True) == (Score("map", 4, blind=True),)
    assert answer.scored() == (Score("map", 2),)


def test_answering_again_leads_back_to_the_question(bench):
    bench.to_blind()
    bench.press(K.Key_A)
    assert bench.phase is Phase.ASKING


def test_the_blind_score_may_be_left_out(bench):
    bench.to_blind()
    bench.press(K.Key_N)
    assert bench.phase is Phase.SCORING
    assert bench.review.sheet.answer.transcript.text == LONG_ANSWER
