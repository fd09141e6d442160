from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import fsrs
import pytest

from tests.cli.asking import asker
from tests.storage.conftest import NOON, Watch
from tests.storage.samples import CANARY, add_deck, add_note, change_card, dump
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.cli.cards import COMMANDS
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.settings import SqlSettingsStore


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
    desk = SimpleNamespace(reviewing=Reviewing(SqlCardStore(database), settings, watch, UTC))

    return asker(COMMANDS, desk, capsys)


@pytest.fixture
def reviews(tmp_path):
    def write(text):
        file = tmp_path / "reviews.csv"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


def refused(said):
    code, result = said
    assert code == BAD_INPUT
    return result["error"]


# due


def test_due_shows_the_next_card_with_its_intervals_in_seconds(say, database):
    (card_id,) = add_note(database)
    code, result = say("due")
    assert code == DONE
    assert (result["new"], result["learning"], result["review"]) == (1, 0, 0)
    shown = result["next"]
    intervals = shown.pop("intervals")
    assert shown == {
        "id": str(card_id),
        "front": CANARY.front,
        "back": CANARY.back,
        "kind": "basic",
        "deck": "core/basics",
    }
    assert list(intervals) == ["again", "hard", "good", "easy"]
    assert (intervals["again"], intervals["hard"], intervals["good"]) == (60, 330, 600)
    assert intervals["easy"] > 86400


def test_due_with_an_empty_queue_has_no_next_card(say):
    assert say("due") == (DONE, {"new": 0, "learning": 0, "review": 0, "next": None})


def test_due_in_words_names_the_card_and_the_ways_to_answer(say, database):
    add_note(database)
    _, words = say("due", words=True)
    assert "New 1, learning 0, review 0." in words
    assert "again 1 min" in words
    assert CANARY.front in words


# answer and undo


def test_answer_gives_the_new_schedule_and_undo_takes_it_back(say, database):
    (card_id,) = add_note(database)
    before = dump(database)
    code, result = say("answer", str(card_id), "good")
    assert code == DONE
    assert result["id"] == str(card_id)
    assert datetime.fromisoformat(result["due"]) == NOON + timedelta(minutes=10)
    assert result["stability"] == pytest.approx(2.3065)
    assert 1 <= result["difficulty"] <= 10
    assert result["undo"] == "Good: What is a canary release?"
    assert say("undo") == (DONE, {"undone": "Good: What is a canary release?"})
    assert dump(database) == before
    assert "nothing to undo" in refused(say("undo"))


@pytest.mark.parametrize(
    "time", ["2026-03-05T09:30:00Z", "2026-03-05T10:30:00+01:00", "2026-03-05T09:30:00"]
)
def test_answer_takes_another_time_and_one_without_offset_is_utc(say, database, time):
    (card_id,) = add_note(database)
    _, result = say("answer", str(card_id), "again", "--at", time)
    assert result["due"] == "2026-03-05T09:31:00+00:00"


def test_answers_agree_with_what_schedule_makes_of_the_same_history(say, database, reviews):
    (card_id,) = add_note(database)
    times = [NOON + timedelta(days=n * n) for n in range(6)]
    given = [say("answer", str(card_id), "good", "--at", at.isoformat())[1] for at in times]
    lines = [f"x,{at.isoformat()},good" for at in times]
    _, planned = say("schedule", reviews("\n".join(["card_id,at,rating", *lines])))
    for answered, row in zip(given, planned, strict=True):
        assert answered["stability"] == row["stability"]
        assert answered["difficulty"] == row["difficulty"]


@pytest.mark.parametrize("card_id", ["77", "x", "-1", "١", "9" * 30])
def test_an_unknown_card_is_refused(say, database, card_id):
    add_note(database)
    assert "There is no card" in refused(say("answer", "--", card_id, "good"))


def test_a_rating_that_is_none_is_refused(say, database):
    (card_id,) = add_note(database)
    assert "again, hard, good or easy" in refused(say("answer", str(card_id), "fine"))


def test_a_time_that_is_none_is_refused(say, database):
    (card_id,) = add_note(database)
    assert "--at: 'noon' is no time" in refused(say("answer", str(card_id), "good", "--at", "noon"))


def test_a_time_before_the_last_answer_is_refused(say, database):
    (card_id,) = add_note(database)
    say("answer", str(card_id), "good")
    earlier = (NOON - timedelta(days=1)).isoformat()
    assert "last answered" in refused(say("answer", str(card_id), "good", "--at", earlier))


def test_a_suspended_card_is_refused(say, database):
    (card_id,) = add_note(database)
    change_card(database, card_id, suspended=1)
    assert "suspended" in refused(say("answer", str(card_id), "good"))


# schedule


def test_schedule_agrees_with_the_reference_in_the_order_of_the_file(say, reviews):
    csv = (
        "rating,card_id,at,comment\n"
        "3,b,2026-01-09T10:00:00,later line first\n"
        "good,a,2026-01-01T10:00:00Z,\n"
        "Easy,b,2026-01-01T12:00:00+02:00,\n"
        "1,a,2026-01-03T10:00:00Z,\n"
    )
    code, rows = say("schedule", reviews(csv))
    assert code == DONE
    assert [(row["card_id"], row["rating"]) for row in rows] == [
        ("b", 3),
        ("a", 3),
        ("b", 4),
        ("a", 1),
    ]
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for card_id, order in (("a", (1, 3)), ("b", (2, 0))):
        card = fsrs.Card(card_id=1)
        for line in order:
            row = rows[line]
            at = datetime.fromisoformat(row["at"]).astimezone(UTC)
            card, _ = scheduler.review_card(card, fsrs.Rating(row["rating"]), at)
            assert (row["stability"], row["difficulty"]) == (card.stability, card.difficulty)
            assert (row["card_id"], row["due"]) == (card_id, card.due.isoformat())


def test_schedule_changes_nothing(say, database, reviews):
    (card_id,) = add_note(database)
    before = dump(database)
    say("schedule", reviews(f"card_id,at,rating\n{card_id},2026-01-01,3\n"))
    assert dump(database) == before


def test_a_higher_retention_brings_cards_back_sooner(say, reviews):
    file = reviews("card_id,at,rating\na,2026-01-01,4\n")
    _, usual = say("schedule", file)
    _, strict = say("schedule", file, "--retention", "0.97")
    assert strict[0]["due"] < usual[0]["due"]
    assert strict[0]["stability"] == usual[0]["stability"]


def test_a_file_without_answers_gives_an_empty_list(say, reviews):
    assert say("schedule", reviews("card_id,at,rating\n")) == (DONE, [])


@pytest.mark.parametrize(
    ("csv", "where", "what"),
    [
        ("card_id,at,rating\na,2026-01-01,3\na,yesterday,3\n", "reviews.csv:3", "no time"),
        ("card_id,at,rating\na,2026-01-01,5\n", "reviews.csv:2", "'5' is no rating"),
        ("card_id,at,rating\n,2026-01-01,3\n", "reviews.csv:2", "card_id is empty"),
        ("card_id,at,rating\na,2026-01-01\n", "reviews.csv:2", "'' is no rating"),
        ("card,at,rating\na,2026-01-01,3\n", "reviews.csv:1", "no column card_id"),
        ("", "reviews.csv:1", "no column card_id, at, rating"),
        ('card_id,at,rating\n"a,2026-01-01,3\n', "reviews.csv:2", "no CSV"),
        ("card_id,at,rating\na,9999-12-30,4\n", "reviews.csv", "after the year 9999"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(say, reviews, csv, where, what):
    message = refused(say("schedule", reviews(csv)))
    assert where in message
    assert what in message


def test_a_file_that_is_missing_or_no_text_is_named(say, tmp_path):
    assert "cannot be read" in refused(say("schedule", str(tmp_path / "none.csv")))
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refused(say("schedule", str(tmp_path / "bytes.csv")))
