from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tpmdesk.domain.spans import spans
from tpmdesk.domain.studyday import study_day

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]


def a_week(zone, around, rollover=4):
    days = [study_day(around - timedelta(days=3), zone, rollover)]
    while len(days) < 7:
        days.append(study_day(days[-1].end, zone, rollover))
    return days


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(
    "around",
    [
        datetime(2026, m, d, 12, tzinfo=UTC)
        for m, d in ((3, 29), (10, 25), (3, 8), (11, 1), (4, 5), (10, 4))
    ],
)
def test_every_moment_has_the_local_hour_that_its_span_says(name, around):
    zone = ZoneInfo(name)
    found = spans(a_week(zone, around), zone)
    assert all(one.end == other.start for one, other in pairwise(found))
    for span in found:
        moment = span.start
        while moment < span.end:
            hours = (moment - span.start + span.into) // timedelta(hours=1)
            assert moment.astimezone(zone).hour == (span.hour + hours) % 24
            moment += timedelta(minutes=7)


def test_a_day_on_which_the_clocks_change_is_cut_there():
    zone = ZoneInfo("Europe/Berlin")
    found = [
        s
        for s in spans(a_week(zone, datetime(2026, 3, 29, 12, tzinfo=UTC)), zone)
        if s.date == date(2026, 3, 28)
    ]
    assert [(s.end - s.start) / timedelta(hours=1) for s in found] == [22, 1]
    assert [s.hour for s in found] == [4, 3]
