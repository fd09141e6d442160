"""Stores of exercises, stories and own diagrams in memory. What has a label can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.app.fakes import NOON
from tpmdesk.app.drawing_room import OwnDiagram, OwnDiagramId
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.domain.stories import KeptStory, Story, StoryId


@dataclass
class Clock:
    """Goes when told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class MemoryExercises:
    """Fulfils ExerciseStore."""

    held: dict[ExerciseId, Exercise] = field(default_factory=dict)

    def begin(
        self,
        kind: ExerciseKind,
        entry: str,
        title: str,
        work: Work,
        at: datetime,
        attempt: AttemptId | None = None,
    ) -> ExerciseId:
        made = ExerciseId(len(self.held) + 1)
        self.held[made] = Exercise(made, kind, entry, title, work, at, at, None, attempt)
        return made

    def save(self, exercise: ExerciseId, work: Work, at: datetime, *, ended: bool) -> None:
        held = self.exercise(exercise)
        end = held.ended or (at if ended else None)
        self.held[exercise] = replace(held, work=work, saved=at, ended=end)

    def exercise(self, exercise: ExerciseId) -> Exercise:
        if exercise not in self.held:
            raise NotFoundError(f"There is no exercise {exercise}.")
        return self.held[exercise]

    def exercises(self, kinds: Sequence[ExerciseKind] = (), limit: int = 200) -> list[Exercise]:
        newest = reversed(self.held.values())
        return [each for each in newest if not kinds or each.kind in kinds][:limit]

    def remove(self, exercise: ExerciseId) -> None:
        self.held.pop(exercise, None)


@dataclass
class Undoable:
    """Rows by number, each state before a labelled change kept, as the journal does."""

    rows: dict[int, Any] = field(default_factory=dict)
    steps: list[tuple[str, dict[int, Any]]] = field(default_factory=list)
    made: int = 0

    def step(self, label: str) -> None:
        self.steps.append((label, dict(self.rows)))

    def undo(self) -> str:
        """Take back the last step; its label."""
        label, self.rows = self.steps.pop()
        return label

    def put(self, label: str, row: Any) -> int:
        self.step(label)
        self.made += 1
        self.rows[self.made] = row
        return self.made

    def row(self, number: int) -> Any:
        if number not in self.rows:
            raise NotFoundError(f"There is no {number}.")
        return self.rows[number]


class MemoryStories(Undoable):
    """Fulfils StoryStore."""

    def stories(self) -> list[KeptStory]:
        return [KeptStory(StoryId(n), row) for n, row in reversed(self.rows.items())]

    def story(self, story: StoryId) -> Story:
        found: Story = self.row(story)
        return found

    def add(self, label: str, story: Story, at: datetime) -> StoryId:
        del at
        return StoryId(self.put(label, story))

    def change(self, of: StoryId, story: Story, at: datetime) -> None:
        del at
        self.row(of)
        self.rows[of] = story

    def remove(self, label: str, story: StoryId) -> None:
        self.step(label)
        del self.rows[story]


class MemoryDiagrams(Undoable):
    """Fulfils OwnDiagramStore."""

    def diagrams(self) -> list[OwnDiagram]:
        return [self.diagram(OwnDiagramId(number)) for number in self.rows]

    def diagram(self, diagram: OwnDiagramId) -> OwnDiagram:
        return OwnDiagram(diagram, *self.row(diagram))

    def add(self, label: str, title: str, text: str, at: datetime) -> OwnDiagramId:
        return OwnDiagramId(self.put(label, (title, text, at)))

    def change(self, diagram: OwnDiagramId, title: str, text: str, at: datetime) -> None:
        self.row(diagram)
        self.rows[diagram] = (title, text, at)

    def remove(self, label: str, diagram: OwnDiagramId) -> None:
        self.step(label)
        del self.rows[diagram]
