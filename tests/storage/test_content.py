from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import insert, select

from tests.storage.conftest import NOON, Watch
from tests.storage.content_samples import (
    DECK,
    EARLIER,
    FRAMEWORK,
    PROMPT,
    ROUND,
    RUBRIC,
    STEPS,
    basic,
    merge,
    pack,
    stepped,
)
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.cards import NoteId, NoteKind, NoteStep, NoteText
from tpmdesk.domain.content import Pack, Provenance, entry_id
from tpmdesk.domain.merge import plan_merge
from tpmdesk.storage import tables
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import Database


@pytest.fixture
def store(database: Database) -> SqlContentStore:
    return SqlContentStore(database)


def cards(database: Database, slug: str, *, retired: bool = False) -> dict[str, int]:
    """Card ids by template, of one note."""
    query = (
        select(tables.card.c.template, tables.card.c.id)
        .join(tables.note)
        .where(tables.note.c.slug == slug, tables.card.c.retired_at.is_not(None) == retired)
        .order_by(tables.card.c.id)
    )
    with database.read() as connection:
        return dict(tuple(row) for row in connection.execute(query))


def new_queue(database: Database) -> list[tuple[str, str]]:
    """Note and template of the new cards, in the order in which they are met."""
    query = (
        select(tables.note.c.slug, tables.card.c.template)
        .join(tables.note)
        .where(tables.card.c.retired_at.is_(None))
        .order_by(tables.card.c.position, tables.card.c.id)
    )
    with database.read() as connection:
        return [(row.slug, row.template) for row in connection.execute(query)]


def note_id(database: Database, slug: str) -> NoteId:
    with database.read() as connection:
        query = select(tables.note.c.id).where(tables.note.c.slug == slug)
        return NoteId(connection.execute(query).scalar_one())


def rows(database: Database, table: Any) -> list[tuple[Any, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]


# Merging


def test_what_was_merged_is_read_back_as_it_was(store: SqlContentStore) -> None:
    made = pack(basic("a"), stepped("b"))
    merge(store, made)
    assert sorted(item.entry.id for item in store.installed("p")) == sorted(
        entry.id for entry in made.entries
    )
    assert {item.entry for item in store.installed("p")} == set(made.entries)


def test_the_entries_come_those_first_that_others_refer_to(store: SqlContentStore) -> None:
    made = pack(basic("a"), stepped("b"))
    merge(store, made)
    assert tuple(store.entries()) == made.entries


def test_merging_the_same_again_changes_no_row(store: SqlContentStore, database: Database) -> None:
    made = pack(basic("a"), stepped("b"), basic("c"))
    merge(store, made)
    before = [rows(database, each) for each in (tables.deck, tables.note, tables.card)]
    plan = plan_merge(made, store.installed("p"))
    assert plan.is_empty
    store.merge(plan, "hash")
    assert [rows(database, each) for each in (tables.deck, tables.note, tables.card)] == before


def test_a_note_makes_the_cards_of_its_faces(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(basic("a"), stepped("b")))
    assert list(cards(database, "a")) == ["forward"]
    assert list(cards(database, "b")) == ["recite", "step-1", "step-2", "meaning-1", "meaning-2"]


def test_the_hash_of_the_last_merge_is_held(store: SqlContentStore) -> None:
    merge(store, pack(), "one")
    merge(store, pack(), "two")
    assert (store.holds("one"), store.holds("two")) == (False, True)


def test_a_rename_keeps_the_ids_of_note_and_cards(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(stepped("old")))
    note, made = note_id(database, "old"), cards(database, "old")
    renamed = replace(stepped("new"), provenance=Provenance(was=("old",)))
    merge(store, pack(renamed))
    assert note_id(database, "new") == note
    assert cards(database, "new") == made
    assert cards(database, "old") == {}


def test_a_renamed_deck_keeps_its_notes(store: SqlContentStore) -> None:
    merge(store, pack(basic("a")))
    deck = replace(DECK, id=entry_id("p", "start"), provenance=Provenance(was=("basics",)))
    moved = replace(basic("a"), deck=deck.id)
    merge(store, replace(pack(moved), decks=(deck,)))
    assert [(line.id, line.cards) for line in store.decks()] == [("p/start", 1)]


def test_a_renamed_round_is_the_same_entry(store: SqlContentStore, database: Database) -> None:
    merge(store, pack())
    before = {row[2]: row[0] for row in rows(database, tables.entry)}
    again = replace(ROUND, id=entry_id("p", "opening"), provenance=Provenance(was=("first",)))
    merge(store, replace(pack(), rounds=(again, EARLIER), prompts=()))
    after = {row[2]: row[0] for row in rows(database, tables.entry)}
    assert after["opening"] == before["first"]
    assert store.round("opening") == again


def test_an_edit_keeps_the_cards_that_survive_and_retires_the_others(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(stepped("b", (*STEPS, NoteStep("Tell", "Say it.")))))
    before = cards(database, "b")
    merge(store, pack(stepped("b")))
    gone = {"step-3", "meaning-3"}
    assert cards(database, "b") == {key: before[key] for key in before if key not in gone}
    assert cards(database, "b", retired=True) == {key: before[key] for key in gone}


def test_steps_merged_before_cards_asked_by_meaning_are_given_those_cards(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("a"), stepped("b")))
    before = cards(database, "b")
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM card WHERE template LIKE 'meaning%'")
    merge(store, pack(basic("a"), stepped("b")))
    after = cards(database, "b")
    assert list(after) == list(before)
    assert {key: after[key] for key in after if "meaning" not in key} == {
        key: before[key] for key in before if "meaning" not in key
    }


def test_steps_that_the_person_deleted_get_no_cards_back(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(stepped("b")))
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE note SET retired_at = 1, deleted_at = 1")
        connection.exec_driver_sql("UPDATE card SET retired_at = 1")
    merge(store, pack(stepped("b")))
    assert cards(database, "b") == {}


def test_a_step_that_comes_back_is_the_card_it_was(
    store: SqlContentStore, database: Database
) -> None:
    three = stepped("b", (*STEPS, NoteStep("Tell", "Say it.")))
    merge(store, pack(three))
    before = cards(database, "b")
    merge(store, pack(stepped("b")))
    merge(store, pack(three))
    assert cards(database, "b") == before


def test_a_vanished_note_and_its_cards_are_retired_and_come_back_as_they_were(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("a"), basic("b")))
    before = cards(database, "a")
    merge(store, pack(basic("b")))
    assert cards(database, "a") == {}
    assert cards(database, "a", retired=True) == before
    assert [line.cards for line in store.decks()] == [1]
    merge(store, pack(basic("a"), basic("b")))
    assert cards(database, "a") == before


def test_a_vanished_round_is_no_longer_listed(store: SqlContentStore) -> None:
    merge(store, pack())
    merge(store, replace(pack(), rounds=(ROUND,)))
    assert store.rounds() == [ROUND]


def test_the_text_that_the_person_wrote_is_kept(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(basic("a", "theirs")))
    note = note_id(database, "a")
    mine = NoteText(NoteKind.REVERSED, "mine", "also mine")
    SqlCardStore(database).edit_note(note, mine)
    merge(store, pack(basic("a", "newer")))
    assert SqlCardStore(database).note(note) == mine
    assert list(cards(database, "a")) == ["forward", "reverse"]


def test_an_edited_note_that_comes_back_has_the_cards_of_the_persons_text(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("a")))
    SqlCardStore(database).edit_note(note_id(database, "a"), NoteText(NoteKind.REVERSED, "m", "n"))
    before = cards(database, "a")
    merge(store, pack())
    merge(store, pack(basic("a")))
    assert cards(database, "a") == before


def test_a_merge_is_no_action_to_undo(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(basic("a")))
    assert SqlCardStore(database).undoable() is None


def test_a_deck_with_notes_of_the_persons_own_is_not_retired(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("a")))
    with database.write() as connection:
        own = {"deck_id": 1, "kind": "basic", "front": "f", "back": "b", "created_at": NOON}
        connection.execute(insert(tables.note).values(own))
    merge(store, replace(pack(), decks=()))
    assert [line.id for line in store.decks()] == ["p/basics"]


def test_a_merge_that_fails_changes_nothing(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(basic("a", "before")), "one")
    homeless = replace(basic("b"), deck=entry_id("p", "nowhere"))
    with pytest.raises(KeyError):
        merge(store, pack(basic("a", "after"), homeless), "two")
    assert store.holds("one")
    assert SqlCardStore(database).note(note_id(database, "a")).front == "before"


def test_thousands_of_notes_merge_at_once(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(*(basic(f"n-{number}") for number in range(3000))))
    assert store.decks()[0].cards == 3000


# The order of new cards


def test_new_cards_come_in_the_order_of_the_pack(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("b"), basic("a"), basic("c")))
    assert [slug for slug, _ in new_queue(database)] == ["b", "a", "c"]


def test_a_pack_in_another_order_is_met_in_that_order(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(basic("b"), basic("a")))
    merge(store, pack(basic("c"), basic("a"), basic("b")))
    assert [slug for slug, _ in new_queue(database)] == ["c", "a", "b"]


def test_the_cards_of_one_note_are_kept_apart_and_its_recital_comes_first(
    store: SqlContentStore, database: Database
) -> None:
    merge(store, pack(stepped("s"), stepped("t"), *(basic(f"n-{number}") for number in range(9))))
    queue = new_queue(database)
    assert all(one[0] != other[0] for one, other in pairwise(queue))
    recital, *others = [template for slug, template in queue if slug == "s"]
    assert (recital, others[:2]) == ("recite", ["step-1", "step-2"])


def test_another_pack_comes_after_the_first(store: SqlContentStore, database: Database) -> None:
    merge(store, pack(basic("z")))
    deck = replace(DECK, id=entry_id("q", "more"))
    note = replace(basic("a"), id=entry_id("q", "a"), deck=deck.id)
    merge(store, Pack("q", "Another", (deck,), (note,)))
    assert [slug for slug, _ in new_queue(database)] == ["z", "a"]


# Looking up


@pytest.fixture
def filled(store: SqlContentStore) -> SqlContentStore:
    merge(store, pack(basic("a"), stepped("b")))
    return store


def test_decks_count_their_cards_and_those_seen(
    filled: SqlContentStore, database: Database
) -> None:
    with database.write() as connection:
        connection.execute(tables.card.update().where(tables.card.c.id == 1).values(state=2))
    (line,) = filled.decks()
    assert (line.id, line.title, line.about) == ("p/basics", "Basics", "What to know first")
    assert (line.cards, line.seen) == (6, 1)


def test_a_deck_without_cards_is_listed(store: SqlContentStore) -> None:
    merge(store, pack())
    assert [(line.cards, line.seen) for line in store.decks()] == [(0, 0)]


def test_rounds_come_in_the_order_of_the_loop(filled: SqlContentStore) -> None:
    assert filled.rounds() == [EARLIER, ROUND]


def test_the_prompts_of_a_round_come_in_file_order(filled: SqlContentStore) -> None:
    assert [prompt.id for prompt in filled.prompts(ROUND.id)] == ["p/tell", "p/why"]
    assert filled.prompts(EARLIER.id) == []


@pytest.mark.parametrize("ref", ["p/walk", "walk", "fw-walk", "shared"])
def test_an_entry_is_found_by_id_slug_or_what_it_covers(filled: SqlContentStore, ref: str) -> None:
    assert filled.framework(ref) == FRAMEWORK
    assert filled.frameworks() == [FRAMEWORK]


def test_rubrics_and_prompts_are_found(filled: SqlContentStore) -> None:
    assert filled.rubric("talk") == RUBRIC
    assert filled.prompt("tell") == PROMPT


def test_a_former_slug_still_finds_its_entry(store: SqlContentStore) -> None:
    renamed = replace(RUBRIC, provenance=Provenance(was=("speech",)))
    merge(store, replace(pack(), rubrics=(renamed,)))
    assert store.rubric("speech") == store.rubric("p/speech") == renamed


def test_a_retired_entry_is_found_by_its_id_alone(filled: SqlContentStore) -> None:
    merge(filled, replace(pack(), prompts=()))
    assert filled.prompt("p/tell") == PROMPT
    with pytest.raises(NotFoundError):
        filled.prompt("tell")


def test_an_unknown_name_is_answered_with_what_there_is(filled: SqlContentStore) -> None:
    with pytest.raises(NotFoundError) as caught:
        filled.round("x")
    assert str(caught.value) == "There is no round 'x'. Rounds: first, screen."


def test_an_unknown_name_where_there_is_nothing(store: SqlContentStore) -> None:
    with pytest.raises(NotFoundError) as caught:
        store.prompt("x")
    assert str(caught.value) == "There is no prompt 'x', and no prompt is installed."


def test_what_several_entries_cover_is_ambiguous(filled: SqlContentStore) -> None:
    with pytest.raises(NotFoundError) as caught:
        filled.prompt("q-1")
    assert str(caught.value) == ("'q-1' could mean several prompts. Give one of: p/tell, p/why.")


def test_the_merge_notes_when_it_happened(
    store: SqlContentStore, database: Database, watch: Watch
) -> None:
    at = watch.forward(days=1)
    merge(store, pack())
    with database.read() as connection:
        assert connection.execute(select(tables.pack.c.merged_at)).scalar_one() == at
