from __future__ import annotations

from datetime import UTC, timedelta
from types import SimpleNamespace

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from tests.cli.asking import asker
from tests.storage.conftest import NOON, database, watch
from tests.storage.samples import add_deck, add_note, change_card, dump
from tpmdesk.app.backlog import Backlogs
from tpmdesk.app.decks import Decks
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.cli import cards, decks
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.domain.cards import Rating
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.decks import SqlDeckStore
from tpmdesk.storage.settings import SqlSettingsStore

__all__ = ["database", "watch"]

COMMANDS = (*cards.COMMANDS, *decks.COMMANDS)
FORGETFUL = (*[0.001] * 4, *DEFAULT_PARAMETERS[4:])


@pytest.fixture
def desk(database, watch):
    add_deck(database)
    settings = SettingsDesk(SqlSettingsStore(database))
    settings.change(reviews_per_day=5)
    store = SqlDeckStore(database)
    return SimpleNamespace(
        reviewing=Reviewing(SqlCardStore(database), settings, watch, UTC),
        decks=Decks(store, settings, watch, lambda histories: FORGETFUL, UTC),
        backlogs=Backlogs(store, settings, watch, UTC),
    )


@pytest.fixture
def say(desk, capsys):
    return asker(COMMANDS, desk, capsys)


def add_overdue(database, count):
    for n in range(count):
        (card_id,) = add_note(database, position=n)
        due, last = NOON - timedelta(days=2), NOON - timedelta(days=12)
        memory = {"stability": 10.0, "difficulty": 5.0, "due": due, "last_review": last}
        change_card(database, card_id, state=2, **memory)


def test_decks_lists_what_is_left_and_the_options(say, database):
    add_note(database)
    code, (deck,) = say("decks")
    assert code == DONE
    assert (deck["id"], deck["new"], deck["learning"], deck["review"]) == ("core/basics", 1, 0, 0)
    assert deck["options"]["learning_steps"] == [60, 600]
    assert deck["options"]["retention"] is None
    assert "Basics (core/basics)" in say("decks", words=True)[1]


def test_backlog_shows_a_plan_and_changes_nothing(say, database):
    add_overdue(database, 12)
    before = dump(database)
    code, plan = say("backlog")
    assert code == DONE
    assert (plan["overdue"], plan["fits"], plan["fewest_days"], plan["spread"]) == (12, True, 3, 0)
    assert [day["spread"] for day in plan["days"]] == [4, 4, 4]
    assert plan["first"] == ["What is a canary release?"] * 3
    assert dump(database) == before


def test_backlog_applied_spreads_the_cards_and_undo_and_redo_take_it_back_and_forth(say, database):
    add_overdue(database, 12)
    before = dump(database)
    assert say("backlog", "--days", "4", "--apply")[1]["spread"] == 12
    done = dump(database)
    assert say("undo") == (DONE, {"undone": "Spread 12 overdue cards over 4 days"})
    assert dump(database) == before
    assert say("redo") == (DONE, {"redone": "Spread 12 overdue cards over 4 days"})
    assert dump(database) == done
    code, nothing = say("redo")
    assert code == BAD_INPUT
    assert "nothing to redo" in nothing["error"]


def test_without_a_backlog_it_says_so(say):
    assert "No card is overdue." in say("backlog", words=True)[1]


def test_too_few_reviews_are_told_and_are_bad_input(say, database):
    code, result = say("fit")
    assert code == BAD_INPUT
    assert "pays off from about 4,000" in result["error"]


def test_a_fit_that_loses_changes_nothing(say, desk, database):
    for n in range(45):
        (card_id,) = add_note(database, position=n)
        for k in range(10):
            at = NOON + timedelta(days=7 * k, seconds=n)
            desk.reviewing.answer(card_id, Rating.GOOD, at=at)
    before = dump(database)
    code, result = say("fit")
    assert code == DONE
    assert (result["better"], result["taken"], result["reviews"]) == (False, False, 450)
    assert result["default_loss"] < result["fitted_loss"]
    assert dump(database) == before
