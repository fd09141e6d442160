from __future__ import annotations

import pytest

from tests.storage.samples import add_deck, add_note, change_card, dump
from tpmdesk.app.cramming import LATER, Cramming
from tpmdesk.app.ports import ReviewError
from tpmdesk.domain.cards import Rating
from tpmdesk.storage.cards import SqlCardStore


@pytest.fixture
def store(database):
    add_deck(database)
    return SqlCardStore(database)


@pytest.fixture
def cards(database, store):
    return [add_note(database, position=n)[0] for n in range(8)]


def test_every_card_is_shown_until_it_was_recalled(store, cards):
    cram, shown = Cramming(store, cards), []
    while (view := cram.next()) is not None:
        shown.append(view.card.id)
        cram.answer(Rating.AGAIN if shown.count(view.card.id) < 2 else Rating.HARD)
    assert sorted(shown) == sorted(cards * 2)
    assert (cram.counts.left, cram.counts.again, cram.counts.done) == (0, 0, len(cards))


def test_a_card_not_recalled_comes_back_after_some_others(store, cards):
    cram, shown = Cramming(store, cards), []
    for n in range(LATER + 1):
        shown.append(cram.next().card.id)
        cram.answer(Rating.AGAIN if n == 0 else Rating.GOOD)
    assert shown == cards[: LATER + 1]
    assert cram.next().card.id == cards[0]
    assert cram.counts.again == 1


def test_nothing_is_written(store, database, cards):
    before = dump(database)
    cram = Cramming(store, cards)
    for rating in Rating:
        cram.next()
        cram.answer(rating, took=3.0)
    assert dump(database) == before
    assert store.undoable() is None


def test_a_card_that_is_gone_meanwhile_is_passed_over(store, database, cards):
    cram = Cramming(store, cards[:2])
    change_card(database, cards[0], retired_at=database.clock())
    assert cram.next().card.id == cards[1]


def test_an_answer_to_no_card_is_refused(store, cards):
    cram = Cramming(store, cards)
    with pytest.raises(ReviewError, match="No card is shown"):
        cram.answer(Rating.GOOD)


def test_a_query_names_the_cards(store, cards):
    class Finder:
        def find(self, query):
            return cards[2:3] if query == "tag:canary" else []

    assert Cramming.of_query(store, Finder(), "tag:canary").next().card.id == cards[2]
    assert Cramming.of_query(store, Finder(), "x").next() is None
