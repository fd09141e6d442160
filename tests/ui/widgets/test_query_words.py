"""Terms written for a search are read back as they were meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.query import parse
from tpmdesk.domain.querytree import InDeck, Tagged
from tpmdesk.ui.widgets.query_words import deck_term, joined, tag_term

_names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@given(_names)
def test_a_deck_of_any_name_is_found_by_its_term(name):
    assert parse(deck_term(name)) == InDeck(name)


@given(_names)
def test_a_tag_of_any_name_is_found_by_its_term(name):
    assert parse(tag_term(name)) == Tagged(name)


def test_a_term_is_added_once():
    assert joined("risk", "is:due") == "risk is:due"
    assert joined("risk is:due", "is:due") == "risk is:due"
    assert joined("  ", "is:due") == "is:due"
