"""Counts and lengths of time in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tpmdesk.app.ports import QueueCounts
from tpmdesk.ui import words


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "less than a minute"), (59, "less than a minute"), (60, "1 minute"), (150, "2 minutes")],
)
def test_a_span_of_work_is_never_nought_minutes(seconds, said):
    assert words.minutes(seconds) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=5), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=4), "4 d"),
        (timedelta(days=76), "2.5 mo"),
        (timedelta(days=730), "2 y"),
    ],
)
def test_an_interval_is_short_enough_for_a_button(length, said):
    assert words.interval(length) == said


def test_kinds_of_cards_that_there_are_none_of_are_not_named():
    assert words.queue_parts(QueueCounts(new=7, learning=0, review=2)) == ["2 due", "7 new"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 3, 2), "today"),
        (date(2026, 3, 3), "tomorrow"),
        (date(2026, 3, 1), "yesterday"),
        (date(2026, 3, 6), "in 4 days"),
        (date(2026, 3, 20), "20 March"),
        (date(2027, 3, 20), "20 March 2027"),
    ],
)
def test_a_day_is_named_as_seen_from_today(when, said):
    assert words.day(when, date(2026, 3, 2)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(4.25, "4.2 s"), (0, "0 s"), (45, "45 s"), (60, "1 min"), (5400, "1.5 h"), (720_000, "200 h")],
)
def test_a_span_of_work_is_short_where_there_is_little_room(seconds, said):
    assert words.worked(seconds) == said


def test_a_share_of_nothing_is_none():
    assert words.percent(None) == "none"
    assert words.percent(0.875) == "88 %"
