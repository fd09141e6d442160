from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.load import EVERY_DAY, Load, evenly

MONDAY = date(2026, 3, 2)
RANGES = st.builds(
    lambda first, length: range(first, first + length), st.integers(2, 500), st.integers(1, 60)
)
DRAWS = st.floats(0, 1, exclude_max=True)
SHARES = st.tuples(*[st.sampled_from([0.0, 0.1, 0.5, 1.0])] * 7)


def seeded_counts(seed):
    return lambda days: [Random(seed * 10_007 + day).choice([0, 0, 3, 40, 900]) for day in days]


@given(RANGES, DRAWS, SHARES, st.integers(0, 99))
def test_the_day_lies_within_the_range(days, draw, shares, seed):
    assert Load(MONDAY, seeded_counts(seed), shares)(days, draw) in days
    assert evenly(days, draw) in days


@given(RANGES, DRAWS, SHARES, st.integers(0, 99))
def test_the_same_draw_gives_the_same_day(days, draw, shares, seed):
    load = Load(MONDAY, seeded_counts(seed), shares)
    assert load(days, draw) == load(days, draw)


@given(RANGES, DRAWS, SHARES, st.integers(0, 99), st.integers(0, 40), st.integers(0, 40))
def test_a_later_range_never_gets_an_earlier_day(days, draw, shares, seed, start, stop):
    load = Load(MONDAY, seeded_counts(seed), shares)
    later = range(days.start + start, max(days.stop + stop, days.start + start + 1))
    assert load(days, draw) <= load(later, draw)


@given(RANGES, DRAWS, SHARES, st.integers(0, 99))
def test_a_day_that_may_get_none_is_left_out_if_another_may(days, draw, shares, seed):
    def share(day):
        return shares[(MONDAY + timedelta(days=day)).weekday()]

    chosen = Load(MONDAY, seeded_counts(seed), shares)(days, draw)
    assert share(chosen) > 0 or not any(share(day) for day in days)


def no_cards(days):
    return [0] * len(days)


def chosen(load, days, times=2000):
    random = Random(1)
    return Counter(load(days, random.random()) for _ in range(times))


def test_a_day_that_is_full_is_chosen_seldom():
    load = Load(MONDAY, lambda days: [100 if day == 10 else 1 for day in days])
    assert chosen(load, range(8, 13))[10] < 10


def test_an_easy_day_gets_about_its_share_of_what_others_have():
    due = Counter()
    random = Random(1)
    shares = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0)
    load = Load(MONDAY, no_cards, shares)
    for _ in range(3000):
        day = load(range(21, 35), random.random())
        load.moved(day, +1)
        due[day] += 1
    saturdays = due[26] + due[33]
    others = sum(due.values()) - saturdays
    assert 0.4 < (saturdays / 2) / (others / 12) < 0.6


def test_days_are_filled_more_evenly_than_by_chance():
    def spread(balanced):
        due = Counter()
        random = Random(1)
        load = Load(MONDAY, no_cards)
        for _ in range(2000):
            least = random.randrange(10, 60)
            choose = load if balanced else evenly
            day = choose(range(least, least + 8), random.random())
            load.moved(day, +1)
            due[day] += 1
        counts = [due[day] for day in range(20, 60)]
        mean = sum(counts) / len(counts)
        return sum((count - mean) ** 2 for count in counts) / mean

    assert spread(balanced=True) < spread(balanced=False) / 2


def test_earlier_days_are_a_little_likelier():
    days = chosen(Load(MONDAY, no_cards, EVERY_DAY), range(10, 20))
    assert 1.2 < sum(days[n] for n in range(10, 15)) / sum(days[n] for n in range(15, 20)) < 1.8


@given(RANGES, DRAWS, SHARES, st.integers(0, 99), st.lists(st.integers(2, 60), max_size=9))
def test_what_moved_counts_as_if_it_had_been_read(days, draw, shares, seed, moves):
    count = seeded_counts(seed)
    load = Load(MONDAY, count, shares)
    load(days, draw)
    for day in moves:
        load.moved(day, +1)
    now = Load(MONDAY, lambda days: [moves.count(day) + count([day])[0] for day in days], shares)
    assert load(days, draw) == now(days, draw)
