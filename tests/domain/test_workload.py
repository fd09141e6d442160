from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.workload import relative_reviews


def test_the_usual_retention_costs_once_the_usual_reviews() -> None:
    assert relative_reviews(0.9) == pytest.approx(1)


@given(st.lists(st.floats(0.7, 0.99), min_size=2, max_size=5, unique=True).map(sorted))
def test_a_higher_retention_costs_more_reviews(retentions: list[float]) -> None:
    costs = [relative_reviews(each) for each in retentions]
    assert all(one <= other for one, other in pairwise(costs))


def test_95_percent_costs_more_than_twice_as_many() -> None:
    assert 2 < relative_reviews(0.95) < 3
