"""`compare`: answers to one prompt, a later one against an earlier one."""

from __future__ import annotations

import pytest

from tests.app.fakes import NOON, MemoryAttempts, a_prompt
from tests.app.given import WHY_A, ScoredContent, record, sat
from tests.cli.asking import asker
from tpmdesk.app.comparing import Comparing
from tpmdesk.cli.compare import COMMANDS
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.domain.assessment import Assessment, Delivery, Evidence, StepCoverage
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.report import FriendScores


class Desk:
    def __init__(self, folder):
        self.folder = folder
        self.attempts = MemoryAttempts()
        content = ScoredContent((a_prompt("a"), a_prompt("b")))
        self.comparing = Comparing(content, self.attempts, folder)

    def sat(self, days, covered, pace, level):
        """One answer to the prompt a, judged and scored."""
        made = sat(self.attempts, WHY_A, days=days)
        steps = (StepCoverage("Failure", covered, (Evidence("times out", 1.0, 2.0),) * covered),)
        spoken = Delivery(100, 60.0, 60.0, pace, 1.0, (), ())
        found = Assessment("t/walk", steps, (), spoken, True)
        self.attempts.save_assessment(made, 0, found, NOON)
        self.attempts.save_scores(made, 0, [Score("depth", level)])
        return made


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def three(desk):
    return [
        desk.sat(0, False, 120.0, 1),
        desk.sat(1, True, 150.0, 2),
        desk.sat(2, True, 140.0, 4),
    ]


@pytest.fixture
def said(desk, capsys):
    return asker(COMMANDS, desk, capsys)


def test_the_first_and_the_last_are_compared_unless_told_otherwise(said, three):
    code, found = said("compare", "t/a")
    assert (code, found["between"], found["question"]) == (DONE, [1, 3], "Why a?")
    assert [each["attempt"] for each in found["answers"]] == [str(each) for each in three]
    assert found["steps"] == [
        {
            "step": "Failure",
            "change": "gained",
            "earlier": [],
            "later": [{"quote": "times out", "start": 1.0, "end": 2.0}],
        }
    ]
    assert (found["gained"], found["lost"]) == (1, 0)
    assert found["scores"] == [{"criterion": "depth", "earlier": 1, "later": 4}]
    assert {"measure": "pace", "earlier": 120.0, "later": 140.0, "difference": 20.0} in found[
        "figures"
    ]


def test_two_can_be_chosen(said, three):
    _, found = said("compare", "t/a", "--between", 2, 3)
    assert found["between"] == [2, 3]
    assert [each["change"] for each in found["steps"]] == ["kept"]
    assert found["scores"] == [{"criterion": "depth", "earlier": 2, "later": 4}]


def test_each_answer_tells_what_was_said_and_where_it_can_be_heard(said, desk, three):
    file = record(desk.attempts, three[1], 0, desk.folder)
    _, found = said("compare", "t/a")
    assert [each["recording"] for each in found["answers"]] == [None, str(file), None]
    assert [each["transcript"] for each in found["answers"]] == ["", "The page times out.", ""]
    assert found["answers"][0]["started"] == NOON.isoformat()


@pytest.mark.parametrize("between", [(0, 1), (2, 2), (3, 1), (1, 4), (-1, 2)])
def test_two_that_are_not_an_earlier_and_a_later_one_are_refused(said, three, between):
    code, found = said("compare", "t/a", "--between", *between)
    assert code == BAD_INPUT
    assert "answers 1 to 3" in found["error"]


def test_one_answer_is_not_enough(said, desk):
    desk.sat(0, True, 120.0, 1)
    code, found = said("compare", "t/a")
    assert code == BAD_INPUT
    assert "comparing takes two answers" in found["error"]


def test_a_prompt_that_is_not_there_is_named(said):
    code, found = said("compare", "t/z")
    assert code == BAD_INPUT
    assert "t/z" in found["error"]


def test_words_tell_what_changed(said, three):
    _, text = said("compare", "t/a", words=True)
    assert "Answer 3 against answer 1, of 3:" in text
    assert "  Failure: gained" in text
    assert "  pace: 120.0 -> 140.0" in text
    assert "  depth: 1 -> 4" in text


def test_what_a_friend_gave_is_told_beside_it(said, desk, three):
    friend = FriendScores("", "Ann", {0: (Score("depth", 3, by="Ann"),)})
    desk.attempts.save_friend(three[2], friend)
    _, found = said("compare", "t/a")
    assert found["friends"] == [
        {"by": "Ann", "scores": [{"criterion": "depth", "earlier": None, "later": 3}]}
    ]
    _, text = said("compare", "t/a", words=True)
    assert "  depth, by Ann: - -> 3" in text
