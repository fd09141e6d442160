"""What a friend said of an attempt, in the database."""

from __future__ import annotations

import pytest

from tests.app.given import BACK, WHY_A, WHY_B, sat
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.report import FriendScores, Remark
from tpmdesk.storage.attempts import SqlAttemptStore


@pytest.fixture
def store(database):
    return SqlAttemptStore(database)


@pytest.fixture
def attempt(store):
    return sat(store, WHY_A, BACK, WHY_B)


def said(scores, remarks=(), by="Ann"):
    given = {at: tuple(Score(*each, by=by) for each in these) for at, these in scores.items()}
    return FriendScores("", by, given, tuple(remarks))


def test_scores_and_remarks_stand_at_their_answers(store, attempt):
    store.save_friend(attempt, said({0: [("depth", 3)]}, [Remark(1, 42.0, "here")]))
    first, second, _ = store.attempt(attempt).answers
    assert first.scored(by="Ann") == (Score("depth", 3, by="Ann"),)
    assert [(each.at, each.text, each.by) for each in second.moments] == [(42.0, "here", "Ann")]


def test_the_same_friend_again_takes_the_place_of_all_from_before(store, attempt):
    store.save_friend(attempt, said({0: [("depth", 3)], 2: [("depth", 1)]}, [Remark(0, 1.0, "a")]))
    store.save_friend(attempt, said({0: [("clarity", 2)]}))
    answers = store.attempt(attempt).answers
    assert [each.scores for each in answers] == [(Score("clarity", 2, by="Ann"),), (), ()]
    assert [each.moments for each in answers] == [(), (), ()]


def test_others_and_other_attempts_keep_theirs(store, attempt):
    other = sat(store, WHY_A, days=1)
    store.save_scores(attempt, 0, [Score("depth", 2)])
    store.save_friend(attempt, said({0: [("depth", 4)]}, by="Ben"))
    store.save_friend(other, said({0: [("depth", 1)]}))
    store.save_friend(attempt, said({2: [("depth", 3)]}))
    kept = store.attempt(attempt).answers[0]
    assert (kept.scored(), kept.scored(by="Ben")) == (
        (Score("depth", 2),),
        (Score("depth", 4, by="Ben"),),
    )
    assert store.attempt(other).answers[0].scored(by="Ann") == (Score("depth", 1, by="Ann"),)


def test_nothing_is_half_written(store, attempt):
    store.save_friend(attempt, said({0: [("depth", 3)]}, [Remark(0, 1.0, "a")]))
    before = store.attempt(attempt)
    with pytest.raises(NotFoundError):
        store.save_friend(attempt, said({0: [("depth", 1)]}, [Remark(9, 1.0, "nowhere")]))
    assert store.attempt(attempt) == before
