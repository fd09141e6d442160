from __future__ import annotations

import json
from datetime import UTC
from types import SimpleNamespace

import pytest

from tests.storage.conftest import Watch
from tests.storage.samples import add_deck, add_note
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.statistics import Statistics
from tpmdesk.cli.main import BAD_INPUT, DONE, build_parser, run
from tpmdesk.cli.progress import COMMANDS
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.query import parse
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

    def say(*arguments, words=False):
        options = build_parser(COMMANDS).parse_args(["progress", *arguments])
        code = run(COMMANDS[0], desk, options, as_json=not words)
        printed = capsys.readouterr()
        return code, printed.out + printed.err if words else json.loads(printed.out)

    return say


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
