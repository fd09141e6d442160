"""Statistics against the same figures worked out row by row, across changes of the clocks."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update

from tests.storage.samples import CANARY, add_deck, add_note, change_card
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.statistics import Period, Statistics
from tpmdesk.domain.cardfigures import Standing
from tpmdesk.domain.cards import CardState, Memory, Rating, ReviewKind
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import DEFAULT_PARAMETERS, retrievability
from tpmdesk.domain.statistics import Stage
from tpmdesk.domain.studyday import study_day
from tpmdesk.storage.options import write_options
from tpmdesk.storage.settings import SqlSettingsStore
from tpmdesk.storage.statistics import SqlStatisticsStore
from tpmdesk.storage.tables import card, deck, note, review

BERLIN = ZoneInfo("Europe/Berlin")
AROUND = {
    "no change": (datetime(2026, 6, 10, 12, tzinfo=UTC), UTC),
    "spring": (datetime(2026, 4, 2, 12, tzinfo=UTC), BERLIN),
    "autumn": (datetime(2026, 10, 28, 12, tzinfo=UTC), BERLIN),
    "half an hour": (datetime(2026, 4, 9, 12, tzinfo=UTC), ZoneInfo("Australia/Lord_Howe")),
    "three quarters": (datetime(2026, 6, 10, 12, tzinfo=UTC), ZoneInfo("Asia/Kathmandu")),
}


class Log:
    """Cards and answers of the last two weeks, as rows to count one by one."""

    def __init__(self, database, now, zone):
        self.database, self.now, self.zone = database, now, zone
        self.random = Random(7)
        self.settings = SettingsDesk(SqlSettingsStore(database))
        add_deck(database)
        self.cards = [add_note(database, CANARY, 1, n)[0] for n in range(12)]
        for card_id in self.cards:
            self._answer(card_id)

    def _answer(self, card_id):
        random, last, due = self.random, None, None
        at = self.now - timedelta(days=random.uniform(5, 14))
        with self.database.write() as connection:
            while at < self.now:
                before = None if last is None or due is None else (due - last) / timedelta(days=1)
                after = at + timedelta(days=random.choice((0.01, 1, 3, 21, 40)))
                line = {
                    "card_id": card_id,
                    "at": at,
                    "kind": random.choice((0, 0, 0, 0, ReviewKind.CRAM)),
                    "rating": random.randint(1, 4),
                    "took": random.uniform(0, 60),
                    "state_before": 0 if last is None else random.choice((1, 2, 2, 2, 3)),
                    "interval_before": before,
                    "due_before": due,
                    "state": 2,
                    "due": after,
                }
                connection.execute(insert(review).values(line))
                if line["kind"] == 0:
                    last, due = at, after
                at += timedelta(hours=random.choice((0.2, 1, 5, 20, 24, 30)))

    def statistics(self, found=()):
        store = SqlStatisticsStore(self.database)
        return Statistics(store, self.settings, lambda: self.now, lambda _: found, self.zone)

    def day(self, moment):
        return study_day(moment, self.zone, 4).date

    def answers(self, cards=None):
        query = select(review).where(review.c.kind == 0).order_by(review.c.card_id, review.c.at)
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return [row for row in rows if cards is None or row.card_id in cards]


@pytest.fixture(params=AROUND)
def log(database, request):
    return Log(database, *AROUND[request.param])


def stage(row):
    if row.state_before == CardState.REVIEW:
        return Stage.MATURE if (row.interval_before or 0) >= 21 else Stage.YOUNG
    return Stage.LEARNING if row.state_before else Stage.NEW


def tally(rows):
    return Counter((stage(row), Rating(row.rating)) for row in rows)


def test_each_day_holds_the_answers_given_on_it(log):
    report = log.statistics().look()
    for day in report.days:
        rows = [row for row in log.answers() if log.day(row.at) == day.date]
        assert day.tally == tally(rows)
        assert day.seconds == pytest.approx(sum(row.took for row in rows))
    assert report.answers == len(log.answers())
    assert report.buttons == tally(log.answers())


def test_each_hour_holds_the_answers_given_in_it(log):
    for number, hour in enumerate(log.statistics().look().hours):
        rows = [row for row in log.answers() if row.at.astimezone(log.zone).hour == number]
        reviews = [row for row in rows if row.state_before == CardState.REVIEW]
        assert hour.answers == len(rows)
        assert hour.reviews.of == len(reviews)
        assert hour.reviews.part == sum(row.rating > 1 for row in reviews)


def test_retention_is_of_first_answers_to_cards_in_review(log):
    found = log.statistics().look().retention
    first, seen = [], set()
    for row in log.answers():
        if row.state_before == 2 and (row.card_id, log.day(row.at)) not in seen:
            first.append(row)
        seen.add((row.card_id, log.day(row.at)))
    for name, days in (("today", 1), ("week", 7), ("all", 1000)):
        since = log.day(log.now) - timedelta(days=days)
        rows = [row for row in first if log.day(row.at) > since]
        assert found[name].both.of == len(rows)
        assert found[name].both.part == sum(row.rating > 1 for row in rows)
        assert found[name].mature.of == sum(stage(row) is Stage.MATURE for row in rows)


def test_a_scope_counts_its_cards_only(log):
    some = log.cards[:4]
    report = log.statistics(some).look("deck:basics")
    assert report.answers == len(log.answers(some))
    assert sum(hour.answers for hour in report.hours) == len(log.answers(some))
    assert report.cards.all == 4
    assert report.retention["all"].both.of < log.statistics().look().retention["all"].both.of


def test_a_scope_of_no_cards_is_empty(log):
    report = log.statistics(()).look("tag:none")
    assert report.is_empty
    assert report.cards.all == 0


def test_a_period_leaves_out_what_was_before(log):
    log.now += timedelta(days=26)
    report = log.statistics().look(period=Period.MONTH)
    since = log.day(log.now) - timedelta(days=30)
    rows = [row for row in log.answers() if log.day(row.at) > since]
    assert 0 < len(rows) < len(log.answers())
    assert len(report.days) == 30
    assert sum(hour.answers for hour in report.hours) == len(rows)
    assert report.buttons == tally(rows)
    assert report.retention["all"] == log.statistics().look().retention["all"]


def test_the_median_is_that_of_the_seconds_answers_took(log):
    took = sorted(row.took for row in log.answers())
    median = log.statistics().look().time.median
    assert took[(len(took) - 1) // 2] <= median <= took[len(took) // 2]


# Cards as they stand


def seen(log, card_id, **values):
    """A card in review; it was answered ten days ago and falls due in five."""
    usual = {
        "state": 2,
        "stability": 12.5,
        "difficulty": 5.04,
        "last_review": log.now - timedelta(days=10, hours=1),
        "due": log.now + timedelta(days=5),
    }
    change_card(log.database, card_id, **(usual | values))


def test_cards_are_counted_where_they_stand(log):
    a, b, c, d, e, f, *_ = log.cards
    seen(log, a)
    seen(log, b, due=log.now + timedelta(days=11))
    seen(log, c, state=3)
    seen(log, d, suspended=1)
    seen(log, e, buried_until=log.now + timedelta(hours=1))
    seen(log, f, buried_until=log.now - timedelta(hours=1))
    change_card(log.database, log.cards[-1], retired_at=log.now)
    found = log.statistics().look().cards.standings
    assert found == {
        Standing.NEW: 5,
        Standing.LEARNING: 1,
        Standing.YOUNG: 2,
        Standing.MATURE: 1,
        Standing.SUSPENDED: 1,
        Standing.BURIED: 1,
    }


def test_cards_fall_due_on_their_study_day(log):
    places = [timedelta(hours=h) for h in (-48, -8, -5, 1, 20, 21, 160, 166, 3000, 8700, 9000, 0.1)]
    for card_id, place in zip(log.cards, places, strict=True):
        seen(log, card_id, due=log.now + place, last_review=log.now + place - timedelta(days=30))
    report = log.statistics().look()
    today = log.day(log.now)
    days = Counter((log.day(log.now + place) - today).days for place in places)
    assert report.forecast.backlog == sum(n for day, n in days.items() if day < 0)
    for number, day in enumerate(report.forecast.days):
        assert day.mature == days[number]


def test_suspended_and_new_cards_do_not_fall_due(log):
    seen(log, log.cards[0], suspended=1)
    assert sum(day.all for day in log.statistics().look().forecast.days) == 0


def test_what_is_remembered_is_the_sum_of_retrievability(log):
    memories = []
    for n, card_id in enumerate(log.cards):
        last = log.now - timedelta(days=n, minutes=n)
        seen(log, card_id, stability=1.5 + n, last_review=last)
        memories.append(Memory(CardState.REVIEW, stability=1.5 + n, last_review=last))
    found = log.statistics().look().cards
    assert found.seen == len(memories)
    assert found.remembered == pytest.approx(
        sum(retrievability(m, log.now) for m in memories), abs=1e-4 * len(memories)
    )
    shares = Counter(int(100 * retrievability(m, log.now) + 1e-9) for m in memories)
    assert found.recall == shares


def test_a_deck_with_parameters_of_its_own_forgets_by_them(log):
    options = DeckOptions(parameters=(*DEFAULT_PARAMETERS[:-1], 0.4))
    with log.database.write() as connection:
        connection.execute(update(deck).values(options=write_options(options)))
    seen(log, log.cards[0])
    memory = Memory(CardState.REVIEW, stability=12.5, last_review=log.now - timedelta(days=10))
    wanted = retrievability(memory, log.now, options)
    assert log.statistics().look().cards.remembered == pytest.approx(wanted, abs=1e-4)


def test_spreads_hold_days_and_tenths(log):
    seen(log, log.cards[0])
    found = log.statistics().look().cards
    assert (found.intervals, found.stability, found.difficulty) == ({15: 1}, {12: 1}, {50: 1})


def test_a_card_without_a_stability_is_left_out_of_what_needs_one(log):
    seen(log, log.cards[0], stability=None, difficulty=None)
    found = log.statistics().look().cards
    assert (found.seen, found.remembered, found.stability, found.difficulty) == (0, 0.0, {}, {})
    assert found.standings[Standing.YOUNG] == 1


def test_cards_are_added_on_the_day_their_note_was_made(log):
    places = [timedelta(hours=h) for h in (1, 8, 9, 26, 60, 130, 200, 300, 301, 305, 8000, 9500)]
    notes = range(1, 13)
    for note_id, place in zip(notes, places, strict=True):
        with log.database.write() as connection:
            made = update(note).where(note.c.id == note_id).values(created_at=log.now - place)
            connection.execute(made)
    report = log.statistics().look(period=Period.MONTH)
    wanted = Counter(log.day(log.now - place) for place in places)
    assert list(report.added) == [wanted[day.date] for day in report.days]
    assert sum(log.statistics().look().added) == len(places)


def test_leeches_are_notes_with_that_tag(log):
    with log.database.write() as connection:
        for note_id, tags in ((1, ["leech"]), (2, ["a", "leech"]), (3, ["leeches"])):
            row = update(note).where(note.c.id == note_id).values(tags=json.dumps(tags))
            connection.execute(row)
    assert log.statistics().look().cards.leeches == 2
    assert log.statistics([log.cards[1]]).look("x").cards.leeches == 1


def test_without_answers_there_is_a_year_of_empty_days(database):
    now = datetime(2026, 6, 10, 12, tzinfo=UTC)
    settings = SettingsDesk(SqlSettingsStore(database))
    report = Statistics(SqlStatisticsStore(database), settings, lambda: now, list, UTC).look()
    assert report.is_empty
    assert len(report.year) == 365
    assert report.time.median is None
    assert report.retention["all"].both.value is None


def test_an_answer_timed_after_today_is_not_counted_yet(log):
    with log.database.write() as connection:
        connection.execute(update(review).values(at=log.now + timedelta(days=3)))
    assert log.statistics().look().is_empty


def test_looking_changes_nothing(log):
    def everything():
        with log.database.read() as connection:
            return [connection.execute(select(table)).all() for table in (card, note, review)]

    before = everything()
    log.statistics().look()
    assert everything() == before
