from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.test_query import QUERIES
from tests.storage.conftest import NOON
from tests.storage.samples import CANARY, MADE, RISKS, ROLLBACK, add_deck, add_note, change_card
from tpmdesk.app.browsing import Browsing, BulkError, Column, QueryError, Sort
from tpmdesk.app.ports import AfterAnswer, NotFoundError, ReviewError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import CardState, NoteKind, Rating, Review
from tpmdesk.domain.query import parse
from tpmdesk.domain.querytree import Everything
from tpmdesk.domain.querywords import write
from tpmdesk.domain.scheduling import rate
from tpmdesk.domain.studyday import Calendar
from tpmdesk.storage.browsing import SqlSearchStore
from tpmdesk.storage.bulkcards import SqlCardBulk
from tpmdesk.storage.bulknotes import SqlNoteBulk
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.conditions import Leaves
from tpmdesk.storage.newnotes import SqlNoteStore
from tpmdesk.storage.regexes import Regexes
from tpmdesk.storage.searching import found as search
from tpmdesk.storage.settings import SqlSettingsStore

DAY = timedelta(days=1)


def open_browsing(database, regexes=None):
    regexes = regexes or Regexes()
    return Browsing(
        SqlSearchStore(database, regexes),
        SqlCardBulk(database),
        SqlNoteBulk(database, regexes),
        SqlNoteStore(database),
        SettingsDesk(SqlSettingsStore(database)),
        database.clock,
        UTC,
    )


@pytest.fixture
def browsing(database):
    add_deck(database)
    return open_browsing(database)


def answer(database, card_id, rating=Rating.EASY, at=NOON):
    store = SqlCardStore(database)
    before = store.card(card_id).memory

    after = rate(before, rating, at)
    store.record(Review(card_id, at, rating, before, after), AfterAnswer())
    return after


def reviewed(database, card_id, due, interval=10.0, **more):
    change_card(
        database,
        card_id,
        state=2,
        due=due,
        last_review=due - timedelta(days=interval),
        stability=interval,
        difficulty=5.0,
        **more,
    )


def titled(database, slug, title):
    made = add_deck(database, slug)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE deck SET title = ? WHERE id = ?", (title, made))
    return made


def found(browsing, query, **more):
    return list(browsing.find(query, **more))


# Text


def test_words_are_beginnings_and_must_all_occur(browsing, database):
    (card,) = add_note(database)
    add_note(database, ROLLBACK)
    assert found(browsing, "cana FEW") == [card]
    assert found(browsing, "canary rollback") == []
    assert len(found(browsing, "canary or rollback")) == 3


def test_a_phrase_is_whole_words_in_that_order(browsing, database):
    (card,) = add_note(database)
    assert found(browsing, '"canary release"') == [card]
    assert found(browsing, '"canary relea"') == []
    assert found(browsing, '"release canary"') == []


def test_text_is_looked_for_in_every_part_of_a_note(browsing, database):
    add_note(database, RISKS)
    add_note(database, replace(CANARY, tags=("deployment",), mnemonic="birds in mines"))
    assert len(found(browsing, "watches")) == len(found(browsing, f'"{RISKS.front}"')) > 1
    assert len(found(browsing, "deployment")) == 1
    assert len(found(browsing, "mines")) == 1
    assert found(browsing, "meaning") == []


def test_accents_and_capitals_make_no_difference(browsing, database):
    (card,) = add_note(database, replace(CANARY, front="Qu'est-ce qu'un CAFÉ ?"))
    assert found(browsing, "café") == found(browsing, "CAFE") == [card]


def test_a_side_can_be_named(browsing, database):
    (card,) = add_note(database)
    assert found(browsing, "front:canary") == found(browsing, 'back:"to a few"') == [card]
    assert found(browsing, "back:canary") == []


def test_signs_that_are_no_words_are_found_as_they_stand(browsing, database):
    (card,) = add_note(database, replace(CANARY, front="a → b"))
    add_note(database)
    assert found(browsing, "→") == found(browsing, "front:→") == [card]
    assert len(found(browsing, "-→")) == 1


@pytest.mark.parametrize("words", ['"a""', "NEAR", "fro'nt", "%", "a_b", "x;DROP", "'"])
def test_no_character_acts_as_anything_else(browsing, database, words):
    add_note(database)
    try:
        assert found(browsing, words) == []
    except QueryError:
        assert '"' in words


def test_search_follows_an_edit_its_undo_and_a_deletion(browsing, database):
    (card,) = add_note(database)
    note_id = browsing.lines([card])[0].note_id
    browsing.edit(note_id, replace(CANARY, front="Blue green", mnemonic="Colours"))
    assert found(browsing, "blue") == found(browsing, "colours") == [card]
    assert found(browsing, "canary") == []
    SqlCardStore(database).undo()
    assert found(browsing, "blue") == []
    assert found(browsing, "canary") == [card]
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM card")
        connection.exec_driver_sql("DELETE FROM note")
        connection.exec_driver_sql("INSERT INTO note_search(note_search) VALUES('integrity-check')")
    assert found(browsing, "canary") == []


def test_a_regular_expression_looks_at_each_line(browsing, database):
    (card,) = add_note(database)
    add_note(database, ROLLBACK)
    assert found(browsing, r're:"^what is.*RELEASE"') == [card]
    assert found(browsing, "re:^release") == []


def test_a_regular_expression_that_never_ends_is_stopped(database):
    add_deck(database)
    add_note(database, replace(CANARY, front="a" * 40 + "!"))
    browsing = open_browsing(database, Regexes(seconds=1))
    with pytest.raises(BulkError, match="took longer than 1 seconds"):
        browsing.find('re:"(a+)+$x"')


# Decks, tags, kinds, ids


def test_a_deck_is_found_with_those_below_it(browsing, database):
    top = titled(database, "t", "Systems")
    below = titled(database, "b", "Systems::Caches")
    beside = titled(database, "s", "Systems design")
    cards = [add_note(database, deck_id=deck)[0] for deck in (top, below, beside)]
    assert found(browsing, "deck:systems") == cards[:2]
    assert found(browsing, "deck:*caches") == [cards[1]]
    assert found(browsing, "deck:sys*") == cards
    assert found(browsing, 'deck:"Systems design"') == found(browsing, "deck:core/s") == [cards[2]]
    assert found(browsing, "deck:%") == found(browsing, "deck:none") == []


def test_a_tag_is_found_with_those_below_it(browsing, database):
    tags = (("db",), ("db::index", "x"), ("db-admin",), (), ("50%_off",))
    cards = [add_note(database, replace(CANARY, tags=each))[0] for each in tags]
    assert found(browsing, "tag:DB") == cards[:2]
    assert found(browsing, "tag:db::*") == [cards[1]]
    assert found(browsing, "tag:db*") == cards[:3]
    assert found(browsing, "tag:*admin") == [cards[2]]
    assert found(browsing, "tag:none") == [cards[3]]
    assert found(browsing, "tag:50%_off") == [cards[4]]
    assert found(browsing, "tag:5%") == found(browsing, "tag:d_") == []
    assert found(browsing, "tag:*") == [*cards[:3], cards[4]]


def test_tags_without_letters_are_found_too(browsing, database):
    (card,) = add_note(database, replace(CANARY, tags=("★",)))
    add_note(database)
    assert found(browsing, "tag:★") == [card]


def test_kinds_and_ids(browsing, database):
    (card,) = add_note(database)
    rollback = add_note(database, ROLLBACK)
    assert found(browsing, "kind:reversed") == rollback
    assert found(browsing, f"cid:{card},{rollback[1]},999") == [card, rollback[1]]
    note_id = browsing.lines([rollback[0]])[0].note_id
    assert found(browsing, f"nid:{note_id}") == rollback


# Standings, properties, the past


def test_due_is_what_today_shows(browsing, database):
    today, later, waiting, soon, suspended, buried, _new = (
        add_note(database, position=n)[0] for n in range(7)
    )
    reviewed(database, today, NOON + timedelta(hours=2))
    reviewed(database, later, NOON + DAY)
    change_card(database, waiting, state=1, due=NOON - timedelta(minutes=1))
    change_card(database, soon, state=3, due=NOON + timedelta(minutes=1))
    reviewed(database, suspended, NOON - DAY, suspended=1)
    reviewed(database, buried, NOON - DAY, buried_until=NOON + DAY)
    assert sorted(found(browsing, "is:due")) == [today, waiting]
    assert found(browsing, "is:suspended") == [suspended]
    assert found(browsing, "is:buried") == [buried]
    assert found(browsing, "is:learning") == [waiting, soon]
    assert found(browsing, "is:review") == [today, later, suspended, buried]
    assert found(browsing, "is:new") == [_new]
    assert later in found(browsing, "-is:due")


def test_due_reads_the_queues_index_alone(database, browsing):

    made = search(parse("is:due"), Leaves(Calendar(NOON, UTC), [], list))
    with database.read() as connection:
        rows = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN SELECT card.id {made.sql}", made.values
        ).all()
    assert any("COVERING INDEX ix_card_queue (state=? AND due<?)" in row.detail for row in rows)


def test_leeches_and_flags(browsing, database):
    (leech,) = add_note(database, replace(CANARY, tags=("leech",)))
    (flagged,) = add_note(database)
    change_card(database, flagged, flag=3)
    assert found(browsing, "is:leech") == found(browsing, "flag:0") == [leech]
    assert found(browsing, "is:flagged") == found(browsing, "flag:3") == [flagged]
    assert browsing.lines([leech])[0].leech


def test_properties_compare(browsing, database):
    short, long, new = (add_note(database, position=n)[0] for n in range(3))
    reviewed(database, short, NOON - DAY, interval=10, reps=3, lapses=1)
    reviewed(database, long, NOON + 5 * DAY, interval=50)
    change_card(database, long, stability=50.4, difficulty=7.5)
    for query, cards in {
        "prop:ivl>21": [long],
        "prop:ivl=10": [short],
        "prop:ivl!=10": [long],
        "prop:stability=50": [long],
        "prop:d>=7.5": [long],
        "prop:d=7.5": [long],
        "prop:reps=3 prop:lapses>0": [short],
        "prop:due=-1": [short],
        "prop:due<0": [short],
        "prop:due>=5": [long],
        "prop:due>5": [],
        "prop:due<=5": [short, long],
        "-prop:ivl>21": [short, new],
    }.items():
        assert found(browsing, query) == cards, query


@pytest.mark.parametrize("days", [0, 1, 3, 10, 30, 200])
def test_retrievability_is_what_the_card_says(browsing, database, days):
    (card,) = add_note(database)
    reviewed(database, card, NOON - days * DAY + 10 * DAY)
    recall = browsing.info(card).retrievability
    assert found(browsing, f"prop:r>{recall - 0.001:.4f}") == [card]
    assert found(browsing, f"prop:r>{recall + 0.001:.4f}") == []
    assert found(browsing, f"prop:r<{recall + 0.001:.4f}") == [card]
    assert found(browsing, f"prop:r={recall:.2f}") == [card]
    assert found(browsing, f"prop:r!={recall:.2f}") == []


def test_what_happened_within_days(browsing, database, watch):
    old, recent, never = (add_note(database, position=n)[0] for n in range(3))
    answer(database, old, Rating.GOOD, NOON - 20 * DAY)
    answer(database, old, Rating.AGAIN, NOON - 2 * DAY)
    answer(database, recent, Rating.EASY, NOON - timedelta(hours=1))
    assert found(browsing, "rated:1") == [recent]
    assert sorted(found(browsing, "rated:3")) == [old, recent]
    assert found(browsing, "rated:3:again") == [old]
    assert found(browsing, "introduced:3") == [recent]
    assert sorted(found(browsing, "introduced:30")) == [old, recent]
    assert never in found(browsing, "-rated:999")


def test_added_and_edited_within_days(browsing, database):
    (old,) = add_note(database)
    note_id = browsing.create("core/basics", replace(CANARY, front="Mine"))
    (mine,) = found(browsing, f"nid:{note_id}")
    assert found(browsing, "added:1") == [mine]
    assert found(browsing, "edited:9") == []
    browsing.edit(browsing.lines([old])[0].note_id, replace(CANARY, back="Changed"))
    assert found(browsing, "edited:1") == [old]


# Any search


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(QUERIES.filter(lambda query: "re:" not in write(query)), st.sampled_from(Column))
def test_any_search_runs_and_its_parts_add_up(browsing, database, query, column):
    if not browsing.count(""):
        cards = [c for text in (CANARY, ROLLBACK, RISKS) for c in add_note(database, text)]
        reviewed(database, cards[0], NOON)
        change_card(database, cards[1], suspended=1, flag=2)
    text = write(query)
    all_cards = found(browsing, "")
    hits = found(browsing, text)
    rest = found(browsing, f"-({text})") if text else []
    assert sorted(hits + rest) == all_cards
    assert browsing.count(text) == len(hits)
    assert sorted(found(browsing, text, sort=Sort(column, descending=True))) == sorted(hits)


# Order


@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("query", ["", "answer"])
def test_each_column_sorts_both_ways_with_what_is_missing_last(browsing, database, column, query):
    second = titled(database, "z", "Zulu")
    texts = [
        replace(CANARY, front="b", back="Answer", tags=("b",)),
        replace(CANARY, front="A", back="Answer"),
        replace(CANARY, kind=NoteKind.TYPED, front="c", back="Answer", tags=("a",)),
    ]
    decks = (1, second, 1)
    cards = [
        add_note(
            database,
            text,
            deck_id=deck,
            created_at=MADE + (3 - n) * DAY,
            edited_at=None if n == 1 else MADE + n * DAY,
        )[0]
        for n, (text, deck) in enumerate(zip(texts, decks, strict=True))
    ]
    reviewed(database, cards[0], NOON, interval=9, reps=2, lapses=4)
    reviewed(database, cards[2], NOON - DAY, interval=30, reps=7, lapses=1)
    change_card(database, cards[2], difficulty=2.0)
    for way in (False, True):
        lines = browsing.lines(browsing.find(query, Sort(column, descending=way)))
        values = [shown(line, column) for line in lines]
        held = [value for value in values if value not in (None, ())]
        assert len(lines) == 3
        assert held == sorted(held, reverse=way)
        assert values[: len(held)] == held


def shown(line, column):
    names = {
        Column.FRONT: line.front.casefold(),
        Column.DECK: line.deck_title,
        Column.INTERVAL: line.interval_days,
        Column.KIND: line.kind.value,
    }
    return names.get(column) or getattr(line, column.value, None)


def test_fronts_come_in_order_without_sorting(browsing, database):
    with database.read() as connection:
        made = search(Everything(), Leaves(Calendar(NOON, UTC), [], list), Sort(Column.FRONT))
        rows = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN SELECT card.id {made.sql}", made.values
        ).all()
    assert not any("TEMP B-TREE" in row.detail for row in rows)


def test_a_limit_takes_the_first(browsing, database):
    cards = [add_note(database, position=n)[0] for n in range(5)]
    assert found(browsing, "canary", sort=Sort(Column.ADDED), limit=2) == cards[:2]
    assert found(browsing, "canary", limit=0) == []


# Lines and one card


def test_a_line_says_what_the_card_is(browsing, database):
    forward, reverse = add_note(database, ROLLBACK)
    reviewed(database, forward, NOON + 2 * DAY, flag=1, buried_until=NOON + DAY)
    line, other = browsing.lines([forward, reverse])
    assert (line.front, other.front) == ("Rollback", "Going back to the last good release")
    assert (line.deck, line.deck_title) == ("core/basics", "Basics")
    assert (line.state, line.due, line.interval_days) == (CardState.REVIEW, NOON + 2 * DAY, 10)
    assert line.buried
    assert (other.due, other.interval_days, other.buried) == (None, None, False)
    assert (line.added, line.edited) == (MADE, None)


def test_lines_keep_the_order_asked_for_and_leave_out_what_is_gone(browsing, database):
    first, second, gone = (add_note(database, position=n)[0] for n in range(3))
    change_card(database, gone, retired_at=NOON)
    assert [line.id for line in browsing.lines([second, gone, first, 999])] == [second, first]


def test_information_holds_the_whole_log(browsing, database, watch):
    (card,) = add_note(database)
    answer(database, card, Rating.EASY)
    watch.forward(days=5)
    browsing.forget([card])
    info = browsing.info(card)
    assert [(line.kind.name, line.rating) for line in info.reviews] == [
        ("ANSWER", Rating.EASY),
        ("MANUAL", None),
    ]
    assert info.retrievability is None
    assert info.retention == 0.9
    with pytest.raises(NotFoundError):
        browsing.info(999)


def test_the_forgetting_curve_goes_through_every_answer_and_on(browsing, database, watch):
    (card,) = add_note(database)
    assert browsing.forgetting_curve(card) == ()
    first = answer(database, card, Rating.EASY)
    watch.now = first.due
    second = answer(database, card, Rating.GOOD, first.due)
    points = browsing.forgetting_curve(card)
    assert {NOON, first.due} <= {at for at, recall in points if recall == 1.0}
    assert points[-1][0] > second.due
    assert 0 < points[-1][1] < 0.9


# Tags, duplicates


def test_tags_form_a_tree_and_count_a_note_once(browsing, database):
    for tags in (("a::b", "a::c"), ("a",), ("B",)):
        add_note(database, replace(CANARY, tags=tags))
    retired = add_note(database, replace(CANARY, tags=("gone",)))
    browsing.delete(retired)
    assert browsing.tags() == [("a", 2), ("a::b", 1), ("a::c", 1), ("B", 1)]


def test_duplicates_are_notes_whose_fronts_say_the_same(browsing, database):
    add_note(database)
    add_note(database, replace(CANARY, front="what is a canary  release"))
    add_note(database, ROLLBACK)
    (pair,) = browsing.duplicates()
    assert pair.exact
    assert pair.fronts == ("What is a canary release?", "what is a canary release")
    assert browsing.duplicates("kind:reversed") == []


# Notes and decks of one's own


def test_a_new_note_gets_its_cards_last_in_the_queue(browsing, database):
    add_note(database, position=4)
    deck = browsing.new_deck("Mine :: Own")
    note_id = browsing.create(deck, ROLLBACK)
    lines = browsing.lines(browsing.find(f"nid:{note_id}"))
    assert [line.deck_title for line in lines] == ["Mine::Own"] * 2
    assert lines[0].added == NOON
    with database.read() as connection:
        places = connection.exec_driver_sql("SELECT position FROM card ORDER BY id").scalars().all()
    assert places == [4, 5, 5]
    store = SqlCardStore(database)
    assert store.undo() == "Add: Rollback"
    assert store.undo() == "New deck: Mine::Own"


def test_decks_of_one_name_have_ids_of_their_own(browsing):
    assert browsing.new_deck("Mine") != browsing.new_deck("Mine")


def test_renaming_a_deck_takes_along_those_below(browsing, database):
    deck = browsing.new_deck("A")
    browsing.new_deck("A::B")
    browsing.new_deck("AB")
    browsing.rename_deck(deck, "C")
    titles = [line.title for line in browsing.decks()]
    assert titles == ["Basics", "C", "C::B", "AB"]


def test_a_note_that_is_not_whole_is_refused(browsing):

    with pytest.raises(ReviewError, match="front is empty"):
        browsing.create("core/basics", replace(CANARY, front=" "))
    with pytest.raises(NotFoundError, match="no deck core/none"):
        browsing.create("core/none", CANARY)
    with pytest.raises(BulkError, match="has no name"):
        browsing.new_deck(" ")


def test_days_must_be_in_order(browsing, database):
    (card,) = add_note(database)
    with pytest.raises(BulkError, match="lies before the first"):
        browsing.set_due([card], date(2026, 3, 5), date(2026, 3, 4))


def test_times_of_a_line_are_aware(browsing, database):
    (card,) = add_note(database)
    assert isinstance(browsing.lines([card])[0].added, datetime)
    assert browsing.lines([card])[0].added.tzinfo is UTC


@pytest.mark.parametrize(
    "query",
    [
        " ".join(["-is:due"] * 200),
        " or ".join(["tag:x"] * 200),
        "-(is:new or (flag:1 " * 5 + "prop:due!=3" + "))" * 5,
        "-" * 16 + "is:due",
    ],
)
def test_the_longest_and_deepest_searches_run(browsing, database, query):
    add_note(database)
    assert browsing.count(query) in (0, 1)


def test_a_log_without_stabilities_has_its_curve_worked_out(browsing, database, watch):
    (card,) = add_note(database)
    answer(database, card, Rating.GOOD)
    logged = browsing.forgetting_curve(card)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE review SET stability = NULL, difficulty = NULL")
    assert browsing.forgetting_curve(card) == logged
