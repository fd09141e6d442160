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
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.cards import Memory, NoteKind, NoteStep, NoteText, Rating, Review
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
    """Whatever is done, as many undos lead back through every state there was."""

    @initialize(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def begin(self, texts):
        self.folder = TemporaryDirectory()
        self.watch = Watch()
        self.database = self.open()
        add_deck(self.database)
        self.cards = [card for n, text in enumerate(texts) for card in self.note(text, n)]
        self.store = SqlCardStore(self.database)
        self.past = []

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
            self.database.close()
            self.folder.cleanup()

    def done(self, act):
        before = dump(self.database)
        try:
            act()
        except NotFoundError:  # a card whose step was edited away
            assert dump(self.database) == before
        else:
            self.past.append(before)

    @rule(index=st.integers(0, 99), rating=st.sampled_from(Rating), wait=st.floats(0, 40))
    def record(self, index, rating, wait):
        now = self.watch.forward(days=wait)
        card_id = self.cards[index % len(self.cards)]

        def answer():
            before = self.store.card(card_id).memory
            after = rate(before, rating, now, fuzz_seed=index)
            review = Review(card_id, now, rating, before, after, took=wait / 7)
            self.store.record(review, study_day(now, UTC).end)

        self.done(answer)

    @rule(index=st.integers(0, 99), hours=st.floats(0, 99))
    def bury(self, index, hours):
        card_id = self.cards[index % len(self.cards)]
        self.done(lambda: self.store.bury(card_id, self.watch() + timedelta(hours=hours)))

    @rule(index=st.integers(0, 99), suspended=st.booleans())
    def suspend(self, index, suspended):
        card_id = self.cards[index % len(self.cards)]
        self.done(lambda: self.store.suspend(card_id, suspended))

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
        assert self.store.undo() is not None
        assert dump(self.database) == self.past.pop()

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
    store.record(replace(review, after=replace(review.after, stability=value)), NOON)
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


def test_undoing_captures_what_would_do_it_again(store, database):
    (card_id, *_) = add_note(database, RISKS)
    store.suspend(card_id, suspended=True)
    done = dump(database)
    store.undo()
    with database.write() as connection:
        again = connection.exec_driver_sql(
            "SELECT statement FROM change JOIN action ON action.id = action_id "
            "WHERE undoes IS NOT NULL ORDER BY change.id DESC"
        )
        for statement in again.scalars().all():
            connection.exec_driver_sql(statement)
    assert dump(database) == done


def test_the_journal_keeps_the_last_actions_only(store, database, monkeypatch):
    monkeypatch.setattr(journal, "KEPT", 5)
    (card_id,) = add_note(database)
    for n in range(12):
        store.suspend(card_id, suspended=n % 2 == 0)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM action").scalar_one() == 5
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one() == 5


def test_a_thousand_actions_are_kept():
    assert journal.KEPT == 1000


def test_with_nothing_to_undo_nothing_changes(store, database):
    before = dump(database)
    assert store.undo() is None
    assert dump(database) == before
