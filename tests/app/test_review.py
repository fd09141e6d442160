from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.conftest import NOON, Watch
from tests.storage.samples import CANARY, RISKS, ROLLBACK, add_deck, add_note, change_card
from tpmdesk.app.ports import NotFoundError, QueueCounts, ReviewError
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import CardId, Rating
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.settings import SqlSettingsStore


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def database(tmp_path, watch):
    opened = open_database(tmp_path / "tpmdesk.db", tmp_path / "backups", clock=watch)
    add_deck(opened)
    yield opened
    opened.close()


@pytest.fixture
def desk(database):
    return SettingsDesk(SqlSettingsStore(database))


@pytest.fixture
def reviewing(database, desk, watch):
    return Reviewing(SqlCardStore(database), desk, watch, UTC)


@pytest.fixture
def card_id(database):
    return add_note(database)[0]


# Showing and answering


def test_a_whole_first_session_ends_with_its_summary(reviewing, database, watch):
    for n in range(2):
        add_note(database, position=n)
    answered = 0
    while (view := reviewing.next()) is not None:
        reviewing.answer(view.card.id, Rating.GOOD, took=2.0)
        watch.forward(minutes=10)
        answered += 1
    summary = reviewing.summary()
    assert answered == 4
    assert summary.tally.answers == {Rating.GOOD: 4}
    assert (summary.tally.seconds, summary.tally.new_cards) == (8.0, 2)
    assert summary.left == QueueCounts(0, 0, 0)
    assert summary.due_tomorrow == 0
    assert sum(count for _, count in reviewing.forecast(3)) == 2


def test_the_view_counts_the_card_it_shows(reviewing, card_id):
    assert reviewing.next().counts == QueueCounts(1, 0, 0)
    assert reviewing.counts() == QueueCounts(1, 0, 0)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=6), st.integers(0, 20))
def test_the_interval_on_the_button_is_what_the_answer_gives(
    reviewing, database, watch, ratings, late
):
    card_id = add_note(database)[0]
    for rating in ratings:
        view = reviewing.view(card_id)
        card = reviewing.answer(card_id, rating)
        assert card.memory.due == watch() + view.intervals[rating]
        watch.now = card.memory.due + timedelta(days=late)


def test_two_cards_answered_alike_do_not_always_fall_due_together(reviewing, database, watch):
    cards = [add_note(database, position=n)[0] for n in range(12)]
    days = set()
    for card_id in cards:
        reviewing.answer(card_id, Rating.EASY, at=NOON)
        card = reviewing.answer(card_id, Rating.GOOD, at=NOON + timedelta(days=9))
        days.add(card.memory.due)
    assert len(days) > 1


def test_an_answer_may_be_given_for_another_time(reviewing, card_id):
    at = NOON - timedelta(days=2)
    tokyo = at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert reviewing.answer(card_id, Rating.GOOD, at=tokyo).memory.last_review == at


def test_siblings_rest_until_the_next_study_day(reviewing, database, watch):
    forward, reverse = add_note(database, ROLLBACK)
    reviewing.answer(forward, Rating.EASY)
    assert reviewing.next() is None
    watch.now = reviewing.today().end
    assert reviewing.next().card.id == reverse


# Answers that cannot be taken


def test_a_second_press_is_refused(reviewing, card_id):
    reviewing.next()
    reviewing.answer(card_id, Rating.GOOD)
    with pytest.raises(ReviewError, match="answered already"):
        reviewing.answer(card_id, Rating.GOOD)
    assert reviewing.summary().tally.answers == {Rating.GOOD: 1}


def test_a_card_shown_again_can_be_answered_again(reviewing, card_id, watch):
    reviewing.answer(card_id, Rating.AGAIN)
    watch.forward(minutes=1)
    assert reviewing.next().card.id == card_id
    assert reviewing.answer(card_id, Rating.GOOD).reps == 2


def test_a_card_answered_elsewhere_meanwhile_keeps_that_answer(reviewing, database, desk, card_id):
    reviewing.next()
    elsewhere = Reviewing(SqlCardStore(database), desk, lambda: NOON, UTC)
    kept = elsewhere.answer(card_id, Rating.EASY)
    with pytest.raises(ReviewError, match="elsewhere"):
        reviewing.answer(card_id, Rating.AGAIN)
    assert reviewing.view(card_id).card == kept


def test_a_card_suspended_meanwhile_takes_no_answer(reviewing, database, card_id):
    reviewing.next()
    change_card(database, card_id, suspended=1)
    with pytest.raises(ReviewError, match="suspended"):
        reviewing.answer(card_id, Rating.GOOD)
    reviewing.resume(card_id)
    assert reviewing.answer(card_id, Rating.GOOD).reps == 1


def test_a_card_retired_meanwhile_is_not_found(reviewing, database, card_id):
    reviewing.next()
    change_card(database, card_id, retired_at=NOON)
    with pytest.raises(NotFoundError):
        reviewing.answer(card_id, Rating.GOOD)


def test_a_clock_set_back_is_named_and_nothing_is_changed(reviewing, card_id, watch):
    kept = reviewing.answer(card_id, Rating.GOOD)
    watch.forward(days=-1)
    view = reviewing.view(card_id)
    assert view.intervals[Rating.AGAIN] == timedelta(minutes=1)
    with pytest.raises(ReviewError, match="clock"):
        reviewing.answer(card_id, Rating.GOOD)
    assert reviewing.view(card_id).card == kept


def test_a_clock_put_right_by_seconds_is_forgiven(reviewing, card_id, watch):
    first = reviewing.answer(card_id, Rating.AGAIN)
    watch.forward(seconds=-30)
    reviewing.view(card_id)
    assert reviewing.answer(card_id, Rating.GOOD).memory.last_review == first.memory.last_review


def test_a_time_before_the_last_answer_is_refused_even_by_seconds(reviewing, card_id):
    reviewing.answer(card_id, Rating.GOOD)
    with pytest.raises(ReviewError, match="later time"):
        reviewing.answer(card_id, Rating.GOOD, at=NOON - timedelta(seconds=1))


def test_an_unknown_card_is_not_found(reviewing):
    with pytest.raises(NotFoundError):
        reviewing.answer(CardId(404), Rating.GOOD)


# Undo, bury, suspend, edit


def test_undo_brings_the_card_back(reviewing, card_id):
    reviewing.next()
    reviewing.answer(card_id, Rating.EASY)
    assert reviewing.undoable() == reviewing.undo() == "Easy: What is a canary release?"
    assert reviewing.next().card.reps == 0
    assert reviewing.answer(card_id, Rating.GOOD).reps == 1


def test_a_buried_card_comes_back_with_the_next_study_day(reviewing, card_id, watch):
    reviewing.bury(card_id)
    assert reviewing.next() is None
    watch.now = reviewing.today().end
    assert reviewing.next().card.id == card_id


def test_a_suspended_card_stays_away(reviewing, card_id, watch):
    reviewing.suspend(card_id)
    watch.forward(days=30)
    assert reviewing.next() is None


def test_an_edited_note_shows_its_new_text(reviewing, card_id):
    note_id = reviewing.view(card_id).card.note_id
    reviewing.edit(note_id, replace(reviewing.note(note_id), front="What is it?"))
    assert reviewing.next().card.face.front == "What is it?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (replace(CANARY, front=" "), "front is empty"),
        (replace(CANARY, back=""), "back is empty"),
        (replace(RISKS, steps=()), "at least one step"),
    ],
)
def test_a_note_that_makes_no_card_is_refused(reviewing, card_id, text, message):
    note_id = reviewing.view(card_id).card.note_id
    with pytest.raises(ReviewError, match=message):
        reviewing.edit(note_id, text)
    assert reviewing.note(note_id) == CANARY


# Days


def test_the_study_day_turns_over_at_the_hour_that_is_set(reviewing, desk, watch):
    watch.now = NOON.replace(hour=5)
    assert reviewing.today().date == date(2026, 3, 2)
    desk.change(rollover_hour=6)
    assert reviewing.today().date == date(2026, 3, 1)


def test_the_limits_are_those_of_the_settings(reviewing, desk, card_id):
    desk.change(new_per_day=0)
    assert reviewing.next() is None


def test_history_holds_each_day_up_to_today(reviewing, card_id, watch):
    reviewing.answer(card_id, Rating.EASY, at=NOON - timedelta(days=1))
    history = reviewing.history(3)
    assert [day for day, _ in history] == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    assert [tally.new_cards for _, tally in history] == [0, 1, 0]


def test_the_forecast_counts_what_is_overdue_as_today(reviewing, database):
    due = (NOON - timedelta(days=4), NOON, NOON + timedelta(days=1), NOON + timedelta(days=9))
    for position, moment in enumerate(due):
        change_card(database, add_note(database, position=position)[0], state=2, due=moment)
    assert [count for _, count in reviewing.forecast(3)] == [2, 1, 0]
    assert reviewing.summary().due_tomorrow == 1


# Redo


def test_redo_does_the_answer_again(reviewing, card_id):
    reviewing.next()
    answered = reviewing.answer(card_id, Rating.EASY)
    reviewing.undo()
    assert reviewing.redoable() == reviewing.redo() == "Easy: What is a canary release?"
    assert reviewing.view(card_id).card == answered
    assert reviewing.redo() is None


# What the queue keeps in mind


def test_what_others_change_meanwhile_is_seen(reviewing, database):
    first, second = (add_note(database, position=n)[0] for n in range(2))
    assert reviewing.next().card.id == first
    SqlCardStore(database).suspend(first, suspended=True)
    assert reviewing.next().card.id == second
    assert reviewing.counts() == QueueCounts(1, 0, 0)


def test_a_card_made_ready_gives_way_to_a_learning_card_that_falls_due(reviewing, database, watch):
    learning, new = (add_note(database, position=n)[0] for n in range(2))
    reviewing.answer(learning, Rating.AGAIN)
    assert reviewing.next().card.id == new
    watch.forward(minutes=2)
    assert reviewing.next().card.id == learning


def test_changed_settings_change_the_queue_at_once(reviewing, desk, database):
    cards = [add_note(database, position=n)[0] for n in range(3)]
    assert reviewing.next().card.id == cards[0]
    desk.change(new_per_day=2)
    assert reviewing.counts().new == 2
    desk.change(new_per_day=0)
    assert reviewing.next() is None


def in_review(database, due, stability=10.0, position=0):
    (card_id,) = add_note(database, position=position)
    last = due - timedelta(days=10)
    memory = {"stability": stability, "difficulty": 5.0, "due": due, "last_review": last}
    change_card(database, card_id, state=2, **memory)
    return card_id


def shown(reviewing):
    """The cards in the order in which they come."""
    order = []
    while (view := reviewing.next()) is not None:
        order.append(view.card.id)
        reviewing.answer(view.card.id, Rating.EASY)
    return order


def test_the_likeliest_to_be_remembered_may_come_first(reviewing, desk, database):
    weak = in_review(database, NOON - timedelta(days=9), stability=1.0)
    strong = in_review(database, NOON - timedelta(days=5), stability=99.0)
    middle = in_review(database, NOON - timedelta(days=7), stability=9.0)
    desk.change(review_order="retrievability")
    assert shown(reviewing) == [strong, middle, weak]


def test_a_random_order_is_the_same_all_day_and_another_tomorrow(reviewing, desk, database, watch):
    for n in range(30):
        add_note(database, position=n)
    desk.change(new_order="random", new_per_day=100)
    orders = []
    for _ in range(2):
        orders.append(shown(reviewing))
        while reviewing.undo():
            pass
    watch.forward(days=1)
    orders.append(shown(reviewing))
    assert orders[0] == orders[1] != orders[2]
    assert orders[0] != sorted(orders[0])
    assert sorted(orders[0]) == sorted(orders[2])


def test_new_cards_may_come_among_the_reviews(reviewing, desk, database):
    new = {add_note(database, position=n)[0] for n in range(2)}
    for n in range(6):
        in_review(database, NOON - timedelta(days=n), position=10 + n)
    desk.change(mix="mixed")
    assert [n for n, card_id in enumerate(shown(reviewing)) if card_id in new] == [2, 6]


def test_studying_ahead_takes_the_reviews_of_the_next_days_and_no_new_cards(
    reviewing, desk, database
):
    add_note(database)
    soon, later = (in_review(database, NOON + timedelta(days=n)) for n in (2, 9))
    desk.change(reviews_per_day=0)
    assert reviewing.next(ahead_days=3).card.id == soon
    assert reviewing.counts(ahead_days=3) == QueueCounts(0, 0, 1)
    reviewing.answer(soon, Rating.GOOD)
    assert reviewing.next(ahead_days=3) is None
    assert reviewing.next(ahead_days=9).card.id == later


# Leeches


def lapse(reviewing, card_id, watch):
    """Forgotten, relearned, and due again three days later."""
    reviewing.answer(card_id, Rating.AGAIN)
    notice = reviewing.leech
    watch.forward(minutes=10)
    reviewing.view(card_id)
    reviewing.answer(card_id, Rating.GOOD)
    watch.forward(days=3)
    reviewing.view(card_id)
    return notice


@pytest.fixture
def leech(database, watch):
    card_id = in_review(database, NOON)
    change_card(database, card_id, lapses=6)
    return card_id


def test_a_card_forgotten_often_is_marked_and_its_lapses_are_shown(reviewing, leech, watch):
    assert lapse(reviewing, leech, watch) is None
    notice = lapse(reviewing, leech, watch)
    assert (notice.lapses, notice.suspended, notice.card.id) == (8, False, leech)
    assert [each.at for each in notice.history] == [NOON, NOON + timedelta(days=3, minutes=10)]
    assert notice.history[0].stability == 10.0
    assert reviewing.view(leech).leech
    assert reviewing.leech is None


def test_the_mark_is_of_the_same_undo_step_as_the_answer(reviewing, leech, watch):
    lapse(reviewing, leech, watch)
    reviewing.answer(leech, Rating.AGAIN)
    assert reviewing.view(leech).leech
    assert reviewing.undo().startswith("Again")
    assert not reviewing.view(leech).leech
    assert reviewing.leech is None


def test_a_leech_is_suspended_where_its_deck_says_so(reviewing, database, leech, watch):
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE deck SET options = '{\"leech_suspends\": true}'")
    lapse(reviewing, leech, watch)
    card = reviewing.answer(leech, Rating.AGAIN)
    assert card.suspended
    assert reviewing.leech.suspended
    watch.forward(minutes=10)
    assert reviewing.next() is None


def test_the_card_that_an_answer_gives_back_is_the_card_as_stored(reviewing, leech, watch):
    for rating in (Rating.AGAIN, Rating.GOOD, Rating.AGAIN, Rating.AGAIN, Rating.EASY):
        card = reviewing.answer(leech, rating)
        assert reviewing.view(leech).card == card
        watch.now = card.memory.due


# Flags, due dates, forgetting


def test_a_flag_is_shown_and_taken_off(reviewing, card_id):
    reviewing.flag(card_id, 3)
    assert reviewing.view(card_id).card.flag == 3
    reviewing.flag(card_id, 0)
    assert reviewing.view(card_id).card.flag == 0
    with pytest.raises(ReviewError, match="no flag 8"):
        reviewing.flag(card_id, 8)


def test_a_buried_card_can_be_woken(reviewing, card_id):
    reviewing.bury(card_id)
    assert reviewing.next() is None
    reviewing.unbury(card_id)
    assert reviewing.next().card.id == card_id


def test_a_card_given_a_day_comes_on_that_day(reviewing, card_id, watch):
    reviewing.set_due(card_id, date(2026, 3, 9))
    assert reviewing.undoable() == "Due on 2026-03-09: What is a canary release?"
    watch.forward(days=6)
    assert reviewing.next() is None
    watch.forward(days=1)
    assert reviewing.next().card.id == card_id
    assert reviewing.summary().tally.answers == {}
    assert reviewing.answer(card_id, Rating.GOOD).memory.stability > 1


def test_a_forgotten_card_is_new_again_and_its_log_stays(reviewing, database):
    card_id = in_review(database, NOON)
    reviewing.answer(card_id, Rating.AGAIN)
    reviewing.forget(card_id)
    card = reviewing.view(card_id).card
    assert (card.memory.due, card.reps, card.lapses) == (None, 0, 0)
    assert reviewing.counts() == QueueCounts(1, 0, 0)
    assert len(reviewing.note_history(card.note_id)) == 1
    reviewing.undo()
    assert reviewing.view(card_id).card.lapses == 1


# The days ahead


def test_a_day_that_may_get_no_reviews_gets_none(reviewing, desk, database, watch):
    desk.change(easy_days="100,100,0,100,100,100,0")
    for n in range(40):
        card_id = in_review(database, NOON, stability=30.0, position=n)
        due = reviewing.answer(card_id, Rating.GOOD).memory.due
        assert due.weekday() not in (2, 6)


def test_answers_keep_the_days_ahead_even(reviewing, desk, database):
    def spread():
        counts = Counter(
            reviewing.answer(in_review(database, NOON, 30.0), Rating.GOOD).memory.due
            for _ in range(60)
        )
        return max(counts.values())

    balanced = spread()
    desk.change(load_balance=False)
    assert balanced < spread()
