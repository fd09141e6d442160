"""The editor of notes: every kind, its cards beside it, nothing lost by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.ui.widgets.note_editor import NoteEditor

CARD = NoteText(NoteKind.BASIC, "Front", "Back", extra="More", tags=("one", "two::three"))
RISKS = NoteText(
    NoteKind.STEPS, "How?", "", (NoteStep("Name it", "Say: what"), NoteStep("Own it", "Who"))
)
DECKS = [
    DeckLine("core/a", "Release vocabulary", "", 3, 0),
    DeckLine("core/b", "Frameworks::Risk", "", 2, 0),
]


@pytest.fixture
def editor(qtbot, theme):
    made = NoteEditor(theme)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


@pytest.fixture
def saved(editor):
    texts = []
    editor.saved.connect(texts.append)
    return texts


@pytest.fixture
def cancelled(editor):
    times = []
    editor.cancelled.connect(lambda: times.append(1))
    return times


def _choose(editor, kind):
    editor.kind.setCurrentIndex(editor.kind.findData(kind))


@pytest.mark.parametrize(
    "note",
    [
        CARD,
        RISKS,
        NoteText(NoteKind.REVERSED, "A", "B", mnemonic="Aid"),
        NoteText(NoteKind.CLOZE, "A {{c1::b}}", ""),
        NoteText(NoteKind.TYPED, "Q", "A"),
        NoteText(NoteKind.CONTRAST, "Weak", "Strong"),
        NoteText(NoteKind.SIDES, "S", "", sides=(Face("1", "F", "B"), Face("2", "G", "C"))),
    ],
    ids=lambda note: note.kind.value,
)
def test_a_note_opened_and_saved_is_the_same_note(editor, saved, note):
    editor.edit(note)
    assert not editor.changed
    editor.save.click()
    assert saved == [note]


def test_ctrl_enter_saves_from_within_a_field(qtbot, editor, saved):
    editor.edit(CARD)
    editor.front.setPlainText("Other")
    qtbot.keyClick(editor.front, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.front for note in saved] == ["Other"]


def test_escape_leaves_at_once_when_nothing_was_written(qtbot, editor, cancelled):
    editor.edit(CARD)
    qtbot.keyClick(editor.front, Qt.Key.Key_Escape)
    assert cancelled


def test_escape_asks_before_what_was_written_is_lost(qtbot, editor, cancelled):
    editor.edit(CARD)
    qtbot.keyClicks(editor.front, "x")
    qtbot.keyClick(editor.front, Qt.Key.Key_Escape)
    assert editor.asking
    assert not cancelled
    qtbot.keyClick(editor.keep, Qt.Key.Key_Escape)
    assert not editor.asking
    assert editor.fields.text.front == "xFront"


def test_the_words_chosen_become_the_next_gap(qtbot, editor):
    editor.edit(NoteText(NoteKind.CLOZE, "A {{c1::canary}} sings", ""))
    cursor = editor.front.textCursor()
    cursor.setPosition(17)
    cursor.setPosition(22, QTextCursor.MoveMode.KeepAnchor)
    editor.front.setTextCursor(cursor)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(editor.front, Qt.Key.Key_C, both)
    assert editor.front.text == "A {{c1::canary}} {{c2::sings}}"


def test_each_card_of_the_note_can_be_previewed(qtbot, editor):
    editor.edit(NoteText(NoteKind.REVERSED, "There", "Back"))
    assert editor.preview.front.text == "There"
    editor.preview.choose(1)
    assert editor.preview.front.text == "Back"
    editor.front.setPlainText("Here")
    qtbot.waitUntil(lambda: editor.preview.back.text == "Here")


def test_only_the_fields_of_the_kind_are_shown(editor):
    editor.edit(CARD)
    assert not editor.fields.steps.isVisible()
    assert not editor.fields.gap.isVisible()
    _choose(editor, NoteKind.STEPS)
    assert editor.fields.steps.isVisible()
    _choose(editor, NoteKind.CLOZE)
    assert editor.fields.gap.isVisible()


def test_it_says_which_cards_an_edit_would_take_away(editor):
    editor.edit(NoteText(NoteKind.REVERSED, "There", "Back"))
    assert not editor.lost.isVisible()
    _choose(editor, NoteKind.BASIC)
    assert "One card" in editor.lost.text()
    assert editor.lost.isVisible()


def test_steps_are_added_moved_and_removed_by_keyboard(qtbot, editor):
    editor.edit(RISKS)
    steps = editor.fields.steps
    qtbot.keyClick(steps.rows[1].name, Qt.Key.Key_Return)
    qtbot.keyClicks(steps.rows[2].name, "Size it")
    qtbot.keyClick(steps.rows[2].name, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.name for step in steps.steps] == ["Name it", "Size it", "Own it"]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(steps.rows[0].name, Qt.Key.Key_Delete, both)
    assert [step.name for step in steps.steps] == ["Size it", "Own it"]


def test_a_colon_in_a_step_stays_where_it_is(editor, saved):
    editor.edit(RISKS)
    editor.save.click()
    assert saved[0].steps[0].meaning == "Say: what"


def test_each_side_of_a_foreign_note_is_edited_on_its_own(editor, saved):
    editor.edit(NoteText(NoteKind.SIDES, "", "", sides=(Face("1", "F", "B"), Face("2", "G", "C"))))
    editor.fields.sides.card.setCurrentIndex(1)
    editor.fields.sides.front.setPlainText("Other")
    editor.fields.sides.card.setCurrentIndex(0)
    editor.save.click()
    assert [side.front for side in saved[0].sides] == ["F", "Other"]


def test_tags_in_use_are_completed(qtbot, editor):
    editor.set_known_tags(["release", "risk::ownership"])
    editor.edit(NoteText(NoteKind.BASIC, "F", "B", tags=("one",)))
    tags = editor.fields.tags
    tags.setFocus()
    qtbot.keyClicks(tags, ", owner")
    tags._completer.activated.emit("risk::ownership")
    assert tags.tags == ("one", "risk::ownership")


def test_a_new_note_names_its_deck_and_the_next_one_keeps_it(editor):
    editor.begin_new(DECKS, "core/b")
    assert editor.deck.deck == "core/b"
    editor.front.setPlainText("Q")
    editor.fields.tags.setText("risk")
    editor.next_note()
    assert editor.fields.text == NoteText(NoteKind.BASIC, "", "", tags=("risk",))
    assert editor.deck.title == "Frameworks::Risk"


def test_a_deck_that_is_not_there_yet_can_be_named(editor):
    editor.begin_new(DECKS, "core/a")
    editor.deck.setCurrentText(" Frameworks :: Scope ")
    assert editor.deck.deck is None
    assert editor.deck.title == "Frameworks::Scope"


def test_a_problem_is_shown_until_the_next_attempt(editor):
    editor.edit(CARD)
    editor.show_problem("The back is empty.")
    assert editor.problem.isVisible()
    editor.save.click()
    assert not editor.problem.isVisible()
