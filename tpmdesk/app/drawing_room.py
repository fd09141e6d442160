"""The architecture round with diagrams: risks to find, systems to draw from memory, dependency
maps, and the person's own systems."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType, Protocol

from tpmdesk.app.exercising import Exercising
from tpmdesk.app.ports import Clock, ContentStore
from tpmdesk.domain import risks
from tpmdesk.domain.content import DiagramEntry
from tpmdesk.domain.diagram import Diagram, parse
from tpmdesk.domain.diagram.comparing import Recall, missing
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.domain.risks import Hunt, NamedRisk

KINDS = (ExerciseKind.RISKS, ExerciseKind.RECALL, ExerciseKind.MAP)
OwnDiagramId = NewType("OwnDiagramId", int)
_OWN = "own:"
_LONGEST = 120


class DiagramNameError(Exception):
    """A diagram cannot be kept as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class OwnDiagram:
    """A system that the person knows, in the text format of diagrams."""

    id: OwnDiagramId
    title: str
    text: str
    edited: datetime


class OwnDiagramStore(Protocol):
    """Keeps the person's own systems; a change with a label is an undo step."""

    def diagrams(self) -> list[OwnDiagram]:
        """In the order of their making."""
        ...

    def diagram(self, diagram: OwnDiagramId) -> OwnDiagram:
        """Raises NotFoundError."""
        ...

    def add(self, label: str, title: str, text: str, at: datetime) -> OwnDiagramId: ...

    def change(self, diagram: OwnDiagramId, title: str, text: str, at: datetime) -> None:
        """Raises NotFoundError."""
        ...

    def remove(self, label: str, diagram: OwnDiagramId) -> None: ...


@dataclass(frozen=True, slots=True)
class Model:
    """What is drawn from memory: a bundled system or one of the person's own."""

    key: str
    title: str
    about: str
    diagram: Diagram


class DrawingRoom:
    """Diagrams and what is done with them."""

    def __init__(
        self, exercising: Exercising, own: OwnDiagramStore, content: ContentStore, clock: Clock
    ) -> None:
        self._exercising = exercising
        self._own = own
        self._content = content
        self._clock = clock

    # What there is

    def systems(self) -> list[DiagramEntry]:
        """The systems whose risks can be found."""
        return [each for each in self._content.diagrams() if each.use == "system"]

    def maps(self) -> list[DiagramEntry]:
        """The programs whose dependency map can be drawn."""
        return [each for each in self._content.diagrams() if each.use == "map"]

    def models(self) -> list[Model]:
        """What can be drawn from memory, the person's own systems first."""
        own = [
            Model(f"{_OWN}{each.id}", each.title, "", parse(each.text).diagram)
            for each in self._own.diagrams()
        ]
        bundled = [
            Model(str(each.id), each.title, each.about, parse(each.diagram).diagram)
            for each in self.systems()
        ]
        return [each for each in own if each.diagram.nodes] + bundled

    def model(self, key: str) -> Model | None:
        return next((each for each in self.models() if each.key == key), None)

    def entry(self, key: str) -> DiagramEntry | None:
        return next((each for each in self._content.diagrams() if each.id == key), None)

    # The person's own systems

    def own(self) -> list[OwnDiagram]:
        return self._own.diagrams()

    def own_diagram(self, diagram: OwnDiagramId) -> OwnDiagram:
        """Raises NotFoundError."""
        return self._own.diagram(diagram)

    def add_own(self, title: str, text: str = "") -> OwnDiagramId:
        """Raises DiagramNameError."""
        return self._own.add(f"Add the system {title}", _name(title), text, self._clock())

    def change_own(self, diagram: OwnDiagramId, title: str, text: str) -> None:
        """Raises DiagramNameError, and NotFoundError when it is gone."""
        kept = self._own.diagram(diagram)
        if (kept.title, kept.text) != (_name(title), text):
            self._own.change(diagram, _name(title), text, self._clock())

    def remove_own(self, diagram: OwnDiagramId) -> None:
        title = self._own.diagram(diagram).title
        self._own.remove(f"Delete the system {title}", diagram)

    # Doing

    def begin(self, kind: ExerciseKind, key: str, title: str) -> Exercise:
        limit = 60.0 * risks.MINUTES if kind is ExerciseKind.RISKS else 0.0
        return self._exercising.begin(kind, key, title, Work(limit=limit))

    def save(self, exercise: ExerciseId, work: Work) -> None:
        """Keep the work as it is now. Raises NotFoundError."""
        self._exercising.save(exercise, work)

    def end(self, exercise: ExerciseId, work: Work) -> Exercise:
        return self._exercising.end(exercise, work)

    def remove(self, exercise: ExerciseId) -> None:
        self._exercising.remove(exercise)

    def exercise(self, exercise: ExerciseId) -> Exercise:
        """Raises NotFoundError."""
        return self._exercising.exercise(exercise)

    def past(self) -> list[Exercise]:
        return self._exercising.past(*KINDS)

    def unfinished(self) -> Exercise | None:
        return self._exercising.unfinished(*KINDS)

    # What came of it

    def hunt(self, exercise: Exercise) -> Hunt | None:
        """What the named risks were worth; None when the system is gone."""
        entry = self.entry(exercise.entry)
        return risks.judge(named_of(exercise.work), entry.weaknesses) if entry else None

    def recall(self, exercise: Exercise) -> Recall | None:
        """What a drawing has of its model; None when the model is gone."""
        drawn = parse(exercise.work.text).diagram
        if exercise.kind is ExerciseKind.MAP:
            entry = self.entry(exercise.entry)
            return missing(parse(entry.diagram).diagram, drawn) if entry else None
        model = self.model(exercise.entry)
        return missing(model.diagram, drawn) if model else None


def named_of(work: Work) -> tuple[NamedRisk, ...]:
    """The risks that were named, in that order."""
    return tuple(NamedRisk(**each) for each in json.loads(work.text)) if work.text else ()


def with_named(work: Work, named: Sequence[NamedRisk]) -> Work:
    """The work with these risks."""
    rows = [{"part": each.part, "text": each.text, "planted": each.planted} for each in named]
    return replace(work, text=json.dumps(rows))


def _name(title: str) -> str:
    name = title.strip()
    if not name or "\n" in name or len(name) > _LONGEST:
        raise DiagramNameError(
            f"A system needs a name of one line, at most {_LONGEST} characters. Write one, then go "
            "on."
        )
    return name
