"""What a whole attempt amounts to."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.pages.mock.bench import RUBRIC
from tpmdesk.domain.attempts import Answer, AnswerId, Score
from tpmdesk.ui.pages.mock.criteria_table import CriteriaTable
from tpmdesk.ui.pages.mock.verdict import VerdictPanel


def scored(*scores):
    return (Answer(AnswerId(1), 0, "t/a", "Why?", scores=scores),)


SEEN = (Score("map", 3), Score("agree", 2))
BLIND = (Score("map", 4, blind=True), Score("agree", 4, blind=True))
ANN = (Score("map", 4, by="Ann"), Score("agree", 4, by="Ann"))


@pytest.fixture
def verdict(qtbot, theme):
    made = VerdictPanel(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def table(qtbot, theme):
    made = CriteriaTable(theme)
    qtbot.addWidget(made)
    return made


def test_the_scores_amount_to_a_recommendation_marked_by_more_than_its_colour(verdict):
    verdict.show_attempt(RUBRIC, scored(*SEEN))
    assert verdict.title.text() == "Your scores amount to: No"
    marked = [one.text() for one in verdict.findChildren(QLabel) if one.text().startswith("◆")]
    assert marked == ["◆ No"]


def test_blind_scores_alone_amount_to_nothing_yet(verdict):
    verdict.show_attempt(RUBRIC, scored(*BLIND))
    assert verdict.isHidden()


def test_both_means_and_the_gap_are_told(verdict):
    verdict.show_attempt(RUBRIC, scored(*SEEN, *BLIND))
    assert verdict.means.text() == "Mean level 2.5 with the evidence, 4.0 before it."
    assert verdict.gap.text() == "You rated yourself 1.5 higher before you saw the evidence."


def test_a_friend_is_told_beside_oneself(verdict):
    verdict.show_attempt(RUBRIC, scored(*SEEN, *ANN))
    assert verdict.friends.text() == "Ann: Strong yes, mean level 4.0"
    verdict.show_attempt(RUBRIC, scored(*SEEN))
    assert verdict.friends.isHidden()


def test_the_rule_is_told_on_request(verdict):
    verdict.show_attempt(RUBRIC, scored(*SEEN))
    assert not verdict.rule.is_open
    verdict.rule.button.click()
    assert verdict.rule.is_open


def test_criteria_have_a_column_for_each_way_in_which_they_were_scored(table):
    table.show_answers(RUBRIC, scored(*SEEN, *BLIND, *ANN))
    assert table.columns == ("With the evidence", "Before it", "Ann")
    assert [(row.name, row.cells) for row in table.rows] == [
        ("Map", ("3.0", "4.0", "4.0, 1.0 higher")),
        ("Agree", ("2.0", "4.0", "4.0, 2.0 higher")),
    ]
    assert [row.share for row in table.rows] == [0.75, 0.5]


def test_a_criterion_that_somebody_left_out_has_a_dash(table):
    table.show_answers(RUBRIC, scored(Score("map", 3), *ANN))
    assert [row.cells for row in table.rows] == [("3.0", "4.0, 1.0 higher"), ("–", "4.0")]


def test_friends_and_blind_scores_do_not_change_ones_own_mean(table):
    table.show_answers(RUBRIC, scored(Score("map", 1), *BLIND, *ANN))
    assert table.rows[0].cells[0] == "1.0"
