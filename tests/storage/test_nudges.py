from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.conftest import NOON
from tpmdesk.app.nudging import Pull
from tpmdesk.domain.attempts import AnswerId
from tpmdesk.domain.cards import CardState, Memory
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.nudges import SqlNudgeStore

LEARNED = Memory(CardState.REVIEW, None, 30.0, 5.0, NOON + timedelta(days=20), NOON)
SETUP = """
INSERT INTO pack (id, title, hash, merged_at) VALUES ('p', 'Pack', '', 0);
INSERT INTO deck (id, pack_id, slug, title) VALUES (1, 'p', 'd', 'Deck');
INSERT INTO note
  (id, pack_id, slug, deck_id, kind, front, back, steps, plain, provenance, created_at)
VALUES (1, 'p', 'a', 1, 'steps', 'Walk', '',
        '[{"name":"Inputs","meaning":"in"},{"name":"Failure","meaning":"out"}]', 'Walk',
        '{"covers":["fw-walk"]}', 0),
       (2, NULL, 'b', 1, 'basic', 'What is a dead letter queue?', '', '[]', 'What is it?', '{}', 0);
INSERT INTO card (id, note_id, deck_id, template, position) VALUES (1, 1, 1, 'step-2', 5),
       (2, 2, 1, 'forward', 1);
INSERT INTO attempt (id, round, title, state, started_at) VALUES (1, 'r', 'R', '{}', 0);
INSERT INTO answer (id, attempt_id, position, prompt, question) VALUES (1, 1, 0, 'p', 'q');
"""
REASON = "Your answer left out Failure."


@pytest.fixture
def store(database):
    with database.write() as connection:
        for statement in SETUP.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    return SqlNudgeStore(database)


@pytest.fixture
def cards(database, store):
    return SqlCardStore(database)


def learn(database):
    with database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE card SET state = 2, stability = 30, difficulty = 5, due = ?, last_review = ? "
            "WHERE id = 1",
            (1772539200000000 + 20 * 86400 * 10**6, 1772539200000000),
        )


def test_cards_are_found_by_what_their_notes_cover(store):
    assert [(card.id, card.step) for card in store.covering(["fw-walk"])] == [(1, "Failure")]


def test_cards_are_found_by_the_words_on_their_front(store):
    assert [card.id for card in store.naming("dead letter")] == [2]


def test_words_that_act_as_operators_elsewhere_find_nothing_and_break_nothing(store):
    assert store.naming('" OR * -') == []


def test_a_learned_card_becomes_due_and_keeps_what_it_knows(store, cards, database):
    learn(database)
    before = cards.card(1).memory
    store.pull("Pull", [Pull(1, REASON, before, Memory(*_due_now(before)))], AnswerId(1))
    after = cards.card(1).memory
    assert (after.due, after.stability) == (NOON, before.stability)


def _due_now(memory):
    return (
        memory.state, memory.step, memory.stability, memory.difficulty, NOON, memory.last_review
    )  # fmt: skip


def test_a_new_card_goes_to_the_head_of_the_new_ones(store, database):
    store.pull("Pull", [Pull(1, REASON, Memory(), None)], AnswerId(1))
    with database.read() as connection:
        order = connection.exec_driver_sql("SELECT id FROM card ORDER BY position").scalars().all()
    assert order == [1, 2]


def test_the_reason_is_kept_with_the_card(store):
    store.pull("Pull", [Pull(1, REASON, Memory(), None)], AnswerId(1))
    assert store.reasons(1, NOON - timedelta(days=1)) == [REASON]


def test_a_reason_from_before_the_last_answer_is_past(store):
    store.pull("Pull", [Pull(1, REASON, Memory(), None)], AnswerId(1))
    assert store.reasons(1, NOON + timedelta(seconds=1)) == []


def test_undo_takes_back_the_date_and_the_reason(store, cards, database):
    learn(database)
    before = cards.card(1).memory
    store.pull("Pull", [Pull(1, REASON, before, Memory(*_due_now(before)))], AnswerId(1))
    assert cards.undo() == "Pull"
    assert (cards.card(1).memory, store.reasons(1, None)) == (before, [])


def test_what_an_answer_brought_forward_is_known_until_it_is_undone(store, cards):
    card = store.naming("dead letter")[0]
    store.pull("Bring forward", [Pull(card.id, REASON, card.memory, None)], AnswerId(1))
    assert store.pulled(AnswerId(1)) == {2}
    cards.undo()
    assert store.pulled(AnswerId(1)) == frozenset()


def test_what_is_known_of_cards_is_read_anew(store, cards, database):
    learn(database)
    assert store.memories([1, 2, 99]) == {1: cards.card(1).memory, 2: Memory()}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE card SET suspended = 1 WHERE id = 1",
        "UPDATE card SET retired_at = 1 WHERE id = 1",
        "UPDATE note SET retired_at = 1 WHERE id = 1",
    ],
)
def test_nothing_is_known_of_a_card_out_of_use(store, database, change):
    with database.write() as connection:
        connection.exec_driver_sql(change)
    assert store.memories([1]) == {}
