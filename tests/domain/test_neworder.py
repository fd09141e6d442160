from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.neworder import APART, new_order

SIZES = st.lists(st.integers(0, 9), max_size=30)


@given(SIZES)
def test_every_card_comes_once(sizes: list[int]) -> None:
    cards = [(note, card) for note, size in enumerate(sizes) for card in range(size)]
    assert sorted(new_order(sizes)) == cards


@given(SIZES)
def test_the_cards_of_a_note_keep_their_order(sizes: list[int]) -> None:
    order = new_order(sizes)
    for note, size in enumerate(sizes):
        assert [card for of, card in order if of == note] == list(range(size))


@given(SIZES)
def test_cards_of_one_note_are_neighbours_only_where_that_cannot_be_avoided(
    sizes: list[int],
) -> None:
    order = new_order(sizes)
    neighbours = sum(one[0] == other[0] for one, other in pairwise(order))
    most = max(sizes, default=0)
    assert neighbours == max(0, most - 1 - (sum(sizes) - most))


def test_notes_of_one_card_keep_their_order() -> None:
    assert new_order([1] * 50) == [(note, 0) for note in range(50)]


def test_further_cards_come_some_notes_later() -> None:
    order = new_order([3, *[1] * 40])
    places = [place for place, (note, _) in enumerate(order) if note == 0]
    assert places[0] == 0
    assert all(later - sooner >= APART for sooner, later in pairwise(places))
