from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.storage.conftest import NOON, Watch
from tests.storage.samples import CANARY, RISKS, ROLLBACK, add_deck, add_note, dump
from tpmdesk.app.ports import AfterAnswer, NotFoundError, Replan, ReviewError
from tpmdesk.domain.cards import (
    Memory,
    NoteKind,
    NoteStep,
    NoteText,
    Rating,
    Review,
    ReviewKind,
)
from tpmdesk.domain.scheduling import rate
from tpmdesk.domain.studyday import study_day
from tpmdesk.storage import journal
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database

WORDS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30
)
STEPS = st.lists(st.builds(NoteStep, WORDS, WORDS), min_size=1, max_size=4).map(tuple)
TEXTS = st.one_of(
    st.builds(NoteText, st.sampled_from([NoteKind.BASIC, NoteKind.REVERSED]), WORDS, WORDS),
    st.builds(NoteText, st.just(NoteKind.STEPS), WORDS, st.just(""), STEPS),
)


class UndoIsTheInverse(RuleBasedStateMachine):
    """Whatever is done, as many undos lead back through every state there was, and as many redos
    forth again."""

    @initialize(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def begin(self, texts):
        self.folder = TemporaryDirectory()
        self.watch = Watch()
        self.database = self.open()
        add_deck(self.database)
        self.cards = [card for n, text in enumerate(texts) for card in self.note(text, n)]
        self.store = SqlCardStore(self.database)
        self.past, self.future = [], []

    def open(self):
        folder = Path(self.folder.name)
        return open_database(folder / "x.db", folder / "b", clock=self.watch)

    def note(self, text, position):
        return add_note(self.database, text, position=position)

    def teardown(self):
        if hasattr(self, "database"):
            while self.past:
                self.undo()
            assert self.store.undo() is None
            while self.future:
                self.redo()
            assert self.store.redo() is None
            self.database.close()
            self.folder.cleanup()

    def done(self, act):
        before = dump(self.database)
        try:
            act()
        except (NotFoundError, ReviewError):  # a card whose step was edited away, or suspended
            assert dump(self.database) == before
        else:
            self.past.append(before)
            self.future.clear()

    @rule(index=st.integers(0, 99), rating=st.sampled_from(Rating), wait=st.floats(0, 40))
    def record(self, index, rating, wait):
        now = self.watch.forward(days=wait)
        card_id = self.cards[index % len(self.cards)]

        def answer():
            before = self.store.card(card_id).memory
            after = rate(before, rating, now, fuzz_seed=index)
            review = Review(card_id, now, rating, before, after, took=wait / 7)
            then = AfterAnswer(
                study_day(now, UTC).end, leech=index % 3 == 0, suspend=index % 7 == 0
            )
            self.store.record(review, then)

        self.done(answer)

    @rule(index=st.integers(0, 99), hours=st.floats(0, 99))
    def bury(self, index, hours):
        card_id = self.cards[index % len(self.cards)]
        self.done(lambda: self.store.bury(card_id, self.watch() + timedelta(hours=hours)))

    @rule(index=st.integers(0, 99), suspended=st.booleans())
    def suspend(self, index, suspended):
        card_id = self.cards[index % len(self.cards)]
        self.done(lambda: self.store.suspend(card_id, suspended))

    @rule(index=st.integers(0, 99), flag=st.integers(0, 7))
    def flag(self, index, flag):
        self.done(lambda: self.store.flag(self.cards[index % len(self.cards)], flag))

    @rule(index=st.integers(0, 99), days=st.floats(0, 99), reset=st.booleans())
    def replan(self, index, days, reset):
        def change():
            card = self.store.card(self.cards[index % len(self.cards)])
            after = Memory() if reset else replace(card.memory, due=NOON + timedelta(days=days))
            changes = [Replan(card.id, card.memory, after)]
            self.store.replan("Plan", changes, ReviewKind.MANUAL, reset=reset)

        self.done(change)

    @rule(count=st.integers(1, 4))
    def import_notes(self, count):
        def add():
            with self.database.bulk("Import") as connection:
                for n in range(count):
                    connection.exec_driver_sql(
                        "INSERT INTO note (deck_id, kind, front, back, created_at) "
                        "VALUES (1, 'basic', ?, '', 0)",
                        (f"imported {n}",),
                    )

        self.done(add)

    @rule(index=st.integers(0, 99), text=TEXTS)
    def edit(self, index, text):
        def change():
            note_id = self.store.card(self.cards[index % len(self.cards)]).note_id
            if self.store.note(note_id) == text:
                raise NotFoundError  # no undo step
            self.store.edit_note(note_id, text)

        self.done(change)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        self.future.append(dump(self.database))
        assert self.store.undo() is not None
        assert dump(self.database) == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        self.past.append(dump(self.database))
        assert self.store.redo() is not None
        assert dump(self.database) == self.future.pop()

    @rule()
    def restart(self):
        self.database.close()
        self.database = self.open()
        self.store = SqlCardStore(self.database)

    @invariant()
    def nothing_stays_open(self):
        if hasattr(self, "database"):
            with self.database.read() as connection:
                query = "SELECT count(*) FROM open_action"
                assert connection.exec_driver_sql(query).scalar_one() == 0


TestUndoIsTheInverse = UndoIsTheInverse.TestCase
TestUndoIsTheInverse.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


@pytest.fixture
def store(database):
    add_deck(database)
    return SqlCardStore(database)


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, math.pi])
def test_a_number_comes_back_exactly(store, database, value):
    (card_id,) = add_note(database)
    review = Review(card_id, NOON, Rating.GOOD, Memory(), rate(Memory(), Rating.GOOD, NOON))
    store.record(replace(review, after=replace(review.after, stability=value)), AfterAnswer())
    store.suspend(card_id, suspended=True)
    with database.action("Overwrite") as connection:
        connection.exec_driver_sql("UPDATE card SET stability = 1.5")
    store.undo()
    assert store.card(card_id).memory.stability.hex() == value.hex()


def test_an_undo_leaves_alone_what_was_written_since_by_other_means(store, database):
    (card_id,) = add_note(database)
    note_id = store.card(card_id).note_id
    store.edit_note(note_id, replace(CANARY, front="Edited"))
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE note SET extra = 'A new edition says so.'")
    store.undo()
    assert store.note(note_id) == replace(CANARY, extra="A new edition says so.")


def test_a_row_replaced_within_an_action_comes_back(database):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', '1')")
    before = dump(database)
    with database.action("Replace") as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES ('a', '2')")
    assert dump(database) != before
    assert SqlCardStore(database).undo() == "Replace"
    assert dump(database) == before


def test_a_deleted_row_comes_back(store, database):
    add_note(database, ROLLBACK)
    before = dump(database)
    with database.action("Delete") as connection:
        connection.exec_driver_sql("DELETE FROM card")
        connection.exec_driver_sql("DELETE FROM note")
    store.undo()
    assert dump(database) == before


def test_redo_does_it_again_also_after_a_restart(store, database, reopen):
    (card_id, *_) = add_note(database, RISKS)
    store.suspend(card_id, suspended=True)
    done = dump(database)
    store.undo()
    again = SqlCardStore(reopen())
    assert again.redoable() == "Suspend: How do you handle a risk?"
    assert again.redo() == "Suspend: How do you handle a risk?"
    assert dump(again._database) == done
    assert again.redoable() is again.redo() is None
    assert again.undoable() == "Suspend: How do you handle a risk?"


def test_actions_are_redone_in_the_order_they_were_done_in(store, database):
    (card_id,) = add_note(database)
    for flag in (1, 2, 3):
        store.flag(card_id, flag)
    while store.undo():
        pass
    flags = []
    while store.redo():
        flags.append(store.card(card_id).flag)
    assert flags == [1, 2, 3]


def test_a_new_action_leaves_nothing_to_redo(store, database):
    (card_id,) = add_note(database)
    for flag in (1, 2, 3):
        store.flag(card_id, flag)
    store.undo()
    store.undo()
    store.suspend(card_id, suspended=True)
    assert store.redo() is None
    assert store.undo().startswith("Suspend")
    assert store.undo().startswith("Flag")
    assert store.undo() is None
    assert store.card(card_id).flag == 0


def test_a_session_keeps_every_action_and_the_next_start_the_newest(
    store, database, reopen, monkeypatch
):
    monkeypatch.setattr(journal, "KEPT", 5)
    (card_id,) = add_note(database)
    for n in range(12):
        store.suspend(card_id, suspended=n % 2 == 0)
    assert count(database, "action") == 12
    again = reopen()
    assert count(again, "action") == 5
    assert count(again, "change") == 5
    assert SqlCardStore(again).undo().startswith("Resume")


def count(database, table):
    with database.read() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_a_thousand_actions_are_kept():
    assert journal.KEPT == 1000


def test_with_nothing_to_undo_nothing_changes(store, database):
    before = dump(database)
    assert store.undo() is None
    assert dump(database) == before


def test_the_weight_of_a_step_is_known_beforehand(store, database):
    assert (store.undo_weight(), store.redo_weight()) == (0, 0)
    with database.action("Many") as connection:
        connection.exec_driver_sql(
            "INSERT INTO setting VALUES (?, '1')", [(f"s{n}",) for n in range(7)]
        )
    assert (store.undo_weight(), store.redo_weight()) == (7, 0)
    store.undo()
    assert (store.undo_weight(), store.redo_weight()) == (0, 7)
