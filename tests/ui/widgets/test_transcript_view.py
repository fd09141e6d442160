from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed
from tpmdesk.ui.widgets.evidence import Passage
from tpmdesk.ui.widgets.transcript_view import TranscriptView


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
