"""Cards for what an answer lacked, in the debrief."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.access import settle
from tests.ui.pages.mock.cards import DRAFT, OWNER, QUEUE
from tpmdesk.domain.nudges import Lack, LackKind
from tpmdesk.ui.pages.mock.nudge_words import card_words, lack_words, reason

K = Qt.Key


def panel(bench):
    return bench.review.cards


def words(bench):
    settle()
    return [
        one.text() for one in panel(bench).findChildren(QLabel) if one.isVisibleTo(panel(bench))
    ]


def click(bench, name):
    buttons = panel(bench).findChildren(QPushButton)
    next(one for one in buttons if name in one.accessibleName() and not one.isHidden()).click()
    bench.studio.background.work_off()


@pytest.fixture
def wanting(bench):
    bench.nudging.found = (OWNER, QUEUE, DRAFT)
    bench.to_debrief()
    bench.studio.background.work_off()
    return bench


def test_a_good_answer_shows_no_cards(bench):
    bench.to_debrief()
    bench.studio.background.work_off()
    assert panel(bench).isHidden()


def test_each_suggestion_says_why_and_which_cards(wanting):
    said = words(wanting)
    assert "The step “Owner” was missing." in said
    assert "• Owner (step 2 of 2)" in said
    assert "• What is a dead letter queue?" in said
    assert "There is no card about it yet." in said


def test_one_is_brought_forward_with_its_reason_and_can_be_undone(wanting, qtbot):
    click(wanting, "Bring forward: The step")
    assert wanting.nudging.taken == [{OWNER: "In “First round” you left out the step “Owner”."}]
    assert "Brought forward: it comes up in your next review." in words(wanting)
    with qtbot.waitSignal(wanting.page.undo_asked):
        click(wanting, "Undo: The step")
    wanting.nudging.undo()
    wanting.page.undone()
    wanting.studio.background.work_off()
    assert "Brought forward: it comes up in your next review." not in words(wanting)


def test_all_are_brought_forward_at_once(wanting):
    panel(wanting).all_button.click()
    wanting.studio.background.work_off()
    (taken,) = wanting.nudging.taken
    assert list(taken) == [OWNER, QUEUE]
    assert panel(wanting).all_button.isHidden()


def test_many_are_shown_when_they_are_asked_for(bench):
    lacks = [replace(OWNER, lack=Lack(LackKind.STEP, f"Step {n}")) for n in range(7)]
    bench.nudging.found = tuple(lacks)
    bench.to_debrief()
    bench.studio.background.work_off()
    assert sum(said.startswith("The step") for said in words(bench)) == 4
    assert panel(bench).all_button.text() == "Bring all 7 forward"
    assert panel(bench).more_button.text() == "3 more"
    panel(bench).more_button.click()
    assert sum(said.startswith("The step") for said in words(bench)) == 7
    assert panel(bench).more_button.isHidden()


def test_a_score_has_the_cards_looked_for_anew(bench):
    bench.to_debrief()
    bench.studio.background.work_off()
    bench.nudging.found = (QUEUE,)
    bench.press(K.Key_S, K.Key_1)
    bench.studio.background.work_off()
    assert not panel(bench).isHidden()


def test_a_card_is_written_over_the_debrief(wanting):
    click(wanting, "Write a card")
    writer = wanting.page.stage.debriefing._cards._writer
    assert not writer.isHidden()
    writer.editor.back.setPlainText("The errors that an SLO allows.")
    writer.editor.save.click()
    ((deck, text),) = wanting.card_notes.written
    assert (deck, text.front, text.back) == (
        "t/deck",
        "What is it?",
        "The errors that an SLO allows.",
    )
    assert writer.isHidden()


def test_a_card_that_is_refused_stays_to_be_mended(wanting):
    wanting.card_notes.refuse = "The deck is gone. Choose another."
    click(wanting, "Write a card")
    writer = wanting.page.stage.debriefing._cards._writer
    writer.editor.back.setPlainText("Errors allowed.")
    writer.editor.save.click()
    assert not writer.isHidden()
    assert writer.editor.problem.text() == "The deck is gone. Choose another."


def test_a_click_beside_the_editor_loses_nothing(wanting):
    click(wanting, "Write a card")
    writer = wanting.page.stage.debriefing._cards._writer
    writer.editor.back.setPlainText("Errors allowed.")
    writer.put_away()
    assert not writer.isHidden()
    assert writer.editor.asking


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        (Lack(LackKind.SIGNAL, "Stage, All"), "No rollback signal was named for Stage, All."),
        (Lack(LackKind.TERM, "canary"), "You did not use the term “canary”."),
        (Lack(LackKind.CRITERION, "Trade-offs", level=2), "You scored 2 for Trade-offs."),
    ],
)
def test_a_lack_is_told_in_words(lack, said):
    assert lack_words(lack) == said
    assert reason(lack, "Release").startswith("In “Release” you")


def test_a_long_front_is_cut_between_words():
    (card,) = QUEUE.cards
    long = type(card)(**{**{f: getattr(card, f) for f in card.__slots__}, "front": "word " * 40})
    assert card_words(long).endswith("word…")
    assert len(card_words(long)) <= 91
