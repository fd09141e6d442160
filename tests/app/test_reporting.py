"""An attempt for a friend, and what comes back: kept whole, in place of before, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.fakes import NOON, MemoryAttempts, a_prompt
from tests.app.given import BACK, RUBRIC, WHY_A, WHY_B, ScoredContent, record, sat
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.reporting import Reporting
from tpmdesk.domain.attempts import AttemptId, Score
from tpmdesk.domain.report import (
    LONGEST_NAME,
    LONGEST_REMARK,
    MOST_REMARKS,
    FriendError,
    FriendScores,
    Remark,
    report_key,
)

FILE = Path("scores.json")
PROMPTS = (a_prompt("a"), a_prompt("b"))


class Writer:
    """Remembers what it was told to write."""

    def __init__(self):
        self.written = []

    def write(self, report, file, *, audio, progress):
        progress(0, len(report.answers))
        self.written.append((report, file, audio))


class Desk:
    """Reporting over a store in memory; `sent` is what the next file holds."""

    def __init__(self, folder):
        self.folder = folder
        self.attempts = MemoryAttempts()
        self.page, self.text = Writer(), Writer()
        self.sent = None
        self.reporting = Reporting(
            ScoredContent(PROMPTS),
            self.attempts,
            folder,
            {".html": self.page, ".md": self.text},
            lambda file: self.sent,
        )

    def send(self, attempt, scores=(), remarks=(), *, by="Ann", key=None):
        given = {at: tuple(replace(each, by=by) for each in these) for at, these in scores}
        self.sent = FriendScores(
            key or report_key(self.attempts.attempt(attempt)), by, given, tuple(remarks)
        )
        return self.reporting.take_in(FILE)

    def by(self, attempt, name, position=0):
        return self.attempts.attempt(attempt).answers[position].scored(by=name)

    def remarks(self, attempt, position=0):
        return [(each.by, each.text) for each in self.answer(attempt, position).moments]

    def answer(self, attempt, position=0):
        return self.attempts.attempt(attempt).answers[position]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def attempt(desk):
    return sat(desk.attempts, WHY_A, BACK, WHY_B)


# The report


def test_what_was_asked_back_is_in_the_report_and_has_no_scores(desk, attempt):
    answers = desk.reporting.report(attempt).answers
    assert [(each.position, each.follows) for each in answers] == [
        (0, False),
        (1, True),
        (2, False),
    ]


def test_a_question_that_was_skipped_is_left_out_and_the_others_keep_their_numbers(desk):
    attempt = sat(desk.attempts, WHY_A, BACK, WHY_B, skipped=(0, 1))
    assert [each.position for each in desk.reporting.report(attempt).answers] == [2]


def test_a_recording_is_named_where_it_lies(desk, attempt):
    file = record(desk.attempts, attempt, 1, desk.folder)
    sounds = [each.sound for each in desk.reporting.report(attempt).answers]
    assert sounds == [None, file, None]


def test_a_wiped_recording_is_none_even_while_its_file_is_there(desk, attempt):
    record(desk.attempts, attempt, 0, desk.folder)
    desk.attempts.wipe_recording(desk.answer(attempt).recording.id, NOON)
    given = desk.reporting.report(attempt).answers[0]
    assert given.sound is None
    assert given.answer.transcript.text == "The page times out."


def test_a_recording_whose_file_is_gone_is_none(desk, attempt):
    record(desk.attempts, attempt, 0, desk.folder).unlink()
    assert desk.reporting.report(attempt).answers[0].sound is None


def test_the_suffix_chooses_the_form_whatever_its_case(desk, attempt):
    desk.reporting.write(attempt, Path("a.HTML"))
    desk.reporting.write(attempt, Path("a.md"), audio=False)
    assert [(file, audio) for _, file, audio in desk.page.written] == [(Path("a.HTML"), True)]
    assert [(file, audio) for _, file, audio in desk.text.written] == [(Path("a.md"), False)]


def test_another_suffix_is_refused_with_those_that_are_known(desk, attempt):
    with pytest.raises(ValueError, match=r"ends in \.html or \.md; a\.pdf does not"):
        desk.reporting.write(attempt, Path("a.pdf"))


def test_an_attempt_that_is_not_there_is_named(desk):
    with pytest.raises(NotFoundError, match="9"):
        desk.reporting.write(AttemptId(9), Path("a.md"))


# What comes back


def test_scores_and_remarks_are_kept_under_the_friends_name(desk, attempt):
    given = [(0, [Score("depth", 3)]), (2, [Score("clarity", 1)])]
    kept, said = desk.send(attempt, given, [Remark(1, 42.0, "here")])
    assert (kept.id, said.by) == (attempt, "Ann")
    assert desk.by(attempt, "Ann") == (Score("depth", 3, by="Ann"),)
    assert desk.by(attempt, "Ann", 2) == (Score("clarity", 1, by="Ann"),)
    assert desk.remarks(attempt, 1) == [("Ann", "here")]
    assert kept == desk.attempts.attempt(attempt)


def test_the_same_friends_earlier_scores_and_remarks_are_replaced(desk, attempt):
    desk.send(attempt, [(0, [Score("depth", 1)]), (2, [Score("depth", 2)])], [Remark(0, 1.0, "a")])
    desk.send(attempt, [(0, [Score("clarity", 4)])], [Remark(2, 1.0, "b")])
    assert desk.by(attempt, "Ann") == (Score("clarity", 4, by="Ann"),)
    assert desk.by(attempt, "Ann", 2) == ()
    assert (desk.remarks(attempt), desk.remarks(attempt, 2)) == ([], [("Ann", "b")])


def test_another_friends_and_ones_own_stay(desk, attempt):
    desk.attempts.save_scores(attempt, 0, [Score("depth", 2), Score("clarity", 2)])
    desk.attempts.add_moment(attempt, 0, 3.0, "mine")
    desk.send(attempt, [(0, [Score("depth", 1)])], [Remark(0, 1.0, "a")], by="Ben")
    desk.send(attempt, [(0, [Score("depth", 4)])])
    assert desk.by(attempt, "") == (Score("depth", 2), Score("clarity", 2))
    assert desk.by(attempt, "Ben") == (Score("depth", 1, by="Ben"),)
    assert desk.remarks(attempt) == [("", "mine"), ("Ben", "a")]


GOOD = [(0, [Score("depth", 3)])]


@pytest.mark.parametrize(
    ("scores", "remarks", "by", "problem"),
    [
        ([*GOOD, (2, [Score("charm", 1)])], [], "Ann", "no criterion charm"),
        ([*GOOD, (2, [Score("depth", 9)])], [], "Ann", "no level 9"),
        ([*GOOD, (2, [Score("depth", 1), Score("depth", 2)])], [], "Ann", "scored twice"),
        ([*GOOD, (1, [Score("depth", 3)])], [], "Ann", "no question 2 to be scored"),
        ([*GOOD, (7, [Score("depth", 3)])], [], "Ann", "no question 8 to be scored"),
        ([*GOOD, (-1, [Score("depth", 3)])], [], "Ann", "no question 0 to be scored"),
        (GOOD, [Remark(3, 1.0, "where")], "Ann", "“where” belongs to no answer"),
        (GOOD, [Remark(-1, 1.0, "where")], "Ann", "“where” belongs to no answer"),
        (GOOD, [Remark(0, -1.0, "when")], "Ann", "“when” belongs to no answer"),
        (GOOD, [Remark(0, float("nan"), "when")], "Ann", "“when” belongs to no answer"),
        (GOOD, [Remark(0, 0.0, "x" * (LONGEST_REMARK + 1))], "Ann", "too long"),
        (GOOD, [Remark(0, 0.0, "x")] * (MOST_REMARKS + 1), "Ann", "more than 200 remarks"),
        (GOOD, [], "", "whose scores are they"),
        (GOOD, [], " ", "whose scores are they"),
        (GOOD, [], "A" * (LONGEST_NAME + 1), "whose scores are they"),
        ([], [], "Ann", "neither a score nor a remark"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_of_it_is_kept(
    desk, attempt, scores, remarks, by, problem
):
    desk.send(attempt, [(0, [Score("clarity", 2)])])
    before = desk.attempts.attempt(attempt)
    with pytest.raises(FriendError, match=problem):
        desk.send(attempt, scores, remarks, by=by)
    assert desk.attempts.attempt(attempt) == before


def test_a_question_that_was_skipped_cannot_be_scored(desk):
    attempt = sat(desk.attempts, WHY_A, WHY_B, skipped=(1,))
    with pytest.raises(FriendError, match="no question 2"):
        desk.send(attempt, [(1, [Score("depth", 3)])])


def test_scores_of_another_attempt_that_has_the_same_number_are_refused(desk, attempt):
    elsewhere = replace(desk.attempts.attempt(attempt), started=NOON - timedelta(days=1))
    with pytest.raises(FriendError, match="belong to another attempt"):
        desk.send(attempt, GOOD, key=report_key(elsewhere))
    assert desk.by(attempt, "Ann") == ()


@pytest.mark.parametrize("key", ["2-1", "", "-1", "one-1", "01-1", "٣-1", "9" * 5000, "1 -1"])
def test_scores_of_an_attempt_that_is_not_here_are_refused(desk, attempt, key):
    desk.sent = FriendScores(key, "Ann", {0: (Score("depth", 3, by="Ann"),)})
    with pytest.raises(FriendError, match="no attempt that these scores belong to"):
        desk.reporting.take_in(FILE)


def test_the_levels_that_are_allowed_are_those_of_the_rubric(desk, attempt):
    for level in RUBRIC.criteria[0].levels:
        desk.send(attempt, [(0, [Score("depth", level.score)])])
        assert desk.by(attempt, "Ann")[0].level == level.score
