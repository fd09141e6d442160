"""Choosing a round."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tpmdesk.domain.roundstate import Phase

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
