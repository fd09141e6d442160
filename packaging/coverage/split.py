"""What the columns of the reader mean, and which of the labelled answers are held out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.benchmarks._labelled import Labelled, read

HERE = Path(__file__).parent
FOLDS = 7
WRITERS = ("answers", "others", "third", "fourth")
_OTHER_HAND = "alt-"
"""How the ids begin of answers by somebody who wrote none of the others."""


def written() -> list[Labelled]:
    """All that may be learnt from: for each framework what each of four writers wrote, in turn.

    The last of the fourth writer's answers, in `held`, are never learnt from: by them, and by the
    third's before they were learnt from, it was chosen what to learn from and how a signal is told.
    The answers under tests/data measure the whole.
    """
    files = sorted(file.name for file in (HERE / "answers").glob("*.txt"))
    places = (HERE / folder / name for name in files for folder in WRITERS)
    return [answer for place in places if place.is_file() for answer in read(place)]


class Labels:
    """The columns of the head: every step of every framework, then "names a signal to go back" for
    each phase, and last what all signals have in common, which is added to those."""

    def __init__(self, answers: Sequence[Labelled]) -> None:
        self.steps = sorted({(a.framework, s) for a in answers for s in a.steps})
        self.phases = sorted({(a.framework, s) for a in answers for s in a.signals})
        self.step_at = {step: n for n, step in enumerate(self.steps)}
        self.signal_at = {phase: len(self.steps) + n for n, phase in enumerate(self.phases)}
        self.step_of_signal = np.array([self.step_at[phase] for phase in self.phases])

    @property
    def count(self) -> int:
        """Columns that are judged by: without the last."""
        return len(self.steps) + len(self.phases)

    def of(self, framework: str) -> list[int]:
        columns = (*self.steps, *self.phases)
        return [n for n, (owner, _) in enumerate(columns) if owner == framework]


def parts(answers: Sequence[Labelled], folds: int, seed: int = 0) -> np.ndarray:
    """The fold of each answer: every framework and kind is spread over all folds."""
    random = np.random.default_rng(seed)
    fold = np.zeros(len(answers), int)
    for framework in sorted({answer.framework for answer in answers}):
        for kind in ("answer", "hollow", "misleading"):
            alike = (framework, kind)
            here = [n for n, a in enumerate(answers) if (a.framework, a.kind) == alike]
            random.shuffle(here)
            first = random.integers(folds)
            for n, at in enumerate(here):
                fold[at] = (n + first) % folds
    return fold


def split(answers: Sequence[Labelled], folds: int = FOLDS) -> tuple[list[Labelled], list[Labelled]]:
    """What is learnt from, and what is held out: one fold, and all that another hand wrote."""
    own = [answer for answer in answers if not answer.id.startswith(_OTHER_HAND)]
    other = [answer for answer in answers if answer.id.startswith(_OTHER_HAND)]
    fold = parts(own, folds)
    learnt = [answer for answer, at in zip(own, fold, strict=True) if at != 0]
    return learnt, [answer for answer, at in zip(own, fold, strict=True) if at == 0] + other
