"""Tags in one line, separated by commas, completed from those in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagField(QLineEdit):
    """Completes the tag that the cursor is in. Emits `edited` at each change."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(8)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._suggest)
        self.textChanged.connect(self.edited)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, each once, in the order written."""
        parts = (part.strip() for part in self.text().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    def show_tags(self, tags: Sequence[str]) -> None:
        self.setText(", ".join(tags))

    def set_known(self, tags: Sequence[str]) -> None:
        """The tags in use, offered while typing."""
        self._known.setStringList(list(tags))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.isVisible() and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _suggest(self) -> None:
        word = self._word()
        self._completer.setCompletionPrefix(word)
        if word and self._completer.completionCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _word(self) -> str:
        return self.text()[self._start() : self.cursorPosition()].strip()

    def _start(self) -> int:
        return self.text().rfind(",", 0, self.cursorPosition()) + 1

    def _take(self, tag: str) -> None:
        start, end = self._start(), self.cursorPosition()
        space = " " if start else ""
        self.setText(f"{self.text()[:start]}{space}{tag}{self.text()[end:]}")
        self.setCursorPosition(start + len(space) + len(tag))
