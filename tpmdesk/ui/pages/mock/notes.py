"""Notes that save themselves."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

_SAVE_AFTER_MS = 600
_HEIGHT = 112


class NotesEditor(QPlainTextEdit):
    """Emits `noted` with the whole text soon after each change, and by `flush` at once."""

    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._saved = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Notes"))
        self.setPlaceholderText(self.tr("What will you do differently? Saved as you type."))
        self.textChanged.connect(self._timer.start)

    def show_notes(self, text: str) -> None:
        self._saved = text
        self.setPlainText(text)
        self._timer.stop()

    def flush(self) -> None:
        """Save what was changed since the last time."""
        self._timer.stop()
        if self.toPlainText() != self._saved:
            self._saved = self.toPlainText()
            self.noted.emit(self._saved)
