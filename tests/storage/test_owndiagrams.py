from __future__ import annotations

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.ports import NotFoundError
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.owndiagrams import SqlOwnDiagramStore


@pytest.fixture
def store(database):
    return SqlOwnDiagramStore(database)


def test_a_diagram_comes_back_after_a_restart(store, reopen):
    made = store.add("Add", "Shop", "service shop", NOON)
    store.change(made, "Shop 2", "service shop\nstore db", NOON)
    kept = SqlOwnDiagramStore(reopen()).diagram(made)
    assert (kept.title, kept.text) == ("Shop 2", "service shop\nstore db")


def test_a_deleted_one_comes_back_as_it_was_drawn_last(store, database):
    made = store.add("Add", "Shop", "", NOON)
    store.change(made, "Shop", "service shop", NOON)
    store.remove("Delete", made)
    assert store.diagrams() == []
    SqlCardStore(database).undo()
    assert store.diagram(made).text == "service shop"


def test_one_that_is_gone_cannot_be_changed(store):
    with pytest.raises(NotFoundError, match="no diagram 7"):
        store.change(7, "x", "", NOON)
