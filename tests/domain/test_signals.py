from __future__ import annotations

import pytest

from tpmdesk.domain.language import tokens
from tpmdesk.domain.signals import signs


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
