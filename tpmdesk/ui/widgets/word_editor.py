"""A field over the words that are being corrected."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_INSET = 14  # of the field's frame and padding, on both sides together
_LEAST = QRect(0, 0, 200, 40)


class WordEditor(QPlainTextEdit):
    """Enter emits `saved` with the text, Escape `left`; it keeps every other key to itself."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Correct the words"))
        self.setAccessibleDescription(self.tr("Enter saves, Escape leaves them as they were."))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.hide()

    def open_over(self, words: str, place: QRect) -> None:
        """Cover `place` of the parent, as far as the parent has room, with these words."""
        self.put(place)
        self.setPlainText(words)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, place: QRect) -> None:
        """Go where the words are now; what is written stays."""
        host = self.parentWidget()
        wide = max(place.width() + 2 * _INSET, _LEAST.width())
        high = max(place.height() + _INSET, _LEAST.height())
        room = host.rect() if host else place
        left = max(0, min(place.left() - _INSET, room.width() - wide))
        top = max(0, place.center().y() - high // 2)
        self.setGeometry(left, top, min(wide, room.width()), high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.saved.emit(" ".join(self.toPlainText().split()))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()
