"""Old recordings heard again while the person does other things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.ports import Transcriber

if TYPE_CHECKING:
    from tpmdesk.app.rehearing import HeardAgain, OldHearing, Rehearing


class HearingJob(QObject):
    """One run at a time, whatever page is shown.

    `rehearing` may be slow to come by at first; `transcriber` serves nothing else, and `release`
    ends what it started. `ended` carries a `HeardAgain`; `stopped` tells that a run ended before
    that, and whether a round needed the computer. What was heard by then stays.
    """

    moved = Signal(int, int)
    ended = Signal(object)
    stopped = Signal(bool)

    def __init__(
        self,
        rehearing: Callable[[], Rehearing],
        transcriber: Transcriber,
        release: Callable[[], None],
    ) -> None:
        super().__init__()
        self._rehearing = rehearing
        self._transcriber = transcriber
        self._release = release
        self._cancel: Callable[[], None] = _nothing
        self._running = False
        self._done = 0

    @property
    def running(self) -> bool:
        return self._running

    @property
    def done(self) -> int:
        """How many recordings the run under way, or the last, has come through."""
        return self._done

    def outdated(self) -> list[OldHearing]:
        """What there is to hear again, newest first; may be called beside the window's thread."""
        return self._rehearing().outdated()

    def start(self, which: Sequence[OldHearing]) -> None:
        """Hear them again, in the background."""
        self._running, self._done, self._cancel = True, 0, _nothing
        cancel = self._rehearing().begin(which, self._transcriber, self._moved, self._ended)
        if self._running:
            self._cancel = cancel

    def cancel(self) -> None:
        """Stop at once."""
        self._stop(for_round=False)

    def give_way(self) -> None:
        """A round begins, whose words come first."""
        self._stop(for_round=True)

    def _stop(self, *, for_round: bool) -> None:
        if self._running:
            self._cancel()
            self._rest()
            self.stopped.emit(for_round)

    def _moved(self, done: int, total: int) -> None:
        self._done = done
        self.moved.emit(done, total)

    def _ended(self, report: HeardAgain) -> None:
        self._rest()
        self.ended.emit(report)

    def _rest(self) -> None:
        self._running = False
        self._release()


def _nothing() -> None:
    """There is nothing to cancel."""
