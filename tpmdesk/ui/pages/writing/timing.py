"""The time spent on a piece, which stands still while it is paused, and the saving as it grows."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS = 1_000
_KEEP_SECONDS = 10.0


class Timing(QObject):
    """Emits `ticked(seconds)` each second while it runs, and calls `save` then when `touch` was
    called since: what was typed is on disk within a second. The time itself is kept every ten."""

    ticked = Signal(float)

    def __init__(self, parent: QObject, save: Callable[[], None]) -> None:
        super().__init__(parent)
        self._save = save
        self._before = 0.0
        self._since: float | None = None
        self._touched = False
        self._kept = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def seconds(self) -> float:
        """Seconds spent until now."""
        return self._before + (time.monotonic() - self._since if self._since is not None else 0.0)

    @property
    def running(self) -> bool:
        return self._since is not None

    def start(self, spent: float) -> None:
        """Go on after so many seconds."""
        self._before = spent
        self._since = time.monotonic()
        self._kept = spent
        self._timer.start()
        self.ticked.emit(self.seconds)

    def touch(self) -> None:
        """Something changed that is to be kept."""
        self._touched = True

    def pause(self) -> None:
        """Stand still, with everything kept."""
        self._before, self._since = self.seconds, None
        self._timer.stop()
        self.flush()

    def flush(self) -> None:
        """Keep what changed now."""
        if self._touched:
            self._touched = False
            self._kept = self.seconds
            self._save()

    def _tick(self) -> None:
        if self.seconds - self._kept >= _KEEP_SECONDS:
            self.touch()
        self.flush()
        self.ticked.emit(self.seconds)
