from __future__ import annotations

import pytest

from tpmdesk.domain.language import tokens
from tpmdesk.domain.signals import names_signal, signs


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("If more than fifty inserts fail in an hour, the second write goes off.", (1, 1, 1)),
        ("Error rate above 2% and we flip it home.", (1, 1, 1)),
        ("If something looks odd we go back.", (0, 1, 1)),
        ("We copy ten thousand rows a night.", (1, 0, 0)),
        ("So that is the plan.", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_the_signs_of_a_signal_are_heard(said: str, kinds: tuple[int, int, int]) -> None:
    found = signs(tokens(said.split()))
    assert (found.measure, found.limit, found.way_back) == kinds


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("If more than fifty inserts fail in an hour, the second write goes off.", True),
        ("Queue over fifty thousand for ten minutes and we detach the consumer.", True),
        ("If something looks odd we go back.", False),
        ("We keep both until the mismatch count has been zero for ten days.", False),
        ("We roll back in one minute.", False),
    ],
)
def test_a_signal_needs_a_measure_and_is_no_condition_to_go_on(said: str, named: bool) -> None:
    assert names_signal(said) is named
