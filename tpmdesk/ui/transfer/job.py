"""Work that shows how far it is and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from tpmdesk.app.ports import Background
from tpmdesk.app.transfer import Cancelled, Progress

T = TypeVar("T")
_LOOK_EVERY_MS = 60


class Job(QObject):
    """Runs one piece of work at a time beside the window's thread.

    The worker only leaves two numbers behind; a timer looks at them and emits `moved(done,
    total)`, so that however often the work reports, the window is not flooded. `ended` follows
    whatever came of it.
    """

    moved = Signal(int, int)
    ended = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._at = (0, 0)
        self._cancelled = False
        self._running = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(lambda: self.moved.emit(*self._at))

    @property
    def running(self) -> bool:
        return self._running

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work`, which is given a `Progress`. `failed` gets Cancelled after `cancel`."""
        self._at, self._cancelled, self._running = (0, 0), False, True
        self._look.start()
        self._background.run(
            lambda: work(self._report),
            lambda result: self._end(lambda: done(result)),
            lambda problem: self._end(lambda: failed(problem)),
        )

    def cancel(self) -> None:
        """Let the work end at its next report, with nothing changed."""
        self._cancelled = True

    def _report(self, done: int, total: int) -> None:
        self._at = (done, total)
        if self._cancelled:
            raise Cancelled

    def _end(self, tell: Callable[[], None]) -> None:
        self._look.stop()
        self._running = False
        tell()
        self.ended.emit()
