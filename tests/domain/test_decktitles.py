from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.decktitles import deck_slug, deck_title


@given(st.text(max_size=300))
def test_a_title_is_one_line_without_empty_parts_and_stays_as_it_is(name):
    title = deck_title(name)
    assert title
    assert len(title) <= 200
    assert "\n" not in title
    assert deck_title(title) == title


def test_parts_are_joined_by_two_colons():
    assert deck_title(" A ::\tB c::") == "A::B c"
    assert deck_title("::") == "Imported"


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=5))
def test_a_slug_is_free_and_plain(title, others):
    taken = set()
    for other in others:
        taken.add(deck_slug(other, taken))
    slug = deck_slug(title, taken)
    assert slug not in taken
    assert len(taken) == len(others)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
