"""Work of which only the newest matters, such as a search for what is being typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from tpmdesk.app.ports import Background

T = TypeVar("T")


class Newest(Generic[T]):
    """Does one piece of work at a time. What is asked for meanwhile waits, and only the last of
    it is done; of what was overtaken nothing is told."""

    def __init__(
        self,
        background: Background,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._background = background
        self._done = done
        self._failed = failed
        self._busy = False
        self._waiting: Callable[[], T] | None = None
        self._wanted = True

    @property
    def busy(self) -> bool:
        return self._busy

    def ask(self, work: Callable[[], T]) -> None:
        """Do this instead of whatever was asked for before."""
        self._wanted = True
        if self._busy:
            self._waiting = work
        else:
            self._start(work)

    def drop(self) -> None:
        """Forget what was asked for."""
        self._waiting = None
        self._wanted = False

    def _start(self, work: Callable[[], T]) -> None:
        self._busy = True
        self._background.run(work, self._told, self._told_problem)

    def _told(self, result: T) -> None:
        if self._is_newest():
            self._done(result)

    def _told_problem(self, problem: Exception) -> None:
        if self._is_newest():
            self._failed(problem)

    def _is_newest(self) -> bool:
        self._busy = False
        work, self._waiting = self._waiting, None
        if work is not None:
            self._start(work)
            return False
        return self._wanted
