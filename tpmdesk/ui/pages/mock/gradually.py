"""Drawing in turns: between two of them the window stays awake."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Gradually(QObject):
    """Does one thing a turn of the event loop. What is asked for anew replaces what is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    def begin(self, *steps: Callable[[], None]) -> None:
        """Do these, each in a turn of its own."""
        self._left = deque(steps)
        self._timer.start()

    def finish(self) -> None:
        """Do at once what is left."""
        self._timer.stop()
        while self._left:
            self._left.popleft()()

    def stop(self) -> None:
        """Forget what is left."""
        self._left.clear()
        self._timer.stop()

    def _turn(self) -> None:
        if self._left:
            self._left.popleft()()
        if self._left:
            self._timer.start()
