from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.cli.asking import asker
from tests.storage.conftest import Watch
from tests.storage.samples import ROLLBACK, add_deck, add_note, change_card
from tests.storage.test_browsing import open_browsing
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.cli.search import COMMANDS
from tpmdesk.storage.database import open_database


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "tpmdesk.db", tmp_path / "backups", clock=Watch())
    add_deck(opened)
    yield opened
    opened.close()


@pytest.fixture
def say(database, capsys):
    desk = SimpleNamespace(browsing=open_browsing(database))

    return asker(COMMANDS, desk, capsys)


def test_search_counts_all_and_shows_as_many_as_asked(say, database):
    ids = [str(card) for n in range(3) for card in add_note(database, position=n)]
    add_note(database, ROLLBACK, position=9)
    code, result = say("search", "canary", "release", "--limit", "2")
    assert code == DONE
    assert result["count"] == 3
    assert [card["id"] for card in result["cards"]] == ids[:2]
    assert result["cards"][0] == {
        "id": ids[0],
        "front": "What is a canary release?",
        "deck": "core/basics",
        "due": None,
    }


def test_search_that_finds_nothing_is_no_error(say):
    assert say("search", "zebra") == (DONE, {"count": 0, "cards": []})


def test_a_limit_that_is_no_number_is_wrong_usage(say):
    with pytest.raises(SystemExit) as left:
        say("search", "x", "--limit", "-3")
    assert left.value.code == 2


def test_search_takes_the_query_language(say, database):
    ids = [str(card) for card in add_note(database, ROLLBACK)]
    change_card(database, int(ids[1]), suspended=1)
    add_note(database)
    _, result = say("search", "kind:reversed", "is:suspended or nid:99")
    assert [card["id"] for card in result["cards"]] == ids[1:]
    assert say("search", "--", "-canary")[1]["count"] == 2


def test_a_mistake_in_the_query_is_shown_where_it_is(say):
    code, result = say("search", "canary", "is:deu")
    assert code == BAD_INPUT
    assert result["error"].splitlines()[-2:] == ["canary is:deu", "       ^^^^^^"]
    assert "There is no is:deu." in result["error"]


def test_a_regular_expression_that_cannot_be_used_is_named(say, database):
    add_note(database)
    code, result = say("search", "re:(")
    assert code == BAD_INPUT
    assert "re:" in result["error"]


def test_words_for_people(say, database):
    (card,) = add_note(database)
    code, text = say("search", "canary", words=True)
    assert code == DONE
    assert f"{card}  core/basics  What is a canary release?\n1 of 1 cards." in text
    assert say("search", "zebra", words=True)[1] == "0 cards.\n"
