"""Choosing a round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tpmdesk.domain.looppresets import PRESETS
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.mock.loop_words import hours
from tpmdesk.ui.pages.mock.offer import PresetOffer, preset_words, unfinished_words

K = Qt.Key


def test_rounds_without_a_question_are_not_offered(bench):
    offered = [one.round.id for one in bench.page.choose.rounds._offers]
    assert offered == ["t/first"]


def test_no_more_questions_are_offered_than_the_round_has(bench):
    count = bench.page.choose.setup.count
    assert not count.button("4").isHidden()
    assert count.button("5").isHidden()


def test_the_time_it_takes_follows_the_number_of_questions(bench):
    setup = bench.page.choose.setup
    setup.count.button("2").click()
    assert setup._time.text().startswith("7 minutes in all")
    setup.count.button("4").click()
    assert setup._time.text().startswith("14 minutes in all")


def test_the_round_has_as_many_questions_as_chosen(bench):
    setup = bench.page.choose.setup
    setup.count.button("4").click()
    setup.way.button("typing").click()
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING
    assert len(bench.sitting.state.questions) == 4


def test_only_one_primary_action_while_a_round_is_unfinished(bench):
    bench.begin()
    page = bench.reopen()
    assert not page.choose.unfinished.isHidden()
    assert page.choose.setup.first.isHidden()
    assert not page.choose.setup.second.isHidden()


def test_a_new_round_can_be_begun_beside_an_unfinished_one(bench):
    bench.begin()
    page = bench.reopen()
    page.choose.setup.second.click()
    assert page.view is page.check


def test_past_attempts_open_from_their_list(bench, qtbot):
    bench.to_debrief()
    bench.press(K.Key_Escape, K.Key_Return)
    page = bench.reopen()
    page.choose.tabs.button("past").click()
    index = page.choose.past.model().index(0, 0)
    place = page.choose.past.visualRect(index).center()
    qtbot.mouseClick(page.choose.past.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view is page.past


def test_the_rounds_are_shown_first_also_when_there_are_past_attempts(bench):
    bench.begin()
    bench.press(K.Key_S, K.Key_S, K.Key_S)
    choose = bench.reopen().choose
    assert choose.tabs.isVisible()
    assert choose.tabs.value() == "rounds"
    assert choose.rounds.isVisible()


def begin(bench):
    """The round as the panel says, without any check of sound."""
    bench.page.choose.setup.way.button("typing").click()
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING
    return bench.sitting.state


def test_a_newcomer_practises_and_is_asked_back_once(bench):
    setup = bench.page.choose.setup
    assert not setup.mode.isVisible()
    state = begin(bench)
    assert (state.exam, state.follow_ups) == (False, 1)


def test_more_choices_make_an_exam_of_it(bench):
    setup = bench.page.choose.setup
    setup.more.button.click()
    setup.mode.button("exam").click()
    setup.backs.button("2").click()
    assert "no pause" in setup._mode_words.text()
    state = begin(bench)
    assert (state.exam, state.follow_ups) == (True, 2)


@pytest.mark.parametrize("minutes", [45, 60])
def test_a_round_can_be_as_long_as_minutes_say(bench, minutes):
    setup = bench.page.choose.setup
    setup.length.button(f"round-{minutes}").click()
    assert setup.count.isHidden()
    assert setup._time.text() == "As many questions as fit into that time."
    assert begin(bench).limit == minutes * 60


def test_a_shape_of_loop_says_how_many_rounds_and_how_long_each():
    assert preset_words(PresetOffer(PRESETS[3], (15,) * 6)) == "6 rounds  ·  15 minutes each"
    assert preset_words(PresetOffer(PRESETS[4], (20, 45))) == "2 rounds  ·  20 to 45 minutes each"


def test_whole_hours_are_told_without_minutes():
    assert hours(5 * 3600) == "5 h"


def test_what_is_asked_back_does_not_count_as_a_question_of_its_own(bench):
    main = begin(bench).question
    attempt = bench.studio.mocking.unfinished()
    asked = (main, replace(main, follow_up_of=0), main)
    state = replace(attempt.state, questions=asked, index=1)
    assert "question 1 of 2, " in unfinished_words(replace(attempt, state=state))
