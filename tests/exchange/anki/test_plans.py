"""Notes of other people's kinds: what their cards show, and which kind of ours they become."""

from __future__ import annotations

import genanki
import pytest

from tests.exchange.anki import collections as anki
from tpmdesk.domain.cards import NoteKind
from tpmdesk.exchange.anki.notetypes import from_json
from tpmdesk.exchange.anki.plans import Source, plan_of, template_name, template_number
from tpmdesk.exchange.anki.templates import parse, render


def _kind(*templates: tuple[str, str], fields=("Front", "Back", "More"), cloze=False, stock=0):
    return from_json(
        {
            "id": 7,
            "name": "Kind",
            "type": int(cloze),
            "originalStockKind": stock,
            "flds": [{"name": name, "ord": n} for n, name in enumerate(fields)],
            "tmpls": [
                {"name": f"Card {n}", "ord": n, "qfmt": front, "afmt": back}
                for n, (front, back) in enumerate(templates)
            ],
        }
    )


def _text(kind, *fields, ords=(0,), tags=()):
    return plan_of(kind).text(Source(fields, ords, tags, "Top::Sub"))


def _show(template: str, **values: str) -> str:
    return render(parse(template), values, lambda name, value: None)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{A}} and {{ B }}", "a and "),
        ("{{#A}}yes{{/A}}{{^A}}no{{/A}}", "yes"),
        ("{{#B}}yes{{/B}}{{^B}}no{{/B}}", "no"),
        ("{{#A}}{{#B}}x{{/B}}y{{/A}}", "y"),
        ("{{#A}}never closed", "never closed"),
        ("{{/A}}never opened", "never opened"),
        ("<!-- {{A}} -->x", "x"),
        ("{{Missing}}", ""),
        ("{{hint:A}}", "<i>A:</i> a"),
        ("{{unknown:A}}", "a"),
        ("{{tts en_US:A}}", ""),
        ("{{A", "{{A"),
    ],
)
def test_templates_show_what_anki_shows(template, shown):
    assert _show(template, A="a", B="") == shown


def test_readings_are_shown_behind_their_words():
    assert _show("{{furigana:A}}", A="日本[にほん] 語[ご]") == "日本 (にほん)語 (ご)"
    assert _show("{{kana:A}}", A="日本[にほん]") == "にほん"
    assert _show("{{kanji:A}}", A="日本[にほん]") == "日本"


def test_the_text_filter_leaves_no_markup():
    assert _show("{{text:A}}", A="<b>x</b> &lt;") == "x &lt;"


def test_one_template_makes_a_basic_note():
    kind = _kind(("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}<br>{{More}}"))
    text = _text(kind, "q", "a", "m")
    assert (text.kind, text.front, text.back) == (NoteKind.BASIC, "q", "a  \nm")


def test_a_back_that_repeats_the_front_in_its_own_words_is_cut():
    kind = _kind(("{{Front}}", "{{Front}}<hr id='answer'>{{Back}}"))
    assert _text(kind, "q", "a", "").back == "a"


def test_two_mirrored_templates_make_a_reversed_note():
    kind = _kind(("{{Front}}", "{{Back}}"), ("{{Back}}", "{{Front}}"))
    assert _text(kind, "q", "a", "", ords=(0, 1)).kind is NoteKind.REVERSED


def test_other_templates_make_sides_of_their_own():
    kind = _kind(("{{Front}}", "{{Back}}"), ("What: {{Back}}", "{{More}} in {{Deck}}"))
    text = _text(kind, "q", "a", "m", ords=(0, 1))
    assert text.kind is NoteKind.SIDES
    assert [(side.front, side.back) for side in text.sides] == [
        ("q", "a"),
        ("What: a", "m in Top::Sub"),
    ]


def test_a_field_to_type_makes_a_typed_note():
    kind = _kind(("{{Front}} {{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}} {{More}}"))
    text = _text(kind, "q", "a", "m")
    assert (text.kind, text.front, text.back, text.extra) == (NoteKind.TYPED, "q", "a", "m")


def test_gaps_stay_and_what_else_the_back_shows_comes_after():
    kind = _kind(("{{Front}}: {{cloze:Back}}", "{{Front}}: {{cloze:Back}}<br>{{More}}"), cloze=True)
    text = _text(kind, "Title", "{{c1::x}} {{c2::y}}", "m", ords=(0, 1))
    assert text.kind is NoteKind.CLOZE
    assert text.front == "Title: {{c1::x}} {{c2::y}}"
    assert text.back.endswith("m")


def test_cards_that_differ_by_more_than_their_gap_are_rendered():
    kind = _kind(("{{cloze:Front}}{{#c2}} second{{/c2}}", "{{cloze:Front}}"), cloze=True)
    text = _text(kind, "{{c1::x}} {{c2::y}}", "", "", ords=(0, 1))
    assert [side.front for side in text.sides] == ["**[…]** y", "x **[…]** second"]
    assert [side.back for side in text.sides] == ["**x** y", "x **y**"]


def test_a_picture_with_hidden_areas_is_shown_with_the_cards_number():
    kind = _kind(
        ("{{cloze:Occlusion}}", "x"), fields=("O", "I", "H", "B", "C"), cloze=True, stock=6
    )
    text = _text(
        kind, "{{c1::image-occlusion:rect}}", "<img src=a.png>", "Head", "B", "", ords=(0,)
    )
    assert "![](media:a.png)" in text.sides[0].front
    assert "area 1" in text.sides[0].front


@pytest.mark.parametrize("kind", [NoteKind.BASIC, NoteKind.CLOZE, NoteKind.SIDES])
def test_a_cards_name_gives_its_number(kind):
    for number in (0, 3) if kind is not NoteKind.BASIC else (0,):
        assert template_number(template_name(kind, number)) == number


def test_decks_made_by_genanki_are_read(tmp_path):
    deck = genanki.Deck(2_059_400_110, "Top::Sub")
    for model, fields in (
        (genanki.BASIC_MODEL, ["one", '<img src="pic.png">']),
        (genanki.BASIC_AND_REVERSED_CARD_MODEL, ["there", "back"]),
        (genanki.BASIC_TYPE_IN_THE_ANSWER_MODEL, ["capital", "Paris"]),
        (genanki.CLOZE_MODEL, ["{{c1::gap}} in text", "extra"]),
    ):
        deck.add_note(genanki.Note(model=model, fields=fields, tags=["made"]))
    picture = tmp_path / "pic.png"
    picture.write_bytes(b"png")
    package = genanki.Package(deck)
    package.media_files = [str(picture)]
    package.write_to_file(tmp_path / "made.apkg")
    notes = anki.read(tmp_path / "made.apkg")
    kinds = [NoteKind.BASIC, NoteKind.REVERSED, NoteKind.TYPED, NoteKind.CLOZE]
    assert [note.text.kind for note in notes] == kinds
    assert {note.deck for note in notes} == {"Top::Sub"}
    assert {note.text.tags for note in notes} == {("made",)}
    made = anki.again(tmp_path / "made.apkg", tmp_path / "again.apkg")
    col = anki.take_in(made, tmp_path / "col")
    assert col.note_count() == 4
    assert anki.media(col) == {"pic.png": b"png"}
    assert anki.check(col) == anki.HEALTHY
    col.close()
