from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.notes import NOTES
from tests.storage.conftest import NOON, Watch
from tests.storage.samples import CANARY, RISKS, ROLLBACK, add_deck, add_note, dump
from tpmdesk.app.transfer import (
    Cancelled,
    ForeignCard,
    ForeignModel,
    ForeignNote,
    ForeignReview,
    TransferError,
    no_progress,
)
from tpmdesk.domain.cards import CardState, Memory, NoteKind, NoteText
from tpmdesk.domain.faces import templates
from tpmdesk.exchange.listed import ListedNotes
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.tables import Utc
from tpmdesk.storage.transfer import SqlTransferStore

SCHEMA = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
DAY = 86_400_000_000
THEN = Utc.micros(NOON) - 30 * DAY
LINES = (
    ForeignReview(THEN, 0, 3, 5.0, 0, None, 1.0, 2, 2.5, 5.0),
    ForeignReview(THEN + DAY, 0, 3, 4.0, 2, 1.0, 9.0, 2, 9.5, 4.9),
)
SEEN = Memory(
    CardState.REVIEW, None, 9.5, 4.9, NOON - timedelta(days=20), NOON - timedelta(days=29)
)
FORWARD = ForeignCard("forward", "Releases", SEEN, reps=2, position=1, reviews=LINES)
NOTE = ForeignNote("guid-1", "Releases", CANARY, (FORWARD,), THEN, THEN)


@pytest.fixture
def store(database, tmp_path):
    return SqlTransferStore(database, tmp_path / "media")


@pytest.fixture
def cards(database):
    return SqlCardStore(database)


@pytest.fixture
def take(store):
    def take(*notes, models=()):
        return store.take_in(ListedNotes(notes, models=models), "Import", (), no_progress)

    return take


@pytest.fixture
def sent(store):
    def sent(cards=None, deck="", history=True):
        with store.deck(cards, deck, history=history, media=True) as made:
            return list(made.notes)

    return sent


def fronts_with(database, word):
    return ask(
        database,
        "SELECT plain FROM note WHERE id IN (SELECT rowid FROM note_search WHERE note_search = ?)",
        word,
    )


def ask(database, query, *values):
    with database.read() as connection:
        return connection.exec_driver_sql(query, values).all()


# New notes


def test_a_note_comes_with_its_memory_and_its_log(take, sent, database):
    report = take(NOTE)
    assert (report.added, report.cards, report.reviews) == (1, 1, 2)
    assert report.decks == ("Releases",)
    assert sent() == [NOTE._replace(cards=[FORWARD._replace(position=2, reviews=list(LINES))])]
    second = ask(database, "SELECT stability_before, due_before, due FROM review WHERE id = 2")
    assert second == [(2.5, THEN + DAY, THEN + 10 * DAY)]


def test_without_cards_in_the_file_they_follow_from_the_text(take, database):
    take(ForeignNote("", "Deck", ROLLBACK), ForeignNote("", "Deck", RISKS))
    made = ask(database, "SELECT template, state, position FROM card ORDER BY id")
    wanted = [*templates(ROLLBACK), *templates(RISKS)]
    assert [row.template for row in made] == wanted
    assert [row.position for row in made] == sorted(row.position for row in made)
    assert {row.state for row in made} == {0}


def test_a_card_that_was_seen_is_due_at_some_time_whatever_the_file_says(take, database):
    lost = Memory(CardState.REVIEW, None, 9.5, 4.9, None, NOON)
    take(NOTE._replace(cards=(FORWARD._replace(memory=lost, reviews=()),)))
    assert ask(database, "SELECT due FROM card") == [(Utc.micros(NOON),)]


def test_an_original_that_is_no_json_is_left_out_so_that_the_note_can_be_edited(
    take, sent, cards, database
):
    take(NOTE._replace(original="junk"))
    take(NOTE._replace(original="junk", text=ROLLBACK, edited=THEN + DAY))
    assert [note.original for note in sent()] == [None]
    cards.edit_note(1, CANARY)
    assert cards.note(1) == CANARY


def test_new_cards_come_after_those_that_were_there(take, database):
    add_deck(database)
    add_note(database, position=40)
    take(ForeignNote("", "Deck", ROLLBACK))
    assert ask(database, "SELECT min(position) > 40 FROM card WHERE id > 1") == [(1,)]


def test_a_card_that_the_text_has_not_is_kept_retired(take, database):
    take(NOTE._replace(cards=(FORWARD, ForeignCard("cloze-9", "Releases", Memory()))))
    rows = ask(database, "SELECT template FROM card WHERE retired_at IS NOT NULL")
    assert rows == [("cloze-9",)]


def test_decks_are_own_decks_with_slugs_of_their_own(take, database):
    take(
        ForeignNote("a", "Größe::Sub", CANARY),
        ForeignNote("b", "Grosse Sub", CANARY),
        ForeignNote("c", "Größe:: Sub ", CANARY),
        ForeignNote("d", "\n::", CANARY),
    )
    rows = ask(database, "SELECT pack_id, slug, title FROM deck ORDER BY id")
    assert [row.title for row in rows] == ["Größe::Sub", "Grosse Sub", "Imported"]
    assert len({row.slug for row in rows}) == 3
    assert {row.pack_id for row in rows} == {None}


def test_a_deck_of_that_name_is_used(take, database):
    add_deck(database)
    take(ForeignNote("", "Basics", CANARY))
    assert ask(database, "SELECT count(*) FROM deck") == [(1,)]


def test_imported_notes_are_found_by_their_words(take, database):
    take(NOTE)
    assert fronts_with(database, "canary") == [("What is a canary release?",)]


def test_models_are_kept_for_the_way_back(take, store):
    take(NOTE, models=(ForeignModel(7, "Basic", "{}"),))
    with store.deck(None, "", history=True, media=True) as deck:
        assert deck.models == [ForeignModel(7, "Basic", "{}")]


# Notes that are there


def test_the_same_file_again_changes_nothing_and_is_no_undo_step(take, database, cards):
    take(NOTE)
    before = dump(database)
    report = take(NOTE)
    assert (report.added, report.updated, report.unchanged, report.reviews) == (0, 0, 1, 0)
    assert dump(database) == before
    assert cards.undo() == "Import"
    assert cards.undo() is None


def test_another_text_updates_the_note_and_keeps_its_cards(take, sent, database):
    take(NOTE)
    changed = replace(CANARY, back="A release to some first.")
    report = take(NOTE._replace(text=changed, edited=THEN + DAY))
    assert (report.added, report.updated) == (0, 1)
    (note,) = sent()
    assert note.text == changed
    assert note.cards[0].reps == 2
    assert ask(database, "SELECT count(*) FROM card") == [(1,)]


def test_a_note_that_the_person_changed_since_is_kept_and_named(take, sent, cards):
    take(NOTE)
    own = replace(CANARY, back="In my words.")
    cards.edit_note(1, own)
    report = take(NOTE._replace(text=replace(CANARY, back="Theirs"), edited=THEN + DAY))
    assert report.unchanged == 1
    assert "you changed this note" in report.skipped[0].why
    assert sent()[0].text == own


def test_a_change_after_the_person_s_own_is_taken(take, sent, cards, watch):
    take(NOTE)
    cards.edit_note(1, replace(CANARY, back="In my words."))
    later = Utc.micros(watch.forward(days=1))
    take(NOTE._replace(text=replace(CANARY, back="Newer"), edited=later))
    assert sent()[0].text.back == "Newer"


def test_without_a_guid_a_note_is_known_by_deck_kind_and_front(take, sent):
    bare = ForeignNote("", "Deck", CANARY, edited=THEN)
    take(bare, bare._replace(text=replace(CANARY, back="A second of that front")))
    report = take(
        bare._replace(text=replace(CANARY, back="new"), edited=THEN + DAY),
        bare._replace(text=replace(CANARY, back="A second of that front")),
        bare._replace(deck="Other"),
    )
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert [note.text.back for note in sent()][:2] == ["new", "A second of that front"]


def test_a_note_that_the_file_holds_twice_is_taken_once(take):
    report = take(NOTE, NOTE._replace(text=ROLLBACK))
    assert report.added == 1
    assert "twice" in report.skipped[0].why


def test_a_deleted_note_comes_back_with_its_history(take, sent, database):
    take(NOTE)
    with database.action("Delete") as connection:
        connection.exec_driver_sql("UPDATE note SET retired_at = 1, deleted_at = 1")
        connection.exec_driver_sql("UPDATE card SET retired_at = 1")
    assert take(NOTE).updated == 1
    assert sent()[0].cards[0].reviews == list(LINES)


def test_logs_are_merged_without_doubles_and_the_newer_schedule_counts(take, sent):
    take(NOTE)
    later = ForeignReview(THEN + 10 * DAY, 0, 4, 3.0, 2, 9.0, 40.0, 2, 40.0, 4.5)
    memory = replace(SEEN, stability=40.0, last_review=NOON - timedelta(days=20))
    longer = FORWARD._replace(memory=memory, reps=3, reviews=(*LINES, later))
    report = take(NOTE._replace(cards=(longer,)))
    assert (report.unchanged, report.reviews) == (1, 1)
    (card,) = sent()[0].cards
    assert card.reviews == [*LINES, later]
    assert (card.memory, card.reps) == (memory, 3)


def test_an_older_schedule_leaves_the_newer_one(take, sent):
    take(NOTE)
    older = replace(SEEN, stability=1.0, last_review=NOON - timedelta(days=60))
    early = ForeignReview(THEN - 30 * DAY, 0, 1, 3.0, 0, None, None)
    take(NOTE._replace(cards=(FORWARD._replace(memory=older, reviews=(early,)),)))
    (card,) = sent()[0].cards
    assert card.memory == SEEN
    assert [line.at for line in card.reviews] == [early.at, *(line.at for line in LINES)]


# All or nothing


def test_a_cancelled_import_changes_nothing(store, database):
    def stop(done, total):
        raise Cancelled

    before, schema = dump(database), ask(database, SCHEMA)
    with pytest.raises(Cancelled):
        store.take_in(ListedNotes([NOTE]), "Import", (), stop)
    assert dump(database) == before
    assert ask(database, SCHEMA) == schema


@pytest.mark.parametrize(
    "bad",
    [
        NOTE._replace(guid="b", created=2**70),
        NOTE._replace(guid="b", cards=(FORWARD._replace(reviews=(LINES[0]._replace(rating=9),)),)),
        NOTE._replace(guid="b", text=replace(CANARY, front="\ud800")),
    ],
)
def test_a_value_that_cannot_be_stored_undoes_the_whole_import(take, database, bad):
    before = dump(database)
    with pytest.raises(TransferError, match="Nothing was imported"):
        take(NOTE, bad)
    assert dump(database) == before


def test_a_preview_counts_what_the_import_then_does_and_changes_nothing(store, take, database):
    take(NOTE)
    notes = [NOTE._replace(text=ROLLBACK, edited=THEN + DAY), ForeignNote("x", "New", RISKS)]
    before = dump(database)
    preview = store.preview(ListedNotes(notes), no_progress)
    assert dump(database) == before
    assert preview.samples == tuple(notes)
    assert take(*notes) == preview.report


# Undo


def test_an_import_is_undone_and_redone_in_one_step(take, database, cards):
    add_deck(database)
    add_note(database)
    take(NOTE)
    states = [dump(database)]
    take(
        NOTE._replace(text=replace(CANARY, back="Newer"), edited=THEN + DAY),
        ForeignNote("x", "Other", RISKS),
    )
    states.append(dump(database))
    for _ in range(2):
        assert cards.undo() == "Import"
        assert dump(database) == states[0]
        assert fronts_with(database, "watches") == []
        assert cards.redo() == "Import"
        assert dump(database) == states[1]
        assert len(fronts_with(database, "watches")) == 1


def test_an_import_weighs_what_it_added(take, database, cards):
    take(NOTE)
    added = sum(
        ask(database, f"SELECT count(*) FROM {table}")[0][0]
        for table in ("deck", "note", "card", "review")
    )
    assert added <= cards.undo_weight() <= added + 2


def test_rows_of_an_undone_import_go_when_it_can_no_longer_be_redone(take, database, cards):
    take(NOTE)
    cards.undo()
    assert ask(database, "SELECT count(*) FROM removed_note") == [(1,)]
    take(ForeignNote("other", "Deck", ROLLBACK))
    assert ask(database, "SELECT count(*) FROM removed_note") == [(0,)]
    assert ask(database, "SELECT count(*) FROM removed_review") == [(0,)]


def test_a_large_import_has_the_same_indexes_after_it_and_after_an_undo(take, database, cards):
    before = ask(database, SCHEMA)
    take(*(ForeignNote(f"g{n}", "Deck", replace(CANARY, front=f"{n}?")) for n in range(6000)))
    assert ask(database, SCHEMA) == before
    cards.undo()
    assert ask(database, SCHEMA) == before
    cards.redo()
    assert ask(database, SCHEMA) == before
    assert ask(database, "SELECT count(*) FROM card") == [(6000,)]


# Sending


def test_a_deck_is_sent_with_those_below_it_alone(take, sent):
    notes = [
        ForeignNote("a", "Top", CANARY),
        ForeignNote("b", "Top::Sub", CANARY),
        ForeignNote("c", "Topping", CANARY),
    ]
    take(*notes)
    assert [note.guid for note in sent(deck="top")] == ["a", "b"]
    assert [note.guid for note in sent(cards=[2, 3])] == ["b", "c"]
    assert [note.guid for note in sent(cards=[2, 3], deck="top")] == ["b"]


def test_without_history_cards_are_sent_as_new(take, sent):
    take(NOTE)
    (card,) = sent(history=False)[0].cards
    assert (card.memory, card.reps, card.reviews) == (Memory(), 0, ())


@given(notes=st.lists(NOTES, max_size=4, unique_by=lambda note: note.guid))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_profile_sends_the_notes_that_it_took_in(tmp_path_factory, notes):
    folder = tmp_path_factory.mktemp("profile")
    database = open_database(folder / "a.db", folder / "b", clock=Watch())
    store = SqlTransferStore(database, folder / "media")
    store.take_in(ListedNotes(notes), "Import", (), no_progress)
    with store.deck(None, "", history=True, media=True) as deck:
        found = {note.guid: note for note in deck.notes}
    database.close()
    for note in notes:
        if note.guid not in found:  # a text without a card
            assert not templates(note.text)
            continue
        held = found[note.guid]
        assert (held.text, held.edited, held.original) == (note.text, note.edited, note.original)
        here = {card.template: card for card in held.cards}
        for card in note.cards:
            if card.template in here:
                same = here[card.template]._replace(position=card.position, deck=card.deck)
                assert same == card


def test_a_text_of_sides_keeps_their_names(take, database):
    text = NoteText(NoteKind.SIDES, "", "", sides=())
    take(ForeignNote("s", "Deck", text))
    assert ask(database, "SELECT count(*) FROM card") == [(0,)]
