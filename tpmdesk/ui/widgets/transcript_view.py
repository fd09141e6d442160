"""A transcript whose words can be clicked, with the evidence marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
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

_EMPTY = Transcript((), "")
_UNSURE = 0.5  # below this confidence a word is drawn quietly


class TranscriptView(QTextBrowser):
    """Emits `seek` with the time of a word that is clicked, or chosen with Enter.

    Evidence is marked by a tint, an underline and the number of its step. It is as high as its
    text; a `live` one has the height it is given, and keeps the end in view as it grows.
    """

    seek = Signal(float)

    def __init__(self, parent: QWidget | None = None, *, live: bool = False) -> None:
        super().__init__(parent)
        self._live = live
        self._transcript = _EMPTY
        self._passages: tuple[Passage, ...] = ()
        self._starts: list[int] = []
        self._formats: dict[tuple[int, bool], QTextCharFormat] = {}
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        chosen = (
            event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        )
        if chosen:
            self._seek_at(self.cursorForPosition(event.position().toPoint()).position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._seek_at(self.textCursor().position())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and the space bar belong to the page
        else:
            super().keyPressEvent(event)

    def _seek_at(self, position: int) -> None:
        index = bisect_right(self._starts, position) - 1
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
        self._starts = []
        self.clear()
        self.textCursor().setBlockFormat(_block())
        self._append(self._transcript.utterances)

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
