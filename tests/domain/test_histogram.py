from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.histogram import capped, histogram, middle, quantile, round_width, summed

values = st.lists(st.integers(0, 400), min_size=1, max_size=40)


@given(values, st.integers(1, 30))
def test_every_value_lies_in_one_bin(found, width):
    made = histogram(Counter(found), width)
    for each in made.bins:
        assert each.count == sum(each.low <= value < each.high for value in found)
    assert made.count == len(found)
    assert all(one.high == other.low for one, other in pairwise(made.bins))


@given(values)
def test_the_median_is_that_of_the_values(found):
    assert middle(Counter(found)) == median(found)
    assert histogram(Counter(found), 1, 0.5).median == median(found) * 0.5


@given(values, st.floats(0.01, 1.0))
def test_a_quantile_is_the_least_value_that_enough_do_not_exceed(found, share):
    enough = [v for v in sorted(found) if sum(w <= v for w in found) >= share * len(found) - 1e-9]
    assert quantile(Counter(found), share) == enough[0]


@given(values, st.integers(1, 20))
def test_a_round_width_holds_what_is_usual_in_so_many_bins(found, most):
    counts = Counter(found)
    assert quantile(counts, 0.95) < round_width(counts, most) * most


@given(values, st.integers(0, 400))
def test_what_is_above_the_cap_is_put_there(found, most):
    assert capped(Counter(found), most) == dict(Counter(min(value, most) for value in found))


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 7))
def test_sums_are_of_so_many_from_the_end(found, size):
    sums = summed(found, size)
    assert sum(sums) == sum(found)
    assert len(sums) == -(-len(found) // size)
    if found:
        assert sums[-1] == sum(found[-size:])


def test_of_nothing_there_is_no_bin():
    assert histogram({}, 5).bins == ()
    assert histogram({}, 5).median is None
    assert round_width({}, 20) == 1


@pytest.mark.parametrize(("longest", "width"), [(5, 1), (39, 2), (100, 7), (5000, 365)])
def test_widths_are_round(longest, width):
    assert round_width({longest: 1}, 20) == width
