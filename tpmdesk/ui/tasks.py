"""The one place where work leaves the window's thread, and comes back to it.

One relay object, connected once with a queued connection: results are delivered by the event
loop of the thread that built the runner. Workers are joined by `close`, since a pool that
outlives those who wait for it crashes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Tasks:
    """Implements the port `Background`. Build, use and close it on the window's thread."""

    def __init__(self, threads: int = 2) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._relay = _Relay()
        self._closed = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        """Do `work` beside this thread; returns what cancels it. Nothing is run once closed."""
        job = _Job()
        if not self._closed:
            self._pool.start(lambda: self._perform(job, work, done, failed))
        return job.cancel

    def later(self, call: Callable[[], None]) -> None:
        """Call on the window's thread soon. May be called from any thread."""
        if not self._closed:
            self._relay.deliver.emit(call)

    def close(self) -> None:
        """Forget what waits, let what runs finish, and deliver nothing more."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()
        self._relay.shut()

    def _perform(
        self,
        job: _Job,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if job.cancelled or self._closed:
            return
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  whatever it was, the asker is told
            problem = error
            _log.info("background work failed", exc_info=error)
            self._relay.deliver.emit(job.unless_cancelled(lambda: failed(problem)))
        else:
            self._relay.deliver.emit(job.unless_cancelled(lambda: done(result)))


@dataclass(slots=True)
class _Job:
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def unless_cancelled(self, call: Callable[[], None]) -> Callable[[], None]:
        def guarded() -> None:
            if not self.cancelled:
                call()

        return guarded


class _Relay(QObject):
    """Carries calls to the thread that made it."""

    deliver = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self.deliver.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def shut(self) -> None:
        self._open = False

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        if self._open:
            call()
