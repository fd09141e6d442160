from __future__ import annotations

from datetime import UTC, timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from tests.cli.asking import asker
from tests.storage.conftest import NOON, Watch
from tests.storage.samples import add_deck, add_note
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.statistics import Statistics
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.cli.progress import COMMANDS
from tpmdesk.domain.assessment import Assessment, Delivery, FillerUse, StepCoverage
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.query import parse
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.roundfigures import SqlTrendStore
from tpmdesk.storage.settings import SqlSettingsStore
from tpmdesk.storage.statistics import SqlStatisticsStore


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def database(tmp_path, watch):
    opened = open_database(tmp_path / "tpmdesk.db", tmp_path / "backups", clock=watch)
    add_deck(opened)
    yield opened
    opened.close()


@pytest.fixture
def say(database, watch, capsys):
    settings = SettingsDesk(SqlSettingsStore(database))
    reviewing = Reviewing(SqlCardStore(database), settings, watch, UTC)
    ids = [add_note(database, position=n)[0] for n in range(4)]
    for card_id, rating in zip(ids, (Rating.GOOD, Rating.AGAIN, Rating.EASY), strict=False):
        reviewing.answer(card_id, rating, 20.0)
        watch.forward(minutes=1)

    def find(query):
        parse(query)
        return ids[:1]

    desk = SimpleNamespace(
        statistics=Statistics(SqlStatisticsStore(database), settings, watch, find, UTC),
        mocking=SimpleNamespace(attempts=list),
        round_figures=SqlTrendStore(database),
    )

    return partial(asker(COMMANDS, desk, capsys), "progress")


def test_progress_holds_what_the_page_draws(say):
    code, result = say()
    assert code == DONE
    assert (result["answers"], result["today"]["recalled"], result["today"]["new"]) == (3, 2, 3)
    assert result["time"] == {"seconds": 60.0, "seconds_per_day": 60.0, "median_seconds": 20.0}
    assert sum(day["answers"] for day in result["calendar"]) == 3
    assert len(result["calendar"]) == 365
    assert result["hours"][12]["answers"] == 3
    assert result["buttons"]["learning"]["good"] == 1
    assert result["streak"]["current"] == 1
    assert result["cards"] == {
        "new": 1,
        "learning": 2,
        "young": 1,
        "mature": 0,
        "suspended": 0,
        "buried": 0,
    }
    assert sum(sum(day.values()) for day in result["forecast"]["days"]) == 3
    assert result["remembered"] == pytest.approx(3, abs=0.05)
    assert sum(each["cards"] for each in result["difficulty"]["bins"]) == 3
    assert result["rounds"] == []


def test_a_query_and_a_period_narrow_it(say):
    _, result = say("--query", "deck:basics", "--period", "month")
    assert (result["query"], result["period"], result["answers"]) == ("deck:basics", "month", 1)
    assert len(result["days"]) == 30


def test_a_query_that_cannot_be_read_is_refused(say):
    code, result = say("--query", "(a")
    assert code == BAD_INPUT
    assert result["error"].startswith("--query: ")


def test_in_words_it_says_what_matters(say):
    _, words = say(words=True)
    assert "Today 3 answers, 1 min." in words
    assert "Remembered now, as expected: 3 of 3 seen." in words


def sat(database, *, days=0, round_id="t/first"):
    attempts = SqlAttemptStore(database)
    at = NOON + timedelta(days=days)
    made = attempts.begin(round_id, "First", new_round((Question("t/a", "A?", 30, 180),)), at)
    attempts.finish(made, at)
    return attempts, made


def test_rounds_are_told_over_time(say, database):
    attempts, made = sat(database)
    steps = (
        StepCoverage("Inputs", True),
        StepCoverage("Failure", True),
        StepCoverage("Ops", False),
    )
    spoken = Delivery(100, 60.0, 60.0, 149.87654, 1.0, (), (FillerUse("um", 1.0),))
    attempts.save_assessment(made, 0, Assessment("t/w", steps, (), spoken, True), NOON)
    attempts.save_scores(made, 0, [Score("a", 4, blind=True), Score("b", 3, blind=True)])
    attempts.save_scores(made, 0, [Score("a", 2), Score("b", 3)])
    _, later = sat(database, days=1)
    sat(database, days=2, round_id="t/other")
    _, result = say()
    other, first = result["round_trends"]
    assert (other["round"], first["round"], first["title"]) == ("t/other", "t/first", "First")
    assert first["attempts"] == [
        {
            "attempt": str(made),
            "started": NOON.isoformat(),
            "mean_level": 2.5,
            "covered": 0.667,
            "words_per_minute": 149.877,
            "fillers_per_minute": 1.0,
            "blind_gap": 1.0,
        },
        {
            "attempt": str(later),
            "started": (NOON + timedelta(days=1)).isoformat(),
            "mean_level": None,
            "covered": None,
            "words_per_minute": None,
            "fillers_per_minute": None,
            "blind_gap": None,
        },
    ]


def test_calibration_sets_the_recent_gap_against_the_one_before(say, database):
    for days, blind in enumerate([4, 3, 3, 3, 3, 1]):
        attempts, made = sat(database, days=days)
        attempts.save_scores(made, 0, [Score("a", blind, blind=True)])
        attempts.save_scores(made, 0, [Score("a", 2)])
    assert say()[1]["calibration"] == {
        "attempts": 5,
        "recent_gap": 0.6,
        "earlier_gap": 2.0,
        "mean_error": 1.0,
    }


def test_without_rounds_there_is_neither(say):
    _, result = say()
    assert (result["round_trends"], result["calibration"]) == ([], None)
