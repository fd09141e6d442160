"""Changes to many cards, made one after another beside the window's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tpmdesk.app.ports import Background

_LONG_MS = 200


@dataclass(frozen=True, slots=True)
class _Change:
    work: Callable[[], Any]
    done: Callable[[Any], None]


class Doing(QObject):
    """Emits `long_begun` when a change takes longer than a glance, `ended` when all are made, and
    `failed` with what went wrong."""

    long_begun = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[_Change] = deque()
        self._current: _Change | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.long_begun)

    @property
    def busy(self) -> bool:
        return self._current is not None

    def do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Make a change after those asked for before; `done` gets what it returns."""
        self._waiting.append(_Change(work, done))
        if not self.busy:
            self._timer.start(_LONG_MS)
            self._begin()

    def _begin(self) -> None:
        self._current = self._waiting.popleft()
        self._background.run(self._current.work, self._made, self._went_wrong)

    def _made(self, result: Any) -> None:
        made = self._current
        self._go_on()
        if made is not None:
            made.done(result)

    def _went_wrong(self, problem: Exception) -> None:
        self._go_on()
        self.failed.emit(problem)

    def _go_on(self) -> None:
        self._current = None
        if self._waiting:
            self._begin()
        else:
            self._timer.stop()
            self.ended.emit()
