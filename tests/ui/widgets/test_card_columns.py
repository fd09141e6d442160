"""The look of the list of cards is kept as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.app.browsestore import Column, Sort
from tpmdesk.ui.widgets.card_columns import USUAL_LOOK, Look, look_from

_columns = st.lists(st.sampled_from([c for c in Column if c is not Column.FRONT]), unique=True)


@given(_columns, st.integers(56, 900), st.sampled_from(Column), st.booleans())
def test_a_look_comes_back_from_its_text(columns, width, column, descending):
    look = Look(
        ((Column.FRONT, 200), *((each, width) for each in columns)), Sort(column, descending)
    )
    assert look_from(look.as_text()) == look


@given(st.text())
def test_any_other_text_gives_a_look_with_fronts(text):
    assert look_from(text).has(Column.FRONT)


def test_the_front_cannot_be_left_out():
    assert USUAL_LOOK.toggled(Column.FRONT) == USUAL_LOOK
    assert not USUAL_LOOK.toggled(Column.DUE).has(Column.DUE)
