"""A transcript whose words can be clicked, with the evidence marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from tpmdesk.domain.transcript import Transcript, Utterance
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.evidence import Passage
from tpmdesk.ui.widgets.word_editor import WordEditor

_EMPTY = Transcript((), "")
_UNSURE = 0.5  # below this confidence a word is drawn quietly
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TranscriptView(QTextBrowser):
    """Emits `seek` with the time of a word that is clicked, or chosen with Enter.

    A click, a drag, or the left and right arrow keys (with Shift for several) select words; a
    double click or `begin_edit` opens them for correction, and `corrected` tells the first and the
    last of them and what is to stand there. `editing` is emitted as that begins.

    Evidence is marked by a tint, an underline and the number of its step. It is as high as its
    text; a `live` one has the height it is given, and keeps the end in view as it grows.
    """

    seek = Signal(float)
    editing = Signal()
    corrected = Signal(int, int, str)

    def __init__(
        self, parent: QWidget | None = None, *, live: bool = False, mendable: bool = True
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._mendable = mendable and not live
        self._transcript = _EMPTY
        self._passages: tuple[Passage, ...] = ()
        self._starts: list[int] = []
        self._formats: dict[tuple[int, bool], QTextCharFormat] = {}
        self._editor: WordEditor | None = None
        self._edited = (0, 0)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        if not live:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Transcript"))

    def set_transcript(self, transcript: Transcript, found: Sequence[Passage] = ()) -> None:
        """Show all of it, with the evidence found in it."""
        same = transcript is self._transcript or transcript == self._transcript
        if same and tuple(found) == self._passages:
            return
        if not same:
            self._close_editor()
        grown = self._grows_into(transcript) and not (found or self._passages)
        said = len(self._transcript.utterances)
        self._transcript, self._passages = transcript, tuple(found)
        self._append(transcript.utterances[said:]) if grown else self._render()
        if self._live:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            self._fit()

    def word_position(self, index: int) -> int:
        """The place in the document of a word, from 0."""
        return self._starts[index]

    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._live:
            self._fit()
        if self._is_editing():
            self._word_editor().put(self._place_of(*self._edited))

    def selected_words(self) -> tuple[int, int] | None:
        """The first and the last of the words selected, from 0."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._starts:
            return None
        first = max(self._index_at(cursor.selectionStart()), 0)
        return first, max(self._index_at(cursor.selectionEnd() - 1), first)

    def begin_edit(self) -> bool:
        """Open the selected words for correction. False when none is selected."""
        chosen = self.selected_words()
        if chosen is None or not self._mendable:
            return False
        self._edited = chosen
        first, last = chosen
        words = " ".join(word.text for word in self._transcript.words[first : last + 1])
        self._word_editor().open_over(words, self._place_of(first, last))
        self.editing.emit()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self._is_editing():
            return
        if (chosen := self.selected_words()) is not None:
            self._select(*chosen)
        else:
            at = self.cursorForPosition(event.position().toPoint()).position()
            self._seek_at(at)
            self._select_at(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._select_at(self.cursorForPosition(event.position().toPoint()).position())
        self.begin_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _STEPS.get(Qt.Key(event.key()))
        if event.key() in _ENTER:
            self._seek_at(self.textCursor().selectionStart())
        elif way is not None and self._starts and not self._live:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(way, more=more)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and the space bar belong to the page
        else:
            super().keyPressEvent(event)

    def _index_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _step(self, way: int, *, more: bool) -> None:
        """Select the word before or after, or, for `more`, up to there."""
        last = len(self._starts) - 1
        chosen = self.selected_words()
        if chosen is None:
            self._select_at(self.textCursor().position())
        elif more:
            self._select(chosen[0], min(max(chosen[1] + way, chosen[0]), last))
        else:
            there = min(max((chosen[1] if way > 0 else chosen[0]) + way, 0), last)
            self._select(there, there)

    def _select_at(self, position: int) -> None:
        if (index := self._index_at(position)) >= 0:
            self._select(index, index)

    def _select(self, first: int, last: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._starts[first])
        end = self._starts[last] + len(self._transcript.words[last].text)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _place_of(self, first: int, last: int) -> QRect:
        """The lines of some words, as wide as the text where they are more than one."""
        start, end = QTextCursor(self.document()), QTextCursor(self.document())
        start.setPosition(self._starts[first])
        end.setPosition(self._starts[last] + len(self._transcript.words[last].text))
        top, bottom = self.cursorRect(start), self.cursorRect(end)
        place = QRect(top.topLeft(), bottom.bottomRight())
        if top.top() != bottom.top():
            place = QRect(0, top.top(), self.viewport().width(), bottom.bottom() - top.top())
        return place.translated(self.viewport().mapTo(self._editor_host(), QPoint(0, 0)))

    def _editor_host(self) -> QWidget:
        """The field may stand a little over the edge of a short transcript."""
        return self.parentWidget() or self

    def _word_editor(self) -> WordEditor:
        if self._editor is None:
            self._editor = WordEditor(self._editor_host())
            self._editor.saved.connect(self._correct)
            self._editor.left.connect(self._close_editor)
        return self._editor

    def _is_editing(self) -> bool:
        return self._editor is not None and not self._editor.isHidden()

    def _close_editor(self) -> None:
        if self._is_editing() and self._editor is not None:
            self._editor.hide()
            self.setFocus()

    def _correct(self, text: str) -> None:
        self._close_editor()
        first, last = self._edited
        self._select(first, first)
        self.corrected.emit(first, last, text)

    def _seek_at(self, position: int) -> None:
        index = self._index_at(position)
        if index >= 0 and (start := self._transcript.words[index].start) is not None:
            self.seek.emit(start)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme is worn: words are set in its colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._starts:
            self._render()

    def _fit(self) -> None:
        """As high as its text: the page scrolls, not the transcript."""
        self.document().setTextWidth(self.viewport().width())
        height = round(self.document().size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)

    def _grows_into(self, transcript: Transcript) -> bool:
        known = self._transcript.utterances
        return bool(known) and transcript.utterances[: len(known)] == known

    def _render(self) -> None:
        """All anew; what was selected stays so, as far as it is still there."""
        chosen = self.selected_words()
        self._starts = []
        self.clear()
        self.textCursor().setBlockFormat(_block())
        self._append(self._transcript.utterances)
        last = len(self._starts) - 1
        if chosen and last >= 0:
            self._select(min(chosen[0], last), min(chosen[1], last))
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _append(self, utterances: Sequence[Utterance]) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        self._formats.clear()
        for utterance in utterances:
            if self._starts:
                cursor.insertBlock(_block())
            self._write(cursor, utterance)
        cursor.endEditBlock()

    def _write(self, cursor: QTextCursor, utterance: Utterance) -> None:
        for n, word in enumerate(utterance.words):
            index = len(self._starts)
            if n:
                cursor.insertText(" ", self._format(self._joining(index), 1.0))
            for beginning in self._beginning(index):
                cursor.insertText(f"{beginning.number}\N{NO-BREAK SPACE}", self._number(beginning))
            self._starts.append(cursor.position())
            cursor.insertText(word.text, self._format(self._passage(index), word.confidence))

    def _passage(self, index: int) -> Passage | None:
        return next((one for one in self._passages if one.first <= index <= one.last), None)

    def _beginning(self, index: int) -> list[Passage]:
        return [one for one in self._passages if one.first == index]

    def _joining(self, index: int) -> Passage | None:
        """The passage that goes on across the space before the word."""
        passage = self._passage(index)
        return passage if passage and passage.first < index else None

    def _format(self, passage: Passage | None, confidence: float) -> QTextCharFormat:
        """How such words look; hundreds of them share a few looks."""
        key = (passage.number if passage else 0, confidence < _UNSURE)
        if key not in self._formats:
            self._formats[key] = self._make_format(passage, unsure=key[1])
        return QTextCharFormat(self._formats[key])

    def _make_format(self, passage: Passage | None, *, unsure: bool) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setForeground(tint.quiet() if unsure else tint.ink())
        if passage:
            shape.setBackground(tint.step_tint(passage.number - 1))
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            shape.setUnderlineColor(tint.step_colour(passage.number - 1))
        return shape

    def _number(self, passage: Passage) -> QTextCharFormat:
        shape = self._format(passage, 1.0)
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        shape.setFontWeight(600)
        return shape


def _block() -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(8)
    return block
