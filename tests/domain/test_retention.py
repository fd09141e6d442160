from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.retention import Made, kept

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def made(hours, guarded=False):
    """A backup made so many hours ago, and named so."""
    return Made(str(hours), NOW - timedelta(hours=hours), guarded)


def days(backups):
    return sorted(int(name) / 24 for name in kept(backups, NOW))


def test_all_of_the_last_three_days_stay():
    assert len(kept([made(hours) for hours in range(72)], NOW)) == 72


def test_then_the_newest_of_each_day_stays_for_a_month():
    twice_a_day = [made(hours) for hours in range(24 * 4, 24 * 28, 12)]
    assert len(kept(twice_a_day, NOW)) == 24


def test_then_the_newest_of_each_week_stays_for_half_a_year():
    daily = [made(24 * day) for day in range(40, 180)]
    assert 20 <= len(kept(daily, NOW)) <= 28


def test_then_the_newest_of_each_month_stays_for_good():
    daily = [made(24 * day) for day in range(200, 200 + 730)]
    assert 24 <= len(kept(daily, NOW)) <= 26


def test_the_way_back_from_a_large_step_stays_for_a_month():
    several = [made(24 * 20 + hours, guarded=hours == 5) for hours in range(10)]
    assert str(24 * 20 + 5) in kept(several, NOW)
    old = [made(24 * 400 + hours, guarded=hours == 5) for hours in range(10)]
    assert str(24 * 400 + 5) not in kept(old, NOW)


ages = st.lists(
    st.tuples(st.integers(0, 20_000), st.booleans()), min_size=1, unique_by=lambda each: each[0]
)


@given(ages)
def test_the_newest_always_stays(drawn):
    backups = [made(*each) for each in drawn]
    assert max(backups, key=lambda each: each.at).name in kept(backups, NOW)


@given(ages)
def test_thinning_out_again_removes_nothing_more(drawn):
    backups = [made(*each) for each in drawn]
    first = kept(backups, NOW)
    assert kept([each for each in backups if each.name in first], NOW) == first
