from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from tests.storage.conftest import NOON
from tests.storage.samples import add_deck, add_note, change_card, dump
from tpmdesk.app.backlog import Backlogs
from tpmdesk.app.backups import MANY, BackupError
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import ReviewKind
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.decks import SqlDeckStore
from tpmdesk.storage.settings import SqlSettingsStore


@pytest.fixture
def settings(database):
    add_deck(database)
    return SettingsDesk(SqlSettingsStore(database))


@pytest.fixture
def backlogs(database, settings, watch):
    settings.change(reviews_per_day=10)
    return Backlogs(SqlDeckStore(database), settings, watch, UTC)


def add_overdue(database, count, late=5):
    cards = [add_note(database, position=n)[0] for n in range(count)]
    for n, card_id in enumerate(cards):
        due = NOON - timedelta(days=late)
        change_card(
            database,
            card_id,
            state=2,
            stability=3.0 + n,
            difficulty=5.0,
            due=due,
            last_review=due - timedelta(days=3 + n),
        )
    return cards


def due_on(database, cards):
    store = SqlCardStore(database)
    return {card_id: store.card(card_id).memory.due for card_id in cards}


def test_what_fits_into_today_is_no_backlog(backlogs, database):
    assert backlogs.look() is None
    add_overdue(database, 10)
    assert backlogs.look() is None
    assert backlogs.plan(3).overdue == 10


def test_a_backlog_says_how_many_days_have_room(backlogs, database):
    add_overdue(database, 25)
    found = backlogs.look()
    assert (found.overdue, found.per_day, found.days) == (25, 10, 3)


def test_cards_due_anyway_take_their_room(backlogs, database):
    add_overdue(database, 12)
    for n in range(7):
        (card_id,) = add_note(database, position=50 + n)
        change_card(database, card_id, state=2, due=NOON + timedelta(days=1), last_review=NOON)
    plan = backlogs.plan(2)
    assert [(day.due, day.spread) for day in plan.days] == [(0, 9), (7, 3)]
    assert plan.fits


def test_too_few_days_are_said_to_be_too_few(backlogs, database):
    add_overdue(database, 25)
    assert not backlogs.plan(2).fits
    assert backlogs.plan(3).fits


def test_every_card_gets_a_day_as_planned_the_most_valuable_first(backlogs, database):
    cards = add_overdue(database, 25)
    plan = backlogs.plan(5)
    assert backlogs.spread(5) == 25
    due = due_on(database, cards)
    by_day = [sum(at.date() == day.date for at in due.values()) for day in plan.days]
    assert by_day == [day.spread for day in plan.days] == [5] * 5
    strongest_first = sorted(cards, key=lambda card_id: -cards.index(card_id))
    assert sorted(cards, key=due.get) == strongest_first


def test_spreading_is_one_step_that_undo_takes_back(backlogs, database):
    add_overdue(database, 25)
    before = dump(database)
    backlogs.spread(3)
    store = SqlCardStore(database)
    assert store.undo() == "Spread 25 overdue cards over 3 days"
    assert dump(database) == before
    assert store.undoable() is None


def test_the_log_says_that_cards_were_rescheduled_and_counts_no_review(
    backlogs, database, settings, watch
):
    add_overdue(database, 12)
    backlogs.spread(3)
    with database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT DISTINCT kind, rating FROM review").all()
    assert [tuple(row) for row in kinds] == [(ReviewKind.RESCHEDULED, 0)]
    reviewing = Reviewing(SqlCardStore(database), settings, watch, UTC)
    assert reviewing.summary().tally.answers == {}
    assert reviewing.counts().review == 4


def test_with_nothing_overdue_nothing_is_done(backlogs, database):
    assert backlogs.spread(4) == 0
    assert SqlCardStore(database).undoable() is None


def test_before_many_cards_are_spread_a_backup_is_made(database, settings, watch):
    asked = []
    backlogs = Backlogs(SqlDeckStore(database), settings, watch, UTC, asked.append)
    add_overdue(database, MANY)
    backlogs.spread(3)
    assert asked == []
    SqlCardStore(database).undo()
    add_overdue(database, 1)
    backlogs.spread(3)
    assert asked == [f"spreading {MANY + 1} overdue cards"]


def test_where_no_backup_can_be_made_nothing_is_spread(database, settings, watch):
    def fail(_what):
        raise BackupError("The disk is full.")

    add_overdue(database, MANY + 1)
    before = dump(database)
    with pytest.raises(BackupError):
        Backlogs(SqlDeckStore(database), settings, watch, UTC, fail).spread(3)
    assert dump(database) == before
