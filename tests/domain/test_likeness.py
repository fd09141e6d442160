from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.app.transfer import Cancelled
from tpmdesk.domain.likeness import Alike, alike


def quietly(_done, _total):
    pass


def test_capitals_spaces_and_punctuation_make_no_difference():
    lines = ["What is a canary?", "Roll back", "what is a  CANARY"]
    assert alike(lines, quietly) == [Alike((0, 2), exact=True)]


def test_a_slip_of_the_pen_makes_lines_nearly_the_same():
    lines = [
        "How does a canary release limit risk?",
        "What does a rollback need to be safe?",
        "How does a canary relase limit risk?",
    ]
    assert alike(lines, quietly) == [Alike((0, 2), exact=False)]


def test_lines_that_are_near_a_common_one_are_one_group_with_its_copies():
    line = "Which signals tell that a canary release goes wrong"
    lines = [line, f"{line}s", line, f"{line} now"]
    assert alike(lines, quietly) == [
        Alike((0, 2), exact=True),
        Alike((0, 1, 2, 3), exact=False),
    ]


def test_short_lines_that_differ_are_not_alike():
    assert alike(["Step 1", "Step 2"], quietly) == []


def test_blank_lines_are_like_nothing():
    assert alike(["", " ", ""], quietly) == []


def test_signs_alone_are_compared_as_they_stand():
    assert alike(["->", "<-", "->"], quietly) == [Alike((0, 2), exact=True)]


def test_it_can_be_cancelled():
    def cancel(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        alike(["How does a canary release limit risk?"] * 3, cancel)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_copies_are_always_found(lines):
    groups = [group for group in alike([*lines, *lines], quietly) if group.exact]
    found = {place for group in groups for place in group.members}
    assert found == {n for n, line in enumerate([*lines, *lines]) if line.strip()}
