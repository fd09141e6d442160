"""Undo and redo in a window: small steps at once, large ones beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance

from tpmdesk.app.ports import Background

LARGE = 1_000
"""From so many rows on a step may hold up the window for long."""

Step = Callable[[], str | None]
Weight = Callable[[], int]


@dataclass(frozen=True, slots=True)
class LargeSteps:
    """Where large steps are taken, and how large the next of each kind is, in rows."""

    background: Background
    undo: Weight
    redo: Weight


class Undoing(QObject):
    """`undo` takes back the last action and names it, `redo` does it again; None when there is
    nothing. One step at a time: while a large one is under way, wishes for others are ignored.

    `undone` and `redone` carry the name, or "". A large step emits `began`, with words for it,
    and `ended`, also when it failed.
    """

    undone = Signal(str)
    redone = Signal(str)
    began = Signal(str)
    ended = Signal()

    def __init__(self, undo: Step, redo: Step, large: LargeSteps | None = None) -> None:
        super().__init__()
        self._undo = undo
        self._redo = redo
        self._large = large
        self.busy = False

    def undo(self) -> None:
        """Take back the last action."""
        weight = self._large.undo if self._large else _light
        self._take(self._undo, weight, self.undone, self.tr("Taking back …"))

    def redo(self) -> None:
        """Do again what was undone last."""
        weight = self._large.redo if self._large else _light
        self._take(self._redo, weight, self.redone, self.tr("Doing again …"))

    def _take(self, step: Step, weight: Weight, done: SignalInstance, words: str) -> None:
        if self.busy:
            return
        if self._large is None or weight() < LARGE:
            done.emit(step() or "")
            return
        self.busy = True
        self.began.emit(words)
        self._large.background.run(step, lambda name: self._end(done, name), self._fail)

    def _end(self, done: SignalInstance, name: str | None) -> None:
        self.busy = False
        self.ended.emit()
        done.emit(name or "")

    def _fail(self, problem: Exception) -> None:
        self.busy = False
        self.ended.emit()
        raise problem


def _light() -> int:
    return 0
