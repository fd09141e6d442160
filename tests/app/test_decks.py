from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from tests.storage.conftest import NOON
from tests.storage.samples import ROLLBACK, add_deck, add_note, change_card, dump
from tpmdesk.app.backups import MANY
from tpmdesk.app.decks import DeckDue, Decks, OptionsError
from tpmdesk.app.fitting import FitError, FitResult
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.decks import SqlDeckStore
from tpmdesk.storage.settings import SqlSettingsStore

BASICS, OTHER = "core/basics", "core/other"
WON = FitResult((*DEFAULT_PARAMETERS[:20], 0.3), 5000, 1000, 0.4, 0.3)


@pytest.fixture
def settings(database):
    add_deck(database)
    add_deck(database, "other", position=1)
    return SettingsDesk(SqlSettingsStore(database))


@pytest.fixture
def decks(database, settings, watch):
    return Decks(SqlDeckStore(database), settings, watch, lambda histories: DEFAULT_PARAMETERS, UTC)


@pytest.fixture
def reviewing(database, settings, watch):
    return Reviewing(SqlCardStore(database), settings, watch, UTC)


def in_review(database, card_id, due=NOON):
    last = due - timedelta(days=30)
    change_card(
        database, card_id, state=2, stability=30.0, difficulty=5.0, due=due, last_review=last
    )


def test_options_are_kept_and_their_change_can_be_undone(decks, database):
    assert decks.options(BASICS) == DEFAULTS
    wanted = DeckOptions(
        retention=0.85,
        learning_steps=(timedelta(minutes=2),),
        leech_suspends=True,
        parameters=WON.parameters,
    )
    decks.change(BASICS, wanted)
    assert decks.options(BASICS) == wanted
    assert decks.options(OTHER) == DEFAULTS
    assert SqlCardStore(database).undo() == "Options of Basics"
    assert decks.options(BASICS) == DEFAULTS


def test_the_same_options_are_no_undo_step(decks, database):
    decks.change(BASICS, DEFAULTS)
    assert SqlCardStore(database).undoable() is None


@pytest.mark.parametrize(
    ("options", "word"),
    [(DeckOptions(retention=0.2), "retention"), (DeckOptions(parameters=(1.0,)), "parameters")],
)
def test_options_that_cannot_be_are_refused(decks, options, word):
    with pytest.raises(OptionsError, match=word):
        decks.change(BASICS, options)
    assert decks.options(BASICS) == DEFAULTS


def test_an_unknown_deck_is_not_found(decks):
    with pytest.raises(NotFoundError, match="core/basics"):
        decks.options("nowhere")


def test_a_deck_s_options_schedule_its_cards(decks, database, reviewing):
    (ours,), (theirs,) = add_note(database), add_note(database, deck_id=2)
    decks.change(BASICS, DeckOptions(learning_steps=(timedelta(hours=3),)))
    assert reviewing.view(ours).intervals[Rating.AGAIN] == timedelta(hours=3)
    assert reviewing.view(theirs).intervals[Rating.AGAIN] == timedelta(minutes=1)


def test_the_summary_counts_each_deck_within_its_limits(decks, database):
    for n in range(5):
        add_note(database, position=n)
    in_review(database, add_note(database, deck_id=2, position=9)[0])
    assert decks.summary() == [
        DeckDue(BASICS, "Basics", 5, 0, 0),
        DeckDue(OTHER, "Other", 0, 0, 1),
    ]
    decks.change(BASICS, DeckOptions(new_per_day=2))
    assert decks.summary()[0].new == 2


def test_a_deck_s_limit_holds_in_the_queue_and_leaves_the_rest_to_others(
    decks, database, reviewing
):
    for n in range(4):
        add_note(database, position=n)
    theirs = [add_note(database, deck_id=2, position=10 + n)[0] for n in range(2)]
    decks.change(BASICS, DeckOptions(new_per_day=1))
    assert reviewing.counts().new == 3
    reviewing.answer(reviewing.next().card.id, Rating.EASY)
    shown = []
    while view := reviewing.next():
        shown.append(view.card.id)
        reviewing.answer(view.card.id, Rating.EASY)
    assert shown == theirs


def test_a_limit_of_none_leaves_a_deck_out(decks, database, reviewing):
    (card_id,) = add_note(database)
    in_review(database, card_id)
    decks.change(BASICS, DeckOptions(reviews_per_day=0))
    assert reviewing.next() is None


def test_rescheduling_follows_the_retention_and_can_be_undone(decks, database, reviewing):
    cards = [add_note(database, position=n)[0] for n in range(5)]
    for card_id in cards:
        in_review(database, card_id)
    decks.change(BASICS, DeckOptions(retention=0.97))
    before = dump(database)
    assert decks.reschedule(BASICS) == 5
    assert all(reviewing.view(card_id).card.memory.due < NOON for card_id in cards)
    assert all(reviewing.view(card_id).card.memory.stability == 30.0 for card_id in cards)
    assert reviewing.undo() == "Reschedule Basics"
    assert dump(database) == before


def test_options_and_the_due_dates_they_give_are_one_undo_step(decks, database, reviewing):
    card_id = add_note(database)[0]
    in_review(database, card_id)
    before = dump(database)
    assert decks.change(BASICS, DeckOptions(retention=0.97), reschedule=True) == 1
    assert reviewing.view(card_id).card.memory.due < NOON
    assert reviewing.undo() == "Options of Basics"
    assert dump(database) == before


def test_siblings_do_not_rest_where_the_deck_says_so(decks, database, reviewing):
    forward, reverse = add_note(database, ROLLBACK)
    decks.change(BASICS, DeckOptions(bury_siblings=False))
    reviewing.answer(forward, Rating.EASY)
    assert reviewing.next().card.id == reverse


# Fitted parameters


def test_fitted_parameters_that_won_are_taken_by_the_deck_or_by_all(decks, database):
    decks.take(BASICS, WON)
    assert decks.options(BASICS).parameters == WON.parameters
    assert decks.options(OTHER).parameters == ()
    decks.take(None, WON)
    assert decks.options(OTHER).parameters == WON.parameters
    store = SqlCardStore(database)
    assert store.undo() == "Fitted parameters for all decks"
    assert store.undo() == "Fitted parameters for Basics"
    assert decks.options(BASICS) == DEFAULTS


def test_parameters_that_did_not_win_are_refused(decks):
    with pytest.raises(FitError, match="not used"):
        decks.take(BASICS, replace(WON, fitted_loss=0.5))
    assert decks.options(BASICS) == DEFAULTS


def test_histories_are_those_of_the_deck_from_the_first_answer_on(decks, database, reviewing):
    (ours,), (theirs,) = add_note(database), add_note(database, deck_id=2)
    in_review(database, theirs)  # its first answers are not in the log
    reviewing.answer(ours, Rating.GOOD)
    reviewing.answer(theirs, Rating.GOOD)
    store = SqlDeckStore(database)
    assert store.histories(BASICS) == [[(NOON, Rating.GOOD)]]
    assert store.histories(OTHER) == []
    assert store.histories(None) == store.histories(BASICS)
    with pytest.raises(FitError):
        decks.fit(None)


def test_before_many_cards_are_rescheduled_a_backup_is_made(database, settings, watch):
    asked = []
    decks = Decks(SqlDeckStore(database), settings, watch, lambda histories: (), UTC, asked.append)
    for n in range(2 * MANY):
        in_review(database, add_note(database, position=n)[0])
    moved = decks.reschedule(BASICS)
    assert moved > MANY
    assert asked == [f"rescheduling {moved} cards"]
    assert decks.reschedule(BASICS) == 0
    assert len(asked) == 1
