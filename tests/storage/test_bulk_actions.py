from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.storage.conftest import NOON, Watch
from tests.storage.samples import (
    CANARY,
    RISKS,
    ROLLBACK,
    add_deck,
    add_note,
    change_card,
    dump,
)
from tests.storage.test_browsing import open_browsing, reviewed
from tpmdesk.app.browsing import BulkError, NoteField, Replacement
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.cards import CardState, Face, NoteKind, NoteText, ReviewKind
from tpmdesk.domain.content import ContentNote, Deck, Pack
from tpmdesk.domain.merge import plan_merge
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import open_database

DAY = timedelta(days=1)
GAPS = NoteText(NoteKind.CLOZE, "A {{c1::canary}} sings to {{c2::miners}}", "")


@pytest.fixture
def browsing(database):
    add_deck(database)
    return open_browsing(database)


@pytest.fixture
def cards(database, browsing):
    return [card for text in (CANARY, ROLLBACK, RISKS) for card in add_note(database, text)]


def undo(database):
    return SqlCardStore(database).undo()


def test_many_cards_are_suspended_in_one_step_named_in_words(browsing, database, cards):
    change_card(database, cards[0], suspended=1)
    before = dump(database)
    assert browsing.suspend(cards, suspended=True) == len(cards) - 1
    assert all(line.suspended for line in browsing.lines(cards))
    assert undo(database) == f"Suspend {len(cards) - 1} cards"
    assert dump(database) == before
    assert browsing.suspend(cards[:1], suspended=False) == 1
    assert undo(database) == "Resume 1 card"


def test_what_changes_nothing_is_no_undo_step(browsing, database, cards):
    before = dump(database)
    add_deck(database, "other")
    assert browsing.suspend(cards, suspended=False) == 0
    assert browsing.flag(cards, 0) == browsing.unbury(cards) == browsing.forget(cards) == 0
    assert browsing.move(cards, "core/basics") == browsing.remove_tags(cards, ["x"]) == 0
    assert browsing.rename_tag("x", "y") == browsing.suspend([], suspended=True) == 0
    assert browsing.suspend([999], suspended=True) == browsing.delete([999]) == 0
    assert browsing.replace(Replacement("zebra", "x"), cards) == 0
    assert undo(database) is None
    assert dump(database)["card"] == before["card"]


def test_cards_rest_until_the_next_study_day(browsing, database, cards):
    assert browsing.bury(cards[:2]) == 2
    assert [line.buried for line in browsing.lines(cards[:3])] == [True, True, False]
    assert browsing.unbury(cards) == 2
    assert undo(database) == "Unbury 2 cards"
    assert undo(database) == "Bury 2 cards"


def test_flags(browsing, database, cards):
    assert browsing.flag(cards[:2], 7) == 2
    assert [line.flag for line in browsing.lines(cards[:3])] == [7, 7, 0]
    with pytest.raises(BulkError, match="Flags go from 1 to 7"):
        browsing.flag(cards, 8)


def test_cards_move_alone_and_new_ones_of_own_notes_follow(browsing, database):
    own = add_note(database, ROLLBACK)
    packed = add_note(database, pack_id="core", slug="x")
    deck = browsing.new_deck("Mine")
    assert browsing.move([own[0], *packed], deck) == 2
    assert [line.deck_title for line in browsing.lines([*own, *packed])] == [
        "Mine",
        "Basics",
        "Mine",
    ]
    with database.read() as connection:
        homes = connection.exec_driver_sql("SELECT deck_id FROM note ORDER BY id").scalars().all()
    assert homes == [2, 1]
    assert undo(database) == "Move 2 cards to Mine"
    with pytest.raises(NotFoundError, match="no deck none"):
        browsing.move(own, "none")


def test_a_forgotten_card_is_new_and_the_log_says_so(browsing, database):
    kept, lost, new = (add_note(database, position=n)[0] for n in range(3))
    for card in (kept, lost):
        reviewed(database, card, NOON, interval=12, reps=4, lapses=1)
    before = dump(database)
    assert browsing.forget([lost, new]) == 1
    assert browsing.forget([kept], keep_counts=True) == 1
    a, b = browsing.lines([kept, lost])
    assert (a.state, a.due, a.stability, a.reps, a.lapses) == (CardState.NEW, None, None, 4, 1)
    assert (b.state, b.reps, b.lapses) == (CardState.NEW, 0, 0)
    (line,) = browsing.info(lost).reviews
    assert (line.at, line.kind, line.rating, line.interval) == (
        NOON,
        ReviewKind.MANUAL,
        None,
        None,
    )
    with database.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT state_before, interval_before, stability_before, state FROM review"
        ).first()
    assert tuple(row) == (2, 12.0, 12.0, 0)
    assert undo(database) == undo(database) == "Forget 1 card"
    assert dump(database) == before


def test_due_dates_are_spread_evenly_over_the_days(browsing, database, cards):
    reviewed(database, cards[0], NOON)
    assert browsing.set_due(cards[:4], date(2026, 3, 10), date(2026, 3, 11)) == 4
    lines = browsing.lines(cards[:4])
    assert [line.due.date() for line in lines] == [date(2026, 3, d) for d in (10, 10, 11, 11)]
    assert {line.state for line in lines} == {CardState.REVIEW}
    assert all(line.stability for line in lines)
    (line,) = browsing.info(cards[0]).reviews
    assert (line.kind, line.rating) == (ReviewKind.MANUAL, None)
    assert undo(database) == "Set the due date of 4 cards"


def test_deleting_takes_the_whole_note_and_undo_brings_it_back(browsing, database):
    forward, reverse = add_note(database, ROLLBACK)
    add_note(database)
    before = dump(database)
    assert browsing.delete([forward]) == 1
    assert browsing.lines([forward, reverse]) == []
    assert browsing.count("") == 1
    assert undo(database) == "Delete 1 note"
    assert dump(database) == before


# What the person deleted stays deleted


def merged(database, front):
    store = SqlContentStore(database)
    note = ContentNote("p/x", "p/d", replace(ROLLBACK, front=front))
    pack = Pack("p", "P", (Deck("p/d", "D"), note))
    store.merge(plan_merge(pack, store.installed("p")), front)


@pytest.mark.parametrize("front", ["Rollback", "A new wording"])
def test_no_edition_of_a_pack_revives_what_the_person_deleted(database, front):
    browsing = open_browsing(database)
    merged(database, "Rollback")
    assert browsing.delete(list(browsing.find(""))) == 1
    merged(database, front)
    assert browsing.count("") == 0
    undo(database)
    assert browsing.count("") == 2


def test_no_pack_revives_a_note_that_was_away_and_came_back(database):
    browsing = open_browsing(database)
    merged(database, "Rollback")
    browsing.delete(list(browsing.find("")))
    store = SqlContentStore(database)
    store.merge(plan_merge(Pack("p", "P", (Deck("p/d", "D"),)), store.installed("p")), "gone")
    merged(database, "Back again")
    assert browsing.count("") == 0


def test_a_leech_stays_marked_when_its_pack_words_it_otherwise(database):
    browsing = open_browsing(database)
    merged(database, "Rollback")
    with database.write() as connection:
        connection.exec_driver_sql("""UPDATE note SET tags = '["leech"]'""")
    merged(database, "A new wording")
    assert len(browsing.find("is:leech wording")) == 2


# Tags


def test_tags_are_added_once_and_taken_off_with_those_below(browsing, database):
    cards = [
        *add_note(database, replace(CANARY, tags=("A", "b::c"))),
        *add_note(database, replace(CANARY, tags=("bc",))),
    ]
    before = dump(database)
    assert browsing.add_tags(cards, ["a", "new tag"]) == 2
    assert [line.tags for line in browsing.lines(cards)] == [
        ("A", "b::c", "new_tag"),
        ("bc", "a", "new_tag"),
    ]
    assert browsing.remove_tags(cards, ["B"]) == 1
    assert browsing.lines(cards)[0].tags == ("A", "new_tag")
    assert undo(database) == "Remove the tag B from 1 note"
    assert undo(database) == "Add the tags a, new_tag to 2 notes"
    assert dump(database) == before
    with pytest.raises(BulkError, match="There is no tag"):
        browsing.add_tags(cards, [" "])


def test_a_tag_is_renamed_with_those_below_on_every_note(browsing, database):
    cards = [
        *add_note(database, replace(CANARY, tags=("db", "db::index", "sql"))),
        *add_note(database, replace(CANARY, tags=("dbx",))),
    ]
    assert browsing.rename_tag("DB", "sql") == 1
    assert [line.tags for line in browsing.lines(cards)] == [("sql", "sql::index"), ("dbx",)]
    assert browsing.find("tag:sql::index") is not None
    assert list(browsing.find("tag:db")) == []
    assert undo(database) == "Rename the tag DB to sql on 1 note"


# Find and replace


def test_text_is_replaced_in_every_field_and_shown_before(browsing, database, cards):
    before = dump(database)
    wish = Replacement("release", "rollout")
    changes = browsing.preview_replace(wish, cards)
    assert dump(database) == before
    assert changes[0].before == "What is a **canary** release?"
    assert changes[0].after == "What is a **canary** rollout?"
    assert browsing.replace(wish, cards) == len(changes) == 2
    assert len(browsing.find("rollout")) == 3
    assert list(browsing.find("release")) == []
    assert undo(database) == "Replace “release” in 2 notes"
    assert dump(database) == before


def test_fields_and_capitals_are_respected(browsing, database, cards):
    only_back = Replacement("a", "o", fields=(NoteField.BACK,))
    browsing.replace(only_back, cards[:1])
    note = browsing.note(browsing.lines(cards[:1])[0].note_id)
    assert (note.front, note.back) == (CANARY.front, "A releose to o few first.")
    assert browsing.replace(Replacement("WHAT", "which"), cards[:1]) == 0
    assert browsing.replace(Replacement("WHAT IS", r"\1", match_case=False), cards[:1]) == 1
    assert browsing.lines(cards[:1])[0].front == r"\1 a canary release?"


def test_steps_and_sides_are_replaced_too(browsing, database):
    sides = NoteText(NoteKind.SIDES, "Old", "", sides=(Face("one", "Old front", "Old back"),))
    cards = [*add_note(database, RISKS), *add_note(database, sides)]
    assert browsing.replace(Replacement("Own it", "Owner"), cards) == 1
    assert browsing.replace(Replacement("Old", "New"), cards) == 1
    line = browsing.lines(cards)[-1]
    assert line.front == "New front"
    assert browsing.note(line.note_id).sides == (Face("one", "New front", "New back"),)
    assert len(browsing.find("owner")) > 1


def test_a_replacement_may_make_or_retire_cards(browsing, database):
    cards = add_note(database, GAPS)
    assert browsing.replace(Replacement("c2::", "c3::"), cards) == 1
    templates = [line.template for line in browsing.lines(browsing.find(""))]
    assert len(templates) == 2
    assert templates != [line.template for line in browsing.lines(cards)]
    undo(database)
    assert list(browsing.find("")) == cards


def test_groups_of_a_regular_expression_can_be_put_back(browsing, database, cards):
    wish = Replacement(r"(\w+) release", r"\1 rollout", regex=True, match_case=False)
    assert browsing.replace(wish, cards[:1]) == 1
    assert list(browsing.find('"a rollout"')) == cards[:1]
    wish = Replacement("(?P<what>RELEASE)", r"<\g<what>>", regex=True, match_case=False)
    assert browsing.replace(wish, cards[:1]) == 1
    assert "<release>" in browsing.note(browsing.lines(cards[:1])[0].note_id).front


@pytest.mark.parametrize(("find", "put"), [("[a", ""), ("a", r"\9"), ("a", r"\g<x>")])
def test_a_faulty_regular_expression_is_explained(browsing, database, cards, find, put):
    before = dump(database)
    with pytest.raises(BulkError, match=r"cannot be used .* Nothing was changed"):
        browsing.replace(Replacement(find, put, regex=True), cards)
    assert dump(database) == before


def test_a_note_that_would_not_be_whole_stops_the_replacement(browsing, database, cards):
    before = dump(database)
    with pytest.raises(BulkError, match=r"“Rollback” is no longer whole. The front is empty"):
        browsing.replace(Replacement("Rollback", ""), cards)
    with pytest.raises(BulkError, match="nothing to find"):
        browsing.replace(Replacement("", "x"), cards)
    assert dump(database) == before


# Undo is the inverse

CARD_IDS = st.lists(st.integers(1, 12), min_size=1, max_size=8)
TAGS = st.sampled_from(["a", "a::b", "B", "leech", "x y"])


class UndoIsTheInverse(RuleBasedStateMachine):
    """Whatever is done to many cards, as many undos lead back through every state there was."""

    @initialize()
    def begin(self):
        self.folder = TemporaryDirectory()
        self.watch = Watch()
        folder = Path(self.folder.name)
        self.database = open_database(folder / "x.db", folder / "b", clock=self.watch)
        add_deck(self.database)
        add_deck(self.database, "second")
        for text in (CANARY, ROLLBACK, RISKS, GAPS, replace(CANARY, tags=("a::b", "c"))):
            add_note(self.database, text)
        reviewed(self.database, 1, NOON, reps=3)
        reviewed(self.database, 2, NOON + DAY, reps=1, suspended=1)
        self.browsing = open_browsing(self.database)
        self.past = []

    def teardown(self):
        if hasattr(self, "database"):
            while self.past:
                self.undo()
            assert undo(self.database) is None
            self.database.close()
            self.folder.cleanup()

    def done(self, act):
        before = dump(self.database)
        self.watch.forward(minutes=1)
        try:
            changed = act()
        except BulkError:
            changed = 0
        if changed:
            assert dump(self.database) != before
            self.past.append(before)
        else:
            assert dump(self.database) == before

    @rule(ids=CARD_IDS, on=st.booleans())
    def suspend(self, ids, on):
        self.done(lambda: self.browsing.suspend(ids, suspended=on))

    @rule(ids=CARD_IDS, on=st.booleans())
    def bury(self, ids, on):
        self.done(lambda: (self.browsing.bury if on else self.browsing.unbury)(ids))

    @rule(ids=CARD_IDS, flag=st.integers(0, 7))
    def flag(self, ids, flag):
        self.done(lambda: self.browsing.flag(ids, flag))

    @rule(ids=CARD_IDS, deck=st.sampled_from(["core/basics", "core/second"]))
    def move(self, ids, deck):
        self.done(lambda: self.browsing.move(ids, deck))

    @rule(ids=CARD_IDS, keep=st.booleans())
    def forget(self, ids, keep):
        self.done(lambda: self.browsing.forget(ids, keep))

    @rule(ids=CARD_IDS, days=st.integers(0, 3))
    def set_due(self, ids, days):
        first = date(2026, 3, 5)
        self.done(lambda: self.browsing.set_due(ids, first, first + timedelta(days=days)))

    @rule(ids=CARD_IDS)
    def delete(self, ids):
        self.done(lambda: self.browsing.delete(ids))

    @rule(ids=CARD_IDS, tags=st.lists(TAGS, min_size=1, max_size=2), add=st.booleans())
    def retag(self, ids, tags, add):
        act = self.browsing.add_tags if add else self.browsing.remove_tags
        self.done(lambda: act(ids, tags))

    @rule(old=TAGS, new=TAGS)
    def rename_tag(self, old, new):
        self.done(lambda: self.browsing.rename_tag(old, new))

    @rule(
        ids=CARD_IDS,
        find=st.sampled_from(["a", "c2", "Roll", "release"]),
        put=st.text("ab", max_size=2),
    )
    def replace(self, ids, find, put):
        self.done(lambda: self.browsing.replace(Replacement(find, put), ids))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        assert undo(self.database) is not None
        assert dump(self.database) == self.past.pop()

    @precondition(lambda self: self.past)
    @rule()
    def undo_and_redo(self):
        done = dump(self.database)
        store = SqlCardStore(self.database)
        assert store.undo() == store.redo()
        assert dump(self.database) == done


TestUndoIsTheInverse = UndoIsTheInverse.TestCase
TestUndoIsTheInverse.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_the_clock_of_a_change_is_the_stores(browsing, database, cards):
    browsing.add_tags(cards[:1], ["x"])
    assert browsing.lines(cards[:1])[0].edited == datetime(2026, 3, 2, 12, tzinfo=UTC)
