"""Anki's schedules as memories of ours, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.app.transfer import ForeignCard, ForeignReview
from tpmdesk.domain.cards import CardState, Memory
from tpmdesk.domain.scheduling import replay
from tpmdesk.exchange.anki.days import DAY, Days
from tpmdesk.exchange.anki.memory import CardRow, Timing, from_sm2, moment, read_memory
from tpmdesk.exchange.anki.schedule import Calendar, log_rows, schedule

_DAYS = Days(UTC, 4)
_CREATED = 19_000
_TIMING = Timing(_DAYS, _CREATED, 4, 20_000 * DAY, 19_990 * DAY)
_CALENDAR = Calendar(_DAYS, _CREATED)


def _row(**values: object) -> CardRow:
    usual = dict.fromkeys(CardRow._fields, 0) | {"data": b"{}"}
    return CardRow(**(usual | values))


def _answer(at: int, rating: int, state: int = 2) -> ForeignReview:
    return ForeignReview(at * 1_000_000, 0, rating, 1.0, state, None, 1.0)


def test_a_memory_of_fsrs_is_taken_as_it_is():
    row = _row(type=2, queue=2, due=900, ivl=12, data=b'{"s":12.3,"d":4.5,"lrt":1718000000}')
    memory = read_memory(row, (), _TIMING)
    assert (memory.stability, memory.difficulty) == (12.3, 4.5)
    assert memory.last_review == moment(1_718_000_000)


def test_without_one_the_log_is_replayed():
    start = 19_500 * DAY
    log = [_answer(start, 3, 0), _answer(start + 3 * DAY, 3), _answer(start + 10 * DAY, 1)]
    row = _row(type=2, queue=2, due=520, ivl=5, factor=2300)
    memory = read_memory(row, log, _TIMING)
    *_, last = replay((moment(r.at / 1e6), r.rating) for r in log)
    assert (memory.stability, memory.difficulty) == (last.stability, last.difficulty)


def test_a_log_without_its_beginning_counts_for_nothing():
    row = _row(type=2, queue=2, due=520, ivl=50, factor=2300)
    memory = read_memory(row, [_answer(19_500 * DAY, 3)], _TIMING)
    assert (memory.stability, memory.difficulty) == from_sm2(50, 2.3)


def test_the_interval_of_sm2_is_the_stability():
    assert from_sm2(30, 2.5)[0] == 30


def test_a_lower_ease_is_a_higher_difficulty():
    assert from_sm2(30, 1.3)[1] > from_sm2(30, 2.0)[1] > from_sm2(30, 2.5)[1]


def test_a_card_is_due_on_the_day_that_anki_says():
    memory = read_memory(_row(type=2, queue=2, due=900, ivl=10), (), _TIMING)
    assert _DAYS.study_day(memory.due.timestamp()) == _CREATED + 900


def test_a_card_put_off_without_a_log_was_reviewed_before_the_file_was_made():
    row = _row(type=2, queue=2, due=1_200, ivl=3)
    assert read_memory(row, (), _TIMING).last_review == moment(19_990 * DAY)


def test_a_learning_card_is_due_at_its_moment():
    memory = read_memory(_row(type=1, queue=1, due=1_718_000_600, left=1001), (), _TIMING)
    assert memory.due == moment(1_718_000_600)
    assert (memory.state, memory.step) == (CardState.LEARNING, 1)


@given(st.integers(0, 3), st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_no_due_date_is_too_absurd(kind, due, interval):
    memory = read_memory(_row(type=kind, queue=kind, due=due, ivl=interval), (), _TIMING)
    assert memory.due is None or 1970 <= memory.due.year <= 2200


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)).map(lambda t: t.replace(tzinfo=UTC)),
    st.integers(1, 3000),
    st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland"]),
    st.integers(0, 12),
)
def test_a_due_day_survives_there_and_back(last, interval, zone, rollover):
    days = Days(ZoneInfo(zone), rollover)
    last = last.replace(microsecond=0)
    due = last + timedelta(days=interval)
    memory = Memory(CardState.REVIEW, None, 5.0, 5.0, due, last)
    planned = schedule(ForeignCard("forward", "D", memory), None, Calendar(days, _CREATED))
    timing = Timing(days, _CREATED, rollover, 40_000 * DAY, 40_000 * DAY)
    row = _row(type=2, queue=2, due=planned.due, ivl=planned.ivl, data=planned.data.encode())
    read = read_memory(row, (), timing)
    assert days.study_day(read.due.timestamp()) == days.study_day(due.timestamp())
    assert (read.last_review, read.stability, read.difficulty) == (last, 5.0, 5.0)


@pytest.mark.parametrize(
    ("days", "column"),
    [(None, 0), (0.0, 0), (1.0, 1), (365.0, 365), (600 / 86_400, -600), (1 - 1e-12, -86_400)],
)
def test_intervals_of_the_log_are_days_or_seconds(days, column):
    line = ForeignReview(5_000, 0, 3, 1.5, 2, days, days)
    assert log_rows(9, [line], None, 5.0) == [(5, 9, 3, column, column, 544, 1500, 1)]


@given(st.integers(0, 40_000))
def test_noon_lies_in_its_study_day(day):
    days = Days(ZoneInfo("Europe/Berlin"), 4)
    assert days.study_day(days.noon(day)) == day
    assert days.study_day(days.at_hour(day, 4)) == day
    assert days.study_day(days.at_hour(day, 4) - 3600) == day - 1
