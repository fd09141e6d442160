"""Exercises in writing and by drawing: begun, saved as they grow, ended, and found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tpmdesk.app.ports import Clock
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work


class ExerciseStore(Protocol):
    """Keeps exercises. Every writing method is one transaction."""

    def begin(
        self,
        kind: ExerciseKind,
        entry: str,
        title: str,
        work: Work,
        at: datetime,
        attempt: AttemptId | None = None,
    ) -> ExerciseId: ...

    def save(self, exercise: ExerciseId, work: Work, at: datetime, *, ended: bool) -> None:
        """Keep the work as it is now. Once ended it stays ended. Raises NotFoundError."""
        ...

    def exercise(self, exercise: ExerciseId) -> Exercise:
        """Raises NotFoundError."""
        ...

    def exercises(self, kinds: Sequence[ExerciseKind] = (), limit: int = 200) -> list[Exercise]:
        """The newest first; of every kind when none is named."""
        ...

    def remove(self, exercise: ExerciseId) -> None: ...


class Exercising:
    """The desk at which exercises are done."""

    def __init__(self, store: ExerciseStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(
        self,
        kind: ExerciseKind,
        entry: str,
        title: str,
        work: Work,
        attempt: AttemptId | None = None,
    ) -> Exercise:
        """The exercise is on disk from its first moment."""
        made = self._store.begin(kind, entry, title, work, self._clock(), attempt)
        return self._store.exercise(made)

    def save(self, exercise: ExerciseId, work: Work) -> None:
        self._store.save(exercise, work, self._clock(), ended=False)

    def end(self, exercise: ExerciseId, work: Work) -> Exercise:
        """Keep the work as done; it may still be saved, with scores for one."""
        self._store.save(exercise, work, self._clock(), ended=True)
        return self._store.exercise(exercise)

    def exercise(self, exercise: ExerciseId) -> Exercise:
        """Raises NotFoundError."""
        return self._store.exercise(exercise)

    def past(self, *kinds: ExerciseKind) -> list[Exercise]:
        """What was ended, the newest first."""
        return [each for each in self._store.exercises(kinds) if each.ended is not None]

    def unfinished(self, *kinds: ExerciseKind) -> Exercise | None:
        """The newest that was begun and not ended."""
        found = self._store.exercises(kinds)
        return next((each for each in found if each.ended is None), None)

    def remove(self, exercise: ExerciseId) -> None:
        self._store.remove(exercise)
