from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.domain.contrast import ASK
from tpmdesk.domain.faces import apart_from_aid, face, faces, templates

STEPS = (NoteStep("Ask", "Find out."), NoteStep("Decide", "Choose."), NoteStep("Tell", ""))
STEPPED = NoteText(NoteKind.STEPS, "The walk?", "", STEPS)
TEXTS = st.text("ab c{}1:", min_size=1, max_size=20)
NOTES = st.builds(
    NoteText,
    st.sampled_from(NoteKind),
    TEXTS,
    TEXTS,
    st.lists(st.builds(NoteStep, TEXTS, TEXTS), max_size=4).map(tuple),
    mnemonic=st.sampled_from(["", "a rhyme"]),
)


def only(note: NoteText) -> Face:
    (made,) = faces(note)
    return made


def test_a_reversed_note_is_asked_from_either_side() -> None:
    made = faces(NoteText(NoteKind.REVERSED, "Term", "Meaning"))
    assert [(each.template, each.front, each.back) for each in made] == [
        ("forward", "Term", "Meaning"),
        ("reverse", "Meaning", "Term"),
    ]


def test_a_cloze_note_makes_a_card_of_each_number() -> None:
    note = NoteText(NoteKind.CLOZE, "{{c1::a}} {{c4::b}}", "More.", extra="Extra.")
    assert templates(note) == ("cloze-1", "cloze-4")
    assert faces(note)[0].back.endswith("More.\n\nExtra.")


def test_a_cloze_note_without_a_gap_still_has_a_card() -> None:
    assert only(NoteText(NoteKind.CLOZE, "no gap", "")).template == "cloze-1"


def test_a_typed_card_expects_the_back_as_plain_text() -> None:
    made = only(NoteText(NoteKind.TYPED, "What?", "The **error budget**", extra="Spend it."))
    assert made.answer == "The error budget"
    assert made.back == "The **error budget**\n\nSpend it."


def test_a_contrast_card_quotes_the_weak_answer_and_asks_what_is_wrong() -> None:
    made = only(NoteText(NoteKind.CONTRAST, 'Your risk?\n\n"Resourcing."', "**Wrong:** a mood."))
    assert made.front == f'Your risk?\n\n> "Resourcing."\n\n{ASK}'


def test_steps_are_recited_asked_by_position_and_by_meaning() -> None:
    assert templates(STEPPED) == (
        "recite",
        "step-1",
        "step-2",
        "step-3",
        "meaning-1",
        "meaning-2",
    )


def test_a_meaning_card_shows_the_meaning_and_hides_name_and_place() -> None:
    made = face(STEPPED, "meaning-2")
    assert made is not None
    assert made.front == "Which step does this?\n\n> Choose.\n\nThe walk?"
    assert made.back == "**Decide**\n\nStep 2 of 3."


@pytest.mark.parametrize(
    "note",
    [
        NoteText(NoteKind.BASIC, "a", "b", mnemonic="a rhyme"),
        NoteText(NoteKind.CLOZE, "{{c1::a}}", "", mnemonic="a rhyme"),
        replace(STEPPED, mnemonic="a rhyme"),
        NoteText(NoteKind.SIDES, "", "", sides=(Face("0", "a", "b"),), mnemonic="a rhyme"),
    ],
)
def test_the_memory_aid_stands_below_every_back(note: NoteText) -> None:
    assert {apart_from_aid(made.back)[1] for made in faces(note)} == {"a rhyme"}


def test_a_back_without_a_memory_aid_is_whole() -> None:
    assert apart_from_aid("b") == ("b", "")


@given(NOTES)
def test_templates_are_distinct_and_name_the_faces(note: NoteText) -> None:
    names = templates(note)
    assert len(set(names)) == len(names)
    assert names == tuple(made.template for made in faces(note))


@given(NOTES)
def test_one_face_is_the_same_as_among_all(note: NoteText) -> None:
    for made in faces(note):
        assert face(note, made.template) == made
    assert face(note, "nothing") is None


@given(NOTES.filter(lambda note: note.kind not in (NoteKind.CLOZE, NoteKind.SIDES)), TEXTS)
def test_the_text_of_a_front_changes_no_template(note: NoteText, front: str) -> None:
    assert templates(replace(note, front=front)) == templates(note)
