"""The writing round: briefs against a clock, the skim test, the critique of flawed documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tpmdesk.app.exercising import Exercising
from tpmdesk.app.ports import Clock, ContentStore, NotFoundError
from tpmdesk.domain import critique, skimming
from tpmdesk.domain.brief import Reading, read_brief
from tpmdesk.domain.content import Document, Rubric, Scenario
from tpmdesk.domain.critique import Remark, Verdict
from tpmdesk.domain.exercises import Exercise, ExerciseId, ExerciseKind, Work
from tpmdesk.domain.scenariofacts import told
from tpmdesk.domain.skimming import Recalled

FREE_MINUTES = 30
KINDS = (ExerciseKind.BRIEF, ExerciseKind.SKIM, ExerciseKind.CRITIQUE)
_RUBRIC = "writing"
_RESTS = timedelta(hours=20)
"""How long a brief of one's own rests before it can be skimmed: till the next day."""
_HELD = "held"
_OWN = "exercise:"


class Writing:
    """What can be written, read and critiqued, and what was."""

    def __init__(self, exercising: Exercising, content: ContentStore, clock: Clock) -> None:
        self._exercising = exercising
        self._content = content
        self._clock = clock

    # What there is

    def scenarios(self) -> list[Scenario]:
        return self._content.scenarios()

    def flawed(self) -> list[Document]:
        """The documents to critique."""
        return [each for each in self._content.documents() if each.defects]

    def to_skim(self) -> list[Document]:
        """The bundled briefs to skim."""
        return [each for each in self._content.documents() if not each.defects]

    def own_to_skim(self) -> list[Exercise]:
        """The person's own briefs that have rested for a day, the newest first."""
        latest = self._clock() - _RESTS
        return [
            each
            for each in self._exercising.past(ExerciseKind.BRIEF)
            if each.ended is not None and each.ended <= latest and each.work.text.strip()
        ]

    def past(self) -> list[Exercise]:
        return self._exercising.past(*KINDS)

    def unfinished(self) -> Exercise | None:
        """The brief or critique that was begun last and not ended."""
        return self._exercising.unfinished(ExerciseKind.BRIEF, ExerciseKind.CRITIQUE)

    def exercise(self, exercise: ExerciseId) -> Exercise:
        """Raises NotFoundError."""
        return self._exercising.exercise(exercise)

    def rubric(self) -> Rubric | None:
        """What briefs are scored by; None where no pack has it."""
        try:
            return self._content.rubric(_RUBRIC)
        except NotFoundError:
            return None

    # Doing

    def begin_brief(self, scenario: Scenario | None, text: str = "") -> Exercise:
        """Begin a brief on a scenario, or on a program of one's own, perhaps from another draft."""
        minutes = scenario.minutes if scenario else FREE_MINUTES
        entry, title = (str(scenario.id), scenario.title) if scenario else ("", "")
        work = Work(text, limit=60.0 * minutes)
        return self._exercising.begin(ExerciseKind.BRIEF, entry, title, work)

    def begin_skim(self, of: Document | Exercise) -> Exercise:
        own = isinstance(of, Exercise)
        entry = f"{_OWN}{of.id}" if own else str(of.id)
        work = Work(limit=float(skimming.SECONDS))
        return self._exercising.begin(ExerciseKind.SKIM, entry, of.title, work)

    def begin_critique(self, document: Document) -> Exercise:
        return self._exercising.begin(
            ExerciseKind.CRITIQUE, str(document.id), document.title, Work()
        )

    def save(self, exercise: ExerciseId, work: Work) -> None:
        """Keep the work as it is now. Raises NotFoundError."""
        self._exercising.save(exercise, work)

    def end(self, exercise: ExerciseId, work: Work) -> Exercise:
        return self._exercising.end(exercise, work)

    def remove(self, exercise: ExerciseId) -> None:
        self._exercising.remove(exercise)

    # What came of it

    def scenario_of(self, exercise: Exercise) -> Scenario | None:
        """The scenario that a brief was written on; None for a free one, or one that is gone."""
        return next((each for each in self.scenarios() if each.id == exercise.entry), None)

    def document_of(self, exercise: Exercise) -> Document | None:
        """The document that was critiqued or skimmed; None when it is gone, or the person's own."""
        return next((each for each in self._content.documents() if each.id == exercise.entry), None)

    def skimmed_text(self, exercise: Exercise) -> str:
        """The brief that was skimmed, "" when it is gone."""
        if exercise.entry.startswith(_OWN):
            try:
                own = ExerciseId(int(exercise.entry.removeprefix(_OWN)))
                return self._exercising.exercise(own).work.text
            except (NotFoundError, ValueError):
                return ""
        document = self.document_of(exercise)
        return document.text if document else ""

    def facts(self, exercise: Exercise) -> list[tuple[str, bool]]:
        """Each fact of the scenario, and whether the brief tells it."""
        scenario = self.scenario_of(exercise)
        if scenario is None:
            return []
        held = told(exercise.work.text, scenario.facts)
        return [(fact.what, there) for fact, there in zip(scenario.facts, held, strict=True)]

    def read(self, text: str) -> Reading:
        """A brief as a demanding reader finds it."""
        return read_brief(text)

    def recalled(self, exercise: Exercise) -> tuple[Recalled, ...]:
        """What was remembered of a skimmed brief, with the person's own verdicts."""
        found = skimming.recall(exercise.work.replies, read_brief(self.skimmed_text(exercise)))
        verdicts = exercise.work.found
        if not verdicts:
            return found
        return tuple(
            replace(each, seems_right=f"{_HELD}:{each.asked.value}" in verdicts) for each in found
        )

    def verdict(self, exercise: Exercise) -> Verdict | None:
        """What a critique is worth; None when its document is gone."""
        document = self.document_of(exercise)
        if document is None:
            return None
        return critique.judge(remarks_of(exercise.work), document.defects, document.text)


def with_held(work: Work, held: Mapping[str, bool]) -> Work:
    """The work with the person's verdict on each reply of a skim."""
    return replace(
        work, found=("judged", *(f"{_HELD}:{asked}" for asked, ok in held.items() if ok))
    )


def remarks_of(work: Work) -> tuple[Remark, ...]:
    """The remarks of a critique, in the order of naming."""
    if not work.text:
        return ()
    return tuple(Remark(**each) for each in json.loads(work.text))


def with_remarks(work: Work, remarks: Sequence[Remark]) -> Work:
    """The work with these remarks."""
    rows = [
        {"line": r.line, "depth": r.depth, "text": r.text, "planted": r.planted} for r in remarks
    ]
    return replace(work, text=json.dumps(rows))
