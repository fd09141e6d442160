from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.storage.conftest import NOON
from tests.storage.samples import CANARY, RISKS, ROLLBACK, add_deck, add_note, change_card
from tpmdesk.app.ports import (
    AfterAnswer,
    Limits,
    NotFoundError,
    QueueCounts,
    QueueWish,
    ReviewError,
)
from tpmdesk.domain.cards import CardId, CardState, Memory, NoteId, Rating, Review
from tpmdesk.domain.dayqueue import DayQueue
from tpmdesk.domain.scheduling import rate
from tpmdesk.domain.studyday import study_day
from tpmdesk.storage import queue
from tpmdesk.storage.cards import SqlCardStore

DAY = study_day(NOON, UTC)
PLENTY = Limits(new_per_day=100, reviews_per_day=100)
REVIEWED = NOON - timedelta(days=3)


@pytest.fixture
def store(database):
    add_deck(database)
    return SqlCardStore(database)


def answer(store, card_id, rating=Rating.GOOD, at=NOON, took=0.0):
    before = store.card(card_id).memory
    after = rate(before, rating, at)
    then = AfterAnswer(siblings_until=study_day(at, UTC).end)
    store.record(Review(card_id, at, rating, before, after, took), then)
    return after


def in_review(database, card_id, due=NOON, **more):
    values = {"stability": 3.0, "difficulty": 5.0, "last_review": REVIEWED, **more}
    change_card(database, card_id, state=2, due=due, **values)


def in_learning(database, card_id, due, state=1):
    values = {"stability": 3.0, "difficulty": 5.0, "last_review": due - timedelta(minutes=10)}
    change_card(database, card_id, state=state, step=0, due=due, **values)


def queue_of(store, now=NOON, limits=PLENTY, day=DAY, **wish):
    return DayQueue(store.waiting(day, now, QueueWish(limits, **wish)))


def next_id(store, now=NOON, limits=PLENTY, **wish):
    return queue_of(store, now, limits, **wish).next(now)


def counts(store, now=NOON, limits=PLENTY, day=DAY):
    found = queue_of(store, now, limits, day)
    return QueueCounts(found.new, found.learning, found.review)


# One card


def test_a_card_shows_its_face_and_where_it_belongs(store, database):
    provenance = '{"source": "Release It"}'
    (card_id,) = add_note(database, replace(CANARY, tags=("release",)), provenance=provenance)
    card = store.card(card_id)
    assert (card.face.front, card.face.back) == (CANARY.front, CANARY.back)
    assert (card.deck, card.deck_title) == ("core/basics", "Basics")
    assert (card.tags, card.source) == (("release",), "Release It")
    assert card.memory == Memory()


def test_each_card_of_a_note_shows_its_own_face(store, database):
    whole, first, second, *_ = add_note(database, RISKS)
    assert "Name it" in store.card(whole).face.back
    assert store.card(first).face.template == "step-1"
    assert "after **Name it**" in store.card(second).face.front


def test_an_unknown_card_is_not_found(store):
    with pytest.raises(NotFoundError, match="There is no card 7"):
        store.card(CardId(7))


def test_a_retired_card_is_not_found(store, database):
    (card_id,) = add_note(database)
    change_card(database, card_id, retired_at=NOON)
    with pytest.raises(NotFoundError):
        store.card(card_id)


# The order of the queue


def test_an_empty_profile_has_nothing_to_show(store):
    assert next_id(store) is None
    assert counts(store) == QueueCounts(0, 0, 0)


def test_learning_cards_come_before_reviews_and_reviews_before_new_ones(store, database):
    new, review, learning, relearning = (add_note(database, position=n)[0] for n in range(4))
    in_review(database, review)
    in_learning(database, learning, NOON - timedelta(minutes=1))
    in_learning(database, relearning, NOON, state=3)
    order = []
    while (card_id := next_id(store)) is not None:
        order.append(card_id)
        change_card(database, card_id, suspended=1)
    assert order == [learning, relearning, review, new]


def test_a_review_due_later_today_is_shown_today(store, database):
    (card_id,) = add_note(database)
    in_review(database, card_id, due=DAY.end - timedelta(seconds=1))
    assert next_id(store) == card_id


def test_a_review_due_tomorrow_is_not_shown_today(store, database):
    (card_id,) = add_note(database)
    in_review(database, card_id, due=DAY.end)
    assert next_id(store) is None


def test_the_longest_overdue_review_comes_first(store, database):
    late, later = (add_note(database, position=n)[0] for n in range(2))
    in_review(database, late, due=NOON - timedelta(days=1))
    in_review(database, later, due=NOON - timedelta(days=9))
    assert next_id(store) == later


def test_new_cards_come_in_their_order(store, database):
    last, first = add_note(database, position=5)[0], add_note(database, position=2)[0]
    assert next_id(store) == first
    change_card(database, first, suspended=1)
    assert next_id(store) == last


def test_a_learning_card_due_soon_is_shown_when_nothing_else_is_left(store, database):
    learning, new = (add_note(database, position=n)[0] for n in range(2))
    in_learning(database, learning, NOON + timedelta(minutes=19))
    assert next_id(store) == new
    change_card(database, new, suspended=1)
    assert next_id(store) == learning


def test_a_learning_card_due_in_half_an_hour_waits(store, database):
    (card_id,) = add_note(database)
    in_learning(database, card_id, NOON + timedelta(minutes=30))
    assert next_id(store) is None
    assert counts(store) == QueueCounts(0, 1, 0)


# Who is left out


def test_a_suspended_card_is_left_out_until_it_is_resumed(store, database):
    (card_id,) = add_note(database)
    store.suspend(card_id, suspended=True)
    assert next_id(store) is None
    assert store.card(card_id).suspended
    store.suspend(card_id, suspended=False)
    assert next_id(store) == card_id


def test_a_buried_card_rests_until_its_time(store, database):
    (card_id,) = add_note(database)
    until = NOON + timedelta(hours=5)
    store.bury(card_id, until)
    assert next_id(store) is None
    assert counts(store).total == 0
    assert next_id(store, now=until) == card_id


def test_a_retired_card_is_left_out(store, database):
    new, review = (add_note(database, position=n)[0] for n in range(2))
    in_review(database, review)
    for card_id in (new, review):
        change_card(database, card_id, retired_at=NOON)
    assert next_id(store) is None
    assert counts(store).total == 0
    assert store.due_between(REVIEWED, DAY.end) == 0


# The day's limits


def test_new_cards_answered_today_count_against_their_limit(store, database):
    cards = [add_note(database, position=n)[0] for n in range(3)]
    limits = Limits(new_per_day=2, reviews_per_day=100)
    assert counts(store, limits=limits).new == 2
    answer(store, cards[0], Rating.EASY)
    assert counts(store, limits=limits).new == 1
    answer(store, cards[1], Rating.EASY)
    assert next_id(store, limits=limits) is None


def test_reviews_done_today_count_against_their_limit(store, database):
    cards = [add_note(database, position=n)[0] for n in range(3)]
    for card_id in cards:
        in_review(database, card_id)
    limits = Limits(new_per_day=100, reviews_per_day=2)
    assert counts(store, limits=limits).review == 2
    answer(store, cards[0])
    assert counts(store, limits=limits).review == 1
    answer(store, cards[1])
    assert next_id(store, limits=limits) is None


def test_answers_of_yesterday_count_against_no_limit_of_today(store, database):
    cards = [add_note(database, position=n)[0] for n in range(2)]
    answer(store, cards[0], Rating.EASY, at=DAY.start - timedelta(seconds=1))
    assert counts(store, limits=Limits(1, 0)).new == 1


def test_learning_cards_know_no_limit(store, database):
    (card_id,) = add_note(database)
    in_learning(database, card_id, NOON)
    assert next_id(store, limits=Limits(0, 0)) == card_id
    assert counts(store, limits=Limits(0, 0)) == QueueCounts(0, 1, 0)


def test_an_answer_taken_back_gives_its_place_in_the_limit_back(store, database):
    (card_id,) = add_note(database)
    answer(store, card_id, Rating.EASY)
    store.undo()
    assert counts(store, limits=Limits(1, 0)).new == 1


# Answering


def test_an_answer_is_stored_with_its_memory(store, database, reopen):
    (card_id,) = add_note(database)
    after = answer(store, card_id)
    card = SqlCardStore(reopen()).card(card_id)
    assert card.memory == after
    assert (card.reps, card.lapses) == (1, 0)


def test_forgetting_a_card_in_review_is_a_lapse(store, database):
    (card_id,) = add_note(database)
    answer(store, card_id, Rating.AGAIN)
    assert store.card(card_id).lapses == 0
    in_review(database, card_id)
    answer(store, card_id, Rating.AGAIN)
    assert store.card(card_id).lapses == 1
    assert store.card(card_id).memory.state is CardState.RELEARNING


def test_an_answer_from_an_old_memory_is_refused_and_changes_nothing(store, database):
    (card_id,) = add_note(database)
    shown = store.card(card_id).memory
    kept = answer(store, card_id)
    late = rate(shown, Rating.EASY, NOON)
    with pytest.raises(ReviewError, match="answered elsewhere"):
        store.record(Review(card_id, NOON, Rating.EASY, shown, late), AfterAnswer())
    assert store.card(card_id).memory == kept
    assert store.tally(DAY).answers == {Rating.GOOD: 1}


def test_an_answer_lets_new_and_review_siblings_rest_until_tomorrow(store, database):
    whole, first, second, *others = add_note(database, RISKS)
    in_review(database, second)
    answer(store, whole, Rating.EASY)
    assert counts(store).total == 0
    tomorrow = study_day(DAY.end, UTC)
    assert counts(store, DAY.end, day=tomorrow) == QueueCounts(len(others) + 1, 0, 1)
    assert next_id(store, DAY.end, day=tomorrow) == second
    assert first != second


def test_a_sibling_that_is_being_learned_does_not_rest(store, database):
    forward, reverse = add_note(database, ROLLBACK)
    in_learning(database, reverse, NOON)
    answer(store, forward, Rating.EASY)
    assert next_id(store) == reverse


def test_a_sibling_buried_for_longer_stays_buried(store, database):
    forward, reverse = add_note(database, ROLLBACK)
    long = NOON + timedelta(days=30)
    store.bury(reverse, long)
    answer(store, forward, Rating.EASY)
    assert next_id(store, now=long - timedelta(seconds=1)) is None


# Editing


def test_an_edit_changes_the_text_and_keeps_the_history(store, database):
    (card_id,) = add_note(database)
    after = answer(store, card_id)
    note_id = store.card(card_id).note_id
    store.edit_note(note_id, replace(CANARY, back="A release to 1 % first."))
    card = store.card(card_id)
    assert card.face.back == "A release to 1 % first."
    assert card.memory == after
    assert store.note(note_id).back == "A release to 1 % first."


def test_an_edit_that_removes_a_step_retires_its_card_and_keeps_the_others(store, database):
    whole, first, second, *_ = add_note(database, RISKS)
    note_id = store.card(whole).note_id
    store.edit_note(note_id, replace(RISKS, steps=RISKS.steps[:1]))
    with pytest.raises(NotFoundError):
        store.card(second)
    assert store.card(first).face.template == "step-1"
    store.edit_note(note_id, RISKS)
    assert store.card(second).face.template == "step-2"


def test_an_edit_that_adds_a_side_adds_its_card(store, database):
    (card_id,) = add_note(database, position=4)
    note_id = store.card(card_id).note_id
    store.edit_note(note_id, replace(CANARY, kind=ROLLBACK.kind))
    assert store.card(card_id).face.front == CANARY.front
    assert store.card(CardId(card_id + 1)).face.front == "A release to a few first."


def test_an_edit_that_changes_nothing_is_no_undo_step(store, database):
    (card_id,) = add_note(database)
    store.edit_note(store.card(card_id).note_id, CANARY)
    assert store.undoable() is None


def test_editing_an_unknown_note_is_refused(store):
    with pytest.raises(NotFoundError, match="no note 9"):
        store.edit_note(NoteId(9), CANARY)


# Undo


def test_undo_names_what_it_takes_back(store, database):
    (card_id,) = add_note(database)
    answer(store, card_id)
    assert store.undoable() == "Good: What is a canary release?"
    assert store.undo() == "Good: What is a canary release?"
    assert store.card(card_id).memory == Memory()
    assert store.tally(DAY).answers == {}


def test_undo_works_after_a_restart(store, database, reopen):
    (card_id,) = add_note(database)
    answer(store, card_id)
    again = SqlCardStore(reopen())
    assert again.undo() == "Good: What is a canary release?"
    assert again.undo() is None
    assert again.card(card_id).reps == 0


def test_undo_of_an_answer_wakes_the_siblings(store, database):
    forward, _ = add_note(database, ROLLBACK)
    answer(store, forward, Rating.EASY)
    store.undo()
    assert counts(store).new == 2


# What was done


def test_the_tally_counts_answers_time_and_new_cards(store, database):
    cards = [add_note(database, position=n)[0] for n in range(2)]
    answer(store, cards[0], Rating.GOOD, took=4.0)
    answer(store, cards[0], Rating.GOOD, at=NOON + timedelta(minutes=10), took=2.5)
    answer(store, cards[1], Rating.EASY, took=1.0)
    tally = store.tally(DAY)
    assert tally.answers == {Rating.GOOD: 2, Rating.EASY: 1}
    assert (tally.seconds, tally.new_cards) == (7.5, 2)


def test_tallies_keep_days_apart(store, database):
    (card_id,) = add_note(database)
    answer(store, card_id, Rating.EASY, at=DAY.start - timedelta(seconds=1))
    yesterday = study_day(DAY.start - timedelta(hours=1), UTC)
    counted = [sum(each.answers.values()) for each in store.tallies([yesterday, DAY])]
    assert counted == [1, 0]


def test_due_between_counts_cards_seen_before_in_that_time(store, database):
    new, review, learning, later = (add_note(database, position=n)[0] for n in range(4))
    in_review(database, review, due=DAY.end)
    in_learning(database, learning, DAY.end + timedelta(hours=1))
    in_review(database, later, due=DAY.end + timedelta(days=1))
    assert store.due_between(DAY.end, DAY.end + timedelta(days=1)) == 2
    assert store.card(new).memory.due is None


# Indexes


def plan(database, query, **values):
    with database.read() as connection:
        return [
            row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
        ]


@pytest.mark.parametrize(
    ("source", "order", "index"),
    [
        (queue._REVIEWS, "due", "ix_card_queue"),
        (queue._NEW, "position", "ix_card_new"),
        (f"{queue._REVIEWS} AND deck_id = 1", "due", "ix_card_queue"),
    ],
)
def test_the_queue_walks_an_index_alone_and_sorts_nothing(database, source, order, index):
    query = queue._PICK.format(source=source, order=order, decks="")
    steps = plan(database, query, now=0, until=0, most=9)
    assert any(f"USING COVERING INDEX {index}" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_counting_the_days_ahead_reads_an_index_alone(database):
    steps = plan(database, queue._COUNT_BY_DAY, start=0, first=1, last=9)
    assert any("USING COVERING INDEX ix_card_queue" in step for step in steps)


def test_times_keep_their_microseconds(store, database):
    (card_id,) = add_note(database)
    at = datetime(2026, 3, 2, 12, 0, 0, 123457, tzinfo=UTC)
    answer(store, card_id, at=at)
    assert store.card(card_id).memory.last_review == at
