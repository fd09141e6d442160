"""Answers to one prompt, found over all attempts."""

from __future__ import annotations

import pytest

from tests.app.fakes import NOON, MemoryAttempts, a_prompt
from tests.app.given import BACK, RUBRIC, WHY_A, WHY_B, ScoredContent, record, sat
from tpmdesk.app.comparing import Comparing
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score

PROMPTS = (a_prompt("a"), a_prompt("b"))


@pytest.fixture
def attempts():
    return MemoryAttempts()


@pytest.fixture
def comparing(attempts, tmp_path):
    return Comparing(ScoredContent(PROMPTS), attempts, tmp_path)


def places(takes):
    return [(take.attempt, take.position) for take in takes]


def test_takes_are_found_over_attempts_oldest_first(attempts, comparing):
    first = sat(attempts, WHY_A, WHY_B)
    sat(attempts, WHY_B, days=1)
    third = sat(attempts, WHY_B, WHY_A, days=2)
    assert places(comparing.takes("t/a")) == [(first, 0), (third, 1)]


def test_what_was_asked_back_is_no_answer_to_the_prompt_of_its_own(attempts, comparing):
    made = sat(attempts, WHY_A, BACK)
    assert places(comparing.takes("t/a")) == [(made, 0)]


def test_a_question_that_was_skipped_is_no_answer(attempts, comparing):
    sat(attempts, WHY_A, WHY_B, skipped=(0,))
    made = sat(attempts, WHY_A, WHY_B, days=1)
    assert places(comparing.takes("t/a")) == [(made, 0)]


def test_a_take_knows_when_it_was_and_how_long_it_might_last(attempts, comparing):
    sat(attempts, WHY_A)
    (take,) = comparing.takes("t/a")
    assert (take.started, take.question) == (NOON, WHY_A)


def test_a_take_can_be_heard_while_its_recording_is_there(attempts, comparing, tmp_path):
    made = sat(attempts, WHY_A)
    assert comparing.takes("t/a")[0].sound is None
    file = record(attempts, made, 0, tmp_path)
    assert comparing.takes("t/a")[0].sound == file
    attempts.wipe_recording(attempts.attempt(made).answers[0].recording.id, NOON)
    assert comparing.takes("t/a")[0].sound is None


def test_a_take_whose_file_is_gone_is_silent(attempts, comparing, tmp_path):
    record(attempts, sat(attempts, WHY_A), 0, tmp_path).unlink()
    assert comparing.takes("t/a")[0].sound is None


def test_there_is_more_once_the_prompt_was_asked_in_two_attempts(attempts, comparing):
    sat(attempts, WHY_A, BACK)
    assert not comparing.has_more("t/a")
    sat(attempts, WHY_A, days=1)
    assert comparing.has_more("t/a")
    assert not comparing.has_more("t/b")


def test_the_rubric_is_that_of_the_prompts_round(comparing):
    assert comparing.rubric(comparing.prompt("t/a")) == RUBRIC


def test_a_prompt_that_is_not_there_is_named(comparing):
    with pytest.raises(NotFoundError, match="t/z"):
        comparing.prompt("t/z")


def test_two_takes_are_compared_by_the_rubrics_criteria(attempts, comparing):
    for days, levels in enumerate([{"depth": 1}, {"clarity": 3, "depth": 4, "charm": 2}]):
        made = sat(attempts, WHY_A, days=days)
        attempts.save_scores(made, 0, [Score(*each) for each in levels.items()])
    first, second = comparing.takes("t/a")
    found = comparing.compare(first, second, RUBRIC)
    assert [(each.criterion, each.earlier, each.later) for each in found.scores] == [
        ("depth", 1, 4),
        ("clarity", None, 3),
    ]
