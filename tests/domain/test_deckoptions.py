from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions, problem_of


@pytest.mark.parametrize(
    ("after", "leeches"), [(8, [8, 12, 16, 20]), (1, [1, 2, 3]), (5, [5, 8, 11]), (0, [])]
)
def test_a_card_is_a_leech_at_its_lapse_and_each_half_further(after, leeches):
    options = DeckOptions(leech_after=after)
    assert [n for n in range(1, 21) if options.makes_leech(n)][: len(leeches) or 1] == leeches


def test_the_defaults_are_in_order():
    assert problem_of(DEFAULTS) == ""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"retention": 0.5}, "retention"),
        ({"maximum_interval": 0}, "interval"),
        ({"new_per_day": -1}, "Limits"),
        ({"leech_after": 10_000}, "lapses"),
        ({"learning_steps": (timedelta(),)}, "step"),
    ],
)
def test_a_mistake_is_named(change, word):
    assert word in problem_of(replace(DEFAULTS, **change))
