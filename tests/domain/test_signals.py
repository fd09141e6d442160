from __future__ import annotations

import pytest

from tpmdesk.domain.language import tokens
from tpmdesk.domain.signals import signs


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("If more than fifty inserts fail in an hour, the second write goes off.", 3),
        ("Error rate above 2% and we flip it home.", 3),
        ("If something looks odd we go back.", 2),
        ("We copy ten thousand rows a night.", 1),
        ("So that is the plan.", 0),
        ("", 0),
    ],
)
def test_the_signs_of_a_signal_are_counted(said: str, kinds: int) -> None:
    assert signs(tokens(said.split())) == kinds
