from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed
from tpmdesk.ui.widgets.evidence import Passage
from tpmdesk.ui.widgets.transcript_view import TranscriptView
from tpmdesk.ui.widgets.word_editor import WordEditor


def utterance(words, start):
    return Utterance(
        tuple(Word(word, start + n, start + n + 0.5) for n, word in enumerate(words.split()))
    )


FIRST = utterance("First the dependency map.", 0.0)
SECOND = utterance("Then the contract.", 10.0)
BOTH = Transcript((FIRST, SECOND), "test")


@pytest.fixture
def view(qtbot):
    widget = TranscriptView()
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    widget.show()
    return widget


def click_word(qtbot, view, index):
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.word_position(index) + 1)
    place = view.cursorRect(cursor).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_word_seeks_to_its_time(view, qtbot):
    view.set_transcript(BOTH)
    with qtbot.waitSignal(view.seek) as sought:
        click_word(qtbot, view, 5)
    assert sought.args == [11.0]


def test_with_evidence_marked_words_still_lead_to_their_own_time(view, qtbot):
    view.set_transcript(BOTH, [Passage(1, 3, 1), Passage(4, 6, 2)])
    with qtbot.waitSignal(view.seek) as sought:
        click_word(qtbot, view, 6)
    assert sought.args == [12.0]


def test_enter_seeks_to_the_word_at_the_cursor(view, qtbot):
    view.set_transcript(BOTH)
    cursor = view.textCursor()
    cursor.setPosition(view.word_position(2))
    view.setTextCursor(cursor)
    with qtbot.waitSignal(view.seek) as sought:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert sought.args == [2.0]


def test_a_typed_answer_has_nowhere_to_seek(view, qtbot):
    view.set_transcript(typed("No times here"))
    with qtbot.assertNotEmitted(view.seek):
        click_word(qtbot, view, 1)


def test_evidence_carries_the_number_of_its_step(view):
    view.set_transcript(BOTH, [Passage(4, 6, 2)])
    assert "2 Then the contract." in view.toPlainText()


def test_evidence_is_underlined_and_the_rest_is_not(view):
    view.set_transcript(BOTH, [Passage(4, 6, 2)])
    shapes = []
    for index in (1, 5):
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.word_position(index) + 1)
        shapes.append(cursor.charFormat().fontUnderline())
    assert shapes == [False, True]


def test_a_growing_transcript_is_appended_to(view):
    view.set_transcript(Transcript((FIRST,), "test"))
    view.set_transcript(BOTH)
    assert view.toPlainText() == "First the dependency map.\nThen the contract."


def test_a_corrected_transcript_replaces_what_stood_there(view):
    view.set_transcript(BOTH)
    view.set_transcript(Transcript((utterance("Something else.", 0.0),), "test"))
    assert view.toPlainText() == "Something else."


def test_it_is_as_high_as_its_text(view, qtbot):
    view.set_transcript(Transcript((FIRST,), "test"))
    short = view.height()
    view.set_transcript(Transcript((FIRST, SECOND) * 10, "test"))
    assert view.height() > 5 * short


def test_the_space_bar_is_left_to_the_page(view):
    view.set_transcript(BOTH)
    space = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
    view.keyPressEvent(space)
    assert not space.isAccepted()


def select(view, first, last):
    cursor = view.textCursor()
    cursor.setPosition(view.word_position(first))
    cursor.setPosition(view.word_position(last) + 1, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def editor(view):
    return next(iter(view.findChildren(WordEditor)), None)


def rewrite(qtbot, view, text):
    editor(view).setPlainText(text)
    qtbot.keyClick(editor(view), Qt.Key.Key_Return)


def test_a_click_selects_the_word(view, qtbot):
    view.set_transcript(BOTH, [Passage(4, 6, 2)])
    click_word(qtbot, view, 5)
    assert view.selected_words() == (5, 5)
    assert view.textCursor().selectedText() == "the"


def test_a_double_click_opens_the_word_and_enter_saves_it(view, qtbot):
    view.set_transcript(BOTH)
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.word_position(2) + 1)
    place = view.cursorRect(cursor).center()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor(view).toPlainText() == "dependency"
    with qtbot.waitSignal(view.corrected) as made:
        rewrite(qtbot, view, " dependencies ")
    assert made.args == [2, 2, "dependencies"]
    assert editor(view).isHidden()


def test_several_words_are_corrected_at_once(view, qtbot):
    view.set_transcript(BOTH)
    select(view, 2, 5)
    assert view.begin_edit()
    assert editor(view).toPlainText() == "dependency map. Then the"
    with qtbot.waitSignal(view.corrected) as made:
        rewrite(qtbot, view, "map and the")
    assert made.args == [2, 5, "map and the"]


def test_escape_leaves_the_words_as_they_were(view, qtbot):
    view.set_transcript(BOTH)
    select(view, 1, 1)
    view.begin_edit()
    with qtbot.assertNotEmitted(view.corrected):
        editor(view).setPlainText("a")
        qtbot.keyClick(editor(view), Qt.Key.Key_Escape)
    assert editor(view).isHidden()


def test_without_a_word_selected_there_is_nothing_to_correct(view):
    view.set_transcript(BOTH)
    assert not view.begin_edit()


def test_the_arrow_keys_select_word_by_word_and_with_shift_several(view, qtbot):
    view.set_transcript(BOTH)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected_words() == (1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_words() == (1, 2)


def test_words_that_arrive_are_not_corrected(qtbot):
    live = TranscriptView(live=True)
    qtbot.addWidget(live)
    live.set_transcript(BOTH)
    select(live, 1, 1)
    assert not live.begin_edit()


def test_marks_that_change_leave_the_field_open_and_other_words_close_it(view):
    view.set_transcript(BOTH)
    select(view, 1, 1)
    view.begin_edit()
    view.set_transcript(BOTH, [Passage(4, 6, 2)])
    assert not editor(view).isHidden()
    view.set_transcript(Transcript((FIRST,), "test"))
    assert editor(view).isHidden()
