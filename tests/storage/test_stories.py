from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.stories import Story, StoryId, Theme
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.stories import SqlStoryStore

LEDGER = Story("Ledger", "Seven services.", themes=(Theme.FAILURE,), prompts=("core/failed",))
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def store(database):
    return SqlStoryStore(database)


def test_a_story_comes_back_after_a_restart(store, reopen):
    made = store.add("Add", LEDGER, NOON)
    assert SqlStoryStore(reopen()).story(made) == LEDGER


def test_the_one_edited_last_is_first(store):
    first, second = store.add("Add", LEDGER, NOON), store.add("Add", Story("B"), NOON)
    store.change(first, Story("A"), LATER)
    assert [kept.id for kept in store.stories()] == [first, second]


def test_a_deleted_story_comes_back_as_it_was_written_last(store, database):
    made = store.add("Add", LEDGER, NOON)
    store.change(made, Story("Ledger", result="3 weeks late"), LATER)
    store.remove("Delete", made)
    assert SqlCardStore(database).undo() == "Delete"
    assert store.story(made).result == "3 weeks late"


def test_one_that_is_gone_cannot_be_changed(store):
    with pytest.raises(NotFoundError, match="no story 4"):
        store.change(StoryId(4), LEDGER, NOON)
