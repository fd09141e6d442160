"""What every page is to the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

TODAY = "today"
REVIEW = "review"
MOCK = "mock"
WRITE = "write"
DRAW = "draw"
STORIES = "stories"
LIBRARY = "library"
PROGRESS = "progress"
SETTINGS = "settings"

RESUME = "resume"
ATTEMPT = "attempt:"
IMPORT = "import:"
FRIEND = "friend:"
PROMPT = "prompt:"
AHEAD = "ahead:"
CRAM = "cram:"
DECK = "deck:"
PACK = "pack:"


class Page(QWidget):
    """One page of the window, built on its first visit and kept.

    `go` asks for another page by name, with what to do there ("" for nothing in particular; the
    Mock page takes `RESUME`, the id of a round, `ATTEMPT` with the id of an attempt, `PROMPT`
    with the id of a question to be asked alone, or `FRIEND` with a file of a friend's scores;
    Review takes `AHEAD` with a number of days, or `CRAM` with a search; Settings takes `DECK` with
    the id of a deck, or `PACK` with a pack's file). `notice` shows a short message. `undo_asked`
    takes back the last action, after which the window calls `undone`.
    """

    go = Signal(str, str)
    notice = Signal(str)
    undo_asked = Signal()
    title = ""

    def entered(self, what: str = "") -> None:
        """The page is about to be seen, or the data under it changed: show what is true now."""

    def undone(self) -> None:
        """The last action was taken back: show what is true now."""
        self.entered()

    def redone(self) -> None:
        """The last undone action was done again: show what is true now."""
        self.entered()

    def leave(self) -> bool:
        """Asked before another page is shown or the window closes; False keeps this one."""
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        """A key that no focused control wanted. True when it meant something here."""
        del event
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)
