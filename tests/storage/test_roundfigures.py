from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.trends import trends
from tpmdesk.domain.assessment import Assessment, Delivery, FillerUse, StepCoverage
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.roundfigures import SqlTrendStore

QUESTIONS = (Question("t/a", "A?", 30, 180), Question("t/b", "B?", 30, 180))


@pytest.fixture
def attempts(database):
    return SqlAttemptStore(database)


@pytest.fixture
def figures(database):
    return SqlTrendStore(database).round_figures


def sat(attempts, *, days=0, round_id="t/first", over=True):
    at = NOON + timedelta(days=days)
    made = attempts.begin(round_id, "First", new_round(QUESTIONS), at)
    if over:
        attempts.finish(made, at + timedelta(hours=1))
    return made


def judged(*covered, words=100, pace=150.0, fillers=3, enough=True):
    uses = tuple(FillerUse("um", 1.0) for _ in range(fillers))
    steps = tuple(StepCoverage(str(n), yes) for n, yes in enumerate(covered))
    return Assessment("t/w", steps, (), Delivery(words, 60.0, 60.0, pace, 1.0, (), uses), enough)


def test_an_attempt_that_is_under_way_has_no_figures_yet(attempts, figures):
    sat(attempts, over=False)
    assert figures() == []


def test_an_attempt_of_which_nothing_is_known_says_so(attempts, figures):
    sat(attempts)
    (found,) = figures()
    assert (found.level, found.covered, found.pace, found.fillers, found.gap) == (None,) * 5


def test_steps_are_counted_over_all_answers(attempts, figures):
    made = sat(attempts)
    attempts.save_assessment(made, 0, judged(True, False), NOON)
    attempts.save_assessment(made, 1, judged(True, True), NOON)
    assert figures()[0].covered == 0.75


def test_a_step_covered_when_asked_back_is_covered(attempts, figures):
    back = replace(QUESTIONS[1], follow_up_of=0)
    made = attempts.begin("t/first", "First", new_round((QUESTIONS[0], back)), NOON)
    attempts.finish(made, NOON)
    attempts.save_assessment(made, 0, judged(True, False), NOON)
    attempts.save_assessment(made, 1, judged(False, True), NOON)
    assert figures()[0].covered == 1.0


def test_the_latest_assessment_of_an_answer_counts(attempts, figures):
    made = sat(attempts)
    attempts.save_assessment(made, 0, judged(False), NOON)
    attempts.save_assessment(made, 0, judged(True), NOON)
    assert figures()[0].covered == 1.0


def test_an_answer_too_short_to_be_judged_does_not_count(attempts, figures):
    made = sat(attempts)
    attempts.save_assessment(made, 0, judged(True), NOON)
    attempts.save_assessment(made, 1, judged(False, enough=False), NOON)
    assert figures()[0].covered == 1.0


def test_pace_is_weighted_by_words_and_fillers_by_time(attempts, figures):
    made = sat(attempts)
    attempts.save_assessment(made, 0, judged(True, words=100, pace=100.0, fillers=4), NOON)
    attempts.save_assessment(made, 1, judged(True, words=300, pace=140.0, fillers=0), NOON)
    found = figures()[0]
    assert (found.pace, found.fillers) == (130.0, 2.0)


def test_typed_answers_have_steps_and_no_pace(attempts, figures):
    made = sat(attempts)
    steps = (StepCoverage("a", True),)
    attempts.save_assessment(made, 0, Assessment("t/w", steps, (), None, True), NOON)
    assert (figures()[0].covered, figures()[0].pace) == (1.0, None)


def test_the_level_is_the_persons_own_beside_the_evidence(attempts, figures):
    made = sat(attempts)
    attempts.save_scores(made, 0, [Score("a", 4, blind=True)])
    attempts.save_scores(made, 0, [Score("a", 2)])
    attempts.save_scores(made, 0, [Score("a", 1, by="Ann")])
    assert (figures()[0].level, figures()[0].gaps) == (2.0, (2,))


def test_rounds_come_in_the_order_of_their_latest_attempt(attempts, database):
    sat(attempts, days=0, round_id="t/old")
    sat(attempts, days=1, round_id="t/new")
    sat(attempts, days=2, round_id="t/new")
    found = trends(SqlTrendStore(database))
    assert [[each.round for each in group] for group in found.rounds] == [
        ["t/new", "t/new"],
        ["t/old"],
    ]
