"""Notes of tpmdesk through Anki: shown there sensibly, and the same when they come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.anki import collections as anki
from tpmdesk.app.transfer import Deck, ForeignCard, ForeignNote, ForeignReview, no_progress
from tpmdesk.domain.cards import CardState, Face, Memory, NoteKind, NoteStep, NoteText
from tpmdesk.domain.faces import templates
from tpmdesk.exchange.anki.own import own_fields, own_number, own_plan, own_template, own_type
from tpmdesk.exchange.anki.plans import Source
from tpmdesk.exchange.anki.writer import AnkiWriter

_SEEN = datetime(2026, 3, 5, 9, 30, 0, 123_000, UTC)
TEXTS = [
    NoteText(NoteKind.BASIC, "plain question", "plain answer"),
    NoteText(NoteKind.BASIC, "**bold**\n\n- x\n- y", "a `code` <b>", extra="more", mnemonic="aid"),
    NoteText(NoteKind.REVERSED, "there", "back", tags=("one", "two::three")),
    NoteText(NoteKind.TYPED, "capital of France", "Paris"),
    NoteText(NoteKind.CLOZE, "A {{c1::gap::hint}} and {{c2::**two**}}", "more"),
    NoteText(
        NoteKind.STEPS,
        "Name the steps of RICE.",
        "",
        steps=(NoteStep("Reach", "how *many*"), NoteStep("Impact", "")),
    ),
    NoteText(NoteKind.CONTRAST, "Why?\n\n> Because.", "Wrong: vague\n\nBetter: a figure"),
    NoteText(
        NoteKind.SIDES,
        "one",
        "two",
        sides=(Face("side-0", "one", "two"), Face("side-2", "*three*", "four", "four")),
    ),
]


def _note(number: int, text: NoteText) -> ForeignNote:
    made = _SEEN - timedelta(days=40) + timedelta(milliseconds=number * 10)
    micros = round(made.timestamp() * 1000) * 1000
    cards = tuple(
        ForeignCard(template, "Deck::Sub", Memory(), position=number + 1)
        for template in templates(text)
    )
    seen = cards[0]._replace(memory=_memory(number), reps=2, lapses=1, flag=3, reviews=_log(number))
    return ForeignNote(f"guid{number}", "Deck::Sub", text, (seen, *cards[1:]), micros, micros)


def _memory(number: int) -> Memory:
    last = _SEEN + timedelta(milliseconds=number * 10)
    return Memory(CardState.REVIEW, None, 12.3457, 5.432, last + timedelta(days=12), last)


def _log(number: int) -> tuple[ForeignReview, ...]:
    last = _memory(number).last_review
    first = round((last - timedelta(days=3)).timestamp() * 1000) * 1000
    return (
        ForeignReview(first, 0, 3, 1.5, 0, None, 600 / 86_400),
        ForeignReview(round(last.timestamp() * 1000) * 1000, 0, 1, 2.5, 2, 3.0, 12.0),
    )


NOTES = [_note(number, text) for number, text in enumerate(TEXTS)]


def _package(tmp_path, *, current=False):
    file = tmp_path / "ours.apkg"
    AnkiWriter(current=current)(file, Deck(len(NOTES), iter(NOTES)), no_progress)
    return file


def _essence(note: ForeignNote) -> tuple[object, ...]:
    """What must come back: all but the time of the last change, and hairs of intervals."""
    cards = [
        (
            *(card.template, card.deck, card.memory, card.reps, card.lapses, card.flag),
            *((r.at, r.kind, r.rating, r.took, r.state_before) for r in card.reviews),
            *(pytest.approx(r.interval) for r in card.reviews),
        )
        for card in sorted(note.cards, key=attrgetter("template"))
    ]
    return note.guid, note.deck, note.text, note.created, cards


@pytest.mark.parametrize("current", [False, True])
def test_every_kind_of_note_comes_back_the_same(tmp_path, current):
    read = anki.read(_package(tmp_path, current=current))
    assert [_essence(note) for note in read] == [_essence(note) for note in NOTES]


@pytest.mark.parametrize("legacy", [False, True])
def test_every_kind_of_note_comes_back_the_same_from_anki(tmp_path, legacy):
    col = anki.take_in(_package(tmp_path), tmp_path / "col")
    assert anki.check(col) == anki.HEALTHY
    file = anki.export(col, tmp_path / "back.apkg", legacy=legacy)
    col.close()
    read = {note.guid: note for note in anki.read(file)}
    assert [_essence(read[note.guid]) for note in NOTES] == [_essence(note) for note in NOTES]


def test_answers_to_several_cards_in_one_millisecond_are_all_kept(tmp_path):
    notes = [NOTES[0]._replace(guid=guid) for guid in "abc"]
    file = tmp_path / "ours.apkg"
    AnkiWriter()(file, Deck(len(notes), iter(notes)), no_progress)
    times = [line.at // 1000 for note in anki.read(file) for line in note.cards[0].reviews]
    first, second = (line.at // 1000 for line in NOTES[0].cards[0].reviews)
    assert sorted(times) == sorted([*range(first, first + 3), *range(second, second + 3)])


def test_anki_shows_every_card(tmp_path):
    col = anki.take_in(_package(tmp_path), tmp_path / "col")
    cards = [col.get_card(card_id) for card_id in col.find_cards("")]
    assert len(cards) == sum(len(note.cards) for note in NOTES)
    for card in cards:
        for side in (card.question(), card.answer()):
            assert "{{" not in side
            assert "front of this card is blank" not in side
        assert card.question() != card.answer()
    col.close()


def test_anki_makes_no_cards_of_its_own(tmp_path):
    col = anki.take_in(_package(tmp_path), tmp_path / "col")
    assert not col.get_empty_cards().notes
    before = col.card_count()
    for note_id in col.find_notes(""):
        note = col.get_note(note_id)
        col.update_note(note)
    assert col.card_count() == before
    col.close()


def test_what_was_written_in_anki_counts():
    text = TEXTS[1]
    *shown, hidden = own_fields(text)
    edited = ["changed there", *shown[1:], hidden]
    plan = own_plan(own_type(text.kind))
    read = plan.text(Source(edited, (0,), (), "D"))
    assert read.front == "changed there"
    assert read.mnemonic == "aid"


def test_steps_written_in_anki_are_steps_still():
    text = TEXTS[5]
    shown, *rest = own_fields(text)
    edited = [shown.replace("Impact", "Outcome"), *rest]
    read = own_plan(own_type(text.kind)).text(Source(edited, (0,), (), "D"))
    assert [step.name for step in read.steps] == ["Reach", "Outcome"]
    assert read.kind is NoteKind.STEPS


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.kind.value)
def test_a_cards_number_in_anki_names_it(text):
    names = templates(text)
    numbers = [own_number(text, name) for name in names]
    assert len(set(numbers)) == len(names)
    assert [own_template(text, number) for number in numbers] == list(names)


@given(
    st.sampled_from([NoteKind.BASIC, NoteKind.REVERSED, NoteKind.TYPED, NoteKind.CONTRAST]),
    st.tuples(*[st.text(alphabet="ab \n*_<&[](){}#1.-\"'é\\", max_size=20)] * 4),
)
def test_any_text_of_ours_comes_back_exactly(kind, parts):
    front, back, extra, mnemonic = parts
    text = NoteText(kind, front, back, extra=extra, mnemonic=mnemonic, tags=("t",))
    plan = own_plan(own_type(kind))
    assert plan.text(Source(own_fields(text), (0,), ("t",), "D")) == text
