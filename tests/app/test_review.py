from __future__ import annotations

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
