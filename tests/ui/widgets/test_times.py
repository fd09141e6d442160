from __future__ import annotations

import pytest

from tpmdesk.ui.widgets.times import clock, length, precise


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (725, "12:05"), (-3, "0:00")],
)
def test_a_clock_shows_minutes_and_seconds(seconds, words):
    assert clock(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (40, "40 seconds"),
        (60, "1 minute"),
        (180, "3 minutes"),
        (150, "2 min 30 s"),
    ],
)
def test_a_length_is_said_in_words(seconds, words):
    assert length(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(2.44, "2.4 s"), (12.6, "13 s")])
def test_short_lengths_keep_one_decimal(seconds, words):
    assert precise(seconds) == words
