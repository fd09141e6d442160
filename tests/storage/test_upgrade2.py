from __future__ import annotations

import pytest

from tests.storage.conftest import NOON, old_file
from tpmdesk.storage.database import open_database


@pytest.fixture
def upgraded(tmp_path):
    opened = open_database(old_file(tmp_path, 1), tmp_path / "backups", clock=lambda: NOON)
    with opened.read() as connection:
        yield connection
    opened.close()


def shape(connection):
    """Every table, index and trigger, whatever the spaces and the order of their making."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL")
    return {row.name: "".join(row.sql.replace('"', "").split()) for row in rows}


def test_the_schema_is_that_of_a_new_file(upgraded, database):
    with database.read() as new:
        assert shape(upgraded) == shape(new)


def test_notes_cards_and_reviews_are_kept(upgraded):
    kept = upgraded.exec_driver_sql(
        "SELECT note.front, card.id, card.due, count(*) FROM review "
        "JOIN card ON card.id = review.card_id JOIN note ON note.id = card.note_id"
    ).one()
    assert tuple(kept) == ("What is a **canary**?", 9, 432000000000, 2)


def test_a_card_goes_to_the_deck_of_its_note(upgraded):
    assert upgraded.exec_driver_sql("SELECT deck_id FROM card").scalar_one() == 1


def test_intervals_are_worked_out_from_the_log(upgraded):
    rows = upgraded.exec_driver_sql("SELECT interval_before, interval FROM review ORDER BY id")
    assert [tuple(row) for row in rows] == [(None, 1.0), (1.0, 4.0)]


def test_search_finds_the_notes_there_were(upgraded):
    found = upgraded.exec_driver_sql("SELECT rowid FROM note_search WHERE note_search MATCH 'few'")
    assert found.scalars().all() == [7]


def test_the_front_is_kept_as_one_plain_line(upgraded):
    assert upgraded.exec_driver_sql("SELECT plain FROM note").scalar_one() == "What is a canary?"


def test_a_note_of_a_pack_gets_the_guid_that_it_has_everywhere(upgraded):
    row = upgraded.exec_driver_sql("SELECT guid, pack_id, slug FROM note").one()
    assert row.guid == f"{row.pack_id}/{row.slug}"
